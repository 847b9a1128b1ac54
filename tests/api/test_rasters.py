"""Rasters by REST. The land: tests/api/conftest.py; jobs 12 at (1100, 1100), 30 at (5000, 3000)."""

import math
import warnings

import numpy as np
import pytest
import rasterio
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from rasterio.errors import NotGeoreferencedWarning
from rasterio.transform import from_origin

from layers.crs import in_lonlat
from layers.rasters.models import RasterLayer
from territory.suitability.actions import publish
from territory.suitability.work import compute
from tests.layers.rasters.files import geotiff
from tests.tiny_land import at

ZOOM = 10


def tile_of(x, y):
    """The tile of Web Mercator that holds a place of the tiny land."""
    lon, lat = in_lonlat(at(x, y)).coords
    share = 0.5 - math.asinh(math.tan(math.radians(lat))) / (2 * math.pi)
    return f"{ZOOM}/{int((lon + 180) / 360 * 2**ZOOM)}/{int(share * 2**ZOOM)}"


TILE = tile_of(1100, 1100)
NORTH_WEST = at(1000, 1500).coords


pytestmark = pytest.mark.usefixtures("rasters_dir")


def picture_of(answer):
    """The bands of the picture that came: red, green, blue, opacity."""
    with warnings.catch_warnings(), rasterio.MemoryFile(answer.content) as memory:
        warnings.simplefilter("ignore", NotGeoreferencedWarning)  # a picture has no place
        with memory.open() as picture:
            return picture.read()


def position(x, y):
    lon, lat = in_lonlat(at(x, y)).coords
    return f"lon={lon:.7f}&lat={lat:.7f}"


def test_everyone_finds_what_is_published(ask, jobs):
    (found,) = ask("/api/v1/rasters/?lang=fr").json()["rasters"]
    assert (found["state"], found["unit"], found["resolution_m"]) == ("ready", "1/ha", 50)
    assert found["title"]["fr"] == "Densité d’emplois"
    assert found["legend"][0]["from"] == 0
    publish(jobs.made_by, jobs, is_published=False)
    assert ask("/api/v1/rasters/").json()["rasters"] == []
    for part in ("", "value?lon=6.1&lat=49.6", "zones", "cells", "file.tif", f"tiles/{TILE}.png"):
        assert ask(f"/api/v1/rasters/{jobs.pk}/{part}").status_code == 404, part
        if part != "file.tif":  # its answer is a stream; it has a test of its own
            assert ask(f"/api/v1/rasters/{jobs.pk}/{part}", jobs.made_by).status_code == 200, part


def test_the_value_at_a_point_in_numbers_and_words(ask, jobs):
    answer = ask(f"/api/v1/rasters/{jobs.pk}/value?{position(1100, 1100)}&lang=de").json()
    assert answer["value"] > 0
    assert answer["sentences"][0].endswith("pro Hektar")
    assert "," in answer["sentences"][0]
    assert ask(f"/api/v1/rasters/{jobs.pk}/value?{position(9000, 9000)}").json()["value"] is None
    assert ask(f"/api/v1/rasters/{jobs.pk}/value?lon=6").status_code == 400


