"""Establishments by minutes, areas in reach, files. A way runs along y = 1100 from x = 1050 to 1400, 80 m a minute.

The establishments stand at (1100, 1100), (1400, 1100) and (5000, 3000): 300 m of way are 3.75 minutes; the third is off
the network, 4338 m away as the crow flies.
"""

import csv
import datetime
import io
import json

import pytest
from django.contrib.gis.geos import GEOSGeometry
from openpyxl import load_workbook

from layers.crs import in_lonlat, in_storage_crs
from layers.sources.known_sources import source_named
from territory.companies.models import Establishment
from territory.reach.store import store_network
from tests.tiny_land import at

HERE = in_lonlat(at(1100, 1100))
NEAR = f"/api/v1/establishments/near?lon={HERE.x}&lat={HERE.y}"
REACH = f"/api/v1/reach?lon={HERE.x}&lat={HERE.y}"


@pytest.fixture
def network(full_land, tmp_path):
    line = [in_lonlat(at(x, 1100)).coords for x in (1050, 1400)]
    way = {
        "type": "Feature",
        "properties": {"highway": "residential"},
        "geometry": {"type": "LineString", "coordinates": line},
    }
    path = tmp_path / "way.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [way]}))
    return store_network(path, source_named("osm-ways"), datetime.date(2026, 10, 1))


def rows(answer):
    assert answer.status_code == 200, answer.content
    return [
        (one["properties"]["name"], one["properties"]["travel_min"], one["properties"]["is_estimate"])
        for one in answer.json()["features"]
    ]


def test_minutes_are_walked_on_the_network(ask, network):
    answer = ask(f"{NEAR}&minutes=10")
    assert rows(answer) == [("Atelier Müller", 0.0, False), ("Bäckerei Élise", 3.8, False)]
    body = answer.json()
    assert (body["numberMatched"], body["jobs"], body["mode"]) == (2, 12, "foot")
    assert body["is_estimate"] is False
    assert body["estimate"] is None
    assert body["network"]["attribution"] == "© OpenStreetMap contributors"


def test_the_last_minute_counts_and_the_next_does_not(ask, network):
    assert len(rows(ask(f"{NEAR}&minutes=3.76"))) == 2
    assert len(rows(ask(f"{NEAR}&minutes=3.74"))) == 1


def test_by_bicycle_it_is_quicker(ask, network):
    # 300 m at 250 m a minute.
    assert rows(ask(f"{NEAR}&minutes=10&mode=bicycle"))[1] == ("Bäckerei Élise", 1.2, False)


def test_without_a_network_times_are_estimated_and_say_so(ask, full_land):
    answer = ask(f"{NEAR}&minutes=10&lang=de")
    assert rows(answer)[1] == ("Bäckerei Élise", pytest.approx(4.9), True)  # 300 m × 1.3 / 80
    body = answer.json()
    assert body["is_estimate"] is True
    assert body["estimate"]["reason"] == "no-network"
    assert body["estimate"]["detour_factor"] == 1.3
    assert body["network"] is None


def test_who_is_off_the_network_is_estimated_beside_the_measured(ask, network):
    # √(3900² + 1900²) = 4338 m × 1.3 / 250 m a minute = 22.6 min by bicycle.
    answer = ask(f"{NEAR}&minutes=30&mode=bicycle")
    assert [row[2] for row in rows(answer)] == [False, False, True]
    assert rows(answer)[2][1] == pytest.approx(22.6)
    assert answer.json()["estimate"]["reason"] == "some-off-network"


def test_from_a_park_everybody_inside_is_there_at_once(ask, network, full_land):
    # The park covers x = 1000..1500, and both of them stand in it.
    assert rows(ask("/api/v1/establishments/near?park=park&minutes=5")) == [
        ("Atelier Müller", 0.0, False),
        ("Bäckerei Élise", 0.0, False),
    ]
    by_number = ask(f"/api/v1/establishments/near?park={full_land.park.pk}&minutes=5")
    assert len(rows(by_number)) == 2


def test_from_an_establishment(ask, network, full_land):
    second = full_land.establishments[1]
    assert rows(ask(f"/api/v1/establishments/near?establishment={second.pk}&minutes=5"))[1] == (
        "Atelier Müller",
        3.8,
        False,
    )


def test_a_radius_around_a_park_begins_at_its_edge(ask, full_land):
    answer = ask("/api/v1/establishments/near?park=park&radius_m=100")
    assert [one["properties"]["distance_m"] for one in answer.json()["features"]] == [0, 0]


