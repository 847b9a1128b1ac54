"""Rasters of the tests: derived, uploaded, and small files to upload."""

import datetime

import numpy as np
from rasterio.transform import from_origin

from territory.suitability.actions import Provenance, derive, upload
from territory.suitability.work import compute
from tests.layers.rasters.files import geotiff
from tests.tiny_land import at

EAST, NORTH = at(0, 0).coords
OURS = Provenance("Commune", "CC0-1.0", datetime.date(2026, 1, 1))


def made(land, derivation="distance-to-stops", **more):
    layer = derive(land.moderator, derivation, "alles", 50, begin=compute, **more)
    layer.refresh_from_db()
    return layer


def sent(land, path, user=None, **more):
    facts = {"kind": "quantity", "unit": "dB", "provenance": OURS, "begin": compute, **more}
    layer = upload(user or land.moderator, {"de": "Lärm"}, path, **facts)
    layer.refresh_from_db()
    return layer


def extent(layer):
    """Its box in the metres of the tiny land."""
    west, south, east, north = layer.footprint.extent
    return west - EAST, south - NORTH, east - EAST, north - NORTH


def noise(tmp_path, values=None, **more):
    """10 × 10 cells of 50 m from (1000, 1500) down to (1500, 1000); the first is unknown."""
    if values is None:
        values = np.arange(100, dtype="float32").reshape(10, 10)
        values[0, 0] = -1
    return geotiff(
        tmp_path / "noise.tif", values, from_origin(EAST + 1000, NORTH + 1500, 50, 50), **{"nodata": -1, **more}
    )
