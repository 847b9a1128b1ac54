"""Writing a raster as Cloud-Optimised GeoTIFF: what the map's tiles are cut from and what people take away.

32-bit numbers with “not a number” for the unknown, tiles of 512 × 512, deflated. Overviews take one cell out of
several instead of a mean: a pixel on the map is always some cell's own value, and the unknown stays unknown at every
zoom.
"""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import rasterio
from rasterio.io import MemoryFile
from rasterio.shutil import copy

from layers.rasters.grid import Raster
from layers.rasters.warp import STORAGE_CRS

BLOCK_CELLS = 512


def write_cog(raster: Raster, path: Path, tags: Mapping[str, str] | None = None) -> Path:
    """The file at ``path``, whole or not at all. ``tags`` say in words what the values are; the unit is one of them."""
    values = raster.values.filled(np.nan).astype("float32")
    profile = {
        "driver": "GTiff",
        "dtype": "float32",
        "count": 1,
        "height": raster.grid.rows,
        "width": raster.grid.columns,
        "crs": STORAGE_CRS,
        "transform": raster.grid.transform,
        "nodata": np.nan,
    }
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".raster-") as folder, MemoryFile() as memory:
        with memory.open(**profile) as plain:
            plain.write(values, 1)
            plain.units = [raster.unit]
            plain.update_tags(**(tags or {}), unit=raster.unit)
        written = Path(folder) / path.name
        with memory.open() as plain, rasterio.Env(GDAL_PAM_ENABLED="NO"):
            copy(
                plain,
                written,
                driver="COG",
                BLOCKSIZE=BLOCK_CELLS,
                COMPRESS="DEFLATE",
                PREDICTOR="FLOATING_POINT",
                RESAMPLING="NEAREST",
                OVERVIEWS="AUTO",
            )
        written.replace(path)
    return path
