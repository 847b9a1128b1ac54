"""Rasters derived from places of our own: how far is the nearest stop, how dense are jobs. All on the metric grid.

Distances are as the crow flies between the cell's centre and the place; walking time is the business of a network.
"""

import math
from collections.abc import Sequence

import numpy as np
import shapely
from django.utils.translation import gettext_lazy as _
from rasterio.features import rasterize
from scipy.signal import oaconvolve
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

from layers.errors import GeodataError
from layers.rasters.grid import Grid, Raster

M2_PER_HA = 10_000
# Points are set on lines and borders a quarter of a cell apart to find the nearest stretch. Where two stretches are
# nearly as near, the farther may be taken: an error of at most an eighth of a cell, on the line itself, and of less
# than a hundredth of a cell from one cell away on.
POINTS_PER_CELL = 4


def distance_m(shapes: Sequence[BaseGeometry], grid: Grid) -> Raster:
    """Metres from each cell's centre to the nearest of ``shapes`` (points, lines, polygons; storage CRS), 0 inside one.

    Exact for points; for lines and polygons see POINTS_PER_CELL.
    Without any shape every cell is unknown: there is no distance to nothing.
    """
    there = [shape for shape in shapes if not shape.is_empty]
    if not there:
        return Raster(np.ma.masked_all(grid.shape), grid, "m")
    only_points = all(shape.geom_type == "Point" for shape in there)
    nearest = _to_points(there, grid) if only_points else _to_shapes(there, grid)
    return Raster(np.ma.MaskedArray(nearest), grid, "m")


def density_per_ha(
    xs_m: Sequence[float], ys_m: Sequence[float], weights: Sequence[float], bandwidth_m: float, grid: Grid
) -> Raster:
    """Weight per hectare, such as jobs per hectare, smoothed by a quartic kernel that ends at ``bandwidth_m`` metres.

    Each weight counts from the centre of its cell and is spread over the cells nearer than the bandwidth in proportion
    to (1 − (d / bandwidth)²)², so that nothing is lost: over a grid that holds all of it, density × area adds up to
    the sum of the weights. Places up to a bandwidth outside the grid count. 0 where there is nothing: no jobs is
    known. Raises GeodataError.
    """
    x, y, weight = (np.asarray(numbers, dtype="float64") for numbers in (xs_m, ys_m, weights))
    if not x.shape == y.shape == weight.shape:
        raise GeodataError(_("Each place needs one easting, one northing and one weight."))
    if not (np.isfinite(x).all() and np.isfinite(y).all() and np.isfinite(weight).all() and (weight >= 0).all()):
        raise GeodataError(_("Positions must be finite, weights 0 or more."))
    if not (math.isfinite(bandwidth_m) and bandwidth_m > 0):
        raise GeodataError(_("The bandwidth must be more than 0 metres."))
    reach = math.ceil(bandwidth_m / grid.resolution_m)
    around = grid.part(-reach, -reach, grid.rows + 2 * reach, grid.columns + 2 * reach)
    columns = np.floor((x - around.min_x_m) / grid.resolution_m).astype("int64")
    rows = np.floor((around.max_y_m - y) / grid.resolution_m).astype("int64")
    inside = (rows >= 0) & (rows < around.rows) & (columns >= 0) & (columns < around.columns)
    binned = np.zeros(around.shape)
    np.add.at(binned, (rows[inside], columns[inside]), weight[inside])
    spread = oaconvolve(binned, quartic_kernel(bandwidth_m, grid.resolution_m), mode="same")
    part = spread[reach : reach + grid.rows, reach : reach + grid.columns]
    # The convolution goes through Fourier space: what is below a billionth of the whole is its rounding.
    part = np.where(part < 1e-12 * max(float(weight.sum()), 1.0), 0.0, part)
    return Raster(np.ma.MaskedArray(part * M2_PER_HA / grid.cell_area_m2), grid, "1/ha")


def quartic_kernel(bandwidth_m: float, resolution_m: float) -> np.ndarray:
    """Shares that add up to 1, shape (2r + 1, 2r + 1): how a weight in the middle cell is spread."""
    reach = math.ceil(bandwidth_m / resolution_m)
    down, right = np.ogrid[-reach : reach + 1, -reach : reach + 1]
    away = np.hypot(down, right) * resolution_m / bandwidth_m
    kernel = np.where(away < 1, (1 - np.minimum(away, 1) ** 2) ** 2, 0.0)
    return kernel / kernel.sum()


def _to_points(points: Sequence[BaseGeometry], grid: Grid) -> np.ndarray:
    tree = cKDTree(shapely.get_coordinates(points))
    xs, nearest = grid.xs_m(), np.empty(grid.shape)
    for row, y in enumerate(grid.ys_m()):
        nearest[row] = tree.query(np.column_stack((xs, np.full_like(xs, y))))[0]
    return nearest


def _to_shapes(shapes: Sequence[BaseGeometry], grid: Grid) -> np.ndarray:
    """Metres to the nearest border, measured on the stretches beside the nearest of closely set border points."""
    before, here, after = _border_points(shapes, grid.resolution_m / POINTS_PER_CELL)
    tree = cKDTree(here)
    xs, nearest = grid.xs_m(), np.empty(grid.shape)
    for row, y in enumerate(grid.ys_m()):
        centres = np.column_stack((xs, np.full_like(xs, y)))
        point = tree.query(centres)[1]
        nearest[row] = np.minimum(
            _to_stretch(centres, before[point], here[point]), _to_stretch(centres, here[point], after[point])
        )
    areas = [shape for shape in shapes if shape.area > 0]
    if areas:  # burns the cells whose centre lies inside
        nearest[rasterize(areas, out_shape=grid.shape, transform=grid.transform) == 1] = 0
    return nearest


def _border_points(shapes: Sequence[BaseGeometry], apart_m: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each point of the borders and lines with the one before and after it (itself at an end), shape (n, 2) each."""
    parts = shapely.get_parts(list(shapes))
    areas = shapely.get_dimensions(parts) == 2
    parts[areas] = shapely.boundary(parts[areas])
    lines = shapely.segmentize(shapely.get_parts(parts), apart_m)
    here, line = shapely.get_coordinates(lines, return_index=True)
    goes_on = line[1:] == line[:-1]
    before, after = here.copy(), here.copy()
    before[1:][goes_on] = here[:-1][goes_on]
    after[:-1][goes_on] = here[1:][goes_on]
    return before, here, after


def _to_stretch(points: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    along = end - start
    length_2 = (along**2).sum(axis=1)
    share = ((points - start) * along).sum(axis=1) / np.where(length_2 == 0, 1, length_2)
    foot = start + np.clip(share, 0, 1)[:, np.newaxis] * along
    return np.hypot(*(points - foot).T)
