"""Query parameters: from text to value, or BadParameter with what was wrong and what would be right."""

import datetime
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.gis.geos import Point
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from api.collection import Collection, Field, Kind, Narrowing
from api.errors import BadParameter
from layers.crs import CRS84_SRID, STORAGE_REACH
from layers.languages import LANGUAGES

DEFAULT_LIMIT, MAX_LIMIT = 100, 10_000
# Farther than across the country, so that nothing is out of reach, yet not the whole continent.
MAX_RADIUS_M = 100_000.0
NACE = re.compile(r"[A-Va-v]|\d{2}(\.\d{1,2})?")
Parameters = Mapping[str, str]
Default = TypeVar("Default", bound=datetime.date | None)


@dataclass(frozen=True)
class Days:
    """From the first to the last day, both included; None is without end."""

    first: datetime.date | None
    last: datetime.date | None


def refuse_unknown(parameters: Parameters, known: Iterable[str]) -> None:
    """Raises BadParameter for a name that is not known: a misspelt filter must not answer everything."""
    allowed = sorted(known)
    for name in parameters:
        if name not in allowed:
            raise BadParameter(
                name,
                _("There is no parameter “%(name)s” here; possible: %(known)s.")
                % {"name": name, "known": ", ".join(allowed) or "–"},
            )


def number(parameters: Parameters, name: str, lowest: float, highest: float, default: float | None = None) -> float:
    """A finite number from ``lowest`` to ``highest``; without ``default`` it is needed."""
    text = parameters.get(name)
    if text is None or text == "":
        if default is not None:
            return default
        raise BadParameter(
            name,
            _("“%(name)s” is needed: a number from %(lowest)g to %(highest)g.")
            % {"name": name, "lowest": lowest, "highest": highest},
        )
    value = finite(name, text)
    if not lowest <= value <= highest:
        raise BadParameter(
            name,
            _("“%(name)s” runs from %(lowest)g to %(highest)g; %(value)s does not.")
            % {"name": name, "lowest": lowest, "highest": highest, "value": text},
        )
    return value


def limit(parameters: Parameters, default: int = DEFAULT_LIMIT, highest: int = MAX_LIMIT) -> int:
    """How many features at most, 1 to ``highest``. More than that is cut, as OGC API Features asks (7.15.2)."""
    text = parameters.get("limit")
    if text is None:
        return default
    if not re.fullmatch(r"\d{1,9}", text) or int(text) < 1:
        raise BadParameter(
            "limit",
            _("“limit” is a whole number from 1 to %(highest)d; “%(value)s” is not.")
            % {"highest": highest, "value": text},
        )
    return min(int(text), highest)


def flag(parameters: Parameters, name: str) -> bool:
    """Whether ``name`` is "true"; without it, no."""
    text = parameters.get(name, "false")
    if text not in ("true", "false"):
        raise BadParameter(name, _("“%(name)s” is true or false; “%(value)s” is not.") % {"name": name, "value": text})
    return text == "true"


def position(parameters: Parameters) -> Point:
    """The point of ``lon`` and ``lat``, CRS84."""
    lon = number(parameters, "lon", -180, 180)
    lat = number(parameters, "lat", -90, 90)
    west, south, east, north = STORAGE_REACH.extent
    if not (west <= lon <= east and south <= lat <= north):
        raise BadParameter(
            "lon",
            _(
                "The point is too far from the region: “lon” lies from %(west)g to %(east)g and “lat” from "
                "%(south)g to %(north)g here. Are they the right way round?"
            )
            % {"west": west, "east": east, "south": south, "north": north},
        )
    return Point(lon, lat, srid=CRS84_SRID)


def radius_m(parameters: Parameters, least: float | None = None) -> float:
    """The radius in metres: ``least`` or more, else more than 0."""
    value = number(parameters, "radius_m", 0, MAX_RADIUS_M)
    if least is None and value <= 0:
        raise BadParameter("radius_m", _("“radius_m” is more than 0 metres."))
    return value


def nace(parameters: Parameters) -> str | None:
    """A NACE section ("C") or code ("10", "10.7", "10.71"); None for all."""
    text = parameters.get("nace", "").strip()
    if text and not NACE.fullmatch(text):
        raise BadParameter(
            "nace",
            _("“nace” is a section, A to V, or a code such as 10, 10.7 or 10.71; “%(value)s” is not.")
            % {"value": text},
        )
    return text or None


