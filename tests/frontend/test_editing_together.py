"""Two people edit the same thing in the form: what differs merges, what clashes is asked, nothing typed is lost."""

import datetime
import re

import pytest
from django.test import Client

from layers.crs import in_lonlat
from territory.contributions.actions import discard, move, propose, revise
from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Membership
from territory.organisations.roles import Role
from territory.people.models import User
from tests.tiny_land import START, TinyLand, at

MAY = datetime.date(2026, 5, 1)


def signed_in(person: User) -> Client:
    browser = Client()
    browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.fixture
def garden(tiny_land: TinyLand) -> LocalInitiative:
    values = {"title": {"de": "Garten"}, "theme": "food", "location": at(500, 500)}
    return propose(LocalInitiative, tiny_land.editor_westen, tiny_land.gemeinde_westen, values)


@pytest.fixture
def colleague(tiny_land: TinyLand) -> User:
    person = User.objects.create_user("anna@example.org", name="Anna Muster")
    Membership.objects.create(
        user=person,
        organisation=tiny_land.gemeinde_westen,
        role=Role.COMMUNE_EDITOR,
        valid_from=START,
    )
    return person


def typed(garden: LocalInitiative, **more: object) -> dict[str, object]:
    """The form as the browser sends it when nothing was touched but ``more``."""
    return {
        "based_on": "1",
        "title_de": "Garten",
        "theme": str(garden.theme_id),
        "location": in_lonlat(garden.location).geojson,
        "intent": "save",
        **more,
    }


def address(garden: LocalInitiative, page: str = "edit") -> str:
    return f"/de/local-initiatives/{garden.pk}/{page}/"


def hidden(page: str) -> dict[str, str]:
    """Names and values of the hidden fields, and what stands in the other inputs."""
    fields = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and 'type="radio"' not in tag and 'type="checkbox"' not in tag:
            fields[name[1]] = value[1] if value else ""
    return fields


def test_the_form_names_the_version_it_starts_from(tiny_land, garden) -> None:
    revise(garden, tiny_land.editor_westen, {"starts_on": "2026-05-01"})
    page = signed_in(tiny_land.editor_westen).get(address(garden)).content.decode()
    assert hidden(page)["based_on"] == "2"


def test_different_fields_merge_and_the_page_says_so(tiny_land, garden, colleague) -> None:
    revise(garden, colleague, {"title": {"fr": "Jardin"}, "link": "https://example.org/"})
    browser = signed_in(tiny_land.editor_westen)
    answer = browser.post(address(garden), typed(garden, starts_on="2026-05-01"), follow=True)
    garden.refresh_from_db()
    assert (garden.title_fr, garden.starts_on, garden.version) == ("Jardin", MAY, 3)
    assert "Anna Muster" in answer.content.decode()


def test_the_same_field_is_asked_with_all_three_and_nothing_is_written(tiny_land, garden, colleague) -> None:
    revise(garden, colleague, {"title": {"de": "Annas Garten"}, "link": "https://example.org/"})
    browser = signed_in(tiny_land.editor_westen)
    answer = browser.post(address(garden), typed(garden, title_de="Mein Garten", starts_on="2026-05-01"))
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Mein Garten", "Annas Garten", "Anna Muster", 'name="choose-title_de"'):
        assert words in page
    fields = hidden(page)
    assert (fields["based_on"], fields["clash_base"], fields["clashing"]) == ("2", "1", "title_de")
    # What only the colleague changed is in the form already, what only I changed is still there.
    assert fields["link"] == "https://example.org/"
    assert fields["starts_on"] == "2026-05-01"
    garden.refresh_from_db()
    assert (garden.title_de, garden.starts_on, garden.version) == ("Annas Garten", None, 2)


@pytest.mark.parametrize(("choice", "title"), [("mine", "Mein Garten"), ("theirs", "Annas Garten")])
def test_a_choice_settles_it(tiny_land, garden, colleague, choice, title) -> None:
    revise(garden, colleague, {"title": {"de": "Annas Garten"}, "link": "https://example.org/"})
    browser = signed_in(tiny_land.editor_westen)
    mine = typed(garden, title_de="Mein Garten", starts_on="2026-05-01")
    asked = hidden(browser.post(address(garden), mine).content.decode())
    again = mine | asked | {"choose-title_de": choice, "intent": "save"}
    assert browser.post(address(garden), again).status_code == 302
    garden.refresh_from_db()
    assert (garden.title_de, garden.starts_on, garden.link) == (title, MAY, "https://example.org/")


