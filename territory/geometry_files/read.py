"""The shapes of a file that somebody loads into a form: GeoJSON, KML, KMZ, GPX, zipped Shapefile, GeoPackage."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.gis.gdal import AxisOrder, CoordTransform, GDALException, SpatialReference
from django.contrib.gis.geos import GeometryCollection, GEOSException, GEOSGeometry
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from layers.crs import CRS84_SRID, in_storage_crs
from territory.contributions.simplify import simplified
from territory.contributions.values import MAX_CORNERS, PLACES
from territory.errors import Invalid

PATIENCE_S = 60
# Choices a person can look through, and what a page of them may weigh.
MOST_SHAPES, MOST_CORNERS = 100, 40_000
TAKEN = gettext_lazy("Taken are GeoJSON, KML, KMZ, GPX, GeoPackage and zipped Shapefiles.")
# The words of extract.py and kinds.py.
SENTENCES = {
    "unknown": gettext_lazy("“%(name)s” is no file with places that we can read."),
    "unreadable": gettext_lazy("“%(name)s” is damaged: its places cannot be read."),
    "lonely_shp": gettext_lazy(
        "“%(name)s” is one part of a Shapefile. Zip it together with its .shx, .dbf and .prj and choose the zip file."
    ),
    "entities": gettext_lazy(
        "“%(name)s” refers to other files or defines abbreviations of its own (DTD, entities). "
        "Export it anew without them."
    ),
    "broken_xml": gettext_lazy("“%(name)s” is no sound XML. Export it anew."),
    "other_xml": gettext_lazy("“%(name)s” is neither KML nor GPX; it begins with <%(root)s>."),
    "too_many_entries": gettext_lazy("“%(name)s” holds %(count)s files; at most %(limit)s are looked at."),
    "several": gettext_lazy("“%(name)s” holds several datasets: %(names)s. Zip only the one you mean."),
    "nothing_inside": gettext_lazy("“%(name)s” holds no file with places."),
    "broken_zip": gettext_lazy("“%(name)s” is a damaged or locked zip file. Zip it anew, without a password."),
    "bomb": gettext_lazy(
        "“%(name)s” would unpack to far more than its size, or to more than %(limit)s MB. It was not unpacked."
    ),
    "no_prj": gettext_lazy(
        "“%(name)s” does not say in which coordinate system it is: the .prj file is missing. Zip it together with the "
        "others."
    ),
}


@dataclass(frozen=True)
class FoundShape:
    """One shape of a file, in CRS84. ``corners`` as the file had them; ``tolerance_m`` is 0 unless it was simplified.

    Area in square metres and length in metres are 0 where there is none.
    """

    name: str
    place: GEOSGeometry
    corners: int
    tolerance_m: float
    area_m2: float
    length_m: float


@dataclass(frozen=True)
class FoundShapes:
    """``left_out`` shapes were too many to choose from, or are no places."""

    shapes: list[FoundShape]
    left_out: int


def shapes_in(content: bytes, name: str) -> FoundShapes:
    """What of ``content`` can be taken as a place. Raises Invalid, with what is wrong under ``place_file``."""
    if not content:
        raise refused(_("“%(name)s” is empty.") % {"name": name})
    if len(content) > settings.FILE_MAX_MB * 1_000_000:
        sentence = _("“%(name)s” is larger than %(limit)d MB, the most that is taken. Make it smaller.")
        raise refused(sentence % {"name": name, "limit": settings.FILE_MAX_MB})
    answer = _extracted(content)
    if "trouble" in answer:
        raise refused(f"{SENTENCES[answer['trouble']] % {**answer['facts'], 'name': name}} {TAKEN}")
    total = sum(layer["count"] for layer in answer["layers"])
    shapes: list[FoundShape] = []
    weight = 0
    for label, place in _places(answer, name):
        shape = _found(label, place, name)
        weight += shape.place.num_coords
        if shapes and weight > MOST_CORNERS:
            break
        shapes.append(shape)
    if not shapes:
        raise refused(_("“%(name)s” holds no point, line or area.") % {"name": name})
    return FoundShapes(shapes, max(0, total - len(shapes)))


def refused(sentence: str) -> Invalid:
    """The refusal of a file."""
    return Invalid({"place_file": [sentence]})


def _extracted(content: bytes) -> Any:
    """The answer of extract.py."""
    command = [sys.executable, "-m", "territory.geometry_files.extract", str(MOST_SHAPES)]
    try:
        done = subprocess.run(  # noqa: S603  our own module, with a number
            command, input=content, capture_output=True, timeout=PATIENCE_S, cwd=settings.BASE_DIR, env={}, check=True
        )
        return json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        return {"trouble": "unreadable", "facts": {}}


def _places(answer: Any, name: str) -> Iterator[tuple[str, GEOSGeometry]]:
    """The shapes in CRS84 with their names; of a collection its parts."""
    for layer in answer["layers"]:
        if not layer["crs"]:
            sentence = _(
                "“%(name)s” does not say in which coordinate system it is. Export it in EPSG:2169 or EPSG:4326."
            )
            raise refused(sentence % {"name": name})
        conversion = _conversion(layer["crs"], name)
        for label, wkb in layer["shapes"]:
            whole = GEOSGeometry(memoryview(bytes.fromhex(wkb)))
            for part in _parts(whole):
                if part.geom_type in PLACES and not part.empty:
                    yield label[:100], _in_degrees(part, conversion, name)


def _parts(whole: GEOSGeometry) -> list[GEOSGeometry]:
    if not isinstance(whole, GeometryCollection):
        return [whole]
    if whole.geom_type == "GeometryCollection":
        return [each for part in whole for each in _parts(part)]
    # One of one is one: what is drawn can then be moved corner by corner.
    return [whole[0]] if len(whole) == 1 else [whole]


def _conversion(crs: str, name: str) -> CoordTransform | None:
    """From the system of the file to longitude and latitude; None where it is that already."""
    try:
        source = SpatialReference("EPSG:4326" if crs == "OGC:CRS84" else crs, axis_order=AxisOrder.TRADITIONAL)
        if source.geographic and source.srid == CRS84_SRID:
            return None
        return CoordTransform(source, SpatialReference(CRS84_SRID, axis_order=AxisOrder.TRADITIONAL))
    except GDALException:
        sentence = _("The coordinate system of “%(name)s” is not known here. Export it in EPSG:2169 or EPSG:4326.")
        raise refused(sentence % {"name": name}) from None


def _in_degrees(place: GEOSGeometry, conversion: CoordTransform | None, name: str) -> GEOSGeometry:
    try:
        if conversion is not None:
            place.srid = CRS84_SRID  # only so that it may be converted; the conversion knows where from
            place.transform(conversion)
        place.srid = CRS84_SRID
        west, south, east, north = place.extent
    except (GDALException, GEOSException):
        raise _not_degrees(name) from None
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise _not_degrees(name)
    return place


def _not_degrees(name: str) -> Invalid:
    sentence = _(
        "The numbers in “%(name)s” are no longitudes and latitudes. Are they metres? Export it in EPSG:4326, or as a "
        "Shapefile with its .prj file."
    )
    return refused(sentence % {"name": name})


def _found(label: str, place: GEOSGeometry, name: str) -> FoundShape:
    corners, tolerance_m = place.num_coords, 0.0
    if corners > MAX_CORNERS:
        lighter = simplified(place, MAX_CORNERS)
        if lighter is None:
            sentence = _("A shape in “%(name)s” has %(count)d points and cannot be simplified to %(limit)d.")
            raise refused(sentence % {"name": name, "count": corners, "limit": MAX_CORNERS})
        place, tolerance_m = lighter
    try:
        stored = in_storage_crs(place)
        area_m2, length_m = stored.area, 0.0 if stored.area else stored.length
    except GDALException:
        area_m2 = length_m = 0.0  # far away; where it lies is said when it is handed in
    return FoundShape(label, place, corners, tolerance_m, area_m2, length_m)
