"""A shape with fewer corners, as near to the original as that allows; offered, never taken without a word."""

from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import GEOSException, GEOSGeometry

from layers.crs import in_crs, in_storage_crs

# From better than any survey on the map to what is still the same place.
TOLERANCES_M = (0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)


def simplified(place: GEOSGeometry, most_corners: int) -> tuple[GEOSGeometry, float] | None:
    """``place`` with at most ``most_corners`` corners, in its CRS, and by how many metres it may be off; or None."""
    try:
        stored = in_storage_crs(place)
        for tolerance_m in TOLERANCES_M:
            lighter = stored.simplify(tolerance_m, preserve_topology=True)
            if not lighter.empty and lighter.num_coords <= most_corners:
                return in_crs(lighter, int(place.srid or 0)), tolerance_m
    except (GDALException, GEOSException):
        return None
    return None
