"""Two communes become one on a day within the slider: before and after it on tiles, in lists, on paper, and marked."""

import datetime

import mapbox_vector_tile
import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.gis.geos import MultiPolygon

from frontend.clock import clock_data
from frontend.sharing.drawing.draw import draw
from frontend.sharing.drawing.place import place_of
from frontend.sharing.map_view import read_view
from frontend.sharing.seen_rows import seen_layers
from layers.communes.models import Commune, RegionMembership
from layers.crs import STORAGE_SRID
from tests.api.conftest import ask  # noqa: F401
from tests.api.decoding import path_of
from tests.tiny_land import TinyLand, at, box

MERGED_ON = datetime.date(2023, 9, 1)
BEFORE, AFTER = "2023-08-31", "2023-09-01"
THEN, NOW = {"Westen", "Osten", "Süden"}, {"Westosten", "Süden"}


@pytest.fixture
def merged(tiny_land: TinyLand) -> Commune:
    """Westosten, which Westen and Osten became on 1 September 2023."""
    Commune.objects.filter(lau2_code__in=("0901", "0902")).update(valid_until=MERGED_ON)
    one = Commune.objects.create(
        release=tiny_land.release,
        lau2_code="0904",
        name="Westosten",
        canton="Tiny",
        boundary=MultiPolygon(box(0, 0, 6000, 4000), srid=STORAGE_SRID),
        valid_from=MERGED_ON,
    )
    RegionMembership.objects.create(region=tiny_land.nord, commune=one, valid_from=MERGED_ON)
    return one


@pytest.mark.parametrize(("day", "names"), [(BEFORE, THEN), (AFTER, NOW)])
def test_tiles_lists_and_paper_show_the_communes_of_the_day(merged, ask, day, names):  # noqa: F811
    content = ask(f"{path_of('communes', at(3000, 1000), 9)}?on={day}").content
    assert {each["properties"]["name"] for each in mapbox_vector_tile.decode(content)["communes"]["features"]} == names
    listed = ask(f"/ogc/collections/communes/items?datetime={day}").json()
    assert {each["properties"]["name"] for each in listed["features"]} == names
    view = read_view({"on": day, "bbox": "5.5,49.2,6.5,50.0", "z": "11"})
    (layer,) = [each for each in seen_layers(view, AnonymousUser()) if each.collection.id == "communes"]
    assert {row.name for row in layer.rows} == names
    drawing = draw([layer], view, place_of(view, (5.5, 49.2, 6.5, 50.0), 1600, 1200), "fr", frozenset())
    assert drawing.counts == {"communes": len(names)}


def test_the_slider_marks_the_day_once(merged):
    assert clock_data()["communes"] == ["2012-01-01", MERGED_ON.isoformat()]
