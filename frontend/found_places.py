"""The shapes of a loaded file as choices of a form: names, sizes, small pictures, and the place itself as GeoJSON."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from frontend.forms.geojson import geojson_from
from frontend.templatetags.quantities import hectares, metres, number
from layers.crs import in_storage_crs
from territory.errors import Invalid
from territory.geometry_files.read import FoundShape, shapes_in

PICTURE_PX = 56
# As fine as so small a picture can show.
PICTURE_CORNERS = 60


@dataclass(frozen=True)
class Choice:
    """One shape: what it is called, how large it is, what was done to it, and how it looks."""

    name: str
    size: str
    remark: str
    picture: str
    geojson: str


@dataclass(frozen=True)
class Loaded:
    """What came of a file: choices, or the sentence that says why there are none."""

    choices: list[Choice] = field(default_factory=list)
    left_out: int = 0
    problem: str = ""


def loaded(request: HttpRequest) -> Loaded:
    """The shapes of the file of this request."""
    upload = request.FILES.get("place_file")
    if upload is None:
        return Loaded(problem=_("Choose a file with the place."))
    try:
        found = shapes_in(upload.read(), upload.name or "")
    except Invalid as refusal:
        return Loaded(problem=str(refusal))
    choices = [_choice(shape, position) for position, shape in enumerate(found.shapes, start=1)]
    return Loaded(choices, found.left_out)


def with_chosen_place(posted: QueryDict) -> QueryDict:
    """``posted`` as if the shape that was chosen from a file had been drawn."""
    if not posted.get("file_place"):
        return posted
    drawn = posted.copy()
    drawn["location"], drawn["lon"], drawn["lat"] = str(posted["file_place"]), "", ""
    return drawn


def typed_so_far(posted: QueryDict, more_names: tuple[str, ...]) -> dict[str, Any]:
    """What was typed, for a form that is shown again without being judged yet."""
    lists: dict[str, Any] = {
        name: posted.getlist(name) for name in more_names if len(posted.getlist(name)) > 1 or name == "partners"
    }
    plain: dict[str, Any] = dict(posted.dict())
    return plain | lists


def _choice(shape: FoundShape, position: int) -> Choice:
    remark = ""
    if shape.tolerance_m:
        remark = _("It has %(corners)s points. Offered is a simpler shape of %(kept)s, up to %(tolerance)s m off.") % {
            "corners": number(shape.corners),
            "kept": number(shape.place.num_coords),
            "tolerance": number(shape.tolerance_m, 1 if shape.tolerance_m < 1 else 0),
        }
    return Choice(
        name=shape.name or _("Shape %(number)d") % {"number": position},
        size=_size(shape),
        remark=remark,
        picture=_picture(shape.place),
        geojson=geojson_from(shape.place),
    )


def _size(shape: FoundShape) -> str:
    if shape.area_m2:
        return _("Area of %(size)s") % {"size": hectares(shape.area_m2)}
    if shape.length_m:
        return _("Line of %(size)s") % {"size": metres(shape.length_m)}
    return _("Point") if shape.place.geom_type == "Point" else _("Points")


def _picture(place: GEOSGeometry) -> str:
    """The outline as an SVG path in a square of PICTURE_PX, north up; empty for points."""
    if place.dims == 0:
        return ""
    try:
        flat = in_storage_crs(place)
    except Exception:  # noqa: BLE001  far from here the national grid has no numbers; then there is no picture
        return ""
    west, south, east, north = flat.extent
    extent_m = max(east - west, north - south) or 1.0
    flat = flat.simplify(extent_m / PICTURE_CORNERS, preserve_topology=True)
    scale = (PICTURE_PX - 8) / extent_m

    def path(corners: Any) -> str:
        points = [f"{4 + (x - west) * scale:.1f} {4 + (north - y) * scale:.1f}" for x, y in corners]
        return "M" + "L".join(points)

    def paths(coordinates: Any) -> str:
        if isinstance(coordinates[0][0], float | int):
            return path(coordinates)
        return "".join(paths(part) for part in coordinates)

    shape: Any = flat
    return paths(shape.coords)