def test_a_tile_is_a_picture_with_clear_pixels_where_nothing_is_known(ask, jobs):
    answer = ask(f"/api/v1/rasters/{jobs.pk}/tiles/{TILE}.png?v={jobs.checksum[:12]}")
    assert answer["Content-Type"] == "image/png"
    assert "max-age=86400" in answer["Cache-Control"]
    alpha = picture_of(answer)[3]
    assert 0 < (alpha == 255).sum() < alpha.size
    assert ask(f"/api/v1/rasters/{jobs.pk}/tiles/{TILE}.png", **{"if-none-match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize("place", ["99/0/0", "3/9/0", "a/0/0", "-1/0/0"])
def test_tiles_that_no_grid_has_are_not_there(place, ask, jobs):
    assert ask(f"/api/v1/rasters/{jobs.pk}/tiles/{place}.png").status_code == 404


def test_zones_as_json_and_csv(ask, jobs):
    answer = ask(f"/api/v1/rasters/{jobs.pk}/zones?by=business-parks").json()
    assert [zone["code"] for zone in answer["zones"]] == ["park"]
    text = ask(f"/api/v1/rasters/{jobs.pk}/zones?format=csv").content.decode()
    assert text.splitlines()[0].startswith("id,code,name,mean")
    assert len(text.splitlines()) == 4
    assert ask(f"/api/v1/rasters/{jobs.pk}/zones?by=streets").status_code == 400


def test_best_cells_are_points_and_candidates_of_a_siting(ask, jobs, full_land):
    features = ask(f"/api/v1/rasters/{jobs.pk}/cells?count=2&apart_m=1000").json()["features"]
    assert [feature["properties"]["rank"] for feature in features] == [1, 2]
    assert features[0]["properties"]["value"] >= features[1]["properties"]["value"]
    body = {"demand": {"park": "park"}, "stops": False, "ground": False, "cells": {"raster": jobs.pk, "count": 3}}
    answer = ask("/api/v1/sitings/", full_land.coordinator, "post", body, content_type="application/json").json()
    assert [one["id"] for one in answer["candidates"]] == ["cell-1", "cell-2", "cell-3"]
    assert answer["best"]["served_jobs"] == 12
    publish(jobs.made_by, jobs, is_published=False)
    refused = ask("/api/v1/sitings/", full_land.coordinator, "post", body, content_type="application/json")
    assert refused.json()["errors"][0]["pointer"] == "/cells/raster"


def test_the_file_can_be_taken_away(ask, jobs):
    answer = ask(f"/api/v1/rasters/{jobs.pk}/file.tif")
    content = b"".join(answer.streaming_content)
    answer.close()
    with rasterio.MemoryFile(content) as memory, memory.open() as file:
        assert (file.crs.to_epsg(), file.dtypes) == (2169, ("float32",))


def test_a_map_is_composed_and_explains_itself(ask, jobs, full_land, django_capture_on_commit_callbacks):
    curve = {"kind": "linear-up", "low": 0, "high": jobs.maximum}
    body = {"title": "Carte", "criteria": [{"raster": jobs.pk, "curve": curve, "weight": 3}]}
    begun = ask("/api/v1/rasters/?lang=en", full_land.coordinator, "post", body, content_type="application/json")
    assert begun.status_code == 202
    assert begun.json()["state"] == "waiting"
    number = begun.json()["id"]
    assert ask(f"/api/v1/rasters/{number}/zones", full_land.coordinator).status_code == 409
    compute(number)
    looked = ask(f"/api/v1/rasters/{number}/value?{position(5000, 3000)}&lang=en", full_land.coordinator).json()
    assert looked["class"] == "very good"
    assert looked["parts"][0]["weight_share"] == 1
    assert "100 % of the weight" in looked["sentences"][1]
    body["criteria"][0]["curve"]["high"] = 0
    refused = ask("/api/v1/rasters/", full_land.coordinator, "post", body, content_type="application/json")
    assert refused.json()["errors"][0]["pointer"] == "/criteria/0/curve"
    assert ask("/api/v1/rasters/", None, "post", body, content_type="application/json").status_code == 401
    assert ask(f"/api/v1/rasters/{number}/", full_land.company_member, "delete").status_code == 404
    assert ask(f"/api/v1/rasters/{number}/", full_land.coordinator, "delete").status_code == 204
    assert not RasterLayer.objects.filter(pk=number).exists()


FACTS = {"kind": "quantity", "unit": "dB", "publisher": "Commune", "licence": "CC0", "released_on": "2026-01-01"}


def file_of(tmp_path, **more):
    path = geotiff(
        tmp_path / "x.tif", np.ones((20, 20), "float32"), from_origin(*NORTH_WEST, 50, 50), **{"nodata": -1, **more}
    )
    return SimpleUploadedFile("bruit.tif", path.read_bytes(), "image/tiff")


@pytest.fixture
def send(full_land):
    def sending(address, person, body):
        browser = Client()
        browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return browser.post(address, body)

    return sending


def test_a_moderator_uploads(ask, send, full_land, tmp_path):
    body = {**FACTS, "title_fr": "Bruit", "file": file_of(tmp_path)}
    answer = send("/api/v1/rasters/uploads/", full_land.moderator, body)
    assert answer.status_code == 202, answer.content
    layer = compute(answer.json()["id"])
    assert (layer.state, layer.release.file_name) == ("ready", "bruit.tif")
    told = ask(f"/api/v1/rasters/{layer.pk}/", full_land.moderator).json()
    assert told["source"] == {
        "publisher": "Commune",
        "licence": "CC0",
        "attribution": "",
        "released_on": "2026-01-01",
        "crs": "EPSG:2169",
        "nodata": "-1",
    }


def test_what_is_wrong_with_an_upload_is_said(send, full_land, tmp_path):
    def sent(person, **more):
        body = {**FACTS, "title_fr": "Bruit", "file": file_of(tmp_path, crs=None), **more}
        return send("/api/v1/rasters/uploads/?lang=en", person, body)

    refused = sent(full_land.moderator)
    assert refused.status_code == 422
    assert "coordinate reference system" in refused.json()["detail"]
    assert sent(full_land.coordinator).status_code == 403
    assert sent(full_land.moderator, file=SimpleUploadedFile("x.tif", b"MZ no tiff")).status_code == 422
    assert sent(full_land.moderator, file="no file").status_code == 422
    assert sent(full_land.moderator, released_on="yesterday").status_code == 422
    assert not RasterLayer.objects.exists()


def test_a_body_that_is_too_long_is_not_read(send, full_land, monkeypatch):
    monkeypatch.setattr("api.rest.raster_making.MAX_FILE_BYTES", 100)
    body = {**FACTS, "file": SimpleUploadedFile("x.tif", bytes(200_000))}
    assert send("/api/v1/rasters/uploads/", full_land.moderator, body).status_code == 413


def test_a_raster_is_derived(ask, full_land):
    body = {"derivation": "job-density", "area": "0901", "resolution_m": 50}
    address = "/api/v1/rasters/derivations/?lang=en"
    assert ask(address, full_land.park_manager, "post", body, content_type="application/json").status_code == 202
    for wrong in ({"derivation": "luck"}, {"area": "nowhere"}, {"resolution_m": 3}, {"colour": "red"}):
        answer = ask(address, full_land.park_manager, "post", {**body, **wrong}, content_type="application/json")
        assert answer.status_code == 422, wrong
    assert ask(address, full_land.coordinator, "post", body, content_type="application/json").status_code == 403