def test_activity_and_limit_narrow_and_totals_stay_whole(ask, network):
    assert [row[0] for row in rows(ask(f"{NEAR}&minutes=10&nace=10"))] == ["Bäckerei Élise"]
    answer = ask(f"{NEAR}&minutes=10&limit=1")
    assert [row[0] for row in rows(answer)] == ["Atelier Müller"]
    assert answer.json()["numberMatched"] == 2


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        (f"{NEAR}&minutes=0", "minutes"),
        (f"{NEAR}&minutes=31", "minutes"),
        (f"{NEAR}&minutes=nan", "minutes"),
        (f"{NEAR}&minutes=5&radius_m=100", "minutes"),
        (f"{NEAR}&minutes=5&mode=car", "mode"),
        (f"{NEAR}&radius_m=100&mode=foot", "mode"),
        (f"{NEAR}&minutes=5&park=park", "park"),
        (f"{NEAR}&minutes=5&format=doc", "format"),
        ("/api/v1/establishments/near?park=nowhere&minutes=5", "park"),
        ("/api/v1/establishments/near?park=%00&minutes=5", "park"),
        ("/api/v1/establishments/near?establishment=x&minutes=5", "establishment"),
        ("/api/v1/establishments/near?establishment=99999999999999999999&minutes=5", "establishment"),
        ("/api/v1/establishments/near?minutes=5", "lon"),
        (f"{REACH}&minutes=1,2,3,4,5,6,7", "minutes"),
        (f"{REACH}&minutes=five", "minutes"),
        (f"{REACH}&mode=car", "mode"),
    ],
)
def test_what_cannot_be_read_is_named(address, parameter, ask, full_land):
    answer = ask(address)
    assert answer.status_code == 400, answer.content
    assert answer.json()["errors"][0]["parameter"] == parameter


def test_nobody_in_reach_is_an_answer(ask, network):
    lonely = in_lonlat(at(100, 3900))
    answer = ask(f"/api/v1/establishments/near?lon={lonely.x}&lat={lonely.y}&minutes=5")
    assert rows(answer) == []
    assert answer.json()["jobs"] == 0


def test_as_csv_and_xlsx(ask, network):
    Establishment.objects.filter(name="Atelier Müller").update(name="=Atelier")
    answer = ask(f"{NEAR}&minutes=10&format=csv&lang=en")
    assert "attachment" in answer["Content-Disposition"]
    table = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert table[0][-3:] == ["Estimated", "Longitude", "Latitude"]
    assert table[1][0] == "'=Atelier"  # no formula runs
    assert table[2][5:7] == ["", "3.8"]  # jobs not known stay empty
    book = load_workbook(io.BytesIO(ask(f"{NEAR}&minutes=10&format=xlsx&lang=en").content))
    assert [cell.value for cell in book.active[3]][:2] == ["Bäckerei Élise", "Schreinerei Müller"]
    assert book.active["G3"].value == 3.8
    by_radius = ask(f"{NEAR}&radius_m=301&format=csv&lang=en").content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(by_radius)))) == 3


def test_areas_follow_the_way(ask, network):
    answer = ask(f"{REACH}&minutes=1,2")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/geo+json"
    body = answer.json()
    assert [one["properties"]["minutes"] for one in body["features"]] == [2, 1]
    area = in_storage_crs(GEOSGeometry(json.dumps(body["features"][0]["geometry"]), srid=4326))
    # 160 m towards the east and 50 m to the end in the west, a band of 40 m to either side.
    west, south, east, north = area.extent
    assert east - at(1100, 1100).x == pytest.approx(200, abs=3)
    assert at(1100, 1100).x - west == pytest.approx(90, abs=3)
    assert north - south == pytest.approx(80, abs=2)
    assert body["is_estimate"] is False


def test_areas_off_the_network_are_circles_and_say_so(ask, network):
    lonely = in_lonlat(at(100, 3900))
    body = ask(f"/api/v1/reach?lon={lonely.x}&lat={lonely.y}&minutes=5").json()
    # 5 min × 80 / 1.3 = 307.7 m of radius: 29.7 ha.
    assert body["features"][0]["properties"]["area_ha"] == pytest.approx(29.7, abs=0.3)
    assert body["estimate"]["reason"] == "start-off-network"


def test_few_questions_to_the_database(ask, network, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        ask(f"{NEAR}&minutes=10")
