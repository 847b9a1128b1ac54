"""Who is what to a lead, and what follows from it."""

from django.contrib.auth.models import AnonymousUser

from territory.leads.models import Lead, LeadSide
from territory.matching.leads import LEAD_STEPS, LeadState, LeadStep, MovedBy
from territory.needs_and_offers.querysets import facilitated_groups, own_establishments
from territory.needs_and_offers.rules import can_facilitate
from territory.people.models import User


def own_side(user: User | AnonymousUser, lead: Lead) -> LeadSide | None:
    """The side of ``lead`` for which ``user`` may speak; None for everybody else."""
    return lead.sides.filter(establishment__in=own_establishments(user)).select_related("entry").first()


def can_see(user: User | AnonymousUser, lead: Lead) -> bool:
    """May ``user`` know that ``lead`` exists? Its two sides, the facilitator, administrators."""
    return can_facilitate(user, lead.working_group) or own_side(user, lead) is not None


def can_answer(user: User | AnonymousUser, lead: Lead) -> bool:
    """May ``user`` say yes or no? A side that has not answered, while it is only found."""
    side = own_side(user, lead)
    return lead.state == LeadState.FOUND and side is not None and side.answer is None


def open_steps(user: User | AnonymousUser, lead: Lead) -> list[LeadStep]:
    """The steps ``user`` may take now. Found leads go on by the answers of both, not by a step."""
    parts = set()
    if can_facilitate(user, lead.working_group):
        parts.add(MovedBy.FACILITATOR)
    if own_side(user, lead) is not None:
        parts.add(MovedBy.EITHER_SIDE)
    return [step for step in LEAD_STEPS if step.source == lead.state and parts & set(step.moved_by)]


def facilitates_any(user: User | AnonymousUser) -> bool:
    """Whether ``user`` is the facilitator of some group."""
    return facilitated_groups(user).exists()
