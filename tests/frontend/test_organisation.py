""" "My organisation" and invitations, as people meet them."""

import datetime
import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Invitation, Membership
from territory.organisations.roles import Role
from territory.people.models import User
from tests.territory.contributions.making import make
from tests.tiny_land import START, at

PAGE = "/de/organisation/gemeinde-westen/"
PASSWORD = "a quite long phrase"


@pytest.fixture(autouse=True)
def no_attempts_yet(db):
    cache.clear()


@pytest.fixture
def office(tiny_land, reading_as):
    """The browser of somebody who looks after the members of Westen."""
    Membership.objects.filter(user=tiny_land.editor_westen).update(is_administrator=True)
    return reading_as(tiny_land.editor_westen)


def invite(office, email="new@example.org", **more):
    sent = {"email": email, "role": "commune_editor", "language": "fr", **more}
    return office.post(f"{PAGE}invite/", sent, follow=True)


def link_in_the_letter() -> str:
    return re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]


def test_members_see_their_organisation_and_others_do_not(tiny_land, office, reading_as):
    make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.DRAFT, title_de="Garten")
    page = office.get(PAGE).content.decode()
    assert "editor.westen" in page
    assert "Westen</a>" in page
    assert "Garten" in page
    assert reading_as(tiny_land.editor_osten).get(PAGE).status_code == 403
    assert reading_as(None).get(PAGE).status_code == 302
    assert reading_as(tiny_land.administrator).get(PAGE).status_code == 200
    assert office.get("/de/organisation/")["Location"] == PAGE


def test_a_member_without_the_task_sees_no_addresses_and_no_forms(tiny_land, office, reading_as):
    user = User.objects.create_user("colleague@example.org", "a long password", name="Colleague")
    Membership.objects.create(
        organisation=tiny_land.gemeinde_westen, user=user, role=Role.COMMUNE_EDITOR, valid_from=START
    )
    page = reading_as(user).get(PAGE).content.decode()
    assert "editor.westen@example.org" not in page
    assert "invite/" not in page
    own = Membership.objects.get(user=tiny_land.editor_westen)
    sent = {"email": "x@example.org", "role": "commune_editor", "language": "de"}
    for address in ("invite/", f"members/{own.pk}/", f"members/{own.pk}/end/"):
        assert reading_as(user).post(PAGE + address, sent).status_code == 403


def test_an_invited_person_makes_an_account_and_belongs(tiny_land, office, client):
    assert invite(office).status_code == 200
    (letter,) = mail.outbox
    assert letter.to == ["new@example.org"]
    link = link_in_the_letter()
    assert link.startswith("/fr/invitation/")
    assert client.get(link).status_code == 200
    short = client.post(link, {"name": "Neue Person", "language": "lb", "password1": "kurz", "password2": "kurz"})
    assert short.status_code == 422
    assert not User.objects.filter(email="new@example.org").exists()
    done = client.post(link, {"name": "Neue Person", "language": "lb", "password1": PASSWORD, "password2": PASSWORD})
    assert done["Location"] == "/lb/organisation/gemeinde-westen/"
    person = User.objects.get(email="new@example.org")
    assert (person.name, person.language, person.is_superuser) == ("Neue Person", "lb", False)
    assert client.get(PAGE).status_code == 200
    assert client.get(link).status_code == 410
    assert (
        client.post(
            link, {"name": "Andere", "language": "de", "password1": PASSWORD, "password2": PASSWORD}
        ).status_code
        == 410
    )
    assert Membership.objects.filter(user=person).count() == 1


def test_somebody_with_an_account_signs_in_and_joins(tiny_land, office, client):
    invite(office, email="editor.osten@example.org")
    link = link_in_the_letter()
    page = client.get(link).content.decode()
    assert f"/fr/accounts/login/?next={link}" in page
    client.force_login(tiny_land.editor_osten, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(link).status_code == 302
    assert Membership.objects.filter(user=tiny_land.editor_osten, organisation=tiny_land.gemeinde_westen).exists()


def test_a_letter_for_somebody_else_opens_nothing(tiny_land, office, reading_as):
    invite(office)
    link = link_in_the_letter()
    stranger = reading_as(tiny_land.editor_osten)
    assert "new@example.org" in stranger.get(link).content.decode()
    assert stranger.post(link).status_code == 403
    assert not Membership.objects.filter(user=tiny_land.editor_osten, organisation=tiny_land.gemeinde_westen).exists()


def test_a_link_that_is_too_old_says_what_to_do_and_is_sent_again(tiny_land, office, client):
    invite(office)
    old = link_in_the_letter()
    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(days=1))
    over = client.get(old)
    assert over.status_code == 410
    assert "Gemeinde Westen" in over.content.decode()
    invitation = Invitation.objects.get()
    office.post(f"{PAGE}invitations/{invitation.pk}/resend/")
    assert client.get(old).status_code == 404
    assert client.get(link_in_the_letter()).status_code == 200
    office.post(f"{PAGE}invitations/{invitation.pk}/withdraw/")
    assert client.get(link_in_the_letter()).status_code == 410


def test_a_letter_that_cannot_be_sent_is_told_and_the_invitation_stays(tiny_land, office, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = invite(office).content.decode()
    assert "message--error" in page
    assert Invitation.objects.filter(email="new@example.org").exists()


def test_a_wrong_address_stays_in_the_form(office):
    page = invite(office, email="no address")
    assert page.status_code == 422
    assert 'value="no address"' in page.content.decode()


def test_the_last_one_to_look_after_the_members_is_told_so_beside_the_box(tiny_land, office):
    own = Membership.objects.get(user=tiny_land.editor_westen)
    response = office.post(f"{PAGE}members/{own.pk}/", {"role": "commune_editor"})
    assert response.status_code == 422
    assert "is_administrator" in response.context["form"].errors
    assert "message--error" in office.post(f"{PAGE}members/{own.pk}/end/", follow=True).content.decode()
    kept = office.post(f"{PAGE}members/{own.pk}/", {"role": "commune_editor", "is_administrator": "on", "reason": "x"})
    assert kept["Location"] == PAGE


def test_the_last_day_is_the_last_on_which_it_holds(tiny_land, office):
    user = User.objects.create_user("colleague@example.org", "a long password", name="Colleague")
    member = Membership.objects.create(
        organisation=tiny_land.gemeinde_westen, user=user, role=Role.COMMUNE_EDITOR, valid_from=START
    )
    office.post(f"{PAGE}members/{member.pk}/", {"role": "commune_editor", "last_day": "2099-12-31"})
    member.refresh_from_db()
    assert member.valid_until == datetime.date(2100, 1, 1)
    assert "2099" in office.get(PAGE).content.decode()
    assert 'value="2099-12-31"' in office.get(f"{PAGE}members/{member.pk}/").content.decode()
