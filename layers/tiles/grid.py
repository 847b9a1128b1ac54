"""The tile matrix set WebMercatorQuad: z/x/y to bounds, and the square cells that points are counted in at low zoom."""

from dataclasses import dataclass
from functools import cached_property

from django.contrib.gis.geos import Polygon
from django.utils.translation import gettext_lazy as _

from layers.crs import STORAGE_REACH, WEB_MERCATOR_SRID, in_crs
from layers.errors import NoSuchTile

# OGC 17-083r4, annex D.1: half the circumference of the sphere of radius 6 378 137 m.
HALF_WORLD_M = 20_037_508.342789244
MAX_ZOOM = 22
# Units along the edge of a tile, as the Mapbox vector tile specification recommends.
EXTENT = 4096
# Each tile is 8 × 8 cells: 32 screen pixels, room for one symbol with a number.
CELL_ZOOM_STEP = 3


@dataclass(frozen=True)
class Tile:
    """One square of the grid; row ``y`` counts from the north. Raises NoSuchTile outside the grid."""

    z: int
    x: int
    y: int

    def __post_init__(self) -> None:
        if not 0 <= self.z <= MAX_ZOOM:
            raise NoSuchTile(
                _("There is no zoom level %(z)s; levels run from 0 to %(highest)d.")
                % {"z": self.z, "highest": MAX_ZOOM}
            )
        last = (1 << self.z) - 1
        if not (0 <= self.x <= last and 0 <= self.y <= last):
            raise NoSuchTile(
                _("At zoom level %(z)d rows and columns run from 0 to %(last)d.")
                % {"z": self.z, "last": last}
            )

    @property
    def edge_m(self) -> float:
        """Length of an edge in metres of Web Mercator."""
        return 2 * HALF_WORLD_M / (1 << self.z)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in metres of Web Mercator."""
        west = -HALF_WORLD_M + self.x * self.edge_m
        north = HALF_WORLD_M - self.y * self.edge_m
        return (west, north - self.edge_m, west + self.edge_m, north)

    def reach(self, margin_share: float) -> Polygon | None:
        """The tile and ``margin_share`` of its edge around it, in Web Mercator, as far as the storage CRS reaches.

        None where it lies wholly outside. The edges have many corners, since they are curves in the storage CRS.
        """
        margin_m = self.edge_m * margin_share
        west, south, east, north = self.bounds
        reach_west, reach_south, reach_east, reach_north = _REACH_M
        west, south = max(west - margin_m, reach_west), max(south - margin_m, reach_south)
        east, north = min(east + margin_m, reach_east), min(north + margin_m, reach_north)
        if west >= east or south >= north:
            return None
        # A straight edge of 8 km bends by some 2 m in the national grid: far less than the margin of its tile.
        steps = min(128, max(1, round((east - west) / 8_000)))
        wide, high = (east - west) / steps, (north - south) / steps
        ring = [(west + i * wide, south) for i in range(steps)]
        ring += [(east, south + i * high) for i in range(steps)]
        ring += [(east - i * wide, north) for i in range(steps)]
        ring += [(west, north - i * high) for i in range(steps)]
        return Polygon([*ring, ring[0]], srid=WEB_MERCATOR_SRID)

    @cached_property
    def cells(self) -> tuple[int, int, int, int]:
        """First and last cell column, first and last cell row (from the north) at zoom ``z + CELL_ZOOM_STEP``."""
        per_tile = 1 << CELL_ZOOM_STEP
        first_x, first_y = self.x * per_tile, self.y * per_tile
        return (first_x, first_x + per_tile - 1, first_y, first_y + per_tile - 1)


_REACH_M = in_crs(STORAGE_REACH, WEB_MERCATOR_SRID).extent
