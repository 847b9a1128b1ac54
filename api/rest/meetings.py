"""Meetings of working groups and their decisions: read by those who take part, written by the coordination."""

import datetime
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext as _
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import params
from api.answers import private_json
from api.asking import feature_id
from api.errors import BadBody, NoSuchThing, Sentence
from api.rest import meeting_operations
from api.rest.contributions import writer_of
from api.rest.operations import WrittenSchema
from api.rest.parsers import JsonParser, MergePatchParser
from territory.errors import Invalid
from territory.meetings import actions
from territory.meetings.models import Decision, Meeting
from territory.meetings.reading import decision_called, meeting_called, meetings_of
from territory.meetings.rules import can_read_meetings
from territory.working_groups.models import WorkingGroup

MOMENTS, DAYS = ("starts_at", "ends_at"), ("due_on", "done_on")


class MeetingViewSet(ViewSet):
    """What somebody may not read is answered as if it were not there."""

    permission_classes = (IsAuthenticated,)
    parser_classes = (JsonParser, MergePatchParser)
    schema = WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return meeting_operations.operation_of(action)

    def list(self, request: Request, group: str) -> HttpResponse:
        """The meetings of a group, the latest first."""
        params.refuse_unknown(request.query_params.dict(), ["lang"])
        found = self._group(request, group)
        meetings = [meeting_members(meeting) for meeting in meetings_of(found, request.user)]
        return private_json({"meetings": meetings})

    def create(self, request: Request, group: str) -> HttpResponse:
        """Plans a meeting."""
        meeting = _done(actions.plan_meeting, self._group(request, group), writer_of(request), _values(request))
        return private_json(meeting_members(meeting), status=201)

    def retrieve(self, request: Request, pk: str) -> HttpResponse:
        """One meeting."""
        return private_json(meeting_members(_meeting(request, pk)))

    def partial_update(self, request: Request, pk: str) -> HttpResponse:
        """Changes what is given; “version” names the version it starts from."""
        values = _values(request)
        version = values.pop("version", None)
        if version is not None and not isinstance(version, int):
            raise BadBody([("/version", _("Here stands a whole number."))])
        _done(actions.change_meeting, _meeting(request, pk), writer_of(request), values, version)
        return self.retrieve(request, pk)

    def destroy(self, request: Request, pk: str) -> HttpResponse:
        """Moves a meeting to the trash."""
        actions.discard_meeting(_meeting(request, pk), writer_of(request))
        return HttpResponse(status=204)

    def decide(self, request: Request, pk: str) -> HttpResponse:
        """Writes down a decision."""
        decision = _done(actions.write_decision, _meeting(request, pk), writer_of(request), _values(request))
        return private_json(decision_members(decision), status=201)

    def change_decision(self, request: Request, pk: str) -> HttpResponse:
        """Changes a decision, or says when it was done."""
        decision = decision_called(feature_id(pk), request.user)
        if decision is None:
            raise NoSuchThing(_("There is no decision “%(id)s”.") % {"id": pk})
        changed = _done(actions.change_decision, decision, writer_of(request), _values(request))
        return private_json(decision_members(changed))

    def _group(self, request: Request, text: str) -> WorkingGroup:
        group = WorkingGroup.objects.filter(pk=feature_id(text)).first()
        if group is None or not can_read_meetings(request.user, group):
            raise NoSuchThing(_("There is no group “%(id)s” in which you take part.") % {"id": text})
        return group


def _done(action: Callable[..., Any], *arguments: Any) -> Any:
    """What ``action`` answers; where it refuses values, each problem points at the member of the body."""
    try:
        return action(*arguments)
    except Invalid as refusal:
        problems: list[tuple[str, Sentence]] = [(f"/{name}", " ".join(said)) for name, said in refusal.problems.items()]
        raise BadBody(problems) from refusal


def _meeting(request: Request, text: str) -> Meeting:
    meeting = meeting_called(feature_id(text), request.user)
    if meeting is None or meeting.trashed_at is not None:
        raise NoSuchThing(_("There is no meeting “%(id)s”.") % {"id": text})
    return meeting


def _values(request: Request) -> dict[str, Any]:
    """The body as values of an action. Raises BadBody with every problem."""
    body = request.data
    if not isinstance(body, dict):
        raise BadBody([("", _("The body is an object."))])
    values: dict[str, Any] = {}
    problems: list[tuple[str, Sentence]] = []
    for name, value in body.items():
        try:
            values[name] = _value(name, value)
        except ValueError as error:
            problems.append((f"/{name}", str(error)))
    if problems:
        raise BadBody(problems)
    return values


def _value(name: str, value: Any) -> Any:
    """``value`` as the action takes it. Raises ValueError with a sentence."""
    if name in MOMENTS or name in DAYS:
        return _time(name, value)
    if name == "version":
        return value
    if value is not None and not isinstance(value, str):
        raise ValueError(_("Here stands a text."))
    return value or ""


def _time(name: str, value: Any) -> datetime.date | datetime.datetime | None:
    if value is None:
        return None
    found: datetime.date | datetime.datetime | None = None
    if isinstance(value, str):
        try:
            found = parse_datetime(value) if name in MOMENTS else parse_date(value)
        except ValueError:
            found = None
    if found is None:
        raise ValueError(
            _("Here stands a moment such as 2027-01-31T14:00:00+01:00.")
            if name in MOMENTS
            else _("Here stands a day such as 2027-01-31.")
        )
    return make_aware(found) if isinstance(found, datetime.datetime) and is_naive(found) else found


def meeting_members(meeting: Meeting) -> dict[str, Any]:
    """A meeting with its decisions, as JSON; the decisions were read with it."""
    return {
        "id": meeting.pk,
        "working_group": meeting.working_group_id,
        "title": meeting.title,
        "starts_at": meeting.starts_at.isoformat(),
        "ends_at": meeting.ends_at.isoformat() if meeting.ends_at else None,
        "place": meeting.place,
        "agenda": meeting.agenda,
        "minutes": meeting.minutes,
        "version": meeting.version,
        "decisions": [decision_members(decision) for decision in _decisions_read(meeting)],
    }


def _decisions_read(meeting: Meeting) -> list[Decision]:
    """Those that came with the meeting; a new one has none, and outside the reader's name none could be read."""
    cache: dict[str, Any] = getattr(meeting, "_prefetched_objects_cache", {})
    return list(cache.get("decisions", ()))


def decision_members(decision: Decision) -> dict[str, Any]:
    """A decision as JSON."""
    return {
        "id": decision.pk,
        "number": decision.number,
        "text": decision.text,
        "owner": decision.owner,
        "due_on": decision.due_on.isoformat() if decision.due_on else None,
        "done_on": decision.done_on.isoformat() if decision.done_on else None,
        "is_overdue": decision.is_overdue,
    }
