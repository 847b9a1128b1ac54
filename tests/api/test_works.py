"""Works that hit a place, over the interface. The land: tests/api/conftest.py (works close cars at 1000..1400)."""

import json

import pytest

from layers.crs import in_lonlat
from tests.tiny_land import at


def test_the_works_around_a_point_as_features(full_land, ask):
    here = in_lonlat(at(1100, 1100))
    response = ask(f"/api/v1/works/?lon={here.x}&lat={here.y}&weeks=52&lang=de")
    body = response.json()
    assert response["Content-Type"].startswith("application/geo+json")
    assert response["Content-Language"] == "de"
    # The first phase ended in March 2026; the second has no end.
    assert [feature["properties"]["title"] for feature in body["features"]] == ["Phase 2"]
    assert body["features"][0]["properties"]["effects"] == {"car": "slowed"}
    assert len(body["weeks"]) == 52
    assert body["not_measured"]["reason"] == "no-network"
    assert "Fußwegenetz" in body["not_measured"]["detail"]
    assert body["reach"] is None
    assert body["job_minutes"] is None
    assert body["within_m"] == 800


def test_a_park_a_group_and_an_establishment_by_number_or_name(full_land, ask):
    office = full_land.establishments[0]
    for query in ("park=park", f"park={full_land.park.pk}", "group=gruppe", f"establishment={office.pk}"):
        body = ask(f"/api/v1/works/?{query}").json()
        assert len(body["features"]) == 1, query
        assert body["name"]


def test_works_that_hinder_others_are_left_out(full_land, ask):
    assert ask("/api/v1/works/?group=gruppe&modes=foot,bicycle").json()["features"] == []


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "lon"),
        ("group=gruppe&park=park", "park"),
        ("group=nobody", "group"),
        ("establishment=999999", "establishment"),
        ("park=%00", "park"),
        ("group=gruppe&weeks=0", "weeks"),
        ("group=gruppe&weeks=53", "weeks"),
        ("group=gruppe&weeks=1.5", "weeks"),
        ("group=gruppe&modes=boat", "modes"),
        ("group=gruppe&mode=car", "mode"),
        ("group=gruppe&minutes=99", "minutes"),
        ("group=gruppe&week=2026-02-31", "week"),
        ("group=gruppe&colour=red", "colour"),
    ],
)
def test_what_cannot_be_answered_is_said(full_land, ask, query, parameter):
    response = ask(f"/api/v1/works/?{query}")
    assert response.status_code == 400
    assert parameter in json.dumps(response.json())
