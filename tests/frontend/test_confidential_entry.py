"""A confidential entry cannot be found by any door: each is tried, by everybody who may not know of it.

The doors are served by the database's role ``web``, as in earnest.
"""

import json
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client

from territory.accounts.own_data import own_data
from territory.acting import reading_as
from territory.alerts.models import Notification, OutgoingMail
from territory.happenings.models import Happening
from territory.needs_and_offers.actions import change_entry
from territory.needs_and_offers.models import NeedOrOffer
from tests.territory.needs_and_offers.neighbours import Neighbours

SECRET = "Geheimrezeptur"
MATERIAL = "080111"
SPIES = ("visitor", "bert", "fred", "moderator", "editor_westen", "park_manager", "other_facilitator")
API = "/api/v1/needs-and-offers/"
# Lists, filters, sorts, tiles, exports, search, history, as_of, feeds of everybody; {…} are the numbers of anna.
DOORS = (
    API,
    f"{API}?order=-per_year",
    f"{API}?order=per_year",
    f"{API}?material=08",
    f"{API}?material={MATERIAL}",
    f"{API}?direction=out",
    f"{API}?visibility=facilitator",
    f"{API}?establishment={{place}}",
    f"{API}?group=gruppe",
    f"{API}totals/?group=gruppe",
    f"{API}totals/?park=park",
    "/api/v1/establishments/{place}/",
    "/api/v1/establishments/?q=Geheim",
    "/api/v1/search?q=Geheimrezeptur",
    "/api/v1/search?q=Werk",
    "/api/v1/establishments/near?lon={lon}&lat={lat}&radius_m=1000&format=csv&minutes=10",
    "/api/v1/establishments/near?lon={lon}&lat={lat}&radius_m=1000",
    "/api/v1/establishments/near?lon={lon}&lat={lat}&radius_m=1000&subject=080111&totals=true",
    "/api/v1/establishments/near?park=park&minutes=10&subject=08&direction=out&format=xlsx",
    "/de/?tab=nearby&near={lon},{lat}&near_subject=08&near_direction=out",
    "/ogc/collections/establishments/items?limit=1000",
    "/ogc/collections/establishments/items/{place}",
    "/ogc/collections",
    "/ogc/collections/establishments/tiles/WebMercatorQuad/0/0/0",
    "/ogc/collections/needs-and-offers/items",
    "/api/v1/needs-and-offers/?as_of=2026-01-01",
    "/de/establishments/{place}/",
    "/de/working-groups/{group}/",
    "/de/working-groups/{group}/needs/",
    "/de/needs-and-offers/",
    "/de/news/",
    "/de/queue/",
    "/de/mine/",
    "/de/?q=Geheimrezeptur",
    "/de/communes/{commune}/new.atom",
    "/de/communes/{commune}/works.ics",
    "/admin/",
    "/admin/territory/needoroffer/",
)


@pytest.fixture
def neighbours(tiny_land) -> Neighbours:
    return Neighbours(tiny_land)


@pytest.fixture
def entry(neighbours) -> NeedOrOffer:
    """Changed once, so that it has a history."""
    stated = neighbours.states("anna", material=MATERIAL, note=SECRET, amount=7.0)
    return change_entry(stated, neighbours.people["anna"], {"amount": 7.25})


@pytest.fixture
def served_as_web(entry) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("select 1 from pg_roles where rolname = 'web'")
        if cursor.fetchone() is None:
            pytest.skip("A server with one role only.")
        cursor.execute("set local role web")
        yield
        if not connection.needs_rollback:
            cursor.execute("reset role")


def person(neighbours, name):
    if name == "visitor":
        return AnonymousUser()
    found = neighbours.people.get(name) or getattr(neighbours, name, None)
    return found or getattr(neighbours.land, name)


def browser_of(neighbours, name) -> Client:
    browser = Client()
    who = person(neighbours, name)
    if not isinstance(who, AnonymousUser):
        browser.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def numbers(neighbours, entry) -> dict[str, object]:
    place = neighbours.places["anna"]
    lon, lat = place.location.transform(4326, clone=True).coords
    return {
        "place": place.pk,
        "entry": entry.pk,
        "group": neighbours.group.pk,
        "commune": neighbours.land.westen.pk,
        "lon": f"{lon:.5f}",
        "lat": f"{lat:.5f}",
    }


def gives_away(text: str) -> bool:
    """The note, the quantity or the code of the entry; a code or a word that the asker sent does not count."""
    found = json.loads(text).get("items", []) if text.startswith("{") and '"items"' in text else text
    return SECRET in str(found) or "7.25" in str(found) or bool(re.search(r'material[\'"]: [\'"]080111', str(found)))


