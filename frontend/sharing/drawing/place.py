"""Where the drawing lies: from Web Mercator metres and degrees to pixels of the drawing, and how long they are."""

import math
from dataclasses import dataclass

from frontend.sharing.map_view import Box, MapView, lat_to_y, lon_to_x, y_to_lat
from layers.tiles.grid import HALF_WORLD_M

TILE_PX = 256
# Round the equator, metres; the length of a pixel shrinks with the cosine of the latitude.
EQUATOR_M = 2 * HALF_WORLD_M
# How many zooms the tiles of counted things lie above the map, and where they end (js/geo/tile-grid.js).
ABOVE, DEEPEST_ZOOM = 1, 16
# The closest a drawing comes to a single place.
CLOSEST = 18.0


@dataclass(frozen=True)
class Place:
    """``zoom`` places things, ``seen_zoom`` is that of the screen: it says what is counted and named.

    ``width`` and ``height`` are CSS pixels, 96 to an inch.
    """

    lon: float
    lat: float
    zoom: float
    seen_zoom: float
    width: float
    height: float

    @property
    def _world(self) -> float:
        return TILE_PX * 2**self.zoom

    @property
    def origin(self) -> tuple[float, float]:
        """Left and top in pixels of the world."""
        return (
            lon_to_x(self.lon) * self._world - self.width / 2,
            lat_to_y(self.lat) * self._world - self.height / 2,
        )

    def on_paper(self, lon: float, lat: float) -> tuple[float, float]:
        """Pixels from the left and the top."""
        left, top = self.origin
        return (lon_to_x(lon) * self._world - left, lat_to_y(lat) * self._world - top)

    @property
    def from_mercator(self) -> tuple[float, float, float]:
        """Scale (px a metre), x and y shift: x = scale * east + shift_x, y = -scale * north + shift_y."""
        scale = self._world / EQUATOR_M
        left, top = self.origin
        return (scale, self._world / 2 - left, self._world / 2 - top)

    @property
    def box(self) -> Box:
        """What the drawing shows: west, south, east, north in CRS84."""
        left, top = self.origin
        world = self._world
        west, east = (x / world * 360 - 180 for x in (left, left + self.width))
        south, north = (y_to_lat(y / world) for y in (top + self.height, top))
        return (west, south, east, north)

    @property
    def metres_a_px(self) -> float:
        """On the ground, in the middle of the drawing."""
        return EQUATOR_M * math.cos(math.radians(self.lat)) / self._world

    @property
    def tile_zoom(self) -> int:
        """The zoom of the tiles that the screen draws: things that share a cell of theirs are counted."""
        return max(0, min(round(self.seen_zoom) - ABOVE, DEEPEST_ZOOM))


def place_of(view: MapView, first_box: Box, width: float, height: float) -> Place:
    """The place on a sheet of this size that holds all that the view shows, around the same middle."""
    west, south, east, north = view.box or first_box
    x, y = (lon_to_x(west) + lon_to_x(east)) / 2, (lat_to_y(south) + lat_to_y(north)) / 2
    wide, high = lon_to_x(east) - lon_to_x(west), lat_to_y(south) - lat_to_y(north)
    zoom = min(math.log2(width / TILE_PX / max(wide, 1e-9)), math.log2(height / TILE_PX / max(high, 1e-9)), CLOSEST)
    return Place(x * 360 - 180, y_to_lat(y), zoom, view.zoom if view.zoom is not None else zoom, width, height)
