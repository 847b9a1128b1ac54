"""Enquiries by REST: proposed, asked, answered, withdrawn; and nothing for others. Each company has 50 jobs."""

import pytest
from django.test import Client

from territory.acting import reading_as
from territory.needs_and_offers.models import NeedOrOffer
from tests.territory.needs_and_offers.neighbours import Neighbours

ENQUIRIES = "/api/v1/enquiries/"
ENOUGH = "/api/v1/working-groups/gruppe/enough?service=shuttle&jobs=200&minutes=10"


@pytest.fixture
def neighbours(tiny_land) -> Neighbours:
    return Neighbours(tiny_land)


@pytest.fixture
def asking(neighbours):
    """A program that asks as that person: its verb, address and body."""

    def ask(name: str, verb: str, address: str, body: object = None, status: int = 200):
        client = Client()
        if name != "visitor":
            person = neighbours.people.get(name) or getattr(neighbours, name)
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        sent = {} if body is None else {"data": body, "content_type": "application/json"}
        response = getattr(client, verb)(address, **sent)
        assert response.status_code == status, response.content
        return response.json() if response.content else None

    return ask


def body_for(neighbours, *names: str, service: str = "shuttle") -> dict[str, object]:
    return {
        "group": "gruppe",
        "service": service,
        "establishments": [neighbours.places[name].pk for name in names],
    }


@pytest.fixture
def asked(neighbours, asking) -> dict[str, int]:
    """Numbers of what the facilitator asked cleo and dora."""
    found = asking("facilitator", "post", ENQUIRIES, body_for(neighbours, "cleo", "dora"), 201)["items"]
    return {one["establishment"]["name"].removeprefix("Werk "): one["id"] for one in found}


def test_asked_answered_and_counted(neighbours, asking, asked):
    (received,) = asking("cleo", "get", ENQUIRIES)["items"]
    assert (received["id"], received["needs_it"], received["can_answer"]) == (asked["cleo"], None, True)
    assert "started_by" not in received
    answered = asking("cleo", "patch", f"{ENQUIRIES}{asked['cleo']}/", {"needs_it": True, "amount": 30})
    assert answered["needs_it"] is True
    with reading_as(neighbours.people["cleo"]):
        need = NeedOrOffer.objects.get(establishment=neighbours.places["cleo"])
    assert (need.service, need.amount, need.visibility) == ("shuttle", 30, "facilitator")
    enough = asking("facilitator", "get", ENOUGH)
    assert (enough["is_enough"], enough["jobs"]) == (False, 50)
    assert [one["name"] for one in enough["saying_yes"]] == ["Werk cleo"]
    assert len(enough["needed"]) == 3  # 150 more jobs of 50 each
    for name in ("anna", "visitor"):
        assert asking(name, "get", ENOUGH)["saying_yes"] == [], name
    assert asking("cleo", "patch", f"{ENQUIRIES}{asked['cleo']}/", {"needs_it": False})["needs_it"] is False


def test_who_said_no_is_not_among_those_to_win_for_the_facilitator_who_knows(neighbours, asking, asked):
    places = {one["id"] for one in asking("facilitator", "get", ENOUGH)["nearest"]}
    for name in ("cleo", "dora"):
        asking(name, "patch", f"{ENQUIRIES}{asked[name]}/", {"needs_it": False})
    said_no = {neighbours.places["cleo"].pk, neighbours.places["dora"].pk}
    answer = asking("facilitator", "get", ENOUGH)
    named = {one["id"] for one in (*answer["needed"], *answer["nearest"])}
    assert named
    assert not named & said_no
    # Four others are left: anna, bert, emil, fred.
    assert len(answer["needed"]) == 4
    for_others = asking("anna", "get", ENOUGH)
    assert {one["id"] for one in for_others["nearest"]} == places  # an answer they may not know changes nothing


def test_members_propose_and_only_the_facilitator_asks(neighbours, asking):
    (wish,) = asking("anna", "post", ENQUIRIES, body_for(neighbours, "bert"), 201)["items"]
    assert wish["is_proposal"] is True
    assert asking("bert", "get", ENQUIRIES)["items"] == []
    assert [one["id"] for one in asking("facilitator", "get", f"{ENQUIRIES}?group=gruppe")["items"]] == [wish["id"]]
    asking("anna", "delete", f"{ENQUIRIES}{wish['id']}/", status=204)
    assert asking("anna", "get", ENQUIRIES)["items"] == []


@pytest.mark.parametrize("name", ["anna", "dora", "fred", "other_facilitator", "visitor"])
def test_others_are_told_that_there_is_none(neighbours, asking, asked, name):
    status = 401 if name == "visitor" else 404
    address = f"{ENQUIRIES}{asked['cleo']}/"
    asking(name, "get", address, status=status)
    asking(name, "patch", address, {"needs_it": True}, status)
    asking(name, "delete", address, status=status)
    never = asking(name, "get", f"{ENQUIRIES}{asked['cleo'] + 100_000}/", status=status)
    assert never["status"] == status


def test_who_may_not_is_refused_in_words(neighbours, asking, asked):
    asking("fred", "post", ENQUIRIES, body_for(neighbours, "bert"), 403)
    asking("facilitator", "patch", f"{ENQUIRIES}{asked['cleo']}/", {"needs_it": True}, 403)
    asking("cleo", "delete", f"{ENQUIRIES}{asked['cleo']}/", status=403)
    asking("facilitator", "delete", f"{ENQUIRIES}{asked['cleo']}/", status=204)
    asking("cleo", "patch", f"{ENQUIRIES}{asked['cleo']}/", {"needs_it": True}, 403)


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"group": "gruppe", "service": "shuttle"},
        {"group": "gruppe", "service": "shuttle", "establishments": "all"},
        {"group": "gruppe", "service": "shuttle", "establishments": [1.5]},
        {"group": "gruppe", "service": "shuttle", "establishments": [True]},
        {"group": "gruppe", "service": "shuttle", "establishments": [10**30]},
        {"group": "nobody", "service": "shuttle", "establishments": [1]},
        {"group": "a\x00b", "service": "shuttle", "establishments": [1]},
        {"group": "gruppe", "service": "shuttle", "establishments": [1], "secret": True},
        {"group": "gruppe", "service": "gossip", "establishments": [1]},
        {"group": "gruppe", "service": None, "establishments": [1]},
        {"group": "gruppe", "service": "shuttle", "establishments": []},
        {"group": "gruppe", "service": "shuttle", "establishments": [2**52]},
    ],
)
def test_what_cannot_be_asked_is_named(asking, body):
    assert asking("facilitator", "post", ENQUIRIES, body, 422)["errors"]


@pytest.mark.parametrize("body", [{}, {"needs_it": "yes"}, {"needs_it": True, "amount": "many"}, {"needs": True}])
def test_an_answer_is_yes_or_no(asking, asked, body):
    asking("cleo", "patch", f"{ENQUIRIES}{asked['cleo']}/", body, 422)


@pytest.mark.parametrize("query", ["", "service=gossip", "service=shuttle&jobs=0", "service=shuttle&minutes=31"])
def test_enough_needs_a_service(asking, query):
    asking("visitor", "get", f"/api/v1/working-groups/gruppe/enough?{query}", status=400)
    asking("visitor", "get", "/api/v1/working-groups/nobody/enough?service=shuttle", status=404)
