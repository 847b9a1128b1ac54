"""A window of a raster file as an array with its grid. Files that were not checked first (check.py) do not come here.

Only GeoTIFF is opened, by a local path and without the files beside it: other drivers can name further files and
addresses.
"""

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import rasterio
from django.utils.translation import gettext_lazy as _
from numpy.ma import MaskedArray
from rasterio._err import CPLE_BaseError
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.io import DatasetReader
from rasterio.transform import Affine
from rasterio.warp import calculate_default_transform, transform_bounds
from rasterio.windows import Window

from layers.errors import MissingCrs, UnreadableFile
from layers.rasters.grid import Grid, Raster
from layers.rasters.warp import STORAGE_CRS, ValueKind, lies_on, method, warp, warp_amounts

# Warping goes block by block; with a source of the same cell size a block is read from about 1,000 × 1,000 cells (8
# MB).
BLOCK_CELLS = 1024
# A much finer source is read in smaller blocks, so that one never holds more than about this many cells a side.
SOURCE_BLOCK_CELLS = 4096
# What rasterio raises when GDAL or PROJ gives up: most calls wrap it in its own error, some let GDAL's through.
GDAL_ERRORS = (RasterioError, CPLE_BaseError)


@contextmanager
def opened(path: Path) -> Iterator[DatasetReader]:
    """The GeoTIFF at ``path``. Raises UnreadableFile."""
    options = {"GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR", "GDAL_PAM_ENABLED": "NO", "GDAL_CACHEMAX": 64}
    with rasterio.Env(**options):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", NotGeoreferencedWarning)  # told in words by the check
                source = rasterio.open(path.resolve(strict=True), driver="GTiff")
        except (*GDAL_ERRORS, OSError) as error:
            raise UnreadableFile(
                _("The file is not a GeoTIFF that can be opened; save it as GeoTIFF again.")
            ) from error
        with source:
            yield source


def cells(source: DatasetReader, window: Window) -> MaskedArray:
    """The values of band 1 in ``window``, scaled as the file says, masked where unknown. Raises UnreadableFile."""
    try:
        stored = source.read(1, window=window, masked=True)
    except GDAL_ERRORS as error:
        raise UnreadableFile(
            _("The values cannot be unpacked as the file's header describes them; save it as GeoTIFF again.")
        ) from error
    values = np.ma.masked_invalid(stored.astype("float64"))
    return values * source.scales[0] + source.offsets[0]


def cell_size_m(source: DatasetReader) -> float:
    """The side of a source cell in metres on the ground, at the middle of the raster."""
    if source.crs == STORAGE_CRS:
        return math.sqrt(abs(source.transform.determinant))
    warped, _columns, _rows = calculate_default_transform(
        source.crs, STORAGE_CRS, source.width, source.height, *source.bounds
    )
    return float(warped.a)


def read_window(path: Path, grid: Grid, kind: ValueKind, unit: str = "") -> Raster:
    """The raster file on ``grid``: cut out where it has the same cells, warped where not; unknown beyond its edge.

    Raises MissingCrs, UnreadableFile.
    """
    with opened(path) as source:
        if source.crs is None:
            raise MissingCrs(_("The raster does not name its coordinate reference system."))
        first = lies_on(source.transform, source.crs, grid)
        if first is not None:
            return Raster(_cut(source, *first, grid), grid, unit)
        source_m = cell_size_m(source)
        side = max(16, min(BLOCK_CELLS, int(SOURCE_BLOCK_CELLS * source_m / grid.resolution_m)))
        values = np.ma.masked_all(grid.shape)
        for row in range(0, grid.rows, side):
            for column in range(0, grid.columns, side):
                block = grid.part(row, column, min(side, grid.rows - row), min(side, grid.columns - column))
                values[row : row + block.rows, column : column + block.columns] = _warped(source, block, kind, source_m)
        return Raster(values, grid, unit)


def _cut(source: DatasetReader, row: int, column: int, grid: Grid) -> MaskedArray:
    values = np.ma.masked_all(grid.shape)
    top, left = max(row, 0), max(column, 0)
    bottom, right = min(row + grid.rows, source.height), min(column + grid.columns, source.width)
    if bottom > top and right > left:
        part = cells(source, Window(left, top, right - left, bottom - top))
        values[top - row : bottom - row, left - column : right - column] = part
    return values


def _warped(source: DatasetReader, block: Grid, kind: ValueKind, source_m: float) -> MaskedArray:
    west, south, east, north = transform_bounds(STORAGE_CRS, source.crs, *block.bounds, densify_pts=21)
    corners = [~source.transform @ corner for corner in ((west, north), (east, south))]
    # Three cells more on every side: bilinear needs the neighbour's neighbour when cells are turned against each
    # other.
    left, right = sorted(column for column, _row in corners)
    top, bottom = sorted(row for _column, row in corners)
    left, top = max(math.floor(left) - 3, 0), max(math.floor(top) - 3, 0)
    right, bottom = min(math.ceil(right) + 3, source.width), min(math.ceil(bottom) + 3, source.height)
    if right <= left or bottom <= top:
        return np.ma.masked_all(block.shape)
    values = cells(source, Window(left, top, right - left, bottom - top))
    placed = source.transform @ Affine.translation(left, top)
    if kind is ValueKind.COUNT:
        return warp_amounts(values, placed, source.crs, block)
    return warp(values, placed, source.crs, block, method(kind, source_m, block.resolution_m))
