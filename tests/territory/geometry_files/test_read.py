"""The shapes of a file: read whatever it is called, with their names and sizes, and refused with a sentence."""

import pytest
import shapely
from django.utils import translation

from territory.contributions.values import MAX_CORNERS
from territory.errors import Invalid
from territory.geometry_files.read import shapes_in
from tests.territory.geometry_files import samples


def refusal(content: bytes, name: str = "garden.zip") -> str:
    with pytest.raises(Invalid) as refused:
        shapes_in(content, name)
    return str(refused.value)


FORMATS = {
    "GeoJSON": samples.geojson(),
    "KML": samples.kml(),
    "KMZ": samples.zipped({"doc.kml": samples.kml(), "files/icon.png": b"x"}),
    "GeoPackage": samples.written("GPKG", ".gpkg", "EPSG:4326")[".gpkg"],
    "GeoJSON in a zip": samples.zipped({"a/garden.geojson": samples.geojson()}),
}


@pytest.mark.parametrize("kind", FORMATS)
def test_formats_are_told_by_their_content(kind) -> None:
    found = shapes_in(FORMATS[kind], "whatever.bin")
    (shape,) = found.shapes
    assert shape.name in ("Garden", "Shape 1")
    assert shape.place.srid == 4326
    west, south, _east, _north = shape.place.extent
    assert (west, south) == pytest.approx((6.0, 49.5), abs=1e-6)
    assert not shape.place.hasz


def test_a_zipped_shapefile_is_converted_from_the_system_it_names() -> None:
    (shape,) = shapes_in(samples.shapefile(), "garden.zip").shapes
    assert shape.name == "Garden"
    # 100 m × 100 m in the national grid.
    assert shape.area_m2 == pytest.approx(10_000, rel=1e-3)
    # (65 000, 64 000) in EPSG:2169 lies between Esch and Dudelange.
    assert shape.place.centroid.coords == pytest.approx((6.0, 49.5), abs=0.1)


def test_a_gpx_offers_its_waypoint_and_its_track_once() -> None:
    found = shapes_in(samples.gpx(), "round.gpx")
    assert [(shape.name, shape.place.geom_type) for shape in found.shapes] == [
        ("Gate", "Point"),
        ("Round", "LineString"),
    ]
    # 0.02° of latitude are 2.22 km.
    assert found.shapes[1].length_m == pytest.approx(2225, rel=0.01)


def test_many_shapes_are_choices_and_what_is_left_out_is_said() -> None:
    points = [shapely.Point(6 + step / 1000, 49.5) for step in range(130)]
    found = shapes_in(samples.geojson(*points), "points.geojson")
    assert (len(found.shapes), found.left_out) == (100, 30)


def test_two_hundred_thousand_points_are_offered_lighter_with_the_tolerance() -> None:
    (shape,) = shapes_in(samples.geojson(samples.ring(200_001)), "lake.geojson").shapes
    assert shape.corners == 200_001
    assert 0 < shape.tolerance_m <= 2
    assert shape.place.num_coords <= MAX_CORNERS
    # 0.01° around 49.5° N: 723 m × 1112 m half axes.
    assert shape.area_m2 == pytest.approx(3.14159 * 724 * 1112, rel=0.01)
    assert shape.place.valid


REFUSED = {
    "without .prj": (samples.shapefile(without=".prj"), ".prj file is missing"),
    "one part of a Shapefile": (
        samples.written("ESRI Shapefile", ".shp", "EPSG:2169")[".shp"],
        "one part of a Shapefile",
    ),
    "external entity": (samples.kml_with_an_external_entity(), "refers to other files"),
    "billion laughs": (samples.kml('<!DOCTYPE k [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'), "refers to other files"),
    "entity in a KMZ": (samples.zipped({"doc.kml": samples.kml_with_an_external_entity()}), "refers to other files"),
    "zip bomb": (samples.zip_bomb(), "was not unpacked"),
    "too many files": (samples.zipped({f"{number}.txt": b"" for number in range(201)}), "201 files"),
    "two datasets": (samples.zipped({"a.kml": samples.kml(), "b.kml": samples.kml()}), "a.kml, b.kml"),
    "nothing with places": (samples.zipped({"a.txt": b"x"}), "no file with places"),
    "half a zip": (samples.shapefile()[:200], "damaged or locked zip"),
    "a page": (b"<html><body>x</body></html>", "begins with <html>"),
    "broken XML": (b"<kml><Placemark>", "no sound XML"),
    "words": (b"This is a letter.", "no file with places that we can read"),
    "nothing": (b"", "is empty"),
    "no shapes": (b'{"type": "FeatureCollection", "features": []}', "no point, line or area"),
    "metres": (samples.geojson(shapely.Point(65_000, 64_000)), "Are they metres?"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_sentence(what) -> None:
    content, words = REFUSED[what]
    assert words in refusal(content)


@pytest.mark.parametrize(("language", "words"), [("de", "nicht entpackt"), ("fr", "pas été décompressé")])
def test_refusals_speak_the_language_of_the_person(language, words) -> None:
    with translation.override(language):
        assert words in refusal(samples.zip_bomb())
