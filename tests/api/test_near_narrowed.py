"""Who is near, narrowed: by jobs, activity, group, park, and from a drawn area. Who needs what: test_near_by_needs.py.

The establishments stand at (1100, 1100) with 12 jobs, (1400, 1100) with jobs not known and (5000, 3000) with 30; the
park covers x and y from 1000 to 1500 and 1400.
"""

import io
import json
from urllib.parse import quote

import pytest
from django.contrib.gis.geos import GEOSGeometry
from openpyxl import load_workbook

from layers.crs import in_lonlat
from territory.working_groups.models import WorkingGroupMember
from tests.api.test_near_by_minutes import network  # noqa: F401
from tests.tiny_land import at

HERE = in_lonlat(at(1100, 1100))
NEAR = "/api/v1/establishments/near"
POINT = f"{NEAR}?lon={HERE.x}&lat={HERE.y}&radius_m=5000&totals=true"


def corners(*places: tuple[float, float]) -> str:
    return ",".join(f"{value:.7f}" for place in places for value in in_lonlat(at(*place)).coords)


# 100 m around the second establishment.
AROUND_SECOND = corners((1300, 1000), (1500, 1000), (1500, 1200), (1300, 1200))


def names(answer):
    assert answer.status_code == 200, answer.content
    return [one["properties"]["name"] for one in answer.json()["features"]]


@pytest.mark.parametrize(
    ("query", "expected", "jobs"),
    [
        ("jobs_from=12", ["Atelier Müller", "Transports Weber"], 42),
        ("jobs_from=13", ["Transports Weber"], 30),
        ("jobs_to=12", ["Atelier Müller"], 12),
        ("jobs_from=0&jobs_to=29", ["Atelier Müller"], 12),
        ("group=gruppe", ["Transports Weber"], 30),
        ("in_park=park", ["Atelier Müller", "Bäckerei Élise"], 12),
        ("in_park=park&nace=10", ["Bäckerei Élise"], 0),
        ("in_park=park&group=gruppe", [], 0),
    ],
)
def test_each_narrows_and_the_totals_with_it(query, expected, jobs, ask, full_land):
    WorkingGroupMember.objects.create(working_group=full_land.group, establishment=full_land.establishments[2])
    WorkingGroupMember.objects.create(working_group=full_land.group, organisation=full_land.gemeinde_westen)
    answer = ask(f"{POINT}&{query}")
    assert names(answer) == expected
    assert (answer.json()["numberMatched"], answer.json()["jobs_total"]) == (len(expected), jobs)


def test_by_minutes_they_narrow_alike(ask, network):  # noqa: F811
    address = f"{NEAR}?lon={HERE.x}&lat={HERE.y}&minutes=10"
    assert names(ask(address)) == ["Atelier Müller", "Bäckerei Élise"]
    assert names(ask(f"{address}&jobs_from=1")) == ["Atelier Müller"]
    assert ask(f"{address}&jobs_from=1").json()["jobs"] == 12
    assert names(ask(f"{address}&group=gruppe")) == []


def test_from_a_drawn_area_its_inside_is_there_and_metres_begin_at_its_edge(ask, full_land):
    assert names(ask(f"{NEAR}?area={AROUND_SECOND}&radius_m=0")) == ["Bäckerei Élise"]
    # From (1300, 1100) to (1100, 1100).
    answer = ask(f"{NEAR}?area={AROUND_SECOND}&radius_m=201")
    assert names(answer) == ["Bäckerei Élise", "Atelier Müller"]
    assert answer.json()["features"][1]["properties"]["distance_m"] == pytest.approx(200, abs=0.1)
    assert names(ask(f"{NEAR}?area={AROUND_SECOND}&radius_m=199")) == ["Bäckerei Élise"]


def test_from_a_drawn_area_one_walks_where_a_way_leads_out(ask, network):  # noqa: F811
    # The way leads out at x = 1300: 200 m at 80 m a minute.
    answer = ask(f"{NEAR}?area={AROUND_SECOND}&minutes=5").json()
    found = [
        tuple(one["properties"][name] for name in ("name", "travel_min", "is_estimate")) for one in answer["features"]
    ]
    assert found == [("Bäckerei Élise", 0.0, False), ("Atelier Müller", 2.5, False)]
    assert answer["is_estimate"] is False


