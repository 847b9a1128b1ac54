"""Reading leads; the database's policies say the same (migrations/sql/leads.sql)."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from territory.leads.models import Lead, LeadSide, LeadStep
from territory.needs_and_offers.querysets import facilitated_groups, own_establishments
from territory.needs_and_offers.rules import can_facilitate
from territory.people.models import User


def leads_visible_to(user: User | AnonymousUser) -> QuerySet[Lead]:
    """Leads of which ``user`` is a side or the facilitator."""
    if isinstance(user, User) and user.is_active and user.is_superuser:
        return Lead.objects.all()
    return Lead.objects.filter(
        Q(working_group__in=facilitated_groups(user))
        | Q(pk__in=Lead.objects.filter(sides__establishment__in=own_establishments(user)).values("pk"))
    )


def waiting_for(user: User | AnonymousUser) -> QuerySet[Lead]:
    """Found leads on which a side of ``user`` has not answered yet."""
    return Lead.objects.filter(
        state="found", sides__answer=None, sides__establishment__in=own_establishments(user)
    ).distinct()


def sides_visible_to(user: User | AnonymousUser, lead: Lead) -> QuerySet[LeadSide]:
    """The sides that ``user`` may know: their own; all for the facilitator and once both said yes."""
    sides = LeadSide.objects.filter(lead=lead).select_related("establishment__company").order_by("-direction")
    if lead.disclosed_at is not None or can_facilitate(user, lead.working_group):
        return sides
    return sides.filter(establishment__in=own_establishments(user))


def steps_visible_to(user: User | AnonymousUser, lead: Lead) -> QuerySet[LeadStep]:
    """The steps that ``user`` may read: those of their own side; all for whom all sides are."""
    steps = LeadStep.objects.filter(lead=lead).select_related("actor").order_by("pk")
    if lead.disclosed_at is not None or can_facilitate(user, lead.working_group):
        return steps
    own = LeadSide.objects.filter(lead=lead, establishment__in=own_establishments(user))
    return steps.filter(taken_by__in=own.values("direction"))
