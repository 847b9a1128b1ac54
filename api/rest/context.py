"""What surrounds a place, asked while it is being drawn: one question, one answer."""

import datetime
from typing import Any

from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import GEOSGeometry
from django.http import HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import params
from api.answers import JSON, private_json
from api.asking import reading_of
from api.errors import BadBody
from api.rest import operations
from api.rest.context_answer import SHEET
from api.rest.geometry import place_from
from api.rest.members import members_of
from api.rest.parsers import FeatureParser, JsonParser
from layers.crs import STORAGE_REACH, in_storage_crs
from layers.invalid_shapes import fault_in_words
from territory.context.sheet import context_of
from territory.context.told import told
from territory.organisations.models import Organisation

MEMBERS = ("geometry", "starts_on", "ends_on", "theme", "owner")
BODY = {
    "type": "object",
    "required": ["geometry"],
    "properties": {
        "geometry": {"type": "object", "description": "A GeoJSON geometry, longitude and latitude."},
        "starts_on": {"type": "string", "format": "date", "description": "First day; today if missing."},
        "ends_on": {"type": "string", "format": "date", "description": "Last day; the first day if missing."},
        "theme": {"type": "string", "description": "Only things of this theme are similar."},
        "owner": {"type": "string", "description": "Short name of the organisation it would belong to."},
    },
}
EXAMPLE = {"geometry": {"type": "Point", "coordinates": [6.1145, 49.582]}, "starts_on": "2027-01-01"}


class ContextViewSet(ViewSet):
    """Reads only, for everybody; it is asked by POST because a shape may be long."""

    permission_classes = (AllowAny,)
    parser_classes = (JsonParser, FeatureParser)
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return operations.operation(
            "context",
            "What surrounds a place",
            "Communes with regions, business parks, the nearest stops, construction phases of the period, "
            "establishments and jobs within 5, 10 and 15 minutes on foot, things placed nearby, who decides, and whose "
            "consent it needs.",
            "context",
            parameters=[operations.language()],
            body=(BODY, EXAMPLE),
            answers={200: (JSON, SHEET)},
            refusals=(400, 413, 415, 422),
        )

    def create(self, request: Request) -> HttpResponse:
        """The context sheet of the geometry in the body."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["lang"])
        language = reading_of(request, parameters).language
        otherwise = _("The body is an object with “geometry”, perhaps also “starts_on” and “ends_on”.")
        body = members_of(request, MEMBERS, otherwise)
        place = _place(body.get("geometry"))
        first = _day(body, "starts_on") or timezone.localdate()
        last = _day(body, "ends_on") or first
        if last < first:
            raise BadBody([("/ends_on", _("The last day is before the first."))])
        theme = body.get("theme") or ""
        if not isinstance(theme, str) or "\x00" in theme:
            raise BadBody([("/theme", _("Here stands the code of a theme."))])
        sheet = context_of(place, first, last, request.user, language, theme, _owner(body))
        return private_json(told(sheet, language), language=language)


def _owner(body: dict[str, Any]) -> Organisation | None:
    slug = body.get("owner")
    if slug in (None, ""):
        return None
    owner = Organisation.objects.filter(slug=slug).first() if isinstance(slug, str) and "\x00" not in slug else None
    if owner is None:
        raise BadBody([("/owner", _("There is no organisation “%(value)s”.") % {"value": slug})])
    return owner


def _place(geometry: Any) -> GEOSGeometry:
    """The geometry in the storage CRS. Raises BadBody."""
    place = place_from(geometry)
    if not STORAGE_REACH.contains(place.envelope):
        raise BadBody([("/geometry", _("This place is too far from the region. Are longitude and latitude swapped?"))])
    try:
        stored = in_storage_crs(place)
    except GDALException as error:
        raise BadBody([("/geometry", _("This place is too far from the region."))]) from error
    if not stored.valid:
        why = fault_in_words(stored.valid_reason)
        raise BadBody([("/geometry", _("The geometry is not valid: %(reason)s.") % {"reason": why})])
    return stored


def _day(body: dict[str, Any], name: str) -> datetime.date | None:
    value = body.get(name)
    if value in (None, ""):
        return None
    try:
        day = parse_date(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    if day is None:
        raise BadBody([(f"/{name}", _("Here stands a day such as 2027-01-31."))])
    return day
