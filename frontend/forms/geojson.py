"""Places as the map and the form hand them to each other: GeoJSON text in CRS84."""

import json
from typing import Any

from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import GEOSException, GEOSGeometry, WKBWriter

from layers.crs import CRS84_SRID

# About a centimetre: what a browser sends back must not grow with every edit.
DEGREE_DECIMALS = 7


def place_from_geojson(text: str) -> GEOSGeometry:
    """The place that ``text`` describes, flat, in CRS84; of a feature its geometry. Raises ValueError."""
    described = json.loads(text)
    if isinstance(described, dict) and described.get("type") == "Feature":
        described = described.get("geometry")
    if not isinstance(described, dict):
        raise ValueError("GeoJSON is an object with a type.")
    try:
        place = GEOSGeometry(json.dumps(described), srid=CRS84_SRID)
        return GEOSGeometry(WKBWriter(dim=2).write(place), srid=CRS84_SRID)
    except (GEOSException, GDALException) as error:
        raise ValueError(str(error)) from error


def _rounded(numbers: Any) -> Any:
    if isinstance(numbers, list):
        return [_rounded(number) for number in numbers]
    return round(numbers, DEGREE_DECIMALS)


def geojson_from(place: GEOSGeometry) -> str:
    """``place`` (CRS84) as GeoJSON text."""
    described = json.loads(place.geojson)
    described["coordinates"] = _rounded(described["coordinates"])
    return json.dumps(described)
