"""Whether coordinates can be in Luxembourg at all, and which mistake is likely when they cannot."""

import shapely
from django.contrib.gis.geos import Point
from django.utils.translation import gettext as _

from layers.crs import CRS84_SRID, STORAGE_SRID, WEB_MERCATOR_SRID, in_lonlat

Bounds = tuple[float, float, float, float]

# The box of the official boundary (48 931, 57 015, 106 114, 138 759) and 2 km around it, metres,
# storage CRS.
COUNTRY_BOUNDS_M: Bounds = (46_900, 55_000, 108_200, 140_800)
# Three ways in which the same box is written by others, each a little wider.
_LONLAT: Bounds = (5.6, 49.3, 6.7, 50.3)
_WEB_MERCATOR_M: Bounds = (623_000, 6_330_000, 746_000, 6_520_000)
# Degrees lie between -180 and 180; beyond that a number counts metres.
_LARGEST_DEGREE = 180.0


def _lies_in(x: float, y: float, bounds: Bounds) -> bool:
    return bounds[0] <= x <= bounds[2] and bounds[1] <= y <= bounds[3]


def likely_mistake(x: float, y: float, srid: int, file_name: str) -> str:
    """Why (``x``, ``y``) in ``srid`` is not in the country, one sentence; empty if not clear."""
    told = {"file": file_name, "srid": srid, "x": f"{x:.4f}", "y": f"{y:.4f}"}
    if _lies_in(y, x, _LONLAT):
        return (
            _(
                "The axes of %(file)s are swapped: (%(x)s, %(y)s) is latitude before longitude. "
                "Longitude (about 6) comes first, latitude (about 49) second."
            )
            % told
        )
    if srid != CRS84_SRID and _lies_in(x, y, _LONLAT):
        return (
            _("%(file)s says that it is in EPSG:%(srid)d, but (%(x)s, %(y)s) are degrees. Declare it as EPSG:4326.")
            % told
        )
    if srid != STORAGE_SRID and _lies_in(x, y, COUNTRY_BOUNDS_M):
        return (
            _(
                "%(file)s says that it is in EPSG:%(srid)d, but (%(x)s, %(y)s) are metres of the "
                "national grid. "
                "Declare it as EPSG:2169; a GeoJSON file without a “crs” member always counts as "
                "EPSG:4326."
            )
            % told
        )
    if srid != WEB_MERCATOR_SRID and _lies_in(x, y, _WEB_MERCATOR_M):
        return (
            _(
                "%(file)s says that it is in EPSG:%(srid)d, but (%(x)s, %(y)s) are metres of Web "
                "Mercator. "
                "Declare it as EPSG:3857."
            )
            % told
        )
    if srid == CRS84_SRID and max(abs(x), abs(y)) > _LARGEST_DEGREE:
        return (
            _(
                "%(file)s says that it is in degrees (EPSG:4326), but (%(x)s, %(y)s) cannot be "
                "degrees. "
                "Declare the coordinate reference system that the coordinates are in."
            )
            % told
        )
    return ""


def outside_in_words(x: float, y: float, srid: int) -> str:
    """One sentence for a single feature of which a corner lies outside the country."""
    return _(
        "it lies outside Luxembourg, around (%(x)s, %(y)s) in EPSG:%(srid)d: correct or leave out this feature"
    ) % {
        "x": f"{x:.5f}",
        "y": f"{y:.5f}",
        "srid": srid,
    }


def spot_in_words(x_m: float, y_m: float) -> str:
    """A spot of the storage CRS in words: metres of the grid, then longitude and latitude."""
    lonlat = in_lonlat(Point(x_m, y_m, srid=STORAGE_SRID))
    return _("E %(x)s m, N %(y)s m (longitude %(lon)s, latitude %(lat)s)") % {
        "x": f"{x_m:.1f}",
        "y": f"{y_m:.1f}",
        "lon": f"{lonlat.x:.5f}",
        "lat": f"{lonlat.y:.5f}",
    }


def inner_spot_in_words(place: shapely.Geometry) -> str:
    """A spot inside ``place`` (storage CRS), in words."""
    spot = place.representative_point()
    return spot_in_words(spot.x, spot.y)
