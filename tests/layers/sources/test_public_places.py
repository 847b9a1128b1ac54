"""Public places out of a file, and the bus stops of a timetable."""

from pathlib import Path

import pytest

from layers.errors import UnreadableFile
from layers.public_places.models import PublicPlace
from layers.sources.apply import apply_delivery
from layers.sources.plan import plan_delivery
from tests.layers.sources.files import FIXTURES_LAND, delivery, feature, reasons, write_geojson
from tests.tiny_land import at, box

pytestmark = pytest.mark.django_db


def applied(folder: Path, *features):
    path = write_geojson(folder / "places.geojson", features)
    return apply_delivery(delivery("public-places", path, source="public-places-illustrative"))


def parking(place=None, **columns):
    return feature(place or at(1100, 1100), **{"code": "p1", "kind": "car_park", "name": "Parking", **columns})


def test_a_car_park_is_added_once(tmp_path):
    applied(tmp_path, parking())
    stored = PublicPlace.objects.get()
    assert (stored.code, stored.kind, stored.name) == ("p1", "car_park", "Parking")
    assert stored.location.distance(at(1100, 1100)) < 0.01
    assert stored.release.source.licence == "ODbL-1.0"
    again = applied(tmp_path, parking())
    assert (again.changes, again.unchanged_count) == ([], 1)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"kind": "helipad"}, "kind"),
        ({"name": ""}, "name"),
        ({"place": box(0, 0, 10, 10)}, "Point"),
    ],
)
def test_what_is_wrong_with_a_row_is_said(wrong, reason, tmp_path):
    path = write_geojson(tmp_path / "places.geojson", [parking(**wrong), parking(code="p2")])
    plan = plan_delivery(delivery("public-places", path, source="public-places-illustrative"))
    assert reason in reasons(plan)


def test_a_code_stands_once(tmp_path):
    path = write_geojson(tmp_path / "places.geojson", [parking(), parking(name="Andere")])
    plan = plan_delivery(delivery("public-places", path, source="public-places-illustrative"))
    assert "already stands" in reasons(plan)


@pytest.fixture
def timetable(tmp_path):
    """A bus that calls at two stops here and one abroad, a tram at a third; a stop where nothing calls."""
    folder = tmp_path / "gtfs"
    folder.mkdir()
    tables = {
        "agency.txt": "agency_id,agency_name\n1,Bus",
        "routes.txt": "route_id,route_type\nb,3\ne,714\nt,0",
        "trips.txt": "route_id,trip_id,shape_id\nb,b1,\ne,e1,\nt,t1,",
        "stop_times.txt": "trip_id,stop_id,stop_sequence\nb1,001,1\nb1,009,2\ne1,002,1\nt1,003,1",
        "stops.txt": "stop_id,stop_name,stop_lat,stop_lon\n001,Eich,49.6,6.12\n002,Ersatz,49.61,6.13\n"
        "003,Tram,49.6,6.13\n004,Nie,49.6,6.14\n009,Trier,49.756,6.64",
        "shapes.txt": "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence",
    }
    for name, text in tables.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")
    return folder


def test_where_a_bus_calls_is_a_bus_stop(timetable):
    plan = apply_delivery(delivery("bus-stops", timetable, source="atp-gtfs"))
    assert list(PublicPlace.objects.order_by("code").values_list("code", "kind", "name")) == [
        ("001", "bus_stop", "Eich"),
        ("002", "bus_stop", "Ersatz"),
    ]
    assert "1 bus stops lie outside the country and are left out." in plan.notes


def test_a_timetable_without_a_bus_is_refused():
    with pytest.raises(UnreadableFile, match="has no bus"):
        plan_delivery(delivery("bus-stops", FIXTURES_LAND / "tram", source="atp-gtfs"))
