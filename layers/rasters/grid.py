"""The metric grid all raster work happens on, and an array that travels with it.

Grids with the same resolution share their cell borders: origins are multiples of the resolution, so two of them differ
by whole cells and never by a shift.
"""

import math
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from django.utils.translation import gettext_lazy as _
from numpy.ma import MaskedArray
from rasterio.transform import Affine

from layers.rasters.errors import GridMismatch, TooManyCells

# The whole country is 57 km × 82 km: 21 million cells at 15 m. More than this is not held in memory at once (200 MB a
# criterion), and no reference layer is surveyed so finely that a suitability map would gain from it.
MAX_GRID_CELLS = 25_000_000
# Coordinates of the national grid have six digits before the point; this is a hundredth of a millimetre of a 10 m
# cell.
SNAP = 1e-6

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Grid:
    """Square cells in the storage CRS; row 0 is the northernmost, column 0 the westernmost. Raises TooManyCells."""

    min_x_m: float
    max_y_m: float
    resolution_m: float
    rows: int
    columns: int

    def __post_init__(self) -> None:
        if not (math.isfinite(self.resolution_m) and self.resolution_m > 0):
            raise GridMismatch(_("The size of a cell must be more than 0 metres."))
        if self.rows < 1 or self.columns < 1:
            raise GridMismatch(_("A grid needs at least one row and one column of cells."))
        if self.rows * self.columns > MAX_GRID_CELLS:
            raise TooManyCells(
                _(
                    "%(rows)s × %(columns)s cells are more than the %(limit)s that are worked on at once; "
                    "take a smaller area or larger cells."
                )
                % {"rows": self.rows, "columns": self.columns, "limit": MAX_GRID_CELLS}
            )

    @classmethod
    def covering(cls, bounds: Bounds, resolution_m: float) -> Self:
        """The smallest grid of ``resolution_m`` cells that covers ``bounds`` (storage CRS, metres)."""
        min_x, min_y, max_x, max_y = bounds
        if not (all(math.isfinite(edge) for edge in bounds) and min_x <= max_x and min_y <= max_y):
            raise GridMismatch(_("The box must be (min_x, min_y, max_x, max_y), in metres."))
        west = math.floor(min_x / resolution_m + SNAP)
        north = math.ceil(max_y / resolution_m - SNAP)
        east = max(math.ceil(max_x / resolution_m - SNAP), west + 1)
        south = min(math.floor(min_y / resolution_m + SNAP), north - 1)
        return cls(west * resolution_m, north * resolution_m, resolution_m, north - south, east - west)

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
        return self.rows, self.columns

    @property
    def bounds(self) -> Bounds:
        """(min_x, min_y, max_x, max_y) in metres, outer borders of the outer cells."""
        return (
            self.min_x_m,
            self.max_y_m - self.rows * self.resolution_m,
            self.min_x_m + self.columns * self.resolution_m,
            self.max_y_m,
        )

    @property
    def transform(self) -> Affine:
        """From (column, row) to (x, y) in metres; (0, 0) is the north-western corner of the first cell."""
        return Affine(self.resolution_m, 0, self.min_x_m, 0, -self.resolution_m, self.max_y_m)

    @property
    def cell_area_m2(self) -> float:
        """The area of one cell in square metres."""
        return self.resolution_m**2

    def xs_m(self) -> np.ndarray:
        """The easting of each column's centre in metres, shape (columns,)."""
        return self.min_x_m + (np.arange(self.columns) + 0.5) * self.resolution_m

    def ys_m(self) -> np.ndarray:
        """The northing of each row's centre in metres, shape (rows,), falling."""
        return self.max_y_m - (np.arange(self.rows) + 0.5) * self.resolution_m

    def centre_m(self, row: int, column: int) -> tuple[float, float]:
        """(x, y) of a cell's centre in metres."""
        return (
            self.min_x_m + (column + 0.5) * self.resolution_m,
            self.max_y_m - (row + 0.5) * self.resolution_m,
        )

    def cell_at(self, x_m: float, y_m: float) -> tuple[int, int] | None:
        """(row, column) of the cell that holds the point; nothing outside. A cell owns its west and north borders."""
        column = math.floor((x_m - self.min_x_m) / self.resolution_m)
        row = math.floor((self.max_y_m - y_m) / self.resolution_m)
        inside = 0 <= row < self.rows and 0 <= column < self.columns
        return (row, column) if inside else None

    def part(self, row: int, column: int, rows: int, columns: int) -> Self:
        """The grid of ``rows`` × ``columns`` cells that begins at (row, column); it may reach beyond this one."""
        return type(self)(
            self.min_x_m + column * self.resolution_m,
            self.max_y_m - row * self.resolution_m,
            self.resolution_m,
            rows,
            columns,
        )


@dataclass(frozen=True)
class Raster:
    """Values with the grid they lie on: shape (rows, columns), masked where unknown. Raises GridMismatch.

    What is not a finite number is unknown. ``unit`` is what one value counts ("m", "1/ha"), empty for scores.
    """

    values: MaskedArray = field(repr=False)
    grid: Grid
    unit: str = ""

    def __post_init__(self) -> None:
        if self.values.shape != self.grid.shape:
            raise GridMismatch(
                _("The array has %(array)s cells, its grid %(grid)s; they must be the same.")
                % {"array": self.values.shape, "grid": self.grid.shape}
            )
        values: MaskedArray = np.ma.masked_invalid(np.ma.asarray(self.values, dtype="float64"), copy=True)
        # A full mask: each cell answers for itself, also when all are known.
        object.__setattr__(self, "values", np.ma.MaskedArray(values.data, np.ma.getmaskarray(values)))

    @property
    def known(self) -> np.ndarray:
        """True where the value is known, shape (rows, columns)."""
        return ~np.ma.getmaskarray(self.values)

    def value_at(self, x_m: float, y_m: float) -> float | None:
        """The value of the cell that holds the point (storage CRS); nothing where unknown or outside."""
        cell = self.grid.cell_at(x_m, y_m)
        if cell is None or not self.known[cell]:
            return None
        return float(self.values[cell])


def one_grid(grids: list[Grid]) -> Grid:
    """The grid that all share. Raises GridMismatch, saying which differs."""
    if not grids:
        raise GridMismatch(_("There is no raster to work on."))
    for number, grid in enumerate(grids[1:], start=2):
        if grid != grids[0]:
            raise GridMismatch(
                _("Raster %(number)s lies on another grid than the first; warp both onto one grid.")
                % {"number": number}
            )
    return grids[0]
