"""Who is near and needs or offers something: only by what the asker may read. Served by the database's role ``web``."""

import pytest

from territory.needs_and_offers.actions import withdraw_entry
from tests.frontend.test_confidential_entry import (  # noqa: F401
    SPIES,
    browser_of,
    entry,
    neighbours,
    numbers,
    served_as_web,
)

NEAR = "/api/v1/establishments/near?lon={lon}&lat={lat}&"
ANNA = "Werk anna"
# Every way to ask for what anna offers (080111, told to her facilitator only), in every form.
QUESTIONS = tuple(
    f"{far}{by}{form}"
    for far in ("radius_m=1000", "minutes=10")
    for by in (
        "&subject=080111",
        "&subject=08",
        "&direction=out",
        "&subject=0801&direction=out&group=gruppe&in_park=park",
    )
    for form in ("", "&totals=true", "&format=csv", "&format=geojson")
)


@pytest.mark.parametrize("spy", SPIES)
def test_a_filter_does_not_find_what_is_not_for_the_asker(spy, neighbours, entry, served_as_web):  # noqa: F811
    browser, here = browser_of(neighbours, spy), numbers(neighbours, entry)
    for question in QUESTIONS:
        answer = browser.get(NEAR.format(**here) + question)
        assert answer.status_code == 200, answer.content
        assert ANNA not in answer.content.decode(), question
        if "csv" not in question:
            body = answer.json()
            assert body["numberReturned"] == 0, question
            assert not body.get("numberMatched"), question
            assert not body.get("jobs_total"), question
            assert not body.get("jobs"), question


@pytest.mark.parametrize("who", ["anna", "facilitator"])
def test_those_it_is_for_do_find_it(who, neighbours, entry, served_as_web):  # noqa: F811
    browser, here = browser_of(neighbours, who), numbers(neighbours, entry)
    for question in QUESTIONS:
        answer = browser.get(NEAR.format(**here) + question)
        assert ANNA in answer.content.decode(), question
        assert "no-store" in answer["Cache-Control"], question


def test_what_everybody_may_know_is_found_by_everybody(neighbours, served_as_web_with_public):  # noqa: F811
    browser, here = browser_of(neighbours, "visitor"), numbers(neighbours, served_as_web_with_public)
    address = NEAR.format(**here) + "radius_m=1000"
    for by in ("&subject=150101", "&subject=15", "&direction=out&subject=1501"):
        assert ANNA in browser.get(address + by).content.decode(), by
    for by in ("&subject=080111", "&direction=in", "&subject=shuttle", "&subject=150101&direction=in"):
        assert browser.get(address + by).json()["numberReturned"] == 0, by


def test_what_was_withdrawn_is_not_found_even_by_the_company(neighbours, served_as_web_with_withdrawn):  # noqa: F811
    browser, here = browser_of(neighbours, "anna"), numbers(neighbours, served_as_web_with_withdrawn)
    assert browser.get(NEAR.format(**here) + "radius_m=1000&subject=15").json()["numberReturned"] == 0


@pytest.fixture
def served_as_web_with_public(neighbours, request):  # noqa: F811
    stated = neighbours.states("anna", "all")
    request.getfixturevalue("entry")
    request.getfixturevalue("served_as_web")
    return stated


@pytest.fixture
def served_as_web_with_withdrawn(neighbours, request):  # noqa: F811
    stated = neighbours.states("anna", "all")
    withdraw_entry(stated, neighbours.people["anna"])
    request.getfixturevalue("served_as_web")
    return stated
