"""Leaving, and taking one's own data along."""

import pytest
from django.db import connection
from django.utils import translation

from territory.accounts.leaving import delete_account, why_not_leave
from territory.accounts.own_data import own_data
from territory.alerts.following import follow
from territory.contributions.actions import propose
from territory.contributions.models import Theme
from territory.contributions.standing import standing_of
from territory.errors import NotAllowed
from territory.initiatives.models import LocalInitiative
from territory.organisations.invitations import accept, invite
from territory.organisations.models import Membership
from territory.organisations.roles import Role
from territory.people.models import ApiToken, User
from territory.people.tokens import make_token
from tests.tiny_land import TinyLand, at


@pytest.fixture(autouse=True)
def in_english():
    """Sentences as they stand in the code, whichever language an earlier test has left in use."""
    with translation.override("en"):
        yield


def write(land: TinyLand, author: User) -> LocalInitiative:
    theme = Theme.objects.get(code="food")
    values = {"title": {"de": "Garten"}, "theme": theme, "location": at(500, 500)}
    return propose(LocalInitiative, author, land.gemeinde_westen, values)


@pytest.mark.parametrize("role", ["owner", "web"])
def test_whoever_leaves_becomes_a_former_member_and_the_content_stays(tiny_land, role):
    person = tiny_land.editor_westen
    thing = write(tiny_land, person)
    make_token(person, "script", "write", None)
    with connection.cursor() as cursor:
        cursor.execute(f"set local role {role}")
        delete_account(person)
        cursor.execute("reset role")
    thing.refresh_from_db()
    assert str(thing.created_by) == "former member"
    stored = User.objects.get(pk=person.pk)
    assert (stored.name, stored.is_active, stored.has_usable_password()) == ("", False, False)
    assert "westen" not in stored.email
    assert not ApiToken.objects.filter(user=person).exists()
    assert not standing_of(stored).organisation_ids
    assert Membership.objects.get(user=person).valid_until is not None


def test_whoever_was_invited_takes_their_address_along(tiny_land):
    invitation, key = invite(
        tiny_land.gemeinde_osten,
        tiny_land.administrator,
        email="park@example.org",
        language="de",
        role=Role.COMMUNE_EDITOR,
    )
    accept(key, tiny_land.park_manager)
    with connection.cursor() as cursor:
        cursor.execute("set local role web")
        delete_account(tiny_land.park_manager)
        cursor.execute("reset role")
    invitation.refresh_from_db()
    assert invitation.email == ""


def test_the_only_one_who_looks_after_an_organisation_is_told_what_to_do_first(tiny_land):
    Membership.objects.filter(user=tiny_land.editor_westen).update(is_administrator=True)
    assert "Gemeinde Westen" in why_not_leave(tiny_land.editor_westen)
    with pytest.raises(NotAllowed, match="Give this task to another member"):
        delete_account(tiny_land.editor_westen)
    tiny_land.editor_westen.refresh_from_db()
    assert tiny_land.editor_westen.is_active


def test_the_last_administrator_of_the_service_stays(tiny_land):
    with pytest.raises(NotAllowed, match="only administrator"):
        delete_account(tiny_land.administrator)


def test_ones_own_data_are_complete_and_hold_no_secret(tiny_land):
    person = tiny_land.editor_westen
    thing = write(tiny_land, person)
    write(tiny_land, tiny_land.administrator)
    _token, text = make_token(person, "script", "read", None)
    data = own_data(person)
    assert data["profile"]["email"] == person.email
    assert [row["organisation"] for row in data["memberships"]] == ["gemeinde-westen"]
    assert [(row["kind"], row["id"]) for row in data["contributions"]] == [("localinitiative", thing.pk)]
    assert [(row["name"], row["scope"]) for row in data["tokens"]] == [("script", "read")]
    assert [(row["what"], row["id"], row["verb"]) for row in data["actions"]] == [
        ("localinitiative", thing.pk, "propose")
    ]
    assert text not in str(data)
    assert person.password not in str(data)


def test_what_somebody_follows_is_among_their_data(tiny_land):
    follow(tiny_land.editor_westen, "commune", tiny_land.westen)
    assert [(row["subject"], row["name"]) for row in own_data(tiny_land.editor_westen)["follows"]] == [
        ("commune", str(tiny_land.westen))
    ]
    assert own_data(tiny_land.editor_osten)["follows"] == []
