"""Siting by REST. The land: tests/api/conftest.py; jobs 12 at (1100, 1100), unknown at (1400, 1100), 30 far away.

Without a network minutes are metres × 1.3 / 80.
"""

import pytest

from layers.crs import in_lonlat
from territory.companies.models import Establishment
from territory.needs_and_offers.models import NeedOrOffer
from territory.working_groups.models import WorkingGroupMember
from tests.tiny_land import at


def lonlat(x, y):
    return list(in_lonlat(at(x, y)).coords)


@pytest.fixture
def study(ask, full_land):
    Establishment.objects.filter(name="Bäckerei Élise").update(jobs=20)
    for establishment in full_land.establishments:
        WorkingGroupMember.objects.create(working_group=full_land.group, establishment=establishment)

    def asking(user=full_land.coordinator, status=200, **body):
        body = {"demand": {"group": "gruppe"}, "stops": False, "ground": False, **body}
        answer = ask("/api/v1/sitings/?lang=en", user, "post", body, content_type="application/json")
        assert answer.status_code == status, answer.content
        return answer.json()

    return asking


# From the first point 0 and 300 m to the two, from the second 300 m and 0; from the third 0 m to the one far away.
POINTS = [lonlat(1100, 1100), lonlat(1400, 1100), lonlat(5000, 3000)]


def test_one_site_serves_the_most_jobs(study):
    answer = study(points=POINTS, sites=1, minutes=5)
    # 300 m × 1.3 / 80 = 4.9 min: either of the first two serves 12 + 20 jobs, more than 30.
    assert answer["best"]["served_jobs"] == 32
    assert answer["best"]["is_proven"] is True
    assert [one["jobs"] for one in answer["best"]["left_out"]] == [30]
    assert answer["estimate"]["reason"] == "no-network"


def test_two_sites_serve_all_and_say_what_each_adds(study):
    best = study(points=POINTS, sites=2, minutes=5)["best"]
    assert best["served_jobs"] == best["all_jobs"] == 62
    assert sorted(site["adds_jobs"] for site in best["sites"]) == [30, 32]
    assert len(best["lines"]) == 3


def test_the_least_walk_stands_where_more_work(study):
    best = study(demand={"park": "park"}, points=POINTS[:2], sites=1, model="p-median")["best"]
    # At the second: 12 jobs × 4.875 min = 58.5, at the first 20 × 4.875 = 97.5.
    assert [site["id"] for site in best["sites"]] == ["point-2"]
    assert best["mean_min"] == pytest.approx(58.5 / 32, abs=0.05)


def test_the_fewest_sites_that_reach_all(study):
    assert len(study(points=POINTS, model="lscp", minutes=5)["best"]["sites"]) == 2


def test_an_own_choice_is_laid_beside_the_best(study):
    answer = study(points=POINTS, sites=1, minutes=5, own=["point-3"])
    assert answer["own"]["served_jobs"] == 30
    assert answer["own"]["served_difference"] == -2
    assert answer["own"]["is_better"] is False


def test_an_own_place_is_no_candidate_for_the_best(study):
    answer = study(points=POINTS[2:], sites=1, minutes=5, own=[lonlat(1250, 1100)])
    # 150 m from either of the two, 2.4 minutes, the own place serves 12 + 20 jobs; the only candidate serves 30.
    assert [site["id"] for site in answer["best"]["sites"]] == ["point-1"]
    assert answer["own"]["served_jobs"] == 32
    assert answer["own"]["is_better"] is True
    assert [one["id"] for one in answer["candidates"]] == ["point-1"]


def test_an_own_place_pushes_no_candidate_aside(study):
    park = {"demand": {"park": "park"}, "ground": True}
    before = study(**park)
    candidate = before["candidates"][0]["at"]
    after = study(**park, own=[candidate])
    assert after["candidates"] == before["candidates"]
    assert after["best"]["sites"] == before["best"]["sites"]


def test_a_full_site_leaves_some_out(study):
    best = study(points=POINTS[:1], sites=1, minutes=5, capacity=25)["best"]
    assert best["served_jobs"] == pytest.approx(25)
    assert "full" in {one["reason"] for one in best["left_out"]}


def test_whom_to_win_for_a_threshold(study, full_land):
    answer = study(points=POINTS, threshold={"jobs": 30, "minutes": 5, "committed": [full_land.establishments[0].pk]})
    # 12 have said yes; the 20 next door are enough, and no smaller number than one is.
    assert answer["critical_mass"]["needed"] == [full_land.establishments[1].pk]
    assert (answer["critical_mass"]["at_least"], answer["critical_mass"]["missing"]) == (1, 18)


