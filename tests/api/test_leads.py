"""Leads by REST: the search, two answers, names, steps; and nothing for others."""

import pytest
from django.test import Client

from territory.leads.run import find_leads
from tests.territory.needs_and_offers.neighbours import Neighbours

LEADS = "/api/v1/leads/"


@pytest.fixture
def neighbours(tiny_land) -> Neighbours:
    made = Neighbours(tiny_land)
    made.states("anna")
    made.states("bert", direction="in", amount=100.0, period="year")
    return made


@pytest.fixture
def asking(neighbours):
    """A program that asks as that person: its verb, address and body."""

    def ask(name: str, verb: str, address: str, body: object = None, status: int = 200):
        client = Client()
        person = neighbours.people.get(name) or getattr(neighbours, name)
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        sent = {} if body is None else {"data": body, "content_type": "application/json"}
        response = getattr(client, verb)(address, **sent)
        assert response.status_code == status, response.content
        return response.json()

    return ask


@pytest.fixture
def lead_id(neighbours, asking) -> int:
    run = asking("facilitator", "post", f"{LEADS}searches/", {"group": "gruppe"}, 202)
    assert run["state"] == "waiting"
    find_leads(run["id"], neighbours.facilitator.pk)
    assert asking("facilitator", "get", f"{LEADS}searches/{run['id']}/")["new_leads"] == 1
    return asking("facilitator", "get", LEADS)["items"][0]["id"]


def test_from_the_search_to_a_running_exchange(neighbours, asking, lead_id):
    address = f"{LEADS}{lead_id}/"
    before = asking("anna", "get", address)
    assert [side["establishment"]["name"] for side in before["sides"]] == ["Werk anna"]
    assert before["can_answer"]
    assert asking("anna", "patch", address, {"interested": True})["names_shown"] is False
    both = asking("bert", "patch", address, {"interested": True})
    assert {side["establishment"]["name"] for side in both["sides"]} == {"Werk anna", "Werk bert"}
    assert both["next_states"] == ["talks", "dropped"]
    asking("bert", "patch", address, {"state": "talks"})
    asking("bert", "patch", address, {"state": "running"}, 422)
    done = asking("bert", "patch", address, {"state": "running", "per_year": 80, "eur": 1000})
    assert done["steps"][-1]["per_year"] == 80
    stages = asking("cleo", "get", f"{LEADS}funnel/?group=gruppe")["items"]
    assert [stage["reached"] for stage in stages] == [1, 1, 1, 1, 1]


@pytest.mark.parametrize("name", ["cleo", "fred", "other_facilitator"])
def test_for_others_it_is_not_there(asking, lead_id, name):
    assert asking(name, "get", LEADS)["items"] == []
    asking(name, "get", f"{LEADS}{lead_id}/", status=404)
    asking(name, "patch", f"{LEADS}{lead_id}/", {"interested": True}, 404)
    asking(name, "post", f"{LEADS}searches/", {"group": "gruppe"}, 403)


BODIES = ({}, {"interested": "yes"}, {"interested": True, "state": "talks"}, {"state": "nowhere"}, {"state": 7}, [1])


@pytest.mark.parametrize("body", BODIES)
def test_what_cannot_be_meant_is_refused_with_a_sentence(asking, lead_id, body):
    assert asking("anna", "patch", f"{LEADS}{lead_id}/", body, 422)["detail"]


def test_visitors_are_asked_to_sign_in(client, lead_id):
    assert client.get(LEADS).status_code in {401, 403}
