"""What may be stored in a contribution: checks of what a page, a program or an import hands in."""

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Any, cast

from django.conf import settings
from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import (
    GeometryCollection,
    GEOSException,
    GEOSGeometry,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    WKBWriter,
)
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import CharField, Field, IntegerField, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from layers.communes.models import Commune
from layers.crs import in_storage_crs
from layers.errors import MissingCrs
from territory.contributions.models import Contribution
from territory.errors import Invalid

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
TRANSLATED = ("title", "summary")
# Whoever hands in values never sets these: the owner is chosen once, stages and states have steps of
# their own, the rest is recorded.
SET_BY_ACTIONS = frozenset(
    {
        "id",
        "stage",
        "state",
        "state_reason",
        "owner",
        "created_by",
        "created_at",
        "updated_at",
        "published_at",
        "version",
        "trashed_at",
    }
)
# By what a related row may be named instead of handing in the row; elsewhere by its number.
NAMED_BY = {"theme": "code", "working_group": "slug", "partners": "slug"}
PLACES = (
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
)
MANY = {"Point": MultiPoint, "LineString": MultiLineString, "Polygon": MultiPolygon}
# Earlier or later is a typing error, such as 0024 for 2024. 1875 is the year of the capital's first tram.
EARLIEST_DAY, LATEST_DAY = datetime.date(1875, 1, 1), datetime.date(2199, 12, 31)
# More corners than any parcel plan of the region has; far beyond what a browser can edit.
MAX_CORNERS = 20_000


def checked_location(location: GEOSGeometry) -> GEOSGeometry:
    """``location`` flat and in the storage CRS, once it is a place on the map. Raises Invalid."""
    if not isinstance(location, GEOSGeometry):
        raise Invalid({"location": [_("Mark the place on the map.")]})
    if location.hasz:
        location = _flattened(location)
    problem = _problem_of_shape(location)
    if problem:
        raise Invalid({"location": [problem]})
    if not location.valid:
        repaired = repaired_location(location)
        # GEOS says it in English: “Self-intersection[6.105 49.515]”.
        where = re.search(r"\[(\S+) (\S+)\]", location.valid_reason)
        if repaired is None or where is None:
            problem = _("The geometry is not valid: %(reason)s.") % {"reason": location.valid_reason}
        else:
            problem = _("The shape crosses or touches itself, at %(place)s.") % {"place": ", ".join(where.groups())}
        raise Invalid({"location": [problem]}, repaired)
    stored = _in_the_grid(location)
    today = timezone.localdate()
    if stored is None or not Commune.objects.valid_on(today).touching(stored).exists():
        outside = _("This place lies outside the communes of the map. Are longitude and latitude the right way round?")
        raise Invalid({"location": [outside]})
    return stored


def repaired_location(location: GEOSGeometry) -> GEOSGeometry | None:
    """The sound shape nearest to ``location``, in its CRS; None where nothing of its kind is left."""
    try:
        sound = location.make_valid()
    except GEOSException:
        return None  # corners that are no numbers
    # What crosses itself may fall into areas and stray lines: the areas were meant.
    parts = list(sound) if isinstance(sound, GeometryCollection) else [sound]
    flat = [piece for part in parts for piece in (part if isinstance(part, GeometryCollection) else [part])]
    meant = [piece for piece in flat if piece.dims == location.dims and not piece.empty]
    if not meant or len({piece.geom_type for piece in meant}) > 1:
        return None
    if len(meant) == 1:
        return meant[0]
    return MANY[meant[0].geom_type](*meant, srid=location.srid)


def _flattened(location: GEOSGeometry) -> GEOSGeometry:
    # Phones record heights; the map has none.
    flat = GEOSGeometry(WKBWriter(dim=2).write(location))
    flat.srid = location.srid
    return flat


def _problem_of_shape(location: GEOSGeometry) -> str | None:
    if location.geom_type not in PLACES:
        return _("A place is a point, a line or an area; this is a %(type)s.") % {"type": location.geom_type}
    if location.empty:
        return _("The geometry has no points. Mark the place on the map.")
    if location.num_coords > MAX_CORNERS:
        return _("The geometry has %(count)d points; at most %(limit)d are taken. Simplify it first.") % {
            "count": location.num_coords,
            "limit": MAX_CORNERS,
        }
    return None


def _in_the_grid(location: GEOSGeometry) -> GEOSGeometry | None:
    """``location`` in the storage CRS; None where the national grid has no numbers for it."""
    try:
        stored = in_storage_crs(location)
    except MissingCrs as error:
        raise Invalid({"location": [str(error)]}) from None
    except GDALException:
        return None  # no such degrees, or too far away
    return stored if stored.valid else None