@pytest.mark.parametrize("spy", SPIES)
def test_no_page_list_filter_sort_export_search_or_feed_gives_it_away(neighbours, entry, served_as_web, spy):
    browser, here = browser_of(neighbours, spy), numbers(neighbours, entry)
    for door in DOORS:
        address = door.format(**here)
        response = browser.get(address, follow=True)
        text = re.sub(f"[“„]{SECRET}[”“]", "", response.content.decode(errors="replace"))
        text = re.sub(r'q(=|%3D)Geheimrezeptur|value="Geheimrezeptur"|"Geheimrezeptur"', "", text)
        assert response.status_code < 500, address
        assert not gives_away(text), address


def test_the_own_company_and_the_facilitator_do_find_it(neighbours, entry, served_as_web):
    """So that the test above looks in the right places."""
    here = numbers(neighbours, entry)
    for name in ("anna", "facilitator"):
        browser = browser_of(neighbours, name)
        for door in (API, f"{API}?material=08", "/de/establishments/{place}/", "/de/working-groups/{group}/needs/"):
            assert SECRET in browser.get(door.format(**here)).content.decode(), (name, door)


@pytest.mark.parametrize("spy", SPIES)
def test_not_there_and_not_yours_are_one_answer(neighbours, entry, served_as_web, spy):
    browser = browser_of(neighbours, spy)
    never = entry.pk + 100_000

    def answers(number: int) -> list[tuple[int, str, str | None]]:
        change = {"data": '{"amount": 1}', "content_type": "application/json"}
        responses = [
            browser.get(f"{API}{number}/"),
            browser.get(f"{API}{number}/", headers={"if-none-match": '"2-en"'}),
            browser.patch(f"{API}{number}/", **change, headers={"if-match": '"2-en"'}),
            browser.patch(f"{API}{number}/", **change, headers={"if-match": '"1-en"'}),
            browser.delete(f"{API}{number}/", headers={"if-match": '"2"'}),
            browser.get(f"/en/needs-and-offers/{number}/edit/", follow=True),
            browser.post(f"/en/needs-and-offers/{number}/edit/", {"amount": "1"}, follow=True),
            browser.post(f"/en/needs-and-offers/{number}/withdraw/", follow=True),
            browser.post(f"/en/needs-and-offers/{number}/state/", follow=True),
        ]
        return [
            (response.status_code, _without_numbers(response.content.decode(), number), response.headers.get("ETag"))
            for response in responses
        ]

    assert answers(entry.pk) == answers(never)
    with reading_as(neighbours.people["anna"]):
        kept = NeedOrOffer.objects.get(pk=entry.pk)
    assert (kept.amount, kept.withdrawn_at, kept.version) == (7.25, None, 2)


def _without_numbers(text: str, number: int) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce[-=]"?[\w+/=-]+"?|"csrf[^,]*,', "", text)
    return re.sub(rf"(?<!\d){number}(?!\d)", "N", text)


def test_totals_do_not_change_by_it_while_fewer_than_five_state_the_same(neighbours, entry, served_as_web):
    browser = browser_of(neighbours, "bert")
    assert json.loads(browser.get(f"{API}totals/?group=gruppe").content) == {"items": []}


def test_no_other_area_or_filter_can_be_summed_up(neighbours, entry, served_as_web):
    browser = browser_of(neighbours, "bert")
    for query in ("", "?group=gruppe&park=park", "?group=gruppe&material=08", "?bbox=5,49,7,50", "?establishment=1"):
        assert browser.get(f"{API}totals/{query}").status_code == 400, query


def test_nobody_is_told_of_it_by_news_or_mail(neighbours, entry):
    assert not Happening.objects.exists()
    assert not Notification.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_the_file_of_others_data_does_not_hold_it(neighbours, entry, served_as_web):
    for name in SPIES[1:]:
        spy = person(neighbours, name)
        with reading_as(spy):
            assert SECRET not in str(own_data(spy))
            assert "needoroffer" not in str(own_data(spy)["actions"])


@pytest.mark.parametrize("spy", SPIES)
def test_no_column_of_any_table_gives_it_away(neighbours, entry, served_as_web, spy):
    """Plain SQL over every table there is, in the name of the spy: the whole row as text."""
    with reading_as(person(neighbours, spy)), connection.cursor() as cursor:
        cursor.execute("select table_name from information_schema.tables where table_schema = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        assert {"territory_needoroffer", "territory_needorofferevent", "pghistory_context"} <= set(tables)
        for table in tables:
            cursor.execute(f'select count(*) from "{table}" t where t::text like %s', [f"%{SECRET}%"])
            assert cursor.fetchone() == (0,), table


def test_every_table_that_holds_it_is_known(neighbours, entry):
    """A table that somebody adds with a copy of an entry belongs into this test."""
    with connection.cursor() as cursor:
        cursor.execute("select table_name from information_schema.tables where table_schema = 'public'")
        holding = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'select count(*) from "{table}" t where t::text like %s', [f"%{SECRET}%"])
            if cursor.fetchone()[0]:
                holding.append(table)
    assert sorted(holding) == ["territory_needoroffer", "territory_needorofferevent"]
    assert apps.get_model("territory", "NeedOrOffer")._meta.db_table in holding
