"""Geometries that programs send: each way they can be wrong is refused with its place and its reason."""

import json
import math

import pytest

from layers.crs import in_lonlat
from territory.initiatives.models import LocalInitiative
from tests.tiny_land import at, box

LON, LAT = in_lonlat(at(1000, 2000)).coords


def lonlat(x_m, y_m):
    return list(in_lonlat(at(x_m, y_m)).coords)


def send(ask, land, geometry, **members):
    body = {"type": "Feature", "geometry": geometry, "properties": {"title": "Neu", "theme": "energy"}, **members}
    return ask("/api/v1/local-initiatives/", user=land.editor_westen, method="post", body=json.dumps(body))


BOW_TIE = [lonlat(500, 500), lonlat(1500, 1500), lonlat(1500, 500), lonlat(500, 1500), lonlat(500, 500)]
CIRCLE = [
    [LON + 0.001 * math.cos(2 * math.pi * i / 200_000), LAT + 0.001 * math.sin(2 * math.pi * i / 200_000)]
    for i in range(200_000)
]


@pytest.mark.parametrize(
    ("geometry", "pointer", "words"),
    [
        ("POINT(6 49)", "/geometry", ""),
        ({}, "/geometry/type", "Point"),
        ({"type": "point", "coordinates": [LON, LAT]}, "/geometry/type", "Point"),
        ({"type": "GeometryCollection", "geometries": []}, "/geometry/type", "GeometryCollection"),
        ({"type": "Point"}, "/geometry/coordinates", "list"),
        ({"type": "Point", "coordinates": []}, "/geometry/coordinates", ""),
        ({"type": "Point", "coordinates": [LON]}, "/geometry/coordinates", "two"),
        ({"type": "Point", "coordinates": [LON, LAT, 1, 2, 3]}, "/geometry/coordinates", ""),
        ({"type": "Point", "coordinates": [str(LON), str(LAT)]}, "/geometry/coordinates", ""),
        ({"type": "Point", "coordinates": [True, False]}, "/geometry/coordinates", ""),
        ({"type": "Point", "coordinates": [None, LAT]}, "/geometry/coordinates", ""),
        ({"type": "Point", "coordinates": [190, LAT]}, "/geometry/coordinates", "-180"),
        ({"type": "Point", "coordinates": [LON, 95]}, "/geometry/coordinates", "-90"),
        ({"type": "Point", "coordinates": [70_000, 65_000]}, "/geometry/coordinates", "metres"),
        ({"type": "Point", "coordinates": [LAT, LON]}, "/geometry", "right way round"),
        ({"type": "Point", "coordinates": [0, 0]}, "/geometry", "outside"),
        ({"type": "LineString", "coordinates": []}, "/geometry/coordinates", "no points"),
        ({"type": "LineString", "coordinates": [[LON, LAT]]}, "/geometry/coordinates", "two points"),
        ({"type": "LineString", "coordinates": [LON, LAT]}, "/geometry/coordinates/0", "list"),
        ({"type": "Polygon", "coordinates": [BOW_TIE[:-1]]}, "/geometry/coordinates", "first again"),
        ({"type": "Polygon", "coordinates": [BOW_TIE[:3]]}, "/geometry/coordinates", "four"),
        ({"type": "Polygon", "coordinates": [[]]}, "/geometry/coordinates", "no points"),
        ({"type": "MultiPolygon", "coordinates": [[], [BOW_TIE]]}, "/geometry/coordinates", "ring"),
        ({"type": "Polygon", "coordinates": [BOW_TIE]}, "/geometry", "touches itself, at 6."),
        ({"type": "LineString", "coordinates": CIRCLE}, "/geometry/coordinates", "20000"),
        ({"type": "Point", "coordinates": [[[[[[LON]]]]]]}, "/geometry/coordinates", ""),
    ],
)
def test_a_wrong_geometry_is_pointed_at(geometry, pointer, words, ask, full_land):
    response = send(ask, full_land, geometry)
    assert response.status_code == 422, response.content[:500]
    (error,) = response.json()["errors"]
    assert error["pointer"] == pointer
    assert words in error["detail"]
    assert LocalInitiative.objects.count() == 2


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_numbers_that_are_none_are_refused(number, ask, full_land):
    body = (
        f'{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{number},49.5]}},'
        '"properties":{"title":"Neu","theme":"energy"}}'
    )
    response = ask("/api/v1/local-initiatives/", user=full_land.editor_westen, method="post", body=body)
    assert response.status_code in {400, 422}
    assert response["Content-Type"] == "application/problem+json"


def test_a_missing_geometry_is_asked_for(ask, full_land):
    response = send(ask, full_land, None)
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "/geometry"


@pytest.mark.parametrize("where", ["feature", "geometry"])
@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", 201),
        ("EPSG:4326", 201),
        ("urn:ogc:def:crs:EPSG::2169", 422),
        ("EPSG:3857", 422),
        (None, 422),
    ],
)
def test_another_reference_system_is_refused(name, status, where, ask, full_land):
    crs = {"type": "name", "properties": {"name": name}}
    point = {"type": "Point", "coordinates": [LON, LAT]}
    if where == "feature":
        response = send(ask, full_land, point, crs=crs)
    else:
        response = send(ask, full_land, {**point, "crs": crs})
    assert response.status_code == status
    if status == 422:
        assert response.json()["errors"][0]["pointer"] == ("/crs" if where == "feature" else "/geometry/crs")


def test_heights_are_left_aside(ask, full_land):
    response = send(ask, full_land, {"type": "Point", "coordinates": [LON, LAT, 312.5]})
    assert response.status_code == 201
    assert len(response.json()["geometry"]["coordinates"]) == 2


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "LineString", "coordinates": [lonlat(500, 500), lonlat(900, 900)]},
        {"type": "MultiPoint", "coordinates": [lonlat(500, 500), lonlat(900, 900)]},
        {"type": "MultiLineString", "coordinates": [[lonlat(500, 500), lonlat(900, 900)]]},
        {"type": "Polygon", "coordinates": [[list(each) for each in in_lonlat(box(500, 500, 900, 900)).coords[0]]]},
        {
            "type": "MultiPolygon",
            "coordinates": [[[list(each) for each in in_lonlat(box(500, 500, 900, 900)).coords[0]]]],
        },
    ],
)
def test_points_lines_and_areas_are_taken_and_given_back(geometry, ask, full_land):
    response = send(ask, full_land, geometry)
    assert response.status_code == 201, response.content
    assert response.json()["geometry"]["type"] == geometry["type"]


def test_a_place_that_strays_tells_how_far(ask, full_land):
    response = send(ask, full_land, {"type": "Point", "coordinates": lonlat(3040, 2000)})
    assert response.status_code == 422
    assert "40 m inside Osten" in response.json()["errors"][0]["detail"]
