"""The demonstration's files: what is read from them, nothing about where it goes."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.gis.geos import GEOSGeometry

from layers.crs import CRS84_SRID, in_storage_crs

LAND, PEOPLE = "land", "territory"  # the two folders of fixtures/
WAYS = "reach/cloche_dor_howald.geojson"
LANGUAGES = ("de", "fr", "en", "lb")


@dataclass(frozen=True)
class PlacedRow:
    """One GeoJSON feature: its properties, and where it is, in the storage CRS."""

    properties: dict[str, Any]
    place: GEOSGeometry


def read_list(folder: Path, name: str) -> list[dict[str, Any]]:
    """The rows of ``name``.json, a list of objects."""
    return json.loads((folder / PEOPLE / f"{name}.json").read_text(encoding="utf-8"))


def read_placed(folder: Path, name: str) -> Iterator[PlacedRow]:
    """The features of ``name``.geojson, in the order of the file."""
    text = (folder / PEOPLE / f"{name}.geojson").read_text(encoding="utf-8")
    for feature in json.loads(text)["features"]:
        place = GEOSGeometry(json.dumps(feature["geometry"]), srid=CRS84_SRID)
        yield PlacedRow(feature["properties"], in_storage_crs(place))


def checksum(folder: Path) -> str:
    """SHA-256 of all files of the people's part, as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in sorted((folder / PEOPLE).iterdir()):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def by_language(name: str, texts: dict[str, str]) -> dict[str, str]:
    """``texts`` as the translated columns of ``name``."""
    return {f"{name}_{language}": texts[language] for language in LANGUAGES}
