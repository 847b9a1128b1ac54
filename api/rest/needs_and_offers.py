"""Needs and offers by REST. What is not for the asker is not there: the same 404 as for a number never given."""

from contextlib import AbstractContextManager
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import params
from api.answers import private_json
from api.asking import asker_of, feature_id, language_of
from api.errors import BadBody, BadParameter, NoSuchThing
from api.rest.contributions import writer_of
from api.rest.need_operations import need_operation
from api.rest.operations import WrittenSchema
from api.rest.parsers import JsonParser, MergePatchParser
from api.rest.preconditions import version_named
from layers.business_parks.models import BusinessPark
from territory.acting import reading_as
from territory.companies.models import Establishment
from territory.matching.waste_list import name_in_words, project_waste_list, spaced
from territory.needs_and_offers import actions
from territory.needs_and_offers.models import Direction, NeedOrOffer, SharedService, Visibility
from territory.needs_and_offers.totals import totals_of
from territory.needs_and_offers.values import FIELDS
from territory.working_groups.models import WorkingGroup

FILTERS = ("establishment", "group", "direction", "service", "material", "visibility")
ORDERS = ("id", "-id", "per_year", "-per_year", "updated_at", "-updated_at")
CHOICES = {"direction": Direction.values, "service": SharedService.values, "visibility": Visibility.values}


def in_askers_name(request: HttpRequest) -> AbstractContextManager[None]:
    """One transaction in which the database reads as the asker; as a visitor where the token is not known."""
    try:
        return reading_as(asker_of(request))
    except AuthenticationFailed:  # the framework authenticates again, and answers the refusal in its form
        return reading_as(None)


