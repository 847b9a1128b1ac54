"""From any CRS and cell size onto the metric grid; the method follows from what the numbers are.

A cell is known only where every source cell that contributes to it is known: the edge of the unknown is never filled
from its neighbours, and the unknown is never counted as nothing.
"""

import math
from enum import StrEnum

import numpy as np
from numpy.ma import MaskedArray
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasterio.transform import Affine
from rasterio.warp import reproject
from rasterio.warp import transform as transform_points

from layers.crs import STORAGE_SRID
from layers.rasters.grid import Grid

STORAGE_CRS = CRS.from_epsg(STORAGE_SRID)
# Validity is warped as 0 and 1; rounding of the weights stays far below this.
ALL_KNOWN = 1 - 1e-6


class ValueKind(StrEnum):
    """What a raster's numbers are, and so how they may be resampled."""

    QUANTITY = "quantity"  # a measure at a place, such as metres or degrees: may be interpolated and averaged
    CATEGORY = "category"  # a code, such as a kind of land use: only ever one of the codes that are there
    COUNT = "count"  # an amount within the cell, such as jobs: split and added, so that sums stay


def method(kind: ValueKind, source_m: float, target_m: float) -> Resampling:
    """How values of ``kind`` go from cells of ``source_m`` to cells of ``target_m`` metres.

    Towards larger cells all source cells in the new one count (mean, most frequent code); towards equal or smaller
    ones the nearest cells do (bilinear, nearest). Of amounts it is the density whose mean is taken, see
    ``warp_amounts``.
    """
    if kind is ValueKind.COUNT:
        return Resampling.average
    coarser = target_m > source_m * 1.5  # below that a cell holds hardly more than one centre
    if kind is ValueKind.CATEGORY:
        return Resampling.mode if coarser else Resampling.nearest
    return Resampling.average if coarser else Resampling.bilinear


def warp(values: MaskedArray, transform: Affine, crs: CRS, grid: Grid, resampling: Resampling) -> MaskedArray:
    """``values`` on ``grid``, shape (rows, columns), masked where any contributing source cell is unknown or absent.

    values: shape (source rows, source columns), placed by ``transform`` in ``crs``.
    """
    # A ring of unknown cells: what lies beyond the source is unknown, not a continuation of its last cell.
    padded = np.pad(np.ma.filled(values.astype("float64"), np.nan), 1, constant_values=np.nan)
    placed = transform @ Affine.translation(-1, -1)
    warped = np.full(grid.shape, np.nan)
    how = {
        "src_transform": placed,
        "src_crs": crs,
        "dst_transform": grid.transform,
        "dst_crs": STORAGE_CRS,
        "tolerance": 0,  # every cell by the exact conversion, so that neighbouring windows agree
    }
    reproject(padded, warped, src_nodata=np.nan, dst_nodata=np.nan, resampling=resampling, **how)
    whole = Resampling.average if resampling is Resampling.mode else resampling
    validity = np.zeros(grid.shape, dtype="float64")
    reproject(np.isfinite(padded).astype("float64"), validity, resampling=whole, init_dest_nodata=True, **how)
    return np.ma.masked_where(~(validity >= ALL_KNOWN) | ~np.isfinite(warped), warped)


def warp_amounts(values: MaskedArray, transform: Affine, crs: CRS, grid: Grid) -> MaskedArray:
    """Amounts on ``grid``, split and added by area, masked as in ``warp``.

    By way of the density: GDAL's own sum loses up to a row or column of source cells where it cuts its work into
    pieces (seen with GDAL 3.10: 1.2 % of the whole); its mean does not.
    """
    density = values / cell_areas_m2(values.shape, transform, crs)
    return warp(density, transform, crs, grid, Resampling.average) * grid.cell_area_m2


def cell_areas_m2(shape: tuple[int, ...], transform: Affine, crs: CRS) -> np.ndarray:
    """Square metres in the storage CRS of each cell of a raster, shape (rows, columns): degrees shrink to the north."""
    columns, rows = np.meshgrid(np.arange(shape[1] + 1), np.arange(shape[0] + 1))
    xs, ys = transform @ (columns.ravel(), rows.ravel())
    east, north = (np.reshape(metres, rows.shape) for metres in transform_points(crs, STORAGE_CRS, xs, ys)[:2])
    # Half the cross product of a quadrangle's diagonals.
    down_x, down_y = east[1:, 1:] - east[:-1, :-1], north[1:, 1:] - north[:-1, :-1]
    up_x, up_y = east[:-1, 1:] - east[1:, :-1], north[:-1, 1:] - north[1:, :-1]
    return np.abs(down_x * up_y - down_y * up_x) / 2


def lies_on(transform: Affine, crs: CRS, grid: Grid) -> tuple[int, int] | None:
    """(row, column) of ``grid``'s first cell in a source that has the same cells; nothing if it has others."""
    if crs != STORAGE_CRS or transform.b or transform.d:
        return None
    size = grid.resolution_m
    if not (math.isclose(transform.a, size, rel_tol=1e-9) and math.isclose(-transform.e, size, rel_tol=1e-9)):
        return None
    column = (grid.min_x_m - transform.c) / size
    row = (transform.f - grid.max_y_m) / size
    if max(abs(row - round(row)), abs(column - round(column))) > 1e-6:
        return None
    return round(row), round(column)