def test_without_a_network_the_estimate_begins_at_the_edge(ask, full_land):
    answer = ask(f"{NEAR}?area={AROUND_SECOND}&minutes=5").json()
    # 200 m × 1.3 / 80; who is inside is there, which nobody has to estimate.
    assert [(one["properties"]["travel_min"], one["properties"]["is_estimate"]) for one in answer["features"]] == [
        (0.0, False),
        (pytest.approx(3.2, abs=0.1), True),
    ]
    assert answer["estimate"]["reason"] == "no-network"


def test_the_area_in_reach_of_an_area_holds_it(ask, network):  # noqa: F811
    answer = ask(f"/api/v1/reach?area={AROUND_SECOND}&minutes=2").json()
    reached = GEOSGeometry(json.dumps(answer["features"][0]["geometry"]), srid=4326)
    assert reached.contains(in_lonlat(at(1490, 1010)))  # in a corner of the drawing, off the way
    # In two minutes one walks 160 m from the edge at x = 1300, and the band ends 40 m after the last of them.
    assert reached.contains(in_lonlat(at(1110, 1100)))
    assert not reached.contains(in_lonlat(at(1090, 1100)))
    park = ask("/api/v1/reach?park=park&minutes=2").json()
    assert park["features"][0]["properties"]["area_ha"] >= 20  # 500 m × 400 m are its own


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("jobs_from=-1", "jobs_from"),
        ("jobs_from=1.5", "jobs_from"),
        ("jobs_from=many", "jobs_from"),
        ("jobs_from=20&jobs_to=10", "jobs_from"),
        ("group=nobody", "group"),
        ("group=%00", "group"),
        ("in_park=nowhere", "in_park"),
        ("subject=gossip", "subject"),
        ("subject=999999", "subject"),
        ("subject=", "subject"),
        ("direction=sideways", "direction"),
    ],
)
def test_what_cannot_narrow_is_named(query, parameter, ask, full_land):
    answer = ask(f"{POINT}&{query}")
    assert answer.status_code == 400, answer.content
    assert answer.json()["errors"][0]["parameter"] == parameter


@pytest.mark.parametrize(
    "area",
    [
        "",
        "6,49.5,6.1,49.5",
        "6,49.5,6.1,49.5,6.1",
        "6,49.5,six,49.5,6.1,49.6",
        corners((1000, 1000), (1200, 1200), (1200, 1000), (1000, 1200)),  # crosses itself
        corners((1000, 1000), (1100, 1100), (1200, 1200)),  # no inside
        "5.7,49.4,6.5,49.4,6.5,50.1",  # the whole country
        ",".join(["6.0,49.5"] * 101),
        "49.5,6,49.6,6,49.6,6.1",  # the wrong way round
    ],
)
def test_an_area_that_is_none_is_refused(area, ask, full_land):
    answer = ask(f"{NEAR}?area={quote(area)}&radius_m=10")
    assert answer.status_code == 400, answer.content
    assert answer.json()["errors"][0]["parameter"] in ("area", "lon")


def test_files_are_narrowed_and_tell_the_totals(ask, full_land):
    file = ask(f"{POINT}&jobs_from=12&limit=1&format=xlsx&lang=en").content
    book = load_workbook(io.BytesIO(file))
    assert [cell.value for cell in book.worksheets[0]["A"]] == ["Name", "Atelier Müller"]
    assert [[cell.value for cell in row] for row in book["Totals"].iter_rows()] == [["Establishments", 2], ["Jobs", 42]]
    lines = ask(f"{POINT}&jobs_from=12&format=csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    written = ask(f"{NEAR}?lon={HERE.x}&lat={HERE.y}&radius_m=5000&jobs_from=12&format=geojson").json()
    assert (written["numberMatched"], written["jobs_total"]) == (2, 42)


def test_narrowed_in_at_most_four_statements(ask, full_land, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        ask(f"{POINT}&jobs_from=1&in_park=park&group=gruppe")
