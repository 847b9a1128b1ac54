"""From a GeoJSON geometry somebody wrote to a place, or BadBody with what is wrong and where.

Checks the form only: whether the place is sound and lies where it may is decided by the action.
"""

import json
from typing import Any

from django.contrib.gis.geos import GEOSException, GEOSGeometry
from django.utils.translation import gettext as _

from api.errors import BadBody, Sentence
from layers.crs import CRS84_SRID
from layers.numbers import is_number
from territory.contributions.values import MAX_CORNERS, PLACES

# How deep the positions lie in the coordinates of each type.
DEPTH = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
# Names of the one reference system GeoJSON knows, in the spellings programs still add (RFC 7946, 4).
CRS84_NAMES = {
    "urn:ogc:def:crs:OGC:1.3:CRS84",
    "urn:ogc:def:crs:OGC::CRS84",
    "urn:ogc:def:crs:EPSG::4326",
    "EPSG:4326",
    "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
}
AT = "/geometry"


def refuse_other_crs(member: Any, pointer: str) -> None:
    """Raises BadBody for a ``crs`` member that names anything but longitude and latitude."""
    name = member.get("properties", {}) if isinstance(member, dict) else None
    name = name.get("name") if isinstance(name, dict) else None
    if name not in CRS84_NAMES:
        raise BadBody(
            [
                (
                    pointer,
                    _(
                        "Coordinates are longitude and latitude in degrees (CRS84); convert them first "
                        "and leave “crs” out."
                    ),
                )
            ]
        )


def place_from(geometry: Any) -> GEOSGeometry:
    """The place of a GeoJSON geometry, in CRS84, without heights. Raises BadBody."""
    if not isinstance(geometry, dict):
        raise _bad(AT, _("The geometry is an object with “type” and “coordinates”."))
    if "crs" in geometry:
        refuse_other_crs(geometry["crs"], f"{AT}/crs")
    kind = geometry.get("type")
    if kind not in PLACES:
        raise _bad(
            f"{AT}/type",
            _("A place is one of %(known)s; this is “%(type)s”.")
            % {"known": ", ".join(PLACES), "type": str(kind)[:50]},
        )
    corners = _Corners()
    coordinates = corners.read(geometry.get("coordinates"), DEPTH[kind], f"{AT}/coordinates")
    if corners.count == 0:
        raise _bad(f"{AT}/coordinates", _("The geometry has no points. Mark the place on the map."))
    _check_shape(kind, coordinates)
    try:
        place = GEOSGeometry(json.dumps({"type": kind, "coordinates": coordinates}))
    except (GEOSException, ValueError) as error:
        raise _bad(f"{AT}/coordinates", _("These coordinates make no %(type)s.") % {"type": kind}) from error
    place.srid = CRS84_SRID
    return place


class _Corners:
    """Reads nested coordinates and counts positions, so that a huge geometry is refused before it is built."""

    def __init__(self) -> None:
        self.count = 0

    def read(self, value: Any, depth: int, pointer: str) -> list[Any]:
        """The coordinates with two numbers a position."""
        if not isinstance(value, list):
            raise _bad(pointer, _("Here stands a list."))
        if depth == 0:
            return self._position(value, pointer)
        return [self.read(part, depth - 1, f"{pointer}/{index}") for index, part in enumerate(value)]

    def _position(self, value: list[Any], pointer: str) -> list[float]:
        self.count += 1
        if self.count > MAX_CORNERS:
            raise _bad(
                f"{AT}/coordinates",
                _("The geometry has more than %(limit)d points. Simplify it first.") % {"limit": MAX_CORNERS},
            )
        if not 2 <= len(value) <= 4 or not all(is_number(part) for part in value):
            raise _bad(pointer, _("A position is longitude and latitude, two finite numbers."))
        lon, lat = float(value[0]), float(value[1])
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            raise _bad(
                pointer,
                _(
                    "Longitude runs from -180 to 180 and latitude from -90 to 90 degrees; this is %(lon)g, %(lat)g. "
                    "Are these metres?"
                )
                % {"lon": lon, "lat": lat},
            )
        return [lon, lat]


def _check_shape(kind: str, coordinates: list[Any]) -> None:
    """Raises BadBody where a line has one point or a ring is not closed."""
    lines = {"LineString": [coordinates], "MultiLineString": coordinates}.get(kind, [])
    if any(len(line) < 2 for line in lines):
        raise _bad(f"{AT}/coordinates", _("A line has at least two points."))
    areas = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(kind, [])
    for ring in (ring for area in areas for ring in area):
        if len(ring) < 4 or ring[0] != ring[-1]:
            raise _bad(
                f"{AT}/coordinates",
                _("The ring of an area has at least four points, of which the last is the first again."),
            )
    if any(not area for area in areas):
        raise _bad(f"{AT}/coordinates", _("An area has at least one ring."))


def _bad(pointer: str, sentence: Sentence) -> BadBody:
    return BadBody([(pointer, sentence)])
