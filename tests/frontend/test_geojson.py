"""Places as the map and the form hand them to each other."""

import pytest

from frontend.forms.geojson import geojson_from, place_from_geojson


def test_a_place_survives_the_way_there_and_back():
    text = '{"type": "Point", "coordinates": [6.1234567, 49.5]}'
    assert geojson_from(place_from_geojson(text)) == text


def test_a_feature_is_taken_for_its_geometry_and_heights_are_left_out():
    place = place_from_geojson(
        '{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [6, 49.5, 300]}}'
    )
    assert place.srid == 4326
    assert place.coords == (6.0, 49.5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "here",
        "[]",
        "5",
        "null",
        '{"type": "Point"}',
        '{"type": "Feature", "geometry": null}',
        '{"type": "Point", "coordinates": ["a", "b"]}',
        '{"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}',
    ],
)
def test_what_is_no_geometry_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        place_from_geojson(text)
