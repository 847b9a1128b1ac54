"""Asking those whose land a thing touches, and their answers: one function per verb, each in one transaction."""

from typing import cast

from django.db import ProgrammingError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from territory.acting import acting_as
from territory.consents.asking import ask_for_consents
from territory.consents.models import Answer, Consent
from territory.contributions import rules
from territory.contributions.models import Contribution
from territory.errors import Invalid, NotAllowed, WrongState
from territory.happenings.models import What
from territory.happenings.record import record
from territory.people.models import User

TOLD = {Answer.CONSENTS: What.CONSENT_GIVEN, Answer.REFUSES: What.CONSENT_REFUSED}


def ask(thing: Contribution, actor: User) -> list[Consent]:
    """The consents that wait for an answer anew; each authority is told. Raises NotAllowed.

    Submitting asks by itself: this is for what was submitted or archived before anybody had to be asked.
    """
    with acting_as(actor, verb="ask for consent"):
        if not rules.can_ask(actor, thing):
            raise NotAllowed(_("You may not ask for consents to this now."))
        return ask_and_tell(thing, actor)


def ask_and_tell(thing: Contribution, actor: User) -> list[Consent]:
    """As ``ask``, within an action whose rule has been asked."""
    asked = ask_for_consents(thing)
    for consent in asked:
        record(What.CONSENT_ASKED, thing, actor, detail=consent.organisation.slug)
    return asked


def agree(consent: Consent, thing: Contribution, actor: User, reason: str = "") -> Consent:
    """``consent`` as stored: its authority says yes to ``thing``. Raises NotAllowed, WrongState."""
    return _answer(consent, thing, actor, Answer.CONSENTS, reason)


def refuse(consent: Consent, thing: Contribution, actor: User, reason: str) -> Consent:
    """``consent`` as stored: its authority says no. Raises NotAllowed, WrongState, Invalid (a reason is missing)."""
    if not reason.strip():
        raise Invalid({"reason": [_("Say why, so that the author knows what to do.")]})
    return _answer(consent, thing, actor, Answer.REFUSES, reason)


def withdraw(consent: Consent, thing: Contribution, actor: User) -> Consent:
    """``consent`` as stored: without an answer again. Raises NotAllowed, WrongState."""
    return _answer(consent, thing, actor, Answer.WAITING, "")


def _answer(consent: Consent, thing: Contribution, actor: User, answer: Answer, reason: str) -> Consent:
    with acting_as(actor, verb=f"consent: {answer}", reason=reason.strip()):
        stored = _locked(consent)
        # Read once the consent is held: whoever publishes holds it too.
        thing.refresh_from_db()
        if stored.closed_at is not None:
            raise WrongState(_("This place no longer touches your land: no consent is needed."))
        if not rules.can_answer(actor, thing, stored):
            if thing.state not in rules.OPEN_FOR_ANSWERS:
                raise _not_waiting(thing)
            raise NotAllowed(_("Only people who write for %(owner)s may answer this.") % {"owner": stored.organisation})
        is_answered = answer != Answer.WAITING
        stored.answer, stored.reason = answer, reason.strip()
        stored.answered_by = actor if is_answered else None
        stored.answered_at = timezone.now() if is_answered else None
        stored.full_clean(exclude=["part", "answered_by"])
        try:
            with transaction.atomic():
                stored.save(update_fields=["answer", "reason", "answered_by", "answered_at"])
        except ProgrammingError:
            # Who answers may not hold the thing: it was moved on in this very moment, and the database saw that.
            thing.refresh_from_db()
            raise _not_waiting(thing) from None
        if is_answered:
            record(TOLD[answer], thing, actor, reason, detail=stored.organisation.slug)
    return stored


def _not_waiting(thing: Contribution) -> WrongState:
    return WrongState(
        _("Only what waits for a decision can be answered; this is “%(state)s”.") % {"state": thing.get_state_display()}
    )


def _locked(consent: Consent) -> Consent:
    """The stored row, closed to other writers; the database locks nothing for those who may not write."""
    rows = cast("QuerySet[Consent]", Consent.objects.filter(pk=consent.pk).select_related("organisation"))
    row = rows.select_for_update(of=("self",)).first() or rows.first()
    if row is None:
        raise WrongState(_("This has been deleted in the meantime."))
    return row
