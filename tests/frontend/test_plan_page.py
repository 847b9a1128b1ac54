"""The page of the ways to plan together, and the way of a working group from who is near to whom to ask."""

import json
import re

import pytest
from django.test import Client

from territory.acting import reading_as
from territory.studies.actions import keep
from territory.studies.inputs import Inputs
from tests.territory.needs_and_offers.neighbours import Neighbours


@pytest.fixture
def neighbours(tiny_land) -> Neighbours:
    return Neighbours(tiny_land)


def page(neighbours, who: str, address: str) -> str:
    browser = Client()
    if who != "visitor":
        person = neighbours.people.get(who) or getattr(neighbours, who)
        browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    response = browser.get(address)
    assert response.status_code == 200, response.content
    return response.content.decode()


@pytest.mark.parametrize(
    ("who", "own"), [("visitor", []), ("fred", []), ("anna", ["gruppe"]), ("facilitator", ["gruppe"])]
)
def test_own_groups_come_first_with_their_way(neighbours, who, own):
    text = page(neighbours, who, "/en/plan/")
    assert re.findall(r'href="/en/siting/\?group=([\w-]+)"', text) == own
    assert ("Gruppe</a></li>" in text) is (not own)
    for address in ("/en/?tab=nearby", "/en/siting/", "/en/suitability/", "/en/compare/", "/en/vision/"):
        assert f'href="{address}"' in text, address


@pytest.mark.parametrize("path", ["/en/", "/en/help/", "/en/vision/"])
def test_the_menu_leads_there(neighbours, path):
    assert 'href="/en/plan/"' in page(neighbours, "visitor", path)


def steps(text: str) -> list[tuple[str, str]]:
    path = re.search(r'<nav class="path".*?</nav>', text, re.DOTALL)
    assert path is not None
    return re.findall(r'href="([^"]+)"[^>]*>([^<]+)<', path.group().replace("&amp;", "&"))


def test_each_page_of_the_way_leads_to_the_others(neighbours):
    enough = f"/en/working-groups/{neighbours.group.pk}/enough/"
    on_enough = steps(page(neighbours, "facilitator", f"{enough}?service=creche&jobs=120"))
    on_siting = steps(page(neighbours, "facilitator", "/en/siting/?group=gruppe&service=creche&threshold=120"))
    assert on_enough == on_siting
    near, count, where, ask = [address for address, _title in on_enough]
    assert near.startswith("/en/?tab=nearby&near=")
    assert "by=foot&minutes=10" in near
    assert count == f"{enough}?service=creche&jobs=120&minutes=10"
    assert where == "/en/siting/?group=gruppe&service=creche&sites=3&minutes=5&threshold=120"
    assert ask == f"{count}#ask"


@pytest.mark.parametrize("query", ["", "&service=", "&service=gossip", "&service=creche&threshold=x&minutes=-1"])
def test_a_way_is_shown_for_a_service_that_there_is(neighbours, query):
    text = page(neighbours, "facilitator", f"/en/siting/?group=gruppe{query}")
    assert ('class="path"' in text) is ("creche" in query)


def test_a_study_knows_its_service_and_nothing_of_who_wants_it(neighbours):
    neighbours.states("anna", service="shuttle")
    person = neighbours.facilitator
    with reading_as(person):
        study, _run = keep(
            person, "Shuttle", Inputs({"group": "gruppe"}, service="shuttle", stops=False), neighbours.group
        )
    text = page(neighbours, "bert", f"/en/siting/{study.pk}/")
    assert steps(text)[2][0].startswith("/en/siting/?group=gruppe&service=shuttle")
    assert Inputs.from_json(json.loads(json.dumps(study.inputs))).service == "shuttle"
    demand = {one["id"] for one in study.runs.get().answer["demand"]}
    assert demand == {place.pk for name, place in neighbours.places.items() if name != "fred"}
