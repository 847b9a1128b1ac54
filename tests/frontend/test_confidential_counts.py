"""What only the facilitator may read changes no answer either: every door that counts, filters or weighs by needs and
offers says the same with such an entry and without it.

``test_confidential_entry.py`` looks for the entry's own words; here it is the counts and rows that could tell.
"""

import json
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from territory.acting import reading_as
from territory.needs_and_offers.models import NeedOrOffer
from tests.frontend.test_confidential_entry import SPIES, browser_of, numbers, person
from tests.territory.needs_and_offers.neighbours import Neighbours

NEAR = "/api/v1/establishments/near?lon={lon}&lat={lat}"
DOORS = (
    f"{NEAR}&radius_m=1000&subject=080111&totals=true",
    f"{NEAR}&radius_m=1000&subject=08&limit=1&totals=true",
    f"{NEAR}&radius_m=1000&direction=out&totals=true",
    f"{NEAR}&minutes=10&subject=08&direction=out",
    f"{NEAR}&minutes=10&subject=08&format=csv",
    f"{NEAR}&minutes=10&subject=08&format=geojson&group=gruppe",
    "/api/v1/establishments/near?park=park&minutes=10&subject=08&in_park=park",
    "/api/v1/establishments/near?establishment={place}&radius_m=500&subject=080111&totals=true",
    "/api/v1/needs-and-offers/totals/?group=gruppe",
    "/api/v1/enquiries/",
    "/api/v1/leads/",
    "/api/v1/summary",
    "/api/v1/indicators/",
    "/de/working-groups/{group}/",
    "/de/working-groups/{group}/needs/",
    "/de/working-groups/{group}/enough/?service=waste",
    "/de/working-groups/{group}/leads/",
    "/de/working-groups/overview/",
    "/de/siting/?group=gruppe",
    "/de/enquiries/",
    "/de/establishments/{place}/",
)
SITINGS = (
    {"demand": {"group": "gruppe"}, "ground": True, "stops": False, "sites": 1, "flow": {"material": "080111"}},
    {"demand": {"park": "park"}, "ground": True, "stops": False, "sites": 1, "flow": {"material": "080111"}},
)
# What differs from one answer to the next whatever is asked: tokens of forms, times of calculation.
PASSING = "|".join(
    (
        r'name="csrfmiddlewaretoken" value="[^"]*"',
        r'nonce[-=]"?[\w+/=-]+"?',
        r'"csrf[^,]*,',
        r'"seconds": [\d.e-]+',
        r'"timeStamp": ?"[^"]*"',
    )
)


@pytest.fixture
def neighbours(tiny_land) -> Neighbours:
    return Neighbours(tiny_land)


def answers(browser: Client, here: dict[str, object]) -> dict[str, tuple[int, str]]:
    """What each door says, without what passes."""
    said = {}
    for door in DOORS:
        response = browser.get(door.format(**here))
        said[door] = (response.status_code, re.sub(PASSING, "", response.content.decode()))
    for body in SITINGS:
        response = browser.post("/api/v1/sitings/", json.dumps(body), content_type="application/json")
        said[str(body)] = (response.status_code, re.sub(PASSING, "", response.content.decode()))
    return said


@pytest.mark.parametrize("visibility", ["facilitator", "group"])
@pytest.mark.parametrize("spy", SPIES)
def test_every_answer_is_the_same_with_the_entry_and_without(neighbours, spy, visibility):
    if visibility == "group" and spy in ("bert", "editor_westen"):
        pytest.skip("Members of the group do read it.")
    entry = neighbours.states("anna", visibility, material="080111", amount=7.25)
    here, browser = numbers(neighbours, entry), browser_of(neighbours, spy)
    with_it = answers(browser, here)
    with reading_as(neighbours.people["anna"]):
        NeedOrOffer.objects.all().delete()
    without_it = answers(browser, here)
    for door, answer in with_it.items():
        assert answer[0] < 500, door
        assert answer == without_it[door], door


def test_the_facilitators_answers_do_change(neighbours):
    """So that the test above looks at something: filters, totals of jobs and the siting by volume know the entry."""
    entry = neighbours.states("anna", material="080111", amount=7.25)
    here, browser = numbers(neighbours, entry), browser_of(neighbours, "facilitator")
    assert not isinstance(person(neighbours, "facilitator"), AnonymousUser)
    with_it = answers(browser, here)
    NeedOrOffer.objects.all().delete()
    without_it = answers(browser, here)
    changed = {door for door, answer in with_it.items() if answer != without_it[door]}
    assert {DOORS[0], DOORS[3], DOORS[4], str(SITINGS[0]), "/de/siting/?group=gruppe"} <= changed
