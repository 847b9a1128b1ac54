"""Planning meetings and writing down what was decided: one function per verb, each asking the rules first."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from territory.acting import acting_as
from territory.errors import Invalid, NotAllowed, Outdated, WrongState
from territory.happenings.models import What
from territory.happenings.record import record_at
from territory.meetings.models import Decision, Meeting
from territory.meetings.rules import can_run_group
from territory.people.models import User
from territory.working_groups.models import WorkingGroup

MEETING_VALUES = ("title", "starts_at", "ends_at", "place", "agenda", "minutes")
DECISION_VALUES = ("text", "owner", "due_on", "done_on")
NEEDED = {"title", "starts_at", "text", "owner"}
FURTHEST = datetime.timedelta(days=5 * 366)  # a year with a digit too many is a slip of the hand


def plan_meeting(group: WorkingGroup, actor: User, values: Mapping[str, Any]) -> Meeting:
    """A stored meeting of ``group``; its members are told where it lies ahead. Raises NotAllowed, Invalid.

    ``values``: of MEETING_VALUES; title and starts_at are needed.
    """
    _refuse_others(actor, group)
    meeting = Meeting(working_group=group)
    _set(meeting, values, MEETING_VALUES)
    with acting_as(actor, verb="plan meeting"):
        meeting.save()
        if not meeting.is_over:
            _tell(What.MEETING, group, actor, timezone.localtime(meeting.starts_at).date().isoformat())
    return meeting


def change_meeting(meeting: Meeting, actor: User, values: Mapping[str, Any], based_on: int | None = None) -> Meeting:
    """``meeting`` as stored, with ``values`` changed; who takes part is told of another day.

    ``based_on``: the version the actor started from. Raises NotAllowed, Invalid, WrongState, Outdated.
    """
    _refuse_others(actor, meeting.working_group)
    with acting_as(actor, verb="change meeting"):
        stored = _locked(meeting)
        if based_on is not None and based_on != stored.version:
            raise Outdated(
                _("This has changed since version %(based_on)d; it is now version %(version)d. Read it again.")
                % {"based_on": based_on, "version": stored.version}
            )
        before = stored.starts_at
        _set(stored, values, MEETING_VALUES)
        stored.version += 1
        stored.save()
        if stored.starts_at != before and not stored.is_over:
            day = timezone.localtime(stored.starts_at).date().isoformat()
            _tell(What.MEETING, stored.working_group, actor, day)
    return stored


def discard_meeting(meeting: Meeting, actor: User) -> Meeting:
    """``meeting``, now in the trash with its decisions. Raises NotAllowed, WrongState."""
    return _moved(meeting, actor, "discard meeting", timezone.now())


def recover_meeting(meeting: Meeting, actor: User) -> Meeting:
    """``meeting`` out of the trash, as it was before. Raises NotAllowed, WrongState."""
    return _moved(meeting, actor, "recover meeting", None)


def write_decision(meeting: Meeting, actor: User, values: Mapping[str, Any]) -> Decision:
    """A stored decision of ``meeting``; who takes part is told. Raises NotAllowed, Invalid, WrongState.

    ``values``: of DECISION_VALUES; text and owner are needed.
    """
    _refuse_others(actor, meeting.working_group)
    with acting_as(actor, verb="write decision"):
        stored = _locked(meeting)
        last = stored.decisions.aggregate(last=Max("number"))["last"] or 0
        decision = Decision(meeting=stored, number=last + 1)
        _set(decision, values, DECISION_VALUES)
        decision.save()
        _tell(What.DECISION, stored.working_group, actor, timezone.localdate().isoformat())
    return decision


def change_decision(decision: Decision, actor: User, values: Mapping[str, Any]) -> Decision:
    """``decision`` as stored, with ``values`` changed: done_on says that it is done. Raises as write_decision."""
    _refuse_others(actor, decision.meeting.working_group)
    with acting_as(actor, verb="change decision"):
        _locked(decision.meeting)
        stored = Decision.objects.select_for_update().filter(pk=decision.pk).first()
        if stored is None:
            raise WrongState(_("This has been deleted in the meantime."))
        _set(stored, values, DECISION_VALUES)
        stored.save()
    return stored


def _refuse_others(actor: User, group: WorkingGroup) -> None:
    if not can_run_group(actor, group):
        raise NotAllowed(_("Only the coordination of %(group)s writes here.") % {"group": group})


def _locked(meeting: Meeting) -> Meeting:
    """The stored row, closed to other writers until the transaction ends."""
    stored = Meeting.objects.select_for_update().filter(pk=meeting.pk).first()
    if stored is None:
        raise WrongState(_("This has been deleted in the meantime."))
    if stored.trashed_at is not None:
        raise WrongState(_("This is in the trash. Take it out first."))
    return stored


def _moved(meeting: Meeting, actor: User, verb: str, trashed_at: datetime.datetime | None) -> Meeting:
    _refuse_others(actor, meeting.working_group)
    with acting_as(actor, verb=verb):
        stored = Meeting.objects.select_for_update().filter(pk=meeting.pk).first()
        if stored is None:
            raise WrongState(_("This has been deleted in the meantime."))
        if (stored.trashed_at is None) != (trashed_at is None):
            stored.trashed_at = trashed_at
            stored.version += 1
            stored.save()
    return stored


def _set(thing: Meeting | Decision, values: Mapping[str, Any], known: tuple[str, ...]) -> None:
    """Puts ``values`` into ``thing``, or refuses all of them with what is wrong with each."""
    problems: dict[str, list[str]] = {}
    for name, value in values.items():
        if name not in known:
            problems[name] = [_("There is no such value; possible: %(known)s.") % {"known": ", ".join(known)}]
            continue
        setattr(thing, name, value.strip() if isinstance(value, str) else value)
    for name in known:
        sentence = _wrong_with(thing, name)
        if sentence and name not in problems:
            problems[name] = [sentence]
    if isinstance(thing, Meeting) and not problems and thing.ends_at and thing.ends_at <= thing.starts_at:
        problems["ends_at"] = [_("The end is not after the beginning.")]
    if problems:
        raise Invalid(problems)


def _wrong_with(thing: Meeting | Decision, name: str) -> str:
    value = getattr(thing, name)
    if name in NEEDED and not value:
        return _("This is needed.")
    if isinstance(value, str):
        most: int = getattr(thing._meta.get_field(name), "max_length", 0)
        if "\x00" in value:
            return _("This holds a character that cannot be stored.")
        if len(value) > most:
            return _("At most %(most)d characters; these are %(length)d.") % {"most": most, "length": len(value)}
    day = value.date() if isinstance(value, datetime.datetime) else value
    if isinstance(day, datetime.date) and abs(day - timezone.localdate()) > 10 * FURTHEST:
        return _("This day is too far away.")
    return ""


def _tell(what: str, group: WorkingGroup, actor: User, detail: str) -> None:
    """Leaves the news to the worker. It names the group and the day, not what the meeting is about."""
    record_at(
        what,
        group,
        titles={code: getattr(group, f"name_{code}") or "" for code, _name in settings.LANGUAGES},
        location=group.footprint,
        actor=actor,
        detail=detail,
    )
