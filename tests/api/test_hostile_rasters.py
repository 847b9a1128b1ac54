"""GeoTIFFs that lie about themselves, through both doors: never an error of ours, always a sentence, nothing kept.

What the header tells is refused while the sender waits; what only the values tell, by the work behind it.
"""

import numpy as np
import pytest
import rasterio
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from rasterio.transform import Affine, from_origin

from layers.rasters.models import RasterLayer, RasterState
from territory.suitability.work import compute
from tests.layers.rasters.files import BITS_TAG, COMPRESSION_TAG, WIDTH_TAG, change_tag, geotiff
from tests.tiny_land import at

NORTH_WEST = at(1000, 1500).coords
ONES = np.ones((300, 300), dtype="float32")
TILE_WIDTH_TAG, TILE_LENGTH_TAG = 322, 323
FACTS = {"kind": "quantity", "unit": "dB", "publisher": "Commune", "licence": "CC0", "released_on": "2026-01-01"}
DOORS = {"page": "/en/suitability/upload/", "REST": "/api/v1/rasters/uploads/?lang=en"}


def made(path, values=ONES, **more):
    return geotiff(path, values, from_origin(*NORTH_WEST, 5, 5), **{"nodata": -1, **more})


def huge(path):
    profile = {"driver": "GTiff", "dtype": "uint8", "count": 1, "crs": "EPSG:2169"}
    place = from_origin(*NORTH_WEST, 1, 1)
    with rasterio.open(
        path, "w", width=20_000, height=20_000, nodata=0, tiled=True, SPARSE_OK=True, transform=place, **profile
    ):
        pass  # some kilobytes that speak of 400 million cells
    return path


def cut_off(path):
    made(path).write_bytes(path.read_bytes()[:-100_000])
    return path


def giant_tiles(path):
    tiled = made(path, ONES[:12, :12], tiled=True, blockxsize=16, blockysize=16)
    return change_tag(change_tag(tiled, TILE_WIDTH_TAG, 16_384), TILE_LENGTH_TAG, 16_384)


def another_format(path):
    path.write_text(
        '<VRTDataset rasterXSize="2" rasterYSize="2"><VRTRasterBand dataType="Byte" band="1"/></VRTDataset>'
    )
    return path


HOSTILE = {
    "20,000 × 20,000 cells": (huge, "20000 × 20000 cells"),
    "no CRS": (lambda path: made(path, crs=None), "does not name its coordinate reference system"),
    "no place": (lambda path: geotiff(path, ONES, Affine.identity()), "where on the ground"),
    "elsewhere": (lambda path: geotiff(path, ONES, from_origin(900_000, 72_000, 5, 5)), "outside Luxembourg"),
    "cut off": (cut_off, "more data than the file holds"),
    "one block of a gigabyte": (giant_tiles, "at most 256 MB"),
    "another compression": (lambda path: change_tag(made(path), COMPRESSION_TAG, 8), "cannot be unpacked"),
    "another width": (lambda path: change_tag(made(path), WIDTH_TAG, 3_000), ""),
    "other bits": (lambda path: change_tag(made(path), BITS_TAG, 64), ""),
    "another format": (another_format, "not a GeoTIFF"),
    "nothing": (lambda path: (path.write_bytes(b"") and path) or path, ""),
    "every cell unknown": (lambda path: made(path, -ONES), "unknown"),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_lies_gets_a_sentence(kind, door, full_land, tmp_path, settings):
    settings.RASTERS_DIR = tmp_path / "kept"
    make, sentence = HOSTILE[kind]
    content = make(tmp_path / "x.tif").read_bytes()
    full_land.moderator.language = "en"  # in which the work refuses
    full_land.moderator.save()
    browser = Client()
    browser.force_login(full_land.moderator, backend="django.contrib.auth.backends.ModelBackend")
    form = {**FACTS, "title_de": "Lärm", "file": SimpleUploadedFile("x.tif", content, "image/tiff")}
    answer = browser.post(DOORS[door], form)
    layer = RasterLayer.objects.first()
    if layer is None:
        assert answer.status_code == (200 if door == "page" else 422)
        told = answer.content.decode()
        assert 'value="Lärm"' in told or door == "REST"
    else:
        assert answer.status_code == (302 if door == "page" else 202)
        compute(layer.pk)
        layer.refresh_from_db()
        assert layer.state == RasterState.REFUSED
        address = f"/en/suitability/{layer.pk}/" if door == "page" else f"/api/v1/rasters/{layer.pk}/?lang=en"
        told = browser.get(address).content.decode()
        assert layer.problems
    assert sentence in told, layer and layer.problems
    left = [path for path in (tmp_path / "kept").rglob("*") if path.is_file()]
    assert not left
