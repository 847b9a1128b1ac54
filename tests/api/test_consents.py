"""Consents by REST: who reads which, how one answers, and what a feature tells everybody."""

import json

import pytest

from layers.crs import in_lonlat
from territory.consents.models import Consent
from territory.contributions.actions import move, propose
from territory.contributions.consenting import refuse
from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from tests.tiny_land import box

ACROSS = box(2700, 1000, 3100, 1100)  # a quarter of it in Osten


@pytest.fixture
def thing(tiny_land):
    values = {"title": {"fr": "Chemin"}, "theme": "mobility", "location": ACROSS}
    draft = propose(LocalInitiative, tiny_land.editor_westen, tiny_land.gemeinde_westen, values)
    return move(draft, tiny_land.editor_westen, State.SUBMITTED)


def answer(ask, person, **body):
    number = Consent.objects.get().pk
    return ask(f"/api/v1/consents/{number}/answer", user=person, method="post", body=json.dumps(body))


def listed(ask, person, query=""):
    return ask(f"/api/v1/consents/{query}", user=person).json()["consents"]


def test_who_is_asked_finds_it_with_its_part(ask, tiny_land, thing):
    (row,) = listed(ask, tiny_land.editor_osten)
    assert (row["feature"], row["commune"], row["answer"], row["can_answer"]) == (thing.pk, "0902", "waiting", True)
    assert (row["area_m2"], row["share"]) == (10_000, 0.25)
    assert [each["can_answer"] for each in listed(ask, tiny_land.editor_westen)] == [False]
    assert listed(ask, tiny_land.company_member) == []
    assert listed(ask, tiny_land.editor_osten, "?answer=refuses") == []
    assert ask("/api/v1/consents/").status_code == 401


def test_an_answer_is_stored_and_told(ask, tiny_land, thing):
    assert answer(ask, tiny_land.editor_osten, answer="refuses").status_code == 422
    assert answer(ask, tiny_land.editor_osten, answer="refuses", reason="Kiebitze.").json()["reason"] == "Kiebitze."
    assert answer(ask, tiny_land.editor_osten, answer="waiting").json()["answer"] == "waiting"
    assert answer(ask, tiny_land.editor_osten, answer="consents").json()["answer"] == "consents"
    published = json.dumps({"properties": {"state": "published"}})
    address = f"/api/v1/local-initiatives/{thing.pk}/"
    assert ask(address, user=tiny_land.moderator, method="patch", body=published).status_code == 200
    assert answer(ask, tiny_land.editor_osten, answer="waiting").status_code == 409


@pytest.mark.parametrize(
    ("name", "status"), [("editor_westen", 403), ("moderator", 403), ("company_member", 404), ("park_manager", 404)]
)
def test_nobody_else_answers(ask, tiny_land, thing, name, status):
    assert answer(ask, getattr(tiny_land, name), answer="consents").status_code == status
    assert Consent.objects.get().answer == "waiting"


@pytest.mark.parametrize("body", [{}, {"answer": "maybe"}, {"answer": "consents", "reason": 1}, {"x": 1}])
def test_bad_bodies_are_told(ask, tiny_land, thing, body):
    assert answer(ask, tiny_land.editor_osten, **body).status_code in (400, 422)


def test_publishing_without_it_says_who_is_missing(ask, tiny_land, thing):
    body = json.dumps({"properties": {"state": "published"}})
    refused = ask(f"/api/v1/local-initiatives/{thing.pk}/", user=tiny_land.moderator, method="patch", body=body)
    assert refused.status_code == 409
    assert "Gemeinde Osten" in refused.json()["detail"]


def test_a_feature_tells_the_answers_without_the_reasons(ask, tiny_land, thing):
    refuse(Consent.objects.get(), thing, tiny_land.editor_osten, "Kiebitze.")
    found = ask(f"/api/v1/local-initiatives/{thing.pk}/", user=tiny_land.moderator).json()["properties"]
    assert found["consents"] == [
        {"commune": "0902", "organisation": "gemeinde-osten", "share": 0.25, "answer": "refuses"}
    ]


def test_the_context_says_whose_consent_is_needed(ask, tiny_land):
    geometry = json.loads(in_lonlat(ACROSS).json)
    sheet = ask("/api/v1/context/", method="post", body=json.dumps({"geometry": geometry, "owner": "gemeinde-westen"}))
    (needed,) = sheet.json()["consents"]
    assert (needed["commune"], needed["organisation"], needed["share"]) == ("0902", "gemeinde-osten", 0.25)
    assert "100 m" in needed["detail"]
    without = ask("/api/v1/context/", method="post", body=json.dumps({"geometry": geometry}))
    assert without.json()["consents"] == []
    wrong = ask("/api/v1/context/", method="post", body=json.dumps({"geometry": geometry, "owner": "nobody"}))
    assert wrong.status_code in (400, 422)
