"""How far a thing is: moving it to another stage with a day and evidence, and which stage it was in on a day."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import CharField, DateField, F, Field, Func, Q, TextField, Value
from django.db.models.lookups import In
from django.utils import timezone
from django.utils.translation import gettext as _

from layers.days import day_in_words
from territory.acting import acting_as
from territory.contributions import rules
from territory.contributions.models import Contribution, Stage, StageMove, State
from territory.contributions.stored import locked, refuse_other_version
from territory.contributions.values import checked_plain
from territory.errors import Invalid, NotAllowed
from territory.happenings.models import What
from territory.happenings.record import record
from territory.people.models import User

C = TypeVar("C", bound=Contribution)
# What a page or a program calls them, and where they are kept.
WORDS = {"stage": "target", "stage_on": "moved_on", "stage_evidence": "evidence"}


def move_stage(
    thing: C,
    actor: User,
    stage: str,
    on: datetime.date | str | None,
    evidence: str,
    based_on: int | None = None,
) -> C:
    """``thing`` as stored, in ``stage`` since ``on``, with what shows it. Followers are told of what is public.

    Back is a way too. ``based_on`` is the version the actor read.
    Raises NotAllowed, WrongState, Outdated, Invalid (a day in the future or before the last move, no evidence).
    """
    with acting_as(actor, verb=f"stage: {stage}", reason=str(evidence).strip()):
        thing = locked(thing)
        refuse_other_version(thing, based_on)
        if not rules.can_move_stage(actor, thing):
            raise NotAllowed(_not_now(thing))
        moved = _checked_move({"stage": stage, "stage_on": on, "stage_evidence": evidence}, thing)
        thing.version += 1
        _keep(thing, actor, moved, source=thing.stage)
        thing.stage = moved.target
        thing.save(update_fields=["stage", "version", "updated_at"])
        if thing.state == State.PUBLISHED:
            record(What.STAGE, thing, actor, moved.evidence, detail=moved.target)
    return thing


def stage_to_begin_with(values: Mapping[str, Any]) -> tuple[StageMove, dict[str, list[str]], dict[str, Any]]:
    """The first move of something new, not stored yet; what is wrong with it; what is left of ``values``.

    Its day and its evidence may be missing; nothing is in a stage since tomorrow.
    """
    given = {name: values[name] for name in WORDS if name in values}
    rest = {name: value for name, value in values.items() if name not in WORDS}
    columns, problems = _columns({"stage": Stage.INVENTORY, **given}, needed=("stage",))
    problems |= _problems_of_day(columns.get("moved_on"), None)
    return StageMove(**columns), problems, rest


def begin_stage(thing: Contribution, actor: User, begun: StageMove) -> None:
    """Stores the first move of ``thing``, within the action that adds it."""
    _keep(thing, actor, begun, source="")


def stage_moves_of(thing: Contribution) -> list[StageMove]:
    """How ``thing`` came to where it is, the first move first; of an earlier version, what that knew."""
    return list(StageMove.objects.of(thing).select_related("actor"))


class StageOn(Func):
    """The stage of a row of ``kind`` on ``day``, in a query; null before its first known day.

    See ``migrations/sql/stage_on.sql``.
    """

    function = "territory_stage_on"
    output_field = CharField()

    def __init__(self, kind: type[Contribution], day: datetime.date) -> None:
        day_given = Value(day, output_field=DateField())
        super().__init__(Value(str(kind._meta.model_name)), F("pk"), F("version"), F("stage"), day_given)


def in_stage_on(kind: type[Contribution], stages: Sequence[str], day: datetime.date) -> Q:
    """Rows of ``kind`` that were in one of ``stages`` on ``day``."""
    if day >= timezone.localdate():
        return Q(stage__in=stages)
    return Q(In(StageOn(kind, day), list(stages)))


def _checked_move(values: Mapping[str, Any], thing: Contribution) -> StageMove:
    columns, problems = _columns(values, needed=tuple(WORDS))
    if columns.get("target") == thing.stage:
        same = _("It is in the stage “%(stage)s” already.")
        problems["stage"] = [same % {"stage": thing.get_stage_display()}]
    last = StageMove.objects.of(thing).last()
    problems |= _problems_of_day(columns.get("moved_on"), last.moved_on if last else None)
    if problems:
        raise Invalid(problems)
    return StageMove(**columns)


def _columns(values: Mapping[str, Any], needed: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The columns of a move, and what is wrong with ``values``, by their names."""
    columns: dict[str, Any] = {}
    problems: dict[str, list[str]] = {}
    for name, typed in values.items():
        value = typed.replace("\r\n", "\n").strip() if isinstance(typed, str) else typed
        if not value and value != 0:
            if name in needed:
                problems[name] = [str(_MISSING[name]())]
            continue
        field: Any = StageMove._meta.get_field(WORDS[name])
        try:
            columns[WORDS[name]] = _checked(field, value)
        except ValidationError as error:
            problems[name] = list(error.messages)
    return columns, problems


def _checked(field: Field, value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        raise ValidationError(_("A day is expected, such as 2026-05-01."))
    if isinstance(field, TextField) and not isinstance(value, str):
        raise ValidationError(_("A text is expected."))
    cleaned = checked_plain(field, value)
    longest = field.max_length
    if longest and isinstance(cleaned, str) and len(cleaned) > longest:
        sentence = _("%(length)d characters; at most %(limit)d are stored.")
        raise ValidationError(sentence % {"length": len(cleaned), "limit": longest})
    return cleaned


_MISSING = {
    "stage": lambda: _("Say which stage it came into."),
    "stage_on": lambda: _("Say since which day it is in this stage."),
    "stage_evidence": lambda: _("Say what shows it: a decision, a first ride, a report."),
}


def _problems_of_day(day: datetime.date | None, last: datetime.date | None) -> dict[str, list[str]]:
    if day is None:
        return {}
    if day > timezone.localdate():
        return {"stage_on": [_("This day lies in the future. Say it when it has come.")]}
    if last is not None and day < last:
        sentence = _("The move before it was on %(day)s; a later one cannot lie before that.")
        return {"stage_on": [sentence % {"day": day_in_words(last)}]}
    return {}


def _keep(thing: Contribution, actor: User, move: StageMove, source: str) -> None:
    move.kind, move.object_id, move.version = str(thing._meta.model_name), thing.pk, thing.version
    move.source, move.actor = source, actor
    move.save(force_insert=True)


def _not_now(thing: Contribution) -> str:
    if thing.state in rules.OPEN_FOR_WRITING or thing.state == State.PUBLISHED:
        sentence = _("Only people who write for %(owner)s may say how far it is; once it is public, moderators too.")
        return sentence % {"owner": thing.owner}
    return _("In the state “%(state)s” its stage cannot be changed.") % {"state": thing.get_state_display()}
