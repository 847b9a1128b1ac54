"""The back office as it runs: with the application's role of the database, in the name of the administrator."""

from collections.abc import Iterator

import pytest
from django.db import connection

from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Mandate, Membership, Organisation
from territory.people.models import User
from tests.territory.contributions.making import make
from tests.tiny_land import START, at


@pytest.fixture
def office(tiny_land, reading_as) -> Iterator:
    """The browser of an administrator, served by the application's role."""
    browser = reading_as(tiny_land.administrator)
    with connection.cursor() as cursor:
        cursor.execute("set local role web")
        yield browser
        cursor.execute("reset role")


def inline(prefix: str, rows: list[dict], initial: int = 0) -> dict[str, object]:
    sent: dict[str, object] = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": initial}
    for number, row in enumerate(rows):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return sent


def test_an_administrator_founds_an_organisation_with_land_and_a_first_member(tiny_land, office):
    response = office.post(
        "/admin/territory/organisation/add/",
        {
            "slug": "neu",
            "name_de": "Neu",
            "kind": "authority",
            **inline("mandates", [{"commune": tiny_land.sueden.pk, "valid_from": START}]),
            **inline(
                "memberships",
                [
                    {
                        "user": tiny_land.company_member.pk,
                        "role": "commune_editor",
                        "is_administrator": "on",
                        "valid_from": START,
                    }
                ],
            ),
        },
    )
    assert response.status_code == 302, response.context["errors"]
    organisation = Organisation.objects.get(slug="neu")
    assert Mandate.objects.get(organisation=organisation).commune == tiny_land.sueden
    member = Membership.objects.get(organisation=organisation)
    assert member.user == tiny_land.company_member
    assert member.is_administrator


def test_an_administrator_makes_a_person_and_gives_them_the_flag(tiny_land, office):
    made = office.post(
        "/admin/territory/user/add/",
        {
            "email": "new@example.org",
            "name": "New",
            "language": "de",
            "usable_password": "true",
            "password1": "a quite long phrase",
            "password2": "a quite long phrase",
            **inline("memberships", []),
        },
    )
    assert made.status_code == 302, made.context["errors"]
    person = User.objects.get(email="new@example.org")
    changed = office.post(
        f"/admin/territory/user/{person.pk}/change/",
        {
            "email": person.email,
            "name": "New",
            "language": "de",
            "is_active": "on",
            "is_superuser": "on",
            **inline("memberships", []),
        },
    )
    assert changed.status_code == 302, changed.context["errors"]
    person.refresh_from_db()
    assert person.is_superuser


def test_an_administrator_deletes_an_organisation_that_placed_nothing(tiny_land, office):
    slug = tiny_land.netzwerk.slug
    response = office.post(f"/admin/territory/organisation/{tiny_land.netzwerk.pk}/delete/", {"post": "yes"})
    assert response.status_code == 302
    assert not Organisation.objects.filter(slug=slug).exists()


def test_whoever_an_administrator_deletes_becomes_a_former_member(tiny_land, office):
    person = tiny_land.editor_westen
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.SUBMITTED, created_by=person)
        cursor.execute("set local role web")
    response = office.post(f"/admin/territory/user/{person.pk}/delete/", {"post": "yes"})
    assert response.status_code == 302
    person.refresh_from_db()
    assert person.left_at is not None
    assert not Membership.objects.filter(user=person, valid_until=None).exists()
    thing.refresh_from_db()
    assert thing.created_by == person