def test_stops_and_places_on_the_ground_are_candidates(study):
    answer = study(demand={"park": "park"}, stops=True, ground=True, minutes=30)
    kinds = {one["id"].split("-")[0].split(":")[0] for one in answer["candidates"]}
    assert kinds == {"place"}  # the only stop in service is 1253 m away
    answer = study(demand={"group": "gruppe"}, stops=True, points=POINTS)
    assert {one["name"] for one in answer["candidates"]} >= {""}


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"points": POINTS, "sites": 5}, "only 3 candidates"),
        ({"points": []}, "no candidate"),
        ({"points": POINTS, "threshold": {"jobs": 500}}, "allow a longer walk"),
        ({"points": POINTS, "own": ["point-9"]}, "point-9"),
        ({"points": [lonlat(1100, 3900)], "minutes": 1}, "No demand lies within"),
    ],
)
def test_what_has_no_answer_says_what_to_change(body, sentence, study):
    assert sentence in study(status=422, **body)["detail"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"demand": {}}, "/demand"),
        ({"demand": {"group": "nobody"}}, "/demand/group"),
        ({"demand": {"park": "\x00"}}, "/demand/park"),
        ({"demand": {"geometry": {"type": "Point", "coordinates": [6.1, 49.5]}}}, "/demand/geometry"),
        ({"model": "best"}, "/model"),
        ({"minutes": 0}, "/minutes"),
        ({"minutes": True}, "/minutes"),
        ({"sites": "2"}, "/sites"),
        ({"points": [[49.5, 6.1]]}, "/points/0"),
        ({"points": "here"}, "/points"),
        ({"own": [1]}, "/own"),
        ({"stops": 1}, "/stops"),
        ({"threshold": {"jobs": 0}}, "/threshold/jobs"),
        ({"threshold": {}}, "/threshold/jobs"),
        ({"threshold": {"jobs": 5, "committed": [0]}}, "/threshold/committed"),
        ({"colour": "red"}, "/colour"),
    ],
)
def test_what_cannot_be_read_is_pointed_at(body, pointer, study):
    assert study(status=422, **{"points": POINTS, **body})["errors"][0]["pointer"] == pointer


def test_visitors_sign_in_first(ask, full_land):
    answer = ask("/api/v1/sitings/", None, "post", {"demand": {"park": "park"}}, content_type="application/json")
    assert answer.status_code == 401


def test_a_question_with_a_title_is_kept_and_asked_again(study, ask, full_land):
    kept = study(status=201, points=POINTS, title="Navette", group="gruppe")
    assert kept["answer"]["best"]["served_jobs"] == 32
    address = f"/api/v1/sitings/{kept['id']}/"
    assert kept["href"].endswith(address)
    Establishment.objects.filter(name="Bäckerei Élise").update(jobs=100)
    again = ask(f"{address}runs/?lang=fr", full_land.coordinator, "post", {}, content_type="application/json")
    assert again.status_code == 201
    assert again.json()["answer"]["best"]["served_jobs"] == 112
    assert "La marche moyenne" in again.json()["answer"]["best"]["sentences"][1]
    assert ask(address, full_land.coordinator).json()["answer"]["best"]["served_jobs"] == 112
    assert [one["title"] for one in ask("/api/v1/sitings/", full_land.coordinator).json()["studies"]] == ["Navette"]


def test_to_others_a_kept_question_is_not_there(study, ask, full_land):
    address = f"/api/v1/sitings/{study(status=201, points=POINTS, title='Navette')['id']}/"
    for person in (full_land.moderator, full_land.editor_osten):
        assert ask("/api/v1/sitings/", person).json()["studies"] == []
        for verb, at_ in (("get", address), ("delete", address), ("post", f"{address}runs/")):
            body = [] if verb == "get" else [{}]
            answer = ask(at_, person, verb, *body, content_type="application/json")
            assert answer.status_code == 404, (verb, answer.content)
    assert ask(address, None).status_code == 401


def test_it_is_renamed_shared_and_deleted(study, ask, full_land):
    address = f"/api/v1/sitings/{study(status=201, points=POINTS, title='Navette')['id']}/"
    answer = ask(address, full_land.coordinator, "patch", {"group": "gruppe"}, content_type="application/json")
    assert (answer.json()["title"], answer.json()["group"]) == ("Navette", "gruppe")
    answer = ask(address, full_land.coordinator, "patch", {"title": " "}, content_type="application/json")
    assert answer.status_code == 422
    assert ask(address, full_land.coordinator, "delete", {}, content_type="application/json").status_code == 204
    assert ask(address, full_land.coordinator).status_code == 404


def test_minutes_are_written_as_the_language_does(ask, full_land, study):
    body = {"demand": {"park": "park"}, "stops": False, "ground": False, "points": POINTS[:2], "model": "p-median"}
    said = ask("/api/v1/sitings/?lang=de", full_land.coordinator, "post", body, content_type="application/json").json()
    # 58.5 / 32 = 1.8 minutes, with a comma in German.
    assert "1,8" in said["best"]["sentences"][1]


def test_a_flow_is_served_instead_of_jobs(study, full_land):
    NeedOrOffer.objects.create(
        establishment=full_land.establishments[0],
        direction="out",
        material="150101",
        amount=2,
        unit="t",
        period="week",
        per_year=104.0,
        visibility="facilitator",
    )
    flow = {"flow": {"material": "15 01 01", "direction": "out"}}
    answer = study(points=POINTS, minutes=5, **flow)
    assert (answer["unit"], answer["best"]["served_jobs"]) == ("t", 104)
    assert [one["name"] for one in answer["demand"]] == [full_land.establishments[0].name]
    refused = study(points=POINTS, minutes=5, user=full_land.moderator, status=422, **flow)
    assert "104" not in str(refused)


@pytest.mark.parametrize(
    ("flow", "pointer"),
    [
        ("150101", "/flow"),
        ({"material": "150101", "weight": 3}, "/flow"),
        ({}, "/flow/material"),
        ({"material": 150101}, "/flow/material"),
        ({"material": "1501\x00"}, "/flow/material"),
        ({"material": "98 76 54"}, "/flow/material"),
        ({"material": "%"}, "/flow/material"),
        ({"material": "heat", "direction": "sideways"}, "/flow/direction"),
    ],
)
def test_a_flow_that_cannot_be_read_is_pointed_at(flow, pointer, study):
    assert study(points=POINTS, flow=flow, status=422)["errors"][0]["pointer"] == pointer