def language(parameters: Parameters, default: str | None) -> str:
    """The language of texts: ``lang``, else the one the asker's program prefers."""
    text = parameters.get("lang")
    if text is None:
        return default if default in LANGUAGES else settings.LANGUAGE_CODE
    if text not in LANGUAGES:
        raise BadParameter(
            "lang",
            _("“lang” is one of %(known)s; “%(value)s” is not.") % {"known": ", ".join(LANGUAGES), "value": text},
        )
    return text


def day(parameters: Parameters, name: str, default: Default) -> datetime.date | Default:
    """A day as YYYY-MM-DD."""
    text = parameters.get(name)
    if text is None:
        return default
    return _day_of(name, text)


def days(parameters: Parameters) -> Days | None:
    """``datetime``: a day or moment, or two of them with a slash between; ".." or nothing is without end."""
    text = parameters.get("datetime")
    if text is None:
        return None
    parts = text.split("/")
    if len(parts) == 1:
        only = _day_of("datetime", parts[0])
        return Days(only, only)
    if len(parts) != 2 or all(part in {"", ".."} for part in parts):
        raise BadParameter(
            "datetime",
            _("“datetime” is one day or moment, or two with one “/” between, of which one may be “..”."),
        )
    first, last = (None if part in {"", ".."} else _day_of("datetime", part) for part in parts)
    if first and last and first > last:
        raise BadParameter("datetime", _("“datetime” runs backwards: the first day is after the last."))
    return Days(first, last)


def takes_several(field: Field | Narrowing) -> bool:
    """Whether several values, with commas, mean any of them. A name may have a comma of its own."""
    return field.name != "name" and field.kind not in {Kind.BOOLEAN, Kind.TRANSLATED}


def narrowing(collection: Collection, parameters: Parameters) -> Q:
    """The condition of the filters in ``parameters``; several values of one filter, with commas, mean any of them."""
    condition = Q()
    for name, field in collection.filters.items():
        if name not in parameters:
            continue
        if isinstance(field, Narrowing):
            condition &= field.condition(_values(field, parameters[name]), *days_seen(parameters))
        else:
            condition &= _equals(field, parameters[name])
    return condition


def narrowing_of_parts(collection: Collection, parameters: Parameters) -> Q:
    """The same condition for the features of a tile, where a row has several of them."""
    condition = Q()
    for each in collection.narrowings:
        if each.parts is not None and each.name in parameters:
            condition &= each.parts(_values(each, parameters[each.name]), *days_seen(parameters))
    return condition


def days_seen(parameters: Parameters) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of ``datetime``; today and today without it."""
    chosen, today = days(parameters), timezone.localdate()
    if chosen is None:
        return today, today
    return chosen.first or datetime.date.min, chosen.last or datetime.date.max


def _values(field: Field | Narrowing, text: str) -> list[str]:
    if "\x00" in text:
        raise BadParameter(field.name, _("“%(name)s” holds a character that no text has.") % {"name": field.name})
    values = text.split(",")
    unknown = [value for value in values if field.choices and value not in field.choices]
    if unknown:
        raise BadParameter(
            field.name,
            _("“%(name)s” is one of %(known)s; “%(value)s” is not.")
            % {"name": field.name, "known": ", ".join(field.choices), "value": unknown[0]},
        )
    return values


def _equals(field: Field, text: str) -> Q:
    if field.kind is Kind.BOOLEAN:
        if text not in {"true", "false"}:
            raise BadParameter(field.name, _("“%(name)s” is true or false.") % {"name": field.name})
        return Q(**{field.filter: text == "true"})
    values = _values(field, text)
    if field.kind is Kind.TRANSLATED:
        condition = Q()
        for code in LANGUAGES:
            condition |= Q(**{f"{field.filter}_{code}": text})
        return condition
    return Q(**{f"{field.filter}__in": values}) if takes_several(field) else Q(**{field.filter: text})


def finite(name: str, text: str) -> float:
    """The number that ``text`` is."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or "_" in text:
        raise BadParameter(name, _("“%(value)s” in “%(name)s” is not a number.") % {"name": name, "value": text})
    return value


def _day_of(name: str, text: str) -> datetime.date:
    """The day of a date or of a moment (RFC 3339), as the region's clocks show it."""
    try:
        if "T" not in text.upper():
            return datetime.date.fromisoformat(text)
        # In an address a plus sign stands for a space.
        moment = parse_datetime(text.upper().replace(" ", "+"))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise BadParameter(
            name,
            _("“%(value)s” in “%(name)s” is not a day such as 2026-05-01 or a moment such as 2026-05-01T08:00:00Z.")
            % {"name": name, "value": text},
        )
    return moment.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
