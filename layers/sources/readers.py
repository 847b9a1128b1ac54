"""GeoPackage, GeoJSON and Shapefile, also zipped, to records in the storage CRS.

Decides whether a file can be read and its coordinates believed; what the columns mean is left to
each dataset.
"""

import math
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from django.contrib.gis.gdal import GDALException, SpatialReference
from django.contrib.gis.geos import GEOSGeometry
from django.utils.translation import gettext as _

from layers.crs import CRS84_SRID, STORAGE_SRID, in_crs, in_storage_crs
from layers.errors import MissingCrs, UnreadableFile
from layers.sources.whereabouts import COUNTRY_BOUNDS_M, likely_mistake, outside_in_words

SUFFIXES = (".geojson", ".json", ".gpkg", ".shp")
# The PAG of the whole country, the largest file we know of, is about 1 GiB unpacked.
MAX_UNPACKED_BYTES = 4 << 30
# Coordinates are kept to the millimetre: finer differences come from the arithmetic, not from the
# land.
DECIMALS = 3


@dataclass(frozen=True)
class Record:
    """One feature of a file.

    row: counted from 1. columns: by their name in small letters.
    place: storage CRS, metres; None where there is none or it cannot be used, then ``trouble`` says
    why.
    """

    row: int
    columns: Mapping[str, Any]
    place: shapely.Geometry | None
    trouble: str = ""


@dataclass(frozen=True)
class FeatureFile:
    """remarks: what GDAL had to say about the file, each once."""

    column_names: tuple[str, ...]
    crs_name: str
    records: tuple[Record, ...]
    remarks: tuple[str, ...] = ()


def stored(place: shapely.Geometry) -> GEOSGeometry:
    """The same place, storage CRS, as the tables take it."""
    return GEOSGeometry(memoryview(shapely.to_wkb(place)), srid=STORAGE_SRID)


def in_metres(place: shapely.Geometry) -> shapely.Geometry:
    """A place in degrees (CRS84) in the storage CRS, to the millimetre."""
    converted = in_storage_crs(GEOSGeometry(memoryview(shapely.to_wkb(place)), srid=CRS84_SRID))
    metres = shapely.from_wkb(bytes(converted.wkb))
    return shapely.transform(metres, lambda coordinates: coordinates.round(DECIMALS))


def read_features(path: Path, layer_names: Sequence[str] = ()) -> FeatureFile:
    """The features of ``path`` in storage CRS, in the order of the file.

    layer_names: which one to take from a file that holds several, in order of preference, in small
    letters. Raises UnreadableFile, MissingCrs.
    """
    address = _address_of(path)
    layer = _layer_in(address, path, layer_names)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        meta, wkb, columns = _content_of(address, layer, path)
    if wkb is None:
        raise UnreadableFile(_("%(file)s has no geometry, only columns.") % {"file": path.name})
    srid = _srid_named(meta["crs"], path)
    shapes = shapely.from_wkb(wkb, on_invalid="ignore")
    unreadable = shapely.is_missing(shapes) & np.array([one is not None for one in wkb], dtype=bool)
    astray = _outside_country(shapes, srid, path)
    places = _in_storage_crs(np.asarray(np.where(astray, None, shapes)), srid)
    names = tuple(str(name) for name in meta["fields"])
    keys = [name.lower() for name in names]
    records = []
    for index, place in enumerate(places):
        trouble = ""
        if unreadable[index]:
            trouble = _(
                "its geometry cannot be read: a ring of a polygon needs four points, the last equal to the first"
            )
        elif astray[index]:
            trouble = outside_in_words(*_middle_of(shapes[index].bounds), srid)
        values = {key: _plain(column[index]) for key, column in zip(keys, columns, strict=True)}
        records.append(Record(index + 1, values, place, trouble))
    remarks = {_("Remark while reading: %(remark)s") % {"remark": one.message}: None for one in caught}
    return FeatureFile(names, meta["crs"], tuple(records), tuple(remarks))


def _content_of(address: str, layer: str, path: Path) -> tuple[dict[str, Any], np.ndarray | None, list[np.ndarray]]:
    """What GDAL finds: about the table, its geometries as WKB, its columns."""
    try:
        meta, _fids, wkb, columns = pyogrio.raw.read(address, layer=layer, force_2d=True, datetime_as_string=True)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError) as error:
        raise UnreadableFile(_("%(file)s cannot be read: %(reason)s") % {"file": path.name, "reason": error}) from error
    return meta, wkb, columns


def _plain(value: Any) -> Any:
    """A value of Python's own types; None for what a file leaves empty."""
    if isinstance(value, np.generic):
        value = value.item()
    # Missing numbers are read as "not a number".
    return None if isinstance(value, float) and math.isnan(value) else value