class NeedViewSet(ViewSet):
    """Anybody may ask; the database gives each asker what is for them."""

    parser_classes = (JsonParser, MergePatchParser)
    schema = WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return need_operation(action)

    def dispatch(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        """Every answer is read in the asker's own name."""
        with in_askers_name(request):
            return super().dispatch(request, *arguments, **named)

    def list(self, request: Request) -> HttpResponse:
        """A page of entries that the asker may see; ``next`` is the address of the next one."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, [*FILTERS, "after", "order", "limit", "lang"])
        limit = params.limit(parameters)
        order = parameters.get("order", "id")
        if order not in ORDERS:
            raise BadParameter("order", _("Possible here: %(known)s.") % {"known": ", ".join(ORDERS)})
        rows = _narrowed(NeedOrOffer.objects.visible_to(request.user).stated(), parameters)
        start = int(params.number(parameters, "after", 0, 1_000_000, 0))
        found = list(rows.select_related("establishment").order_by(order, "id")[start : start + limit + 1])
        members: dict[str, Any] = {"items": [_written(request, entry) for entry in found[:limit]]}
        if len(found) > limit:
            following = request.query_params.copy()
            following["after"] = str(start + limit)
            members["next"] = request.build_absolute_uri(f"{request.path}?{following.urlencode()}")
        return private_json(members, language=language_of(request))

    def retrieve(self, request: Request, pk: str) -> HttpResponse:
        """One entry, with the tag of its version."""
        params.refuse_unknown(request.query_params.dict(), ["lang"])
        return _stored(request, _entry(request, pk), 200)

    def create(self, request: Request) -> HttpResponse:
        """States a need or an offer of an establishment of one's own company."""
        params.refuse_unknown(request.query_params.dict(), ["lang"])
        body = _body(request)
        place = body.pop("establishment", None)
        if type(place) is not int:
            raise BadBody([("/establishment", _("The number of an establishment."))])
        establishment = Establishment.objects.select_related("company").filter(pk=place).first()
        if establishment is None:
            raise BadBody([("/establishment", _("There is no establishment %(id)d.") % {"id": place})])
        entry = actions.state_entry(establishment, writer_of(request), body)
        response = _stored(request, entry, 201)
        response["Location"] = request.build_absolute_uri(f"/api/v1/needs-and-offers/{entry.pk}/")
        return response

    def partial_update(self, request: Request, pk: str) -> HttpResponse:
        """Changes the members that are given; “null” empties one. “withdrawn”: false states it again."""
        params.refuse_unknown(request.query_params.dict(), ["lang"])
        entry, writer = _entry(request, pk), writer_of(request)
        body = _body(request)
        if body.pop("withdrawn", None) is False:
            entry = actions.state_again(entry, writer)
        if body:
            entry = actions.change_entry(entry, writer, body, version_named(request))
        return _stored(request, entry, 200)

    def destroy(self, request: Request, pk: str) -> HttpResponse:
        """Withdraws the entry: only its own company still reads it, and may state it again."""
        params.refuse_unknown(request.query_params.dict(), [])
        actions.withdraw_entry(_entry(request, pk), writer_of(request), version_named(request))
        return HttpResponse(status=204)

    def totals(self, request: Request) -> HttpResponse:
        """What one working group or one park needs and offers together, of at least five companies."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["group", "park", "lang"])
        if ("group" in parameters) == ("park" in parameters):
            raise BadParameter("group", _("Name one “group” (short name) or one “park” (code); no other area is told."))
        place: WorkingGroup | BusinessPark | None
        if "group" in parameters:
            place = WorkingGroup.objects.filter(slug=parameters["group"]).first()
        else:
            place = BusinessPark.objects.filter(code=parameters["park"]).first()
        if place is None:
            raise NoSuchThing(_("There is no such working group or park."))
        return private_json({"items": [vars(total) for total in totals_of(place)]}, language=language_of(request))

    def codes(self, request: Request) -> HttpResponse:
        """The part of the List of Waste in which materials are stated."""
        params.refuse_unknown(request.query_params.dict(), ["lang"])
        language = language_of(request)
        items = [
            {"code": code, "written": spaced(code), "name": name_in_words(code, language), "is_hazardous": hazardous}
            for code, hazardous in project_waste_list().hazardous.items()
        ]
        return private_json({"items": items}, language=language)


def _body(request: Request) -> dict[str, Any]:
    if not isinstance(request.data, dict):
        raise BadBody([("", _("The body is an object with “establishment”, “direction” and what it is."))])
    return dict(request.data)


def _entry(request: Request, pk: str) -> NeedOrOffer:
    rows = NeedOrOffer.objects.visible_to(request.user).select_related("establishment__company")
    entry = rows.filter(pk=feature_id(pk)).first()
    if entry is None:
        raise NoSuchThing(_("There is no need or offer %(id)s, or you may not see it.") % {"id": pk})
    return entry


def _narrowed(rows: QuerySet[NeedOrOffer], parameters: dict[str, str]) -> QuerySet[NeedOrOffer]:
    for name, allowed in CHOICES.items():
        if name in parameters:
            if parameters[name] not in allowed:
                raise BadParameter(name, _("Possible here: %(known)s.") % {"known": ", ".join(allowed)})
            rows = rows.filter(**{name: parameters[name]})
    if "material" in parameters:
        rows = rows.filter(material__startswith=parameters["material"].replace(" ", "").rstrip("*"))
    if "establishment" in parameters:
        rows = rows.filter(establishment=int(params.number(parameters, "establishment", 1, 2**53)))
    if "group" in parameters:
        rows = rows.filter(establishment__group_memberships__working_group__slug=parameters["group"])
    return rows


def _written(request: Request, entry: NeedOrOffer) -> dict[str, Any]:
    base = request.build_absolute_uri("/").rstrip("/")
    return {
        "id": entry.pk,
        "establishment": {
            "id": entry.establishment_id,
            "name": entry.establishment.name,
            "href": f"{base}/api/v1/establishments/{entry.establishment_id}/",
        },
        **{name: getattr(entry, name) for name in FIELDS},
        "per_year": entry.per_year,
        "is_invented": entry.is_invented,
        "withdrawn": entry.withdrawn_at is not None,
        "created_at": entry.created_at.isoformat(),
        "updated_at": entry.updated_at.isoformat(),
        "version": entry.version,
    }


def _stored(request: Request, entry: NeedOrOffer, status: int) -> HttpResponse:
    language = language_of(request)
    response = private_json(_written(request, entry), language=language, status=status)
    response["ETag"] = f'"{entry.version}-{language}"'
    return response
