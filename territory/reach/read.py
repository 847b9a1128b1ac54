"""Reads a network: OpenStreetMap's .osm and .osm.pbf, and hand-made GeoJSON lines with the same tags."""

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import osmium
from django.contrib.gis.geos import MultiPoint, Point
from django.utils.translation import gettext_lazy as _

from layers.crs import CRS84_SRID, in_storage_crs
from layers.errors import UnreadableFile
from territory.reach.errors import NoWalkableWay
from territory.reach.modes import Mode, speed_m_per_min
from territory.reach.network import Network, Way, network_from

CHUNK = 50_000  # positions converted in one go
HAND_MADE = {"highway": "footway"}  # what a hand-made line is when it does not say


def read_network(path: Path) -> Network:
    """The network in a file; the name's ending says the format. Raises UnreadableFile, NoWalkableWay."""
    name = path.name.lower()
    if name.endswith((".osm", ".osm.pbf", ".pbf", ".osm.gz", ".osm.bz2")):
        return network_from(_osm_ways(path))
    if name.endswith((".geojson", ".json")):
        try:
            collection = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as problem:
            raise UnreadableFile(
                _("%(name)s is not GeoJSON: %(problem)s") % {"name": path.name, "problem": problem}
            ) from problem
        return network_from_geojson(collection)
    raise UnreadableFile(_("%(name)s is no network file: .osm, .osm.pbf and .geojson are read.") % {"name": path.name})


def network_from_geojson(collection: object) -> Network:
    """The network of a FeatureCollection of lines in CRS84; lines join where their positions are equal.

    Properties are OpenStreetMap tags; a line without a highway tag is a footway. Raises UnreadableFile, NoWalkableWay.
    """
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise UnreadableFile(_("A network is a GeoJSON FeatureCollection of lines in longitude and latitude."))
    lines: list[tuple[list[list[float]], dict[str, str]]] = []
    for number, feature in enumerate(features, start=1):
        lines += _lines(feature, number)
    positions = _in_metres(
        np.array([position[:2] for line, _tags in lines for position in line], dtype=float).reshape(-1, 2)
    )
    ways, first = [], 0
    for line, tags in lines:
        part = positions[first : first + len(line)]
        first += len(line)
        ways.append(Way([(float(x), float(y)) for x, y in part], tags))
    return network_from(ways)


def _lines(feature: Any, number: int) -> list[tuple[list[list[float]], dict[str, str]]]:
    """The lines of one feature with their tags."""
    geometry = (feature.get("geometry") if isinstance(feature, dict) else None) or {}
    coordinates = geometry.get("coordinates")
    tags = {str(key): str(value) for key, value in ((feature or {}).get("properties") or {}).items()}
    tags = tags if "highway" in tags else {**tags, **HAND_MADE}
    parts: Any = {"LineString": [coordinates], "MultiLineString": coordinates}.get(str(geometry.get("type")))
    if not parts or not all(_is_line(part) for part in parts):
        raise UnreadableFile(
            _("Feature %(number)d is not a line with at least two positions of longitude and latitude.")
            % {"number": number}
        )
    return [(part, tags) for part in parts]


def _is_line(part: Any) -> bool:
    return (
        isinstance(part, list)
        and len(part) >= 2
        and all(
            isinstance(position, list)
            and len(position) >= 2
            and all(isinstance(number, int | float) for number in position[:2])
            and abs(position[0]) <= 180
            and abs(position[1]) <= 90
            for position in part
        )
    )


def _osm_ways(path: Path) -> Iterator[Way]:
    """The walkable and rideable ways of an OpenStreetMap file, in its order; in pieces where nodes are missing."""
    found: list[tuple[list[int], dict[str, str]]] = []
    degrees: dict[int, tuple[float, float]] = {}
    try:
        for way in osmium.FileProcessor(str(path), osmium.osm.NODE | osmium.osm.WAY).with_locations():
            if not isinstance(way, osmium.osm.Way):
                continue
            tags = {tag.k: tag.v for tag in way.tags}
            if all(speed_m_per_min(tags, mode) is None for mode in Mode):
                continue
            for is_placed, run in groupby(way.nodes, key=lambda node: node.location.valid()):
                if is_placed:  # an extract cuts ways at its border
                    nodes = list(run)
                    found.append(([node.ref for node in nodes], tags))
                    degrees.update((node.ref, (node.location.lon, node.location.lat)) for node in nodes)
    except RuntimeError as problem:
        raise UnreadableFile(
            _("%(name)s is not an OpenStreetMap file: %(problem)s") % {"name": path.name, "problem": problem}
        ) from problem
    if not found:
        raise NoWalkableWay(_("There is no walkable way in this file: %(name)s.") % {"name": path.name})
    metres = dict(zip(degrees, _in_metres(np.array(list(degrees.values()), dtype=float).reshape(-1, 2)), strict=True))
    for refs, tags in found:
        yield Way([(float(metres[ref][0]), float(metres[ref][1])) for ref in refs], tags, refs)


def _in_metres(degrees: np.ndarray) -> np.ndarray:
    """Longitude and latitude as metres of the storage CRS, shape (n, 2)."""
    converted = [np.empty((0, 2))]
    for first in range(0, len(degrees), CHUNK):
        part = degrees[first : first + CHUNK]
        points = MultiPoint([Point(float(lon), float(lat)) for lon, lat in part], srid=CRS84_SRID)
        converted.append(np.array(in_storage_crs(points).coords, dtype=float).reshape(-1, 2))
    return np.concatenate(converted)
