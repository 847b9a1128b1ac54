"""The context sheet of a place. The land: tests/api/conftest.py (works at 1000..1400 × 1000..1200, park, tram)."""

import datetime
import json

import pytest

from layers.crs import in_lonlat
from layers.public_places.models import PublicPlace
from territory.cooperation.models import CooperationProject
from tests.tiny_land import at, box


def sheet_of(ask, place, user=None, **more):
    body = {"geometry": geometry(place), **more}
    answer = ask("/api/v1/context/?lang=en", user, "post", body, content_type="application/json")
    assert answer.status_code == 200, answer.content
    return answer.json()


def geometry(place):
    return json.loads(in_lonlat(place).json)


def test_everything_about_a_pin_in_the_park(ask, full_land):
    sheet = sheet_of(ask, at(1100, 1100), starts_on="2026-02-01", ends_on="2026-02-28")
    assert [(one["lau2"], one["name"], one["regions"]) for one in sheet["communes"]] == [
        ("0901", "Westen", ["Alles", "Nord"])
    ]
    assert [(one["code"], one["state_type"]) for one in sheet["parks"]] == [("park", "ECO-r")]
    # The stop at (0, 500): √(1100² + 600²) = 1253 m as the crow flies, × 1.3 / 80 = 20.4 minutes.
    assert [(one["name"], one["distance_m"], one["travel_min"]) for one in sheet["stops"]] == [("Bréck", 1253, 20.4)]
    assert [(one["zone"], one["title"], one["effects"]) for one in sheet["phases"]] == [
        ("Works", "Phase 1", {"car": "closed"})
    ]
    # The one at the pin, and another 300 m away: 4.9 minutes.
    assert sheet["around"] == [{"minutes": minutes, "establishments": 2, "jobs": 12} for minutes in (5, 10, 15)]
    assert [one["title"] for one in sheet["similar"]] == ["Kantine", "Grüner Weg", "Gemeinsam fahren"]
    assert [(one["slug"], one["decides"]) for one in sheet["concerned"]] == [
        ("syndikat-nord", True),
        ("gemeinde-westen", False),
        ("parkverwaltung", False),
    ]
    assert sheet["estimate"]["reason"] == "no-network"


def test_the_sheet_names_tram_and_bus_stops(ask, full_land):
    for name, x in (("Bus nah", 1200), ("Bus fern", 1310)):
        PublicPlace.objects.create(
            release=full_land.release, code=name, kind="bus_stop", name=name, location=at(x, 1100)
        )
    PublicPlace.objects.create(
        release=full_land.release, code="p", kind="car_park", name="Parking", location=at(1100, 1100)
    )
    stops = sheet_of(ask, at(1100, 1100), starts_on="2026-02-01")["stops"]
    # 100 m × 1.3 / 80 = 1.6 minutes, 210 m 3.4; the tram as above.
    assert [(one["name"], one["mode"], one["travel_min"]) for one in stops] == [
        ("Bus nah", "bus", 1.6),
        ("Bus fern", "bus", 3.4),
        ("Bréck", "tram", 20.4),
    ]


def test_a_shape_across_the_country_counts_nobody(ask, full_land):
    assert sheet_of(ask, box(-6000, 1000, 6000, 1200))["around"] == []


@pytest.mark.parametrize(
    ("first", "last", "titles"),
    [
        ("2025-01-01", "2025-12-31", []),
        ("2026-03-31", "2026-03-31", ["Phase 1"]),
        ("2026-04-01", "2026-04-01", []),  # the second phase runs, but does not touch the pin
        ("2025-12-01", "2026-01-01", ["Phase 1"]),
    ],
)
def test_only_phases_of_the_period_that_touch(first, last, titles, ask, full_land):
    sheet = sheet_of(ask, at(1100, 1100), starts_on=first, ends_on=last)
    assert [one["title"] for one in sheet["phases"]] == titles


def test_an_area_across_the_border_names_both_communes(ask, full_land):
    sheet = sheet_of(ask, box(2900, 1000, 3100, 1200))
    assert [one["lau2"] for one in sheet["communes"]] == ["0901", "0902"]
    assert "gemeinde-osten" in [one["slug"] for one in sheet["concerned"]]


def test_a_draft_of_others_is_not_similar_for_anybody_else(ask, full_land):
    def titles(user):
        return [one["title"] for one in sheet_of(ask, at(1100, 1000), user)["similar"]]

    assert "Geheimer Plan" not in titles(None)
    assert "Geheimer Plan" not in titles(full_land.company_member)
    assert "Geheimer Plan" not in titles(full_land.moderator)
    assert "Geheimer Plan" in titles(full_land.editor_westen)


def test_a_theme_narrows_what_is_similar(ask, full_land):
    assert sheet_of(ask, at(1100, 1100), theme="energy")["similar"] == []
    assert len(sheet_of(ask, at(1100, 1100), theme="mobility")["similar"]) == 3


def test_outside_everything_the_sheet_is_empty(ask, full_land):
    sheet = sheet_of(ask, at(-9000, -9000))
    assert (sheet["communes"], sheet["parks"], sheet["stops"], sheet["concerned"]) == ([], [], [], [])
    assert sheet["around"][2] == {"minutes": 15, "establishments": 0, "jobs": 0}


CROSSED = [[[6, 49.5], [6.1, 49.6], [6.1, 49.5], [6, 49.6], [6, 49.5]]]
PIN = {"type": "Point", "coordinates": [6.1, 49.5]}


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ([], ""),
        ({}, "/geometry"),
        ({"geometry": {"type": "Point", "coordinates": [49.5, 6.1]}}, "/geometry"),
        ({"geometry": {"type": "Point", "coordinates": [6.1, "x"]}}, "/geometry/coordinates"),
        ({"geometry": {"type": "Point", "coordinates": [10**400, 49.5]}}, "/geometry/coordinates"),
        ({"geometry": {"type": "Polygon", "coordinates": CROSSED}}, "/geometry"),
        ({"geometry": PIN, "starts_on": "soon"}, "/starts_on"),
        ({"geometry": PIN, "starts_on": "2026-13-01"}, "/starts_on"),
        ({"geometry": PIN, "starts_on": "2026-02-01", "ends_on": "2026-01-01"}, "/ends_on"),
        ({"geometry": PIN, "theme": 3}, "/theme"),
        ({"geometry": PIN, "radius": 3}, "/radius"),
    ],
)
def test_what_cannot_be_read_is_pointed_at(body, pointer, ask, full_land):
    answer = ask("/api/v1/context/", None, "post", body, content_type="application/json")
    assert answer.status_code == 422, answer.content
    assert answer.json()["errors"][0]["pointer"] == pointer


def test_the_number_of_queries_does_not_grow(ask, full_land, django_assert_num_queries):
    for number in range(20):
        full_land.contribution(CooperationProject, f"Projekt {number}", at(1200, 1000 + number), "published")
    place = {"geometry": geometry(at(1100, 1100)), "starts_on": datetime.date(2026, 2, 1).isoformat()}
    # Network, establishments, tram stops, bus stops, communes with regions, parks, phases, things nearby, mandates.
    with django_assert_num_queries(9):
        answer = ask("/api/v1/context/", None, "post", place, content_type="application/json")
    assert len(answer.json()["similar"]) == 5
