"""What becomes of a lead: answering, moving on, dropping with a reason, taking up again."""

from dataclasses import dataclass

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from territory.acting import acting_as
from territory.errors import Invalid, NotAllowed, WrongState
from territory.jobs import leave_to_worker
from territory.leads.models import Lead, LeadSide, LeadStep, State, Teller
from territory.leads.rules import can_answer, open_steps, own_side
from territory.matching.leads import LeadState, MovedBy, lead_step
from territory.people.models import User

TELL_LEAD = "tell_lead"  # the worker's task that writes to those concerned
LONGEST_REASON = 2_000


@dataclass(frozen=True)
class Result:
    """What a pilot or a running exchange came to; None where it is not known."""

    per_year: float | None = None
    eur: float | None = None


NO_RESULT = Result()


def answer(lead: Lead, actor: User, interested: bool, reason: str = "") -> Lead:
    """The lead after one side's answer: a no ends it, the second yes shows the names. Raises NotAllowed, Invalid."""
    with acting_as(actor):
        kept = _locked(lead)
        if not can_answer(actor, kept):
            raise NotAllowed(_("Each side answers once, while the lead is only found."))
        side = own_side(actor, kept)
        assert side is not None
        reason = _checked(reason, needed=not interested)
        side.answer = interested
        side.answered_at = timezone.now()
        side.save(update_fields=["answer", "answered_at"])
        if not interested:
            return _moved(kept, actor, LeadState.DROPPED, Teller(side.direction), reason)
        _note(kept, actor, State.FOUND, State.FOUND, Teller(side.direction), reason)
        if _both_agreed(kept):
            kept.disclosed_at = timezone.now()
            return _moved(kept, actor, LeadState.BOTH_INTERESTED, Teller.BOTH)
        return kept


def move(lead: Lead, actor: User, target: str, reason: str = "", result: Result = NO_RESULT) -> Lead:
    """The lead in its next state. Raises NotAllowed, WrongState, Invalid."""
    with acting_as(actor):
        kept = _locked(lead)
        if target not in set(LeadState):
            raise Invalid({"state": [_("Possible here: %(known)s.") % {"known": ", ".join(LeadState)}]})
        step = lead_step(LeadState(kept.state), LeadState(target))
        if step.moved_by == (MovedBy.BOTH_ANSWERS,):
            raise WrongState(_("Only two answers lead on from here: each side says yes for itself."))
        if step not in open_steps(actor, kept):
            raise NotAllowed(_("This step is not yours to take."))
        _check_result(result, needed=step.needs_result)
        reason = _checked(reason, needed=step.needs_reason)
        side = own_side(actor, kept)
        teller = Teller(side.direction) if side else Teller.FACILITATOR
        if step.target == LeadState.FOUND:
            LeadSide.objects.filter(lead=kept).update(answer=None, answered_at=None)
        moved = _moved(kept, actor, step.target, teller, reason, result)
        # Afterwards: the database takes a second answer of a side only with its dropping.
        if step.source == LeadState.FOUND and side is not None:
            side.answer, side.answered_at = False, timezone.now()
            side.save(update_fields=["answer", "answered_at"])
        return moved


def _locked(lead: Lead) -> Lead:
    return Lead.objects.select_for_update(of=("self",)).select_related("working_group").get(pk=lead.pk)


def _checked(reason: str, *, needed: bool) -> str:
    reason = reason.strip()
    if needed and not reason:
        raise Invalid({"reason": [_("Say why, in a sentence: it helps with the next lead.")]})
    if len(reason) > LONGEST_REASON or "\x00" in reason:
        raise Invalid({"reason": [_("A text of at most %(count)d characters.") % {"count": LONGEST_REASON}]})
    return reason


def _check_result(result: Result, *, needed: bool) -> None:
    if needed and result.per_year is None:
        raise Invalid({"per_year": [_("How much is passed on, in t or MWh a year? 0 if nothing came of it.")]})
    if result.per_year is not None and not 0 <= result.per_year <= 1e9:
        raise Invalid({"per_year": [_("A number from 0 to a thousand million.")]})
    if result.eur is not None and not abs(result.eur) <= 1e12:
        raise Invalid({"eur": [_("This amount is too large to be true.")]})


def _both_agreed(lead: Lead) -> bool:
    """Whether both sides said yes; neither may read the other's answer, so the database is asked for this alone."""
    with connection.cursor() as cursor:
        cursor.execute("select territory_both_agreed(%s)", [lead.pk])
        return bool(cursor.fetchone()[0])


def _moved(
    lead: Lead, actor: User, target: LeadState, teller: Teller, reason: str = "", result: Result = NO_RESULT
) -> Lead:
    source = lead.state
    lead.state = target
    lead.version += 1
    lead.save(update_fields=["state", "version", "disclosed_at", "updated_at"])
    _note(lead, actor, source, target, teller, reason, result)
    return lead


def _note(
    lead: Lead, actor: User, source: str, target: str, teller: Teller, reason: str, result: Result = NO_RESULT
) -> None:
    step = LeadStep.objects.create(
        lead=lead,
        source=source,
        target=target,
        taken_by=teller,
        actor=actor,
        reason=reason,
        result_per_year=result.per_year,
        result_eur=result.eur,
    )
    leave_to_worker(TELL_LEAD, group_id=lead.working_group_id, step_id=step.pk)
