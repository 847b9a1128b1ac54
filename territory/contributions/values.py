"""What may be stored in a contribution: checks of the values that a page, a program or an import hands in."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.gis.geos import GEOSGeometry
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from layers.communes.models import Commune
from layers.crs import in_storage_crs
from layers.errors import MissingCrs
from territory.contributions.models import Contribution
from territory.errors import Invalid

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
TRANSLATED = ("title", "summary")
PLACES = (
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
)
# More corners than any parcel plan of the region has; far beyond what a browser can edit.
MAX_CORNERS = 20_000


def checked_location(location: GEOSGeometry) -> GEOSGeometry:
    """``location`` in the storage CRS, once it is a place on the map. Raises Invalid."""
    problem = _problem_of(location)
    if problem:
        raise Invalid({"location": [problem]})
    return in_storage_crs(location)


def _problem_of(location: GEOSGeometry) -> str | None:
    if location.geom_type not in PLACES:
        return _("A place is a point, a line or an area; this is a %(type)s.") % {
            "type": location.geom_type
        }
    if location.empty:
        return _("The geometry has no points. Mark the place on the map.")
    if location.num_coords > MAX_CORNERS:
        return _(
            "The geometry has %(count)d points; at most %(limit)d are taken. Simplify it first."
        ) % {
            "count": location.num_coords,
            "limit": MAX_CORNERS,
        }
    if not location.valid:
        return _("The geometry is not valid: %(reason)s.") % {
            "reason": location.valid_reason
        }
    try:
        stored = in_storage_crs(location)
    except MissingCrs as error:
        return str(error)
    if not Commune.objects.valid_on(datetime.date.today()).touching(stored).exists():
        return _(
            "This place lies outside the communes of the map. Are longitude and latitude the right way round?"
        )
    return None


def checked_values(
    kind: type[Contribution], values: Mapping[str, Any]
) -> dict[str, Any]:
    """``values`` as columns of ``kind``: translated texts by column, location in the storage CRS. Raises Invalid.

    ``title`` and ``summary`` come as mappings from language to text; everything else as the field's own type.
    """
    problems: dict[str, list[str]] = {}
    columns: dict[str, Any] = {}
    for name, value in values.items():
        try:
            if name in TRANSLATED:
                columns.update(_columns_by_language(kind, name, value))
            elif name == "location":
                columns["location"] = checked_location(value)
            elif kind._meta.get_field(name).many_to_many:
                continue
            else:
                columns[name] = kind._meta.get_field(name).clean(
                    value.pk if hasattr(value, "pk") else value, None
                )
                if hasattr(value, "pk"):
                    columns[name] = value
        except Invalid as error:
            problems.update(error.problems)
        except ValidationError as error:
            problems[name] = list(error.messages)
    if problems:
        raise Invalid(problems)
    return columns


def _columns_by_language(
    kind: type[Contribution], name: str, texts: Mapping[str, str]
) -> dict[str, str]:
    unknown = sorted(set(texts) - set(LANGUAGES))
    if unknown:
        raise Invalid(
            {
                name: [
                    _("%(unknown)s is not one of the languages %(known)s.")
                    % {"unknown": ", ".join(unknown), "known": ", ".join(LANGUAGES)}
                ]
            }
        )
    longest = kind._meta.get_field(name).max_length
    for language, text in texts.items():
        if longest and len(text) > longest:
            raise Invalid(
                {
                    name: [
                        _(
                            "%(length)d characters in “%(language)s”; at most %(limit)d are stored."
                        )
                        % {"length": len(text), "language": language, "limit": longest}
                    ]
                }
            )
    return {f"{name}_{language}": text.strip() for language, text in texts.items()}
