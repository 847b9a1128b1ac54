"""Whether an uploaded file may become a raster layer: first by its header, then, if that may be true, by its values.

What it refuses it explains: what was wrong and what would be right. What is taken is not served as uploaded: it is
warped onto the grid and written again (cog.py).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.utils.translation import gettext as _
from rasterio.enums import ColorInterp
from rasterio.io import DatasetReader
from rasterio.warp import transform_bounds
from rasterio.windows import Window

from layers.errors import UnreadableFile
from layers.rasters.errors import RasterRefused
from layers.rasters.grid import Bounds
from layers.rasters.read import GDAL_ERRORS, cell_size_m, cells, opened
from layers.rasters.warp import STORAGE_CRS, ValueKind

MAX_FILE_BYTES = 200_000_000  # a country at 10 m with deflated elevations is about 60 MB
MAX_SIDE_CELLS = 15_000  # the country is 82 km long: 8,200 cells of 10 m
MAX_CELLS = 64_000_000  # the country's box at 10 m has 47 million
MAX_UNPACKED_BYTES = 256_000_000  # MAX_CELLS of 4 bytes; also the most that one block may unpack to
READ_CELLS = 4_000_000  # values are checked in strips of about this many cells
TIFF_BEGINNINGS = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
# 64-bit integers do not fit the 53 bits of the numbers we reckon with; complex numbers are no measure of a place.
TYPES = ("uint8", "int8", "uint16", "int16", "uint32", "int32", "float32", "float64")
# The box of the national grid with its neighbours on all sides, metres: the Greater Region's commuters and parks.
AREA_M: Bounds = (-50_000.0, -20_000.0, 200_000.0, 220_000.0)


@dataclass(frozen=True)
class RasterFacts:
    """What was found in an accepted file. Bounds are in the storage CRS, metres."""

    rows: int
    columns: int
    data_type: str
    crs_name: str
    cell_size_m: float
    nodata: float | None
    bounds_m: Bounds
    known_share: float
    minimum: float
    maximum: float


def check_upload(path: Path, kind: ValueKind, all_known: bool = False) -> RasterFacts:
    """The facts about the GeoTIFF at ``path``. Raises RasterRefused with every problem of its header, or of its values.

    ``all_known`` is the sender's word that a file without nodata value has a true value in every cell.
    """
    _refuse_if(_problems_of_the_file(path))
    try:
        with opened(path) as source:
            _check_header(source, path, kind, all_known)
            return _facts(source)
    except UnreadableFile as error:
        raise RasterRefused([str(error)]) from error


def check_header(path: Path, kind: ValueKind, all_known: bool = False) -> None:
    """Raises RasterRefused for what the header alone tells: in a moment, whatever the file claims to be."""
    _refuse_if(_problems_of_the_file(path))
    try:
        with opened(path) as source:
            _check_header(source, path, kind, all_known)
    except UnreadableFile as error:
        raise RasterRefused([str(error)]) from error


def _check_header(source: DatasetReader, path: Path, kind: ValueKind, all_known: bool) -> None:
    _refuse_if(_problems_of_size(source))  # before anything else is asked of so large a file
    _refuse_if([sentence for check in CHECKS for sentence in check(source)])
    _refuse_if(_problems_of_meaning(source, kind, all_known))
    _refuse_if(_problems_of_blocks(source, path.stat().st_size))


def _refuse_if(problems: list[str]) -> None:
    if problems:
        raise RasterRefused(problems)


def _problems_of_the_file(path: Path) -> list[str]:
    size = path.stat().st_size
    if size == 0:
        return [_("The file is empty.")]
    if size > MAX_FILE_BYTES:
        return [
            _("The file has %(size)s MB; at most %(limit)s MB are taken. Cut it to your area or compress it (deflate).")
            % {"size": math.ceil(size / 1e6), "limit": MAX_FILE_BYTES // 1_000_000}
        ]
    with path.open("rb") as file:
        if file.read(4) not in TIFF_BEGINNINGS:
            return [_("The file is not a GeoTIFF: it does not begin like one. Save the raster as GeoTIFF (.tif).")]
    return []


def _problems_of_size(source: DatasetReader) -> list[str]:
    rows, columns = source.height, source.width
    values = {"rows": rows, "columns": columns, "side": MAX_SIDE_CELLS, "limit": MAX_CELLS}
    if source.count == 0:
        return [_("The file has no band, so no values; save exactly one band.")]
    if max(rows, columns) > MAX_SIDE_CELLS or rows * columns > MAX_CELLS:
        return [
            _(
                "The raster has %(rows)s × %(columns)s cells; at most %(side)s a side and %(limit)s in all are taken. "
                "Cut it to your area or save it with larger cells."
            )
            % values
        ]
    block_rows, block_columns = source.block_shapes[0]
    widest = max(np.dtype(name).itemsize for name in source.dtypes if not name.startswith("complex_"))
    unpacked = max(rows * columns, block_rows * block_columns) * widest
    if unpacked > MAX_UNPACKED_BYTES:
        return [
            _(
                "Unpacked, the raster would take %(size)s MB; at most %(limit)s MB are taken. "
                "Save it as 32-bit or smaller numbers, in tiles of 512 × 512, or cut it to your area."
            )
            % {"size": math.ceil(unpacked / 1e6), "limit": MAX_UNPACKED_BYTES // 1_000_000}
        ]
    return []


def _problems_of_bands(source: DatasetReader) -> list[str]:
    problems = []
    if source.count != 1:
        problems.append(
            _("The file has %(count)s bands; exactly one is taken. Save the band with the values alone (no picture).")
            % {"count": source.count}
        )
    if source.dtypes[0] not in TYPES:
        problems.append(
            _("The numbers are of type %(type)s; these are taken: %(types)s.")
            % {"type": source.dtypes[0], "types": ", ".join(TYPES)}
        )
    scale, offset = source.scales[0], source.offsets[0]
    if not (math.isfinite(scale) and scale != 0 and math.isfinite(offset)):
        problems.append(
            _("The file wants its values multiplied by %(scale)s and raised by %(offset)s; that gives no numbers.")
            % {"scale": scale, "offset": offset}
        )
    return problems


def _problems_of_place(source: DatasetReader) -> list[str]:
    place = source.transform
    if place.is_identity or not all(math.isfinite(number) for number in place[:6]):
        return [_("The file does not say where on the ground its cells lie; georeference it first.")]
    if place.b or place.d:
        return [_("The raster is rotated; warp it so that its rows run from west to east (for example to EPSG:2169).")]
    if place.a <= 0 or place.e >= 0:
        return [_("The first row must be the northernmost and the first column the westernmost; turn the raster.")]
    if source.crs is None:
        return [
            _(
                "The file does not name its coordinate reference system, and none is guessed. "
                "Save it with one, for example EPSG:2169 (the national grid)."
            )
        ]
    return _problems_of_reach(source)


def _problems_of_reach(source: DatasetReader) -> list[str]:
    try:
        west, south, east, north = transform_bounds(source.crs, STORAGE_CRS, *source.bounds)
    except GDAL_ERRORS:
        west = math.inf
    if not math.isfinite(west):
        return [
            _("From the file's coordinate reference system (%(crs)s) there is no way to the national grid (EPSG:2169).")
            % {"crs": _crs_name(source)}
        ]
    if east <= AREA_M[0] or west >= AREA_M[2] or north <= AREA_M[1] or south >= AREA_M[3]:
        return [
            _(
                "By its coordinate reference system (%(crs)s) the raster lies outside Luxembourg and its neighbours: "
                "easting %(west)s to %(east)s m, northing %(south)s to %(north)s m. Was the right one named?"
            )
            % {
                "crs": _crs_name(source),
                "west": round(west),
                "east": round(east),
                "south": round(south),
                "north": round(north),
            }
        ]
    return []


CHECKS: tuple[Callable[[DatasetReader], list[str]], ...] = (_problems_of_place, _problems_of_bands)


def _problems_of_meaning(source: DatasetReader, kind: ValueKind, all_known: bool) -> list[str]:
    problems = []
    if source.colorinterp[0] is ColorInterp.palette and kind is not ValueKind.CATEGORY:
        problems.append(
            _(
                "The values are numbers of a colour palette, not measures. "
                "Send the raster the picture was made from, or say that the values are categories."
            )
        )
    nodata, number_type = source.nodata, np.dtype(source.dtypes[0])
    if nodata is None:
        if number_type.kind != "f" and not all_known and not _has_mask(source):
            problems.append(
                _(
                    "The file does not say which value stands for “unknown” (nodata). "
                    "Save it with one, or confirm that every cell has a true value."
                )
            )
    elif number_type.kind != "f" and not _fits(nodata, number_type):
        problems.append(
            _("The value for “unknown” (nodata) is %(nodata)s, which no %(type)s number can be. Set one it can be.")
            % {"nodata": nodata, "type": number_type}
        )
    return problems


def _has_mask(source: DatasetReader) -> bool:
    return any("per_dataset" in flag.name for flag in source.mask_flag_enums[0])


def _fits(nodata: float, number_type: np.dtype) -> bool:
    span = np.iinfo(number_type)
    return math.isfinite(nodata) and nodata == int(nodata) and span.min <= nodata <= span.max


def _problems_of_blocks(source: DatasetReader, file_bytes: int) -> list[str]:
    """Whether the file is long enough for the blocks its header speaks of; asks the header only."""
    block_rows, block_columns = source.block_shapes[0]
    missing = 0
    for row in range(math.ceil(source.height / block_rows)):
        for column in range(math.ceil(source.width / block_columns)):
            offset = source.get_tag_item(f"BLOCK_OFFSET_{column}_{row}", "TIFF", bidx=1)
            length = source.get_tag_item(f"BLOCK_SIZE_{column}_{row}", "TIFF", bidx=1)
            if offset is None or length is None:
                missing += 1
            elif int(offset) + int(length) > file_bytes:
                return [
                    _(
                        "The header speaks of more data than the file holds: it ends after %(held)s bytes, "
                        "values should follow until byte %(told)s. Was the upload cut off? Send it again."
                    )
                    % {"held": file_bytes, "told": int(offset) + int(length)}
                ]
    if missing and source.nodata is None:
        return [
            _("%(missing)s blocks of the raster are not in the file, and no nodata value says that they are unknown.")
            % {"missing": missing}
        ]
    return []


def _facts(source: DatasetReader) -> RasterFacts:
    known, minimum, maximum = 0, math.inf, -math.inf
    rows = max(1, READ_CELLS // source.width)
    for top in range(0, source.height, rows):
        strip = cells(source, Window(0, top, source.width, min(rows, source.height - top)))
        there = strip.compressed()
        if there.size:
            known += there.size
            minimum, maximum = min(minimum, float(there.min())), max(maximum, float(there.max()))
    if not known:
        raise RasterRefused([_("Every cell of the raster is unknown (nodata); there is nothing to show.")])
    return RasterFacts(
        rows=source.height,
        columns=source.width,
        data_type=source.dtypes[0],
        crs_name=_crs_name(source),
        cell_size_m=cell_size_m(source),
        nodata=source.nodata,
        bounds_m=transform_bounds(source.crs, STORAGE_CRS, *source.bounds),
        known_share=known / (source.height * source.width),
        minimum=minimum,
        maximum=maximum,
    )


def _crs_name(source: DatasetReader) -> str:
    code = source.crs.to_epsg()
    return f"EPSG:{code}" if code else source.crs.to_wkt().split('"')[1]
