"""Small GeoTIFFs for tests, true ones and ones whose header was changed by hand."""

import struct
import warnings
from pathlib import Path

import numpy as np
import rasterio
from rasterio.errors import NotGeoreferencedWarning
from rasterio.transform import Affine, from_origin

HERE = from_origin(75_000, 72_000, 10, 10)  # storage CRS, near Cloche d'Or
WIDTH_TAG, BITS_TAG, COMPRESSION_TAG, BANDS_TAG = 256, 258, 259, 277


def geotiff(path: Path, values: np.ndarray, transform: Affine = HERE, crs: str | None = "EPSG:2169", **options) -> Path:
    """A GeoTIFF of ``values``: shape (rows, columns) or (bands, rows, columns)."""
    bands = values if values.ndim == 3 else values[np.newaxis]
    profile = {
        "driver": "GTiff",
        "count": bands.shape[0],
        "height": bands.shape[1],
        "width": bands.shape[2],
        "dtype": options.pop("dtype", bands.dtype),
        "crs": crs,
        "transform": transform,
        **options,
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)  # some are made without a place on purpose
        with rasterio.open(path, "w", **profile) as target:
            target.write(bands)
    return path


def change_tag(path: Path, tag: int, value: int) -> Path:
    """Overwrites the first value of a tag in the header of a little-endian classic TIFF."""
    content = bytearray(path.read_bytes())
    (directory,) = struct.unpack_from("<I", content, 4)
    (entries,) = struct.unpack_from("<H", content, directory)
    for number in range(entries):
        entry = directory + 2 + 12 * number
        code, kind = struct.unpack_from("<HH", content, entry)
        if code == tag:
            struct.pack_into("<H" if kind == 3 else "<I", content, entry + 8, value)
            path.write_bytes(content)
            return path
    raise AssertionError(f"the file has no tag {tag}")
