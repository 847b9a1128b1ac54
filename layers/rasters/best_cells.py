"""The best cells of a suitability raster, far enough from each other to be candidates of a siting.

Greedy: the best cell first, then the best of those still far enough away. That is not always the set with the greatest
sum of scores; choosing among candidates is what a siting is for.
"""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from django.utils.translation import gettext_lazy as _
from shapely.geometry import MultiPolygon, Polygon

from layers.errors import GeodataError
from layers.rasters.grid import Raster


@dataclass(frozen=True)
class BestCell:
    """One cell: its centre in the storage CRS, metres, and its score."""

    x_m: float
    y_m: float
    score: float
    row: int
    column: int


def best_cells(
    suitability: Raster,
    count: int,
    min_spacing_m: float,
    minimum_score: float = 0.0,
    within: Polygon | MultiPolygon | None = None,
) -> list[BestCell]:
    """At most ``count`` cells, best first, whose centres are at least ``min_spacing_m`` metres apart.

    Unknown cells and those below ``minimum_score`` are never chosen, nor those whose centre lies outside ``within``.
    Of equal cells the northernmost, then the westernmost comes first. Fewer than ``count`` when no more fit.
    """
    if count < 1 or not (math.isfinite(min_spacing_m) and min_spacing_m >= 0):
        raise GeodataError(_("Ask for at least one cell, and for a spacing of 0 metres or more."))
    grid = suitability.grid
    free = suitability.known & (suitability.values.data >= minimum_score)
    if within is not None:
        xs, ys = np.meshgrid(grid.xs_m(), grid.ys_m())
        shapely.prepare(within)
        free &= shapely.intersects_xy(within, xs, ys)
    rows, columns = np.nonzero(free)
    # Stable: cells of equal score stay in the order of nonzero, row by row from the north-west.
    order = np.argsort(-suitability.values.data[rows, columns], kind="stable")
    reach = math.ceil(min_spacing_m / grid.resolution_m)
    chosen: list[BestCell] = []
    for place in order:
        row, column = int(rows[place]), int(columns[place])
        if not free[row, column]:
            continue
        x_m, y_m = grid.centre_m(row, column)
        chosen.append(BestCell(x_m, y_m, float(suitability.values.data[row, column]), row, column))
        if len(chosen) == count:
            break
        top, left = max(row - reach, 0), max(column - reach, 0)
        near = free[top : row + reach + 1, left : column + reach + 1]
        down, right = np.ogrid[: near.shape[0], : near.shape[1]]
        # Rounded: 3 cells of 10 m are 30 m apart, not 29.999…
        away_m = np.round(np.hypot(down + top - row, right + left - column) * grid.resolution_m, 6)
        near[(away_m < min_spacing_m) | (away_m == 0)] = False
    return chosen
