"""Leads by REST: those of one's own establishments and of the groups one facilitates. Everything else is not there."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import params
from api.answers import private_json
from api.asking import feature_id, language_of
from api.errors import BadBody, BadParameter, NoSuchThing
from api.permissions import WithinTokenScope
from api.rest.contributions import writer_of
from api.rest.lead_operations import lead_operation
from api.rest.members import members_of
from api.rest.needs_and_offers import in_askers_name
from api.rest.operations import WrittenSchema
from api.rest.parsers import JsonParser, MergePatchParser
from layers.numbers import is_number
from territory.leads import actions
from territory.leads.funnel import funnel_of
from territory.leads.models import Lead, LeadSide, LeadStep, MatchingRun, State
from territory.leads.querysets import leads_visible_to, sides_visible_to, steps_visible_to
from territory.leads.rules import can_answer, open_steps
from territory.leads.run import start_run
from territory.needs_and_offers.models import NeedOrOffer
from territory.needs_and_offers.rules import belongs_to, can_facilitate
from territory.people.models import User
from territory.working_groups.models import WorkingGroup

MEMBERS = ("interested", "state", "reason", "per_year", "eur")


class LeadViewSet(ViewSet):
    """For signed-in people; the database gives each what is for them."""

    parser_classes = (JsonParser, MergePatchParser)
    permission_classes = (IsAuthenticated, WithinTokenScope)
    schema = WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return lead_operation(action)

    def dispatch(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        """Every answer is read in the asker's own name."""
        with in_askers_name(request):
            return super().dispatch(request, *arguments, **named)

    def list(self, request: Request) -> HttpResponse:
        """The newest leads of the asker."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["group", "state", "limit", "lang"])
        leads = leads_visible_to(request.user).select_related("working_group")
        if "group" in parameters:
            leads = leads.filter(working_group__slug=parameters["group"])
        if "state" in parameters:
            if parameters["state"] not in State.values:
                raise BadParameter("state", _("Possible here: %(known)s.") % {"known": ", ".join(State.values)})
            leads = leads.filter(state=parameters["state"])
        found = leads.order_by("-pk")[: params.limit(parameters)]
        language = language_of(request)
        return private_json({"items": [_brief(lead, language) for lead in found]}, language=language)

    def retrieve(self, request: Request, pk: str) -> HttpResponse:
        """One lead with the sides and steps that are for the asker."""
        params.refuse_unknown(request.query_params.dict(), ["lang"])
        return _whole(request, _lead(request, pk))

    def partial_update(self, request: Request, pk: str) -> HttpResponse:
        """Answers (“interested”) or moves on (“state”), with “reason” and the result where they are asked for."""
        params.refuse_unknown(request.query_params.dict(), ["lang"])
        lead, writer = _lead(request, pk), writer_of(request)
        otherwise = _("The body is an object with one of “interested” and “state”.")
        body = members_of(request, MEMBERS, otherwise)
        if ("interested" in body) == ("state" in body):
            raise BadBody([("", otherwise)])
        reason = body.get("reason") or ""
        if not isinstance(reason, str):
            raise BadBody([("/reason", _("“reason” is a text."))])
        if "interested" in body:
            if not isinstance(body["interested"], bool):
                raise BadBody([("/interested", _("This is true or false."))])
            lead = actions.answer(lead, writer, body["interested"], reason)
        else:
            lead = actions.move(lead, writer, str(body["state"]), reason, _result(body))
        return _whole(request, lead)

    def funnel(self, request: Request) -> HttpResponse:
        """How far the leads of a working group have come; for who belongs to it."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["group", "lang"])
        group = _group(parameters.get("group"))
        if not belongs_to(request.user, group):
            raise NoSuchThing(_("There is no such working group, or it is not yours."))
        items = [{**vars(stage), "stage": str(stage.stage)} for stage in funnel_of(group)]
        return private_json({"items": items}, language=language_of(request))

    def start(self, request: Request) -> HttpResponse:
        """Leaves a search to the worker; 202 with where it tells of itself."""
        params.refuse_unknown(request.query_params.dict(), ["lang"])
        body = request.data
        slug = body.get("group") if isinstance(body, dict) else None
        if not isinstance(slug, str):
            raise BadBody([("/group", _("The short name of a working group."))])
        run = start_run(_group(slug), writer_of(request))
        response = private_json(_search(run), language=language_of(request), status=202)
        response["Location"] = request.build_absolute_uri(f"/api/v1/leads/searches/{run.pk}/")
        return response

    def search(self, request: Request, pk: str) -> HttpResponse:
        """How far a search is; for the facilitator of its group."""
        params.refuse_unknown(request.query_params.dict(), ["lang"])
        run = MatchingRun.objects.select_related("working_group").filter(pk=feature_id(pk)).first()
        if run is None or not can_facilitate(request.user, run.working_group):
            raise NoSuchThing(_("There is no search %(id)s, or it is not yours.") % {"id": pk})
        return private_json(_search(run), language=language_of(request))


