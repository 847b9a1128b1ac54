"""The coordinate reference systems we speak and the only conversions between them.

Storage is the national grid, so that distances and areas are metres (docs/decisions/0003-storage-crs.md). CRS84
(longitude, latitude) enters and leaves at the doors; Web Mercator occurs only in tiles.
"""

from functools import lru_cache
from typing import TypeVar

from django.contrib.gis.gdal import AxisOrder, CoordTransform, SpatialReference
from django.contrib.gis.geos import GEOSGeometry, Polygon
from django.utils.translation import gettext_lazy as _

from layers.errors import MissingCrs

STORAGE_SRID = 2169  # LUREF / Luxembourg TM, metres, easting before northing
CRS84_SRID = 4326  # longitude, latitude in degrees
WEB_MERCATOR_SRID = 3857

# How far from Luxembourg the national grid is still good for finding things (not for measuring): CRS84, degrees.
# Questions about the rest of the world are cut to this box, since the projection runs wild farther away.
STORAGE_REACH = Polygon.from_bbox((2.0, 46.0, 10.0, 53.0))
STORAGE_REACH.srid = CRS84_SRID

G = TypeVar("G", bound=GEOSGeometry)


@lru_cache(maxsize=32)
def _conversion(from_srid: int, to_srid: int) -> CoordTransform:
    # Kept: building one costs about 20 ms, using it microseconds.
    return CoordTransform(
        SpatialReference(from_srid, axis_order=AxisOrder.TRADITIONAL),
        SpatialReference(to_srid, axis_order=AxisOrder.TRADITIONAL),
    )


def in_crs(geometry: G, srid: int) -> G:
    """A copy of ``geometry`` in the reference system ``srid``. Raises MissingCrs."""
    if not geometry.srid:
        raise MissingCrs(
            _("The geometry does not name its coordinate reference system.")
        )
    if geometry.srid == srid:
        return geometry.clone()
    converted = geometry.clone()
    converted.transform(_conversion(geometry.srid, srid))
    converted.srid = srid
    return converted


def in_storage_crs(geometry: G) -> G:
    """A copy of ``geometry`` in the national grid, metres. Raises MissingCrs."""
    return in_crs(geometry, STORAGE_SRID)


def in_lonlat(geometry: G) -> G:
    """A copy of ``geometry`` in CRS84, degrees, longitude first. Raises MissingCrs."""
    return in_crs(geometry, CRS84_SRID)
