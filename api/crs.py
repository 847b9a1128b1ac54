"""The reference systems that enter and leave through the doors, by their official addresses and axis order."""

from collections.abc import Sequence
from dataclasses import dataclass

from layers.crs import CRS84_SRID, STORAGE_SRID, WEB_MERCATOR_SRID


@dataclass(frozen=True)
class Crs:
    """``north_first``: the authority writes the northern coordinate before the eastern one; inside, x comes first."""

    uri: str
    srid: int
    north_first: bool = False
    # Decimals that tell 1 cm apart.
    decimals: int = 7

    def to_xy(self, numbers: Sequence[float]) -> tuple[float, float, float, float]:
        """West, south, east, north of a box written in the order of the authority."""
        first_low, second_low, first_high, second_high = numbers
        if self.north_first:
            return (second_low, first_low, second_high, first_high)
        return (first_low, second_low, first_high, second_high)


CRS84 = Crs("http://www.opengis.net/def/crs/OGC/1.3/CRS84", CRS84_SRID)
WGS84 = Crs("http://www.opengis.net/def/crs/EPSG/0/4326", CRS84_SRID, north_first=True)
# LUREF is written northing, easting by its authority; many programs get this wrong.
LUREF = Crs("http://www.opengis.net/def/crs/EPSG/0/2169", STORAGE_SRID, north_first=True, decimals=2)
WEB_MERCATOR = Crs("http://www.opengis.net/def/crs/EPSG/0/3857", WEB_MERCATOR_SRID, decimals=2)
STORAGE = LUREF
BY_URI = {crs.uri: crs for crs in (CRS84, WGS84, LUREF, WEB_MERCATOR)}
