"""Query parameters that say where: ``bbox``, ``commune``, ``region`` and the reference systems they come in."""

import math

from django.contrib.gis.geos import GEOSGeometry, Point, Polygon
from django.utils import timezone
from django.utils.translation import gettext as _

from api.crs import BY_URI, CRS84, Crs
from api.errors import BadParameter
from api.params import Parameters, finite
from layers.communes.models import Commune
from layers.crs import CRS84_SRID, STORAGE_REACH, STORAGE_SRID, WEB_MERCATOR_SRID, in_crs

# A side of a box is a curve in the national grid: cut into pieces this short it is off by less than 5 cm.
LONGEST_SIDE_DEG = 0.02


def box(parameters: Parameters) -> Polygon | None:
    """``bbox`` as an area, in the CRS of ``bbox-crs``: 4 numbers, or 6 of which the heights are left aside.

    Cut to where the storage CRS is good; empty where the box lies wholly elsewhere.
    """
    crs = crs_of(parameters, "bbox-crs")
    text = parameters.get("bbox")
    if text is None:
        return None
    parts = text.split(",")
    if len(parts) not in {4, 6}:
        raise BadParameter(
            "bbox",
            _("“bbox” is four numbers: west, south, east, north (or six, with heights); these are %(count)d.")
            % {"count": len(parts)},
        )
    numbers = [finite("bbox", part) for part in parts]
    if len(numbers) == 6:
        numbers = [numbers[0], numbers[1], numbers[3], numbers[4]]
    west, south, east, north = crs.to_xy(numbers)
    if crs.srid == CRS84_SRID:
        _check_degrees(west, south, east, north)
    if west > east or south > north:
        raise BadParameter(
            "bbox",
            _(
                "“bbox” runs backwards: the west is less than the east and the south less than the north. "
                "Boxes across the 180th meridian are not taken; this region lies far from it."
            ),
        )
    if crs.srid == STORAGE_SRID:
        drawn = Polygon.from_bbox((west, south, east, north))
        drawn.srid = crs.srid
        return drawn
    if crs.srid == WEB_MERCATOR_SRID:
        # Its straight lines to the north and east are those of degrees.
        corner, opposite = (in_crs(Point(x, y, srid=crs.srid), CRS84_SRID) for x, y in ((west, south), (east, north)))
        west, south, east, north = corner.x, corner.y, opposite.x, opposite.y
    return _with_many_corners(west, south, east, north)


def communes(parameters: Parameters) -> GEOSGeometry | None:
    """The land of ``commune``, one or several LAU2 codes of today with commas between; None without it."""
    text = parameters.get("commune")
    if text is None:
        return None
    today, codes = Commune.objects.valid_on(timezone.localdate()), text.split(",")
    unknown = codes if "\x00" in text else today.unknown(codes)
    if unknown:
        raise BadParameter(
            "commune",
            _("“commune” is the LAU2 code of a commune, such as 0201, or several with commas; “%(value)s” is none.")
            % {"value": unknown[0]},
        )
    return today.called(codes).land()


def region(parameters: Parameters) -> GEOSGeometry | None:
    """The land of the communes that belong today to ``region``, the code of one or several; None without it."""
    text = parameters.get("region")
    if text is None:
        return None
    today, codes = timezone.localdate(), text.split(",")
    communes_of_today = Commune.objects.valid_on(today)
    unknown = codes if "\x00" in text else communes_of_today.unknown_regions(codes, today)
    if unknown:
        raise BadParameter(
            "region",
            _("“region” is the code of a region, such as prosud, or several with commas; “%(value)s” is none.")
            % {"value": unknown[0]},
        )
    return communes_of_today.in_regions(codes, today).land()


def crs_of(parameters: Parameters, name: str) -> Crs:
    """The CRS that ``name`` gives as an address; CRS84 without it."""
    text = parameters.get(name)
    if text is None:
        return CRS84
    if text not in BY_URI:
        raise BadParameter(name, _("“%(name)s” is one of %(known)s.") % {"name": name, "known": ", ".join(BY_URI)})
    return BY_URI[text]


def _check_degrees(west: float, south: float, east: float, north: float) -> None:
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= 90 and -90 <= north <= 90):
        raise BadParameter(
            "bbox",
            _("“bbox” is in degrees: west and east from -180 to 180, south and north from -90 to 90."),
        )


def _with_many_corners(west: float, south: float, east: float, north: float) -> Polygon:
    reach_west, reach_south, reach_east, reach_north = STORAGE_REACH.extent
    west, south = max(west, reach_west), max(south, reach_south)
    east, north = min(east, reach_east), min(north, reach_north)
    if west > east or south > north:
        return Polygon(srid=CRS84_SRID)
    steps = max(1, math.ceil((east - west) / LONGEST_SIDE_DEG))
    eastward = [(west + (east - west) * i / steps, south) for i in range(steps + 1)]
    westward = [(lon, north) for lon, _south in reversed(eastward)]
    return Polygon([*eastward, *westward, eastward[0]], srid=CRS84_SRID)
