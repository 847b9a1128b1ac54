"""Where the name of an area may stand: on its own land, or close beside it, where nothing else lies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from rasterio.features import rasterize
from rasterio.transform import from_origin

CELL_PX = 4
# Rows of the picture run down and so does y: a cell is as high as below zero.
GRID = from_origin(0, 0, CELL_PX, -CELL_PX)
Boxes = NDArray[np.float64]
# Up and down in lines, aside in shares of the width: where a name may go, from the middle of its land.
LINES, SHARES = (0, 1.5, -1.5, 3, -3, 4.5, -4.5, 6, -6), (0, -0.45, 0.45, -0.9, 0.9)
# And in thirteenths of the box of its land, from the middle of that.
STEPS = np.arange(-6, 7) / 13
# What it costs to lie wholly on the land of others, on nobody's, and as far away as the land is large.
ON_OTHERS, ON_NOBODYS, FAR_AWAY = 3.0, 0.9, 0.35
# So much of a name lies on its land at least, and at most so much on that of others: one would take it for theirs.
LEAST_OWN, MOST_OF_OTHERS = 0.6, 0.3
# Over the edge of all land it may reach farther: nobody else is there.
LEAST_AT_THE_EDGE, NEXT_TO_NOTHING = 0.3, 0.04
# How near to its area a name stands that has no room on it.
BESIDE_PX = 6.0


class Sums:
    """Of a picture of cells: how many are set in any box, asked for many boxes at once."""

    def __init__(self, cells: NDArray[np.bool_]) -> None:
        self.sums = np.pad(np.cumsum(np.cumsum(cells, axis=0, dtype=np.int64), axis=1), ((1, 0), (1, 0)))

    def in_boxes(self, boxes: Boxes) -> NDArray[np.int64]:
        """How many cells are set in each box (left, top, right, bottom)."""
        rows, columns = self.sums.shape[0] - 1, self.sums.shape[1] - 1
        left, top, right, bottom = (boxes // CELL_PX).astype(np.int64).T
        left, right = np.clip(left, 0, columns), np.clip(right + 1, 0, columns)
        top, bottom = np.clip(top, 0, rows), np.clip(bottom + 1, 0, rows)
        sums = self.sums
        counted: NDArray[np.int64] = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        return counted


def cells_in(picture: NDArray[Any], boxes: Boxes) -> NDArray[np.int64]:
    """How many cells of the picture each box holds, at least one."""
    return np.maximum(Sums(np.ones_like(picture, dtype=bool)).in_boxes(boxes), 1)


class Taken:
    """Which places of the drawing are taken."""

    def __init__(self, width: float, height: float) -> None:
        self.cells = np.zeros((int(height / CELL_PX) + 2, int(width / CELL_PX) + 2), dtype=bool)
        self.busy = np.zeros_like(self.cells)
        self.width, self.height = width, height

    def is_free(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Nothing there yet, and inside the drawing."""
        if left < 0 or top < 0 or right > self.width or bottom > self.height:
            return False
        return not self.cells[self._slice(left, top, right, bottom)].any()

    def take(self, left: float, top: float, right: float, bottom: float) -> None:
        """From now on taken."""
        self.cells[self._slice(left, top, right, bottom)] = True

    def keep_off(self, line: shapely.Geometry) -> None:
        """Names stand beside ``line``, not on it; as on the screen (js/map/paint-shapes.js)."""
        seen = shapely.intersection(line, shapely.box(0, 0, self.width, self.height))
        for x, y in shapely.get_coordinates(shapely.segmentize(seen, CELL_PX)):
            self.take(x - 1, y - 1, x + 1, y + 1)

    def is_busy_on(self, shapes: Sequence[shapely.Geometry]) -> None:
        """On these areas a name is read less well: it goes elsewhere if that is as good."""
        whole = [shape for shape in shapes if not shape.is_empty]
        if whole:
            self.busy |= rasterize(whole, out_shape=self.busy.shape, transform=GRID).astype(bool)

    def crowding(self, boxes: Boxes) -> NDArray[np.float64]:
        """How much of each box is busy: 0 to 1."""
        shares: NDArray[np.float64] = Sums(self.busy).in_boxes(boxes) / cells_in(self.busy, boxes)
        return shares

    def are_free(self, boxes: Boxes) -> NDArray[np.bool_]:
        """Of each box whether nothing is there yet, and whether it is inside the drawing."""
        left, top, right, bottom = boxes.T
        inside = (left >= 0) & (top >= 0) & (right <= self.width) & (bottom <= self.height)
        free: NDArray[np.bool_] = inside & (Sums(self.cells).in_boxes(boxes) == 0)
        return free

    def _slice(self, left: float, top: float, right: float, bottom: float) -> tuple[slice, slice]:
        rows = slice(max(0, int(top // CELL_PX)), max(0, int(bottom // CELL_PX) + 1))
        columns = slice(max(0, int(left // CELL_PX)), max(0, int(right // CELL_PX) + 1))
        return rows, columns


@dataclass(frozen=True)
class Ground:
    """An area among others of its kind. ``owners`` has the number of the one that lies at each cell, 0 for none."""

    shape: shapely.Geometry
    number: int
    owners: NDArray[np.int32]

    def shares(self, boxes: Boxes) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """How much of each box lies on this area, and how much on others of its kind: 0 to 1."""
        cells = cells_in(self.owners, boxes)
        own = Sums(self.owners == self.number).in_boxes(boxes) / cells
        return own, Sums(self.owners != 0).in_boxes(boxes) / cells - own


def grounds(shapes: Sequence[shapely.Geometry], width: float, height: float) -> Iterator[Ground]:
    """Each of ``shapes`` as far as it is on the drawing, among the others."""
    rows, columns = int(height / CELL_PX) + 2, int(width / CELL_PX) + 2
    numbered = [(shape, number) for number, shape in enumerate(shapes, 1) if not shape.is_empty]
    owners = np.zeros((rows, columns), dtype=np.int32)
    if numbered:
        rasterize(numbered, out=owners, transform=GRID)
    view = shapely.box(0, 0, width, height)
    for number, shape in enumerate(shapes, 1):
        yield Ground(shapely.intersection(shape, view), number, owners)


def cost_on_land(ground: Ground, boxes: Boxes, middle: tuple[float, float]) -> NDArray[np.float64]:
    """What each box costs as the place of the name of a commune; infinite where it would be taken for another's."""
    own, others = ground.shares(boxes)
    left, top, right, bottom = ground.shape.bounds
    away = np.hypot((boxes[:, 0] + boxes[:, 2]) / 2 - middle[0], (boxes[:, 1] + boxes[:, 3]) / 2 - middle[1])
    cost = ON_OTHERS * others + ON_NOBODYS * (1 - own - others) + FAR_AWAY * away / max(right - left, bottom - top, 1)
    on_it = (own >= LEAST_OWN) & (others <= MOST_OF_OTHERS)
    at_the_edge = (own >= LEAST_AT_THE_EDGE) & (others <= NEXT_TO_NOTHING)
    return np.where(on_it | at_the_edge, cost, np.inf)


def cost_beside(ground: Ground, boxes: Boxes) -> NDArray[np.float64]:
    """The same for a park or a zone: on it or beside it, in the order given, never on another one."""
    own, others = ground.shares(boxes)
    return np.where(others <= NEXT_TO_NOTHING, np.arange(len(boxes)) / len(boxes) - 0.1 * own, np.inf)


def middles_on_land(ground: Ground, middle: tuple[float, float], width: float, size: float) -> Boxes:
    """Middles of the places to be tried for the name of a commune."""
    left, top, right, bottom = ground.shape.bounds
    near = [(middle[0] + share * width, middle[1] + lines * size) for lines in LINES for share in SHARES]
    east, south = np.meshgrid((left + right) / 2 + STEPS * (right - left), (top + bottom) / 2 + STEPS * (bottom - top))
    return np.concatenate([np.array(near), np.column_stack([east.ravel(), south.ravel()])])


def middles_beside(ground: Ground, middle: tuple[float, float], width: float, high: float) -> Boxes:
    """The same for a park or a zone: on its middle, else touching it on the right, left, above and below."""
    left, top, right, bottom = ground.shape.bounds
    tries = [middle]
    for share in (0.5, 0.3, 0.7, 0.1, 0.9):
        y = top + share * (bottom - top)
        cut = shapely.intersection(ground.shape, shapely.linestrings([(left, y), (right, y)]))
        if cut.is_empty:
            continue
        first, _, last, _ = cut.bounds
        tries += [(last + BESIDE_PX + width / 2, y), (first - BESIDE_PX - width / 2, y)]
    for share in (0.5, 0.25, 0.75, 0, 1):
        x = left + share * (right - left)
        tries += [(x, top - BESIDE_PX - high / 2), (x, bottom + BESIDE_PX + high / 2)]
    return np.array(tries)


def boxes_around(middles: Boxes, width: float, high: float) -> Boxes:
    """Left, top, right, bottom of a text of this size around each middle."""
    half = np.array([width / 2 + 2, high / 2])
    return np.concatenate([middles - half, middles + half], axis=1)