def checked_values(kind: type[Contribution], values: Mapping[str, Any]) -> dict[str, Any]:
    """``values`` as attributes of ``kind``: texts by column, location in the storage CRS.

    ``title`` and ``summary`` come as mappings from language to text; ``theme`` as a row or its
    code, ``working_group`` and ``partners`` as rows or short names, other related rows as rows or
    their numbers; the rest as the field's own type. What only the actions may set is refused.
    Raises Invalid.
    """
    problems: dict[str, list[str]] = {}
    columns: dict[str, Any] = {}
    repaired: GEOSGeometry | None = None
    for name, value in values.items():
        try:
            if name in TRANSLATED:
                columns.update(_columns_by_language(kind, name, value))
            elif name == "location":
                columns["location"] = checked_location(value)
            else:
                columns[name] = _checked(_writable_field(kind, name), value)
        except Invalid as error:
            problems.update(error.problems)
            repaired = error.repaired or repaired
        except ValidationError as error:
            problems[name] = list(error.messages)
    if problems:
        raise Invalid(problems, repaired)
    return columns


def _writable_field(kind: type[Contribution], name: str) -> Field:
    try:
        field = kind._meta.get_field(name)
    except FieldDoesNotExist:
        field = None
    if not isinstance(field, Field) or name in SET_BY_ACTIONS or hasattr(field, "translated_field"):
        raise Invalid({name: [_("“%(name)s” cannot be set here.") % {"name": name}]})
    return field


def _checked(field: Field, value: Any) -> Any:
    if not field.is_relation:
        return checked_plain(field, value)
    if field.many_to_many:
        if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
            raise ValidationError(_("A list is expected."))
        return [_row(field, one) for one in value]
    if value is None or value == "":
        return field.clean(None, None)  # says so where the field is needed
    return _row(field, value)


def checked_plain(field: Field, value: Any) -> Any:
    """``value`` as ``field`` stores it, where that is no related row. Raises ValidationError."""
    # Django would cut 10.5 down to 10 and write a list as a text, both without a word.
    if isinstance(field, IntegerField) and (
        isinstance(value, bool) or (isinstance(value, float) and not value.is_integer())
    ):
        raise ValidationError(_("A whole number is expected."))
    if isinstance(field, CharField) and not isinstance(value, str | None):
        raise ValidationError(_("A text is expected."))
    try:
        cleaned = field.clean(value, None)
    except TypeError:
        raise ValidationError(_("This cannot be read.")) from None
    if isinstance(cleaned, datetime.date) and not EARLIEST_DAY <= cleaned <= LATEST_DAY:
        sentence = _("Is the year right? Days from %(first)d to %(last)d are taken.")
        raise ValidationError(sentence % {"first": EARLIEST_DAY.year, "last": LATEST_DAY.year})
    return cleaned


def _row(field: Field, value: Any) -> Model:
    """The row of the field's model that ``value`` is or names. Raises ValidationError."""
    model = cast("type[Model]", field.related_model)
    if isinstance(value, model):
        return value
    named_by = NAMED_BY.get(field.name, "pk")
    try:
        return model._default_manager.get(**{named_by: value})
    except (ObjectDoesNotExist, ValueError, TypeError, OverflowError):
        sentence = _("There is no %(kind)s “%(name)s”.") % {
            "kind": model._meta.verbose_name,
            "name": value,
        }
    if field.name == "theme":
        known = ", ".join(model._default_manager.values_list("code", flat=True))
        sentence += " " + _("Possible: %(known)s.") % {"known": known}
    raise ValidationError(sentence)


def _columns_by_language(kind: type[Contribution], name: str, texts: Any) -> dict[str, str]:
    if not isinstance(texts, Mapping):
        raise ValidationError(_('Texts by language are expected, as in {"fr": "…"}.'))
    unknown = sorted(str(language) for language in texts if language not in LANGUAGES)
    if unknown:
        raise ValidationError(
            _("%(unknown)s is not one of the languages %(known)s.")
            % {"unknown": ", ".join(unknown), "known": ", ".join(LANGUAGES)}
        )
    longest = cast("Field", kind._meta.get_field(name)).max_length
    return {f"{name}_{language}": _checked_text(text, language, longest) for language, text in texts.items()}


def _checked_text(text: Any, language: str, longest: int | None) -> str:
    if text is None:
        return ""
    if not isinstance(text, str):
        raise ValidationError(_("The text in “%(language)s” is not a text.") % {"language": language})
    ProhibitNullCharactersValidator()(text)
    text = text.replace("\r\n", "\n").strip()  # forms send line ends of their own
    if longest and len(text) > longest:
        raise ValidationError(
            _("%(length)d characters in “%(language)s”; at most %(limit)d are stored.")
            % {"length": len(text), "language": language, "limit": longest}
        )
    return text