def _lead(request: Request, pk: str) -> Lead:
    lead = leads_visible_to(request.user).select_related("working_group").filter(pk=feature_id(pk)).first()
    if lead is None:
        raise NoSuchThing(_("There is no lead %(id)s, or it is not yours.") % {"id": pk})
    return lead


def _group(slug: str | None) -> WorkingGroup:
    group = WorkingGroup.objects.filter(slug=slug or "").first()
    if group is None:
        raise NoSuchThing(_("There is no such working group, or it is not yours."))
    return group


def _result(body: dict[str, Any]) -> actions.Result:
    stated = {}
    for name in ("per_year", "eur"):
        value = body.get(name)
        if value is not None and not is_number(value):
            raise BadBody([(f"/{name}", _("This is not a number."))])
        stated[name] = value
    return actions.Result(**stated)


def _brief(lead: Lead, language: str) -> dict[str, Any]:
    return {
        "id": lead.pk,
        "group": lead.working_group.slug,
        "state": lead.state,
        "score_percent": lead.score_percent,
        "sentences": lead.sentences.get(language, []),
        "is_invented": lead.is_invented,
        "names_shown": lead.disclosed_at is not None,
        "found_at": lead.found_at.isoformat(),
        "updated_at": lead.updated_at.isoformat(),
    }


def _whole(request: Request, lead: Lead) -> HttpResponse:
    asker: Any = request.user
    language = language_of(request)
    sides = list(sides_visible_to(asker, lead))
    readable = set(
        NeedOrOffer.objects.visible_to(asker)
        .filter(pk__in=[side.entry_id for side in sides])
        .values_list("pk", flat=True)
    )
    members = {
        **_brief(lead, language),
        "sides": [_side(side, asker, side.entry_id in readable) for side in sides],
        "steps": [_step(step) for step in steps_visible_to(asker, lead)],
        "can_answer": can_answer(asker, lead),
        "next_states": [str(step.target) for step in open_steps(asker, lead)],
    }
    return private_json(members, language=language)


def _side(side: LeadSide, asker: User, is_readable: bool) -> dict[str, Any]:
    return {
        "direction": side.direction,
        "establishment": {"id": side.establishment_id, "name": side.establishment.name},
        "need_or_offer": side.entry_id if is_readable else None,
        "interested": side.answer,
    }


def _step(step: LeadStep) -> dict[str, Any]:
    return {
        "from": step.source,
        "to": step.target,
        "by": step.taken_by,
        "reason": step.reason,
        "per_year": step.result_per_year,
        "eur": step.result_eur,
        "at": step.happened_at.isoformat(),
    }


def _search(run: MatchingRun) -> dict[str, Any]:
    counted = ("offers", "needs", "compared", "fitting", "near_misses", "new_leads")
    return {"id": run.pk, "state": run.state, "problem": run.problem, **{name: getattr(run, name) for name in counted}}
