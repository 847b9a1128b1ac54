"""Enquiries by REST: who is asked whether a shared service is needed, what they answered, whether it is enough."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import params
from api.answers import private_json
from api.asking import feature_id, language_of
from api.errors import BadBody, BadParameter, NoSuchThing
from api.permissions import WithinTokenScope
from api.rest.contributions import writer_of
from api.rest.enquiry_operations import enquiry_operation
from api.rest.members import members_of
from api.rest.needs_and_offers import in_askers_name
from api.rest.operations import WrittenSchema
from api.rest.parsers import JsonParser, MergePatchParser
from layers.numbers import is_number
from territory.enquiries import actions
from territory.enquiries.enough import enough_for
from territory.enquiries.models import Enquiry
from territory.enquiries.reading import can_answer, can_withdraw, enquiries_visible_to
from territory.needs_and_offers.models import SharedService, Visibility
from territory.studies.service import Served
from territory.working_groups.models import WorkingGroup

MOST_MINUTES, MOST_JOBS = 30, 1_000_000


class EnquiryViewSet(ViewSet):
    """For signed-in people; the database gives each what is for them."""

    parser_classes = (JsonParser, MergePatchParser)
    permission_classes = (IsAuthenticated, WithinTokenScope)
    schema = WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return enquiry_operation(action)

    def dispatch(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        """Every answer is read in the asker's own name."""
        with in_askers_name(request):
            return super().dispatch(request, *arguments, **named)

    def list(self, request: Request) -> HttpResponse:
        """The newest enquiries of the asker's companies and facilitated groups, and their own proposals."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["group", "service", "limit", "lang"])
        rows = enquiries_visible_to(request.user).select_related("working_group", "establishment")
        if "group" in parameters:
            rows = rows.filter(working_group__slug=_text(parameters["group"]))
        if "service" in parameters:
            rows = rows.filter(service=_service(parameters))
        found = rows.order_by("-pk")[: params.limit(parameters)]
        return private_json({"items": [_written(request, row) for row in found]}, language=language_of(request))

    def retrieve(self, request: Request, pk: str) -> HttpResponse:
        """One enquiry."""
        params.refuse_unknown(request.query_params.dict(), ["lang"])
        return private_json(_written(request, _enquiry(request, pk)), language=language_of(request))

    def create(self, request: Request) -> HttpResponse:
        """Asks where the writer facilitates, else proposes it to the facilitator; 201 with what is new."""
        params.refuse_unknown(request.query_params.dict(), ["lang"])
        otherwise = _("The body is an object with “group”, “service” and “establishments”.")
        body = members_of(request, ("group", "service", "establishments"), otherwise)
        places = body.get("establishments")
        if not isinstance(places, list) or not all(type(one) is int and abs(one) < 2**53 for one in places):
            raise BadBody([("/establishments", _("A list of numbers of establishments."))])
        group = WorkingGroup.objects.filter(slug=_text(body.get("group"))).first()
        if group is None:
            raise BadBody([("/group", _("The short name of a working group."))])
        begun = actions.ask(group, writer_of(request), str(body.get("service")), places)
        rows = Enquiry.objects.select_related("working_group", "establishment").filter(pk__in=[one.pk for one in begun])
        return private_json(
            {"items": [_written(request, row) for row in rows]}, language=language_of(request), status=201
        )

    def partial_update(self, request: Request, pk: str) -> HttpResponse:
        """Answers yes or no for one's own establishment; a yes states the need."""
        params.refuse_unknown(request.query_params.dict(), ["lang"])
        enquiry, writer = _enquiry(request, pk), writer_of(request)
        body = members_of(request, ("needs_it", "amount", "visibility"), _("The body is an object with “needs_it”."))
        if not isinstance(body.get("needs_it"), bool):
            raise BadBody([("/needs_it", _("This is true or false."))])
        amount = body.get("amount")
        if amount is not None and not is_number(amount):
            raise BadBody([("/amount", _("This is not a number."))])
        visibility = str(body.get("visibility") or Visibility.FACILITATOR)
        kept = actions.answer(enquiry, writer, body["needs_it"], visibility, amount)
        return private_json(_written(request, _enquiry(request, str(kept.pk))), language=language_of(request))

    def destroy(self, request: Request, pk: str) -> HttpResponse:
        """Takes back what is not answered, or one's own proposal."""
        params.refuse_unknown(request.query_params.dict(), [])
        actions.withdraw(_enquiry(request, pk), writer_of(request))
        return HttpResponse(status=204)


class EnoughViewSet(ViewSet):
    """For everybody; the more an asker may see, the more of those who want it are named and counted."""

    permission_classes = (AllowAny,)
    schema = WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return enquiry_operation("enough")

    def dispatch(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        """The answer is read in the asker's own name."""
        with in_askers_name(request):
            return super().dispatch(request, *arguments, **named)

    def list(self, request: Request, group: str) -> HttpResponse:
        """Who wants a shared service, how many are missing, and who is nearest to ask."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["service", "jobs", "minutes", "lang"])
        place = WorkingGroup.objects.filter(slug=_text(group)).first()
        if place is None:
            raise NoSuchThing(_("There is no such working group."))
        service = _service(parameters)
        jobs = params.number(parameters, "jobs", 1, MOST_JOBS) if "jobs" in parameters else None
        minutes = params.number(parameters, "minutes", 1, MOST_MINUTES) if "minutes" in parameters else None
        found = enough_for(place, service, request.user, jobs, minutes)
        if found.viability is None:
            return private_json({"service": service, "refusal": found.refusal}, language=language_of(request))
        answer = found.viability
        members = {
            "service": service,
            "threshold_jobs": answer.threshold_jobs,
            "within_min": answer.within_min,
            "is_enough": answer.is_viable,
            "jobs": answer.jobs,
            "saying_yes": [_place(one) for one in answer.saying_yes],
            "needed": [_place(one) for one in answer.needed],
            "needed_at_least": answer.mass.at_least if answer.mass else None,
            "nearest": [{**_place(one), "travel_min": round(minutes, 1)} for one, minutes in answer.nearest],
            "refusal": answer.refusal,
        }
        return private_json(members, language=language_of(request))


def _enquiry(request: Request, pk: str) -> Enquiry:
    rows = enquiries_visible_to(request.user).select_related("working_group", "establishment")
    found = rows.filter(pk=feature_id(pk)).first()
    if found is None:
        raise NoSuchThing(_("There is no enquiry %(id)s, or it is not yours.") % {"id": pk})
    return found


def _service(parameters: dict[str, str]) -> str:
    service = parameters.get("service", "")
    if service not in SharedService:
        raise BadParameter("service", _("Possible here: %(known)s.") % {"known": ", ".join(SharedService)})
    return service


def _text(value: object) -> str:
    return value if isinstance(value, str) and "\x00" not in value else ""


def _place(one: Served) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "jobs": one.jobs}


def _written(request: Request, enquiry: Enquiry) -> dict[str, Any]:
    """Nobody's name: who wished or asked is no part of it."""
    moments = ("started_at", "sent_at", "withdrawn_at", "answered_at")
    return {
        "id": enquiry.pk,
        "group": enquiry.working_group.slug,
        "service": enquiry.service,
        "establishment": {"id": enquiry.establishment_id, "name": enquiry.establishment.name},
        "is_proposal": enquiry.sent_at is None,
        "needs_it": enquiry.answer,
        **{name: getattr(enquiry, name) and getattr(enquiry, name).isoformat() for name in moments},
        "can_answer": can_answer(request.user, enquiry),
        "can_withdraw": can_withdraw(request.user, enquiry),
    }
