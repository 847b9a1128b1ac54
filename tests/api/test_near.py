"""Establishments near a point. The point is the first establishment, (1100, 1100)."""

import pytest

from layers.crs import in_lonlat
from territory.companies.models import Establishment
from tests.tiny_land import at

HERE = in_lonlat(at(1100, 1100))
NEAR = f"/api/v1/establishments/near?lon={HERE.x}&lat={HERE.y}"


def found(response):
    assert response.status_code == 200, response.content
    return [(each["properties"]["name"], each["properties"]["distance_m"]) for each in response.json()["features"]]


def test_nearest_first_with_metres(ask, full_land):
    # √(3900² + 1900²) = 4338.2 m.
    assert found(ask(f"{NEAR}&radius_m=5000")) == [
        ("Atelier Müller", pytest.approx(0, abs=0.05)),
        ("Bäckerei Élise", pytest.approx(300, abs=0.05)),
        ("Transports Weber", pytest.approx(4338.2, abs=0.1)),
    ]


def test_the_radius_ends_where_it_says(ask, full_land):
    assert len(found(ask(f"{NEAR}&radius_m=299"))) == 1
    assert len(found(ask(f"{NEAR}&radius_m=301"))) == 2


def test_a_slash_at_the_end_changes_nothing(ask, full_land):
    assert found(ask(NEAR.replace("near?", "near/?") + "&radius_m=301")) == found(ask(f"{NEAR}&radius_m=301"))


@pytest.mark.parametrize(
    ("nace", "names"),
    [
        ("C", ["Atelier Müller", "Bäckerei Élise"]),
        ("c", ["Atelier Müller", "Bäckerei Élise"]),
        ("49", ["Transports Weber"]),
        ("10.7", ["Bäckerei Élise"]),
        ("U", []),
    ],
)
def test_an_activity_narrows(nace, names, ask, full_land):
    assert [name for name, _distance in found(ask(f"{NEAR}&radius_m=5000&nace={nace}"))] == names


def test_the_limit_keeps_the_nearest(ask, full_land):
    response = ask(f"{NEAR}&radius_m=5000&limit=1")
    assert [name for name, _distance in found(response)] == ["Atelier Müller"]
    assert response.json()["numberReturned"] == 1


def test_totals_count_what_the_limit_left_out(ask, full_land, django_assert_max_num_queries):
    all_jobs = sum(Establishment.objects.filter(jobs__isnull=False).values_list("jobs", flat=True))
    with django_assert_max_num_queries(2):
        answer = ask(f"{NEAR}&radius_m=5000&limit=1&totals=true").json()
    assert (answer["numberReturned"], answer["numberMatched"], answer["jobs_total"]) == (1, 3, all_jobs)
    nobody = ask(f"{NEAR}&radius_m=5000&nace=U&totals=true").json()
    assert (nobody["numberMatched"], nobody["jobs_total"]) == (0, 0)
    assert "numberMatched" not in ask(f"{NEAR}&radius_m=5000").json()


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("lon=6&lat=49.5&radius_m=100&totals=often", "totals"),
        ("lat=49.5&radius_m=100", "lon"),
        ("lon=6&radius_m=100", "lat"),
        ("lon=6&lat=49.5", "radius_m"),
        ("lon=6&lat=49.5&radius_m=0", "radius_m"),
        ("lon=6&lat=49.5&radius_m=-5", "radius_m"),
        ("lon=6&lat=49.5&radius_m=nan", "radius_m"),
        ("lon=6&lat=49.5&radius_m=inf", "radius_m"),
        ("lon=6&lat=49.5&radius_m=1e9", "radius_m"),
        ("lon=six&lat=49.5&radius_m=100", "lon"),
        ("lon=200&lat=49.5&radius_m=100", "lon"),
        ("lon=6&lat=95&radius_m=100", "lat"),
        ("lon=49.5&lat=6&radius_m=100", "lon"),
        ("lon=6&lat=49.5&radius_m=100&nace=Z", "nace"),
        ("lon=6&lat=49.5&radius_m=100&nace=1", "nace"),
        ("lon=6&lat=49.5&radius_m=100&limit=0", "limit"),
        ("lon=6&lat=49.5&radius_m=100&limit=many", "limit"),
        ("lon=6&lat=49.5&radius=100&radius_m=100", "radius"),
    ],
)
def test_what_cannot_be_read_is_named(query, parameter, ask, full_land):
    response = ask(f"/api/v1/establishments/near?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["errors"][0]["parameter"] == parameter


def test_it_is_one_statement(ask, full_land, django_assert_num_queries):
    assert Establishment.objects.count() == 3
    with django_assert_num_queries(1):
        ask(f"{NEAR}&radius_m=5000")