def test_without_a_choice_it_is_asked_again_and_nothing_is_lost(tiny_land, garden, colleague) -> None:
    revise(garden, colleague, {"title": {"de": "Annas Garten"}})
    browser = signed_in(tiny_land.editor_westen)
    mine = typed(garden, title_de="Mein Garten", starts_on="2026-05-01")
    asked = hidden(browser.post(address(garden), mine).content.decode())
    answer = browser.post(address(garden), mine | asked | {"intent": "save"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mein Garten" in page
    assert "Annas Garten" in page
    garden.refresh_from_db()
    assert garden.version == 2


def test_a_third_change_meanwhile_is_asked_too(tiny_land, garden, colleague) -> None:
    revise(garden, colleague, {"title": {"de": "Annas Garten"}})
    browser = signed_in(tiny_land.editor_westen)
    mine = typed(garden, title_de="Mein Garten")
    asked = hidden(browser.post(address(garden), mine).content.decode())
    revise(garden, colleague, {"title": {"de": "Annas großer Garten"}})
    answer = browser.post(address(garden), mine | asked | {"choose-title_de": "mine", "intent": "save"})
    assert answer.status_code == 409
    assert "Annas großer Garten" in answer.content.decode()


def test_a_place_moved_by_both_is_drawn_and_chosen(tiny_land, garden, colleague) -> None:
    mine = typed(garden, location=in_lonlat(at(700, 500)).geojson)
    revise(garden, colleague, {"location": at(600, 500)})
    browser = signed_in(tiny_land.editor_westen)
    page = browser.post(address(garden), mine).content.decode()
    assert 'data-clash-map="clash-places"' in page
    asked = hidden(page)
    again = mine | asked | {"choose-location": "theirs", "intent": "save"}
    browser.post(address(garden), again)
    garden.refresh_from_db()
    assert garden.location.equals_exact(at(600, 500), 0.02)


def test_partners_of_both_are_kept(tiny_land, garden, colleague) -> None:
    revise(garden, colleague, {"partners": ["firma"], "title": {"de": "Annas Garten"}})
    browser = signed_in(tiny_land.editor_westen)
    mine = typed(garden, title_de="Mein Garten", partners=[str(tiny_land.netzwerk.pk)])
    page = browser.post(address(garden), mine).content.decode()
    ticked = re.findall(r'name="partners"[^>]*value="(\d+)"[^>]*checked', page)
    assert set(ticked) == {str(tiny_land.firma.pk), str(tiny_land.netzwerk.pk)}


def test_opening_and_saving_changes_nothing(tiny_land, garden) -> None:
    browser = signed_in(tiny_land.editor_westen)
    assert browser.post(address(garden), typed(garden)).status_code == 302
    garden.refresh_from_db()
    assert garden.version == 1


def test_what_was_submitted_meanwhile_keeps_what_was_typed(tiny_land, garden, colleague) -> None:
    browser = signed_in(tiny_land.editor_westen)
    browser.get(address(garden))
    move(garden, colleague, State.SUBMITTED)
    answer = browser.post(address(garden), typed(garden, title_de="Mein Garten"))
    assert answer.status_code == 403
    assert "Mein Garten" in answer.content.decode()


def test_what_was_deleted_can_be_undone_on_the_next_page(tiny_land, garden) -> None:
    browser = signed_in(tiny_land.editor_westen)
    page = browser.post(address(garden, "delete"), follow=True).content.decode()
    undo = address(garden, "recover")
    # Once in the message, once in the list of the trash.
    assert page.count(f'action="{undo}"') == 2
    assert browser.get(f"/de/local-initiatives/{garden.pk}/").status_code == 404
    assert browser.post(undo, follow=True).redirect_chain[-1][0] == f"/de/local-initiatives/{garden.pk}/"


def test_nobody_else_sees_or_empties_the_trash(tiny_land, garden) -> None:
    discard(garden, tiny_land.editor_westen)
    neighbour = signed_in(tiny_land.editor_osten)
    assert "recover" not in neighbour.get("/de/mine/").content.decode()
    assert neighbour.post(address(garden, "recover")).status_code == 404
