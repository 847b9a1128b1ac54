"""A clash as programs read it: each field with its base, mine and theirs, in the form in which it is written."""

import datetime
import json
from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.utils.translation import gettext as _

from api.crs import CRS84
from layers.crs import in_lonlat
from layers.languages import LANGUAGES
from territory.contributions.values import NAMED_BY, TRANSLATED
from territory.errors import Clash, ClashingField


def clashing_parts(clash: Clash) -> list[dict[str, Any]]:
    """One error per clashing field: where it stands, and the three values."""
    return [
        {
            "pointer": _pointer(field.name),
            "detail": _("Somebody else changed this too. Choose, then send it again with the new version."),
            "base": _written(clash.thing, field, field.base),
            "mine": _written(clash.thing, field, field.mine),
            "theirs": _written(clash.thing, field, field.theirs),
        }
        for field in clash.fields
    ]


def _pointer(name: str) -> str:
    if name == "location":
        return "/geometry"
    text, _separator, language = name.rpartition("_")
    if text in TRANSLATED and language in LANGUAGES:
        return f"/properties/{text}/{language}"
    return f"/properties/{name}"


def _written(thing: Any, field: ClashingField, value: Any) -> Any:
    if isinstance(value, GEOSGeometry):
        return geometry_written(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    named_by = NAMED_BY.get(field.name)
    if named_by and value:
        rows = thing._meta.get_field(field.name).related_model._default_manager.filter(pk=value)
        return rows.values_list(named_by, flat=True).first()
    return None if value == "" else value


def geometry_written(place: GEOSGeometry) -> dict[str, Any]:
    """``place`` as a GeoJSON geometry in CRS84."""
    described = json.loads(in_lonlat(place).geojson)
    return {**described, "coordinates": _rounded(described["coordinates"])}


def _rounded(numbers: Any) -> Any:
    if isinstance(numbers, list):
        return [_rounded(number) for number in numbers]
    return round(numbers, CRS84.decimals)