def _address_of(path: Path) -> str:
    if not path.exists():
        raise UnreadableFile(_("There is no file %(file)s.") % {"file": path})
    if path.suffix.lower() == ".zip":
        return _address_in_zip(path)
    if path.suffix.lower() not in SUFFIXES:
        raise UnreadableFile(
            _("%(file)s is none of the formats that are read: %(formats)s, each also zipped.")
            % {"file": path.name, "formats": ", ".join(SUFFIXES)}
        )
    return str(path)


def _address_in_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if one.filename.lower().endswith(SUFFIXES)]
            unpacked_bytes = sum(one.file_size for one in archive.infolist())
    except zipfile.BadZipFile as error:
        raise UnreadableFile(_("%(file)s is not a zip file.") % {"file": path.name}) from error
    if unpacked_bytes > MAX_UNPACKED_BYTES:
        raise UnreadableFile(
            _("%(file)s unpacks to more than %(limit)d GiB: give the file itself.")
            % {"file": path.name, "limit": MAX_UNPACKED_BYTES >> 30}
        )
    if len(members) != 1:
        raise UnreadableFile(
            _("%(file)s must hold one geodata file, but holds %(found)s.")
            % {"file": path.name, "found": ", ".join(one.filename for one in members) or _("none")}
        )
    return f"/vsizip/{path}/{members[0].filename}"


def _layer_in(address: str, path: Path, wanted: Sequence[str]) -> str:
    try:
        found = [str(name) for name, _type in pyogrio.list_layers(address)]
    except pyogrio.errors.DataSourceError as error:
        raise UnreadableFile(
            _("%(file)s is not a readable GeoPackage, GeoJSON or Shapefile.") % {"file": path.name}
        ) from error
    if len(found) == 1:
        return found[0]
    for name in wanted:
        for candidate in found:
            if candidate.lower() == name:
                return candidate
    raise UnreadableFile(
        _("%(file)s holds the tables %(found)s; expected is one of %(wanted)s, or only one table.")
        % {"file": path.name, "found": ", ".join(found) or _("none"), "wanted": ", ".join(wanted)}
    )


def _srid_named(crs: str | None, path: Path) -> int:
    if not crs:
        raise MissingCrs(
            _(
                "%(file)s does not say in which coordinate reference system it is. "
                "Write it into the file (for the national grid: EPSG:2169), or deliver the .prj "
                "file with the Shapefile."
            )
            % {"file": path.name}
        )
    if crs == "OGC:CRS84":
        return CRS84_SRID
    try:
        srid = SpatialReference(crs).srid
    except GDALException:
        srid = None
    if srid is None:
        raise MissingCrs(
            _(
                "The coordinate reference system of %(file)s has no EPSG code. Convert the file "
                "to EPSG:2169 or EPSG:4326."
            )
            % {"file": path.name}
        )
    return srid


def _middle_of(bounds: Sequence[float]) -> tuple[float, float]:
    return float(bounds[0] + bounds[2]) / 2, float(bounds[1] + bounds[3]) / 2


def _outside_country(shapes: np.ndarray, srid: int, path: Path) -> np.ndarray:
    """For each shape whether it leaves the country.

    Raises UnreadableFile when all do and the mistake is known.
    """
    country = shapely.segmentize(shapely.box(*COUNTRY_BOUNDS_M), 10_000)
    try:
        frame = shapely.from_wkb(bytes(in_crs(stored(country), srid).wkb)).bounds
    except GDALException as error:
        raise UnreadableFile(
            _("The coordinate reference system EPSG:%(srid)d of %(file)s does not reach Luxembourg.")
            % {"srid": srid, "file": path.name}
        ) from error
    bounds = shapely.bounds(shapes)
    known = ~np.isnan(bounds).any(axis=1)
    inside = (bounds[:, 0] >= frame[0]) & (bounds[:, 1] >= frame[1])
    inside &= (bounds[:, 2] <= frame[2]) & (bounds[:, 3] <= frame[3])
    astray = known & ~inside
    if astray.any() and not (known & inside).any():
        mistake = likely_mistake(*_middle_of(np.median(bounds[known], axis=0)), srid, path.name)
        if mistake:
            raise UnreadableFile(mistake)
    return astray


def _in_storage_crs(shapes: np.ndarray, srid: int) -> np.ndarray:
    """Copies in storage CRS, kept to the millimetre.

    So shared borders stay shared, and a second import finds the same coordinates.
    """
    coordinates = shapely.get_coordinates(shapes)
    if not len(coordinates):
        return shapes
    # One conversion for the whole file: a call for each shape costs more than its points.
    line = shapely.linestrings(np.vstack([coordinates, coordinates[-1:]]))
    converted = in_storage_crs(GEOSGeometry(memoryview(shapely.to_wkb(line)), srid=srid))
    coordinates = shapely.get_coordinates(shapely.from_wkb(bytes(converted.wkb)))[:-1]
    return shapely.set_coordinates(shapes.copy(), coordinates.round(DECIMALS))
