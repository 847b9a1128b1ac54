"""Small geodata files for tests, written in metres from the tiny land's origin."""

import datetime
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.contrib.gis.geos import GEOSGeometry

from layers.crs import in_lonlat
from layers.sources.delivery import Delivery
from layers.sources.known_sources import KNOWN_SOURCES
from layers.sources.plan import Plan
from tests.tiny_land import box

# The official releases, beside the checkout: read in place, never copied into the project.
OFFICIAL_DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
FIXTURES_LAND = Path(__file__).resolve().parents[3] / "fixtures" / "land"

WESTEN = box(0, 0, 3000, 4000)
OSTEN = box(3000, 0, 6000, 4000)


def lonlat(place: GEOSGeometry) -> dict[str, Any]:
    """The place as a GeoJSON geometry, degrees."""
    return json.loads(in_lonlat(place).json)


def feature(place: GEOSGeometry | Mapping[str, Any] | None, **columns: Any) -> dict[str, Any]:
    geometry = lonlat(place) if isinstance(place, GEOSGeometry) else place
    return {"type": "Feature", "properties": columns, "geometry": geometry}


def commune(place: Any, lau2: Any, name: str, **columns: Any) -> dict[str, Any]:
    """A feature in the layout of the official file of communes."""
    return feature(place, COMMUNE=name, CANTON="Capellen", DISTRICT="Luxembourg", LAU2=lau2, **columns)


def collection(features: Iterable[Mapping[str, Any]], epsg: int | None = None) -> dict[str, Any]:
    crs = {"crs": {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{epsg}"}}} if epsg else {}
    return {"type": "FeatureCollection", **crs, "features": list(features)}


def write_geojson(path: Path, features: Iterable[Mapping[str, Any]], epsg: int | None = None) -> Path:
    path.write_text(json.dumps(collection(features, epsg)), encoding="utf-8")
    return path


def delivery(dataset: str, path: Path, **how: Any) -> Delivery:
    """A delivery of the file, released on 1 January 2024 by the source that suits the dataset."""
    source = KNOWN_SOURCES[how.pop("source", "act-communes" if dataset == "communes" else "regions")]
    return Delivery(dataset, path, source, how.pop("released_on", datetime.date(2024, 1, 1)), **how)


def touched(plan: Plan) -> dict[str, list[str]]:
    """What the plan does: for each action the labels of its rows."""
    found: dict[str, list[str]] = {}
    for change in plan.changes:
        found.setdefault(str(change.action), []).append(change.label)
    return found


def reasons(plan: Plan) -> str:
    """All that the plan refuses, as one text."""
    return "\n".join(f"{refusal.where}: {refusal.reason}" for refusal in plan.refusals)
