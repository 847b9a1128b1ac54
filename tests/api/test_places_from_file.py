"""The places in a file, by REST: the same shapes and sentences as on the form."""

import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from layers.crs import in_lonlat
from territory.initiatives.models import LocalInitiative
from territory.people.models import ApiToken
from tests.territory.geometry_files import samples
from tests.tiny_land import at

PATH = "/api/v1/places-from-file/?lang=en"


def corner(x_m, y_m):
    return in_lonlat(at(x_m, y_m)).coords


def sent(user, content, name="garden.geojson"):
    headers = {}
    if user is not None:
        _token, text = ApiToken.objects.create(user=user, name="test")
        headers["authorization"] = f"Token {text}"
    data = {} if content is None else {"file": SimpleUploadedFile(name, content)}
    return Client(raise_request_exception=False).post(PATH, data, headers=headers)


def test_a_shape_of_a_file_is_placed_as_it_was_offered(ask, full_land):
    square = shapely.Polygon([corner(500, 500), corner(600, 500), corner(600, 600), corner(500, 600)])
    answer = sent(full_land.editor_westen, samples.geojson(square, shapely.Point(corner(900, 900))))
    assert answer.status_code == 200, answer.content
    body = answer.json()
    assert body["left_out"] == 0
    area, pin = body["shapes"]
    assert (area["geometry"]["type"], area["corners"], area["tolerance_m"]) == ("Polygon", 5, 0)
    assert area["area_m2"] == pytest.approx(10_000, abs=10)
    assert pin["geometry"]["type"] == "Point"
    feature = {
        "type": "Feature",
        "geometry": area["geometry"],
        "properties": {"title": {"de": "Garten"}, "theme": "food", "owner": "gemeinde-westen"},
    }
    stored = ask("/api/v1/local-initiatives/", full_land.editor_westen, "post", feature)
    assert stored.status_code == 201, stored.content
    assert LocalInitiative.objects.get(pk=stored.json()["id"]).location.area == pytest.approx(10_000, abs=10)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "leer.kml", "is empty"),
        (
            b'<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]><kml>&x;</kml>',
            "x.kml",
            "DTD",
        ),
        (b"PK\x03\x04 no archive", "x.zip", "zip"),
        (None, "", "Send one file"),
    ],
)
def test_what_cannot_be_taken_is_said_and_pointed_at(full_land, content, name, words):
    answer = sent(full_land.editor_westen, content, name)
    assert answer.status_code == 422, answer.content
    (problem,) = answer.json()["errors"]
    assert problem["pointer"] == "/file"
    assert words in problem["detail"]


def test_it_is_for_signed_in_people(full_land, ask):
    assert sent(None, b"{}").status_code == 401
    assert ask(PATH, full_land.editor_westen, "post", b"x" * 200, content_type="text/plain").status_code == 415
