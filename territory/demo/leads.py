"""Leads of the demonstration: found by the real search, then taken to several states; all of it is invented."""

from typing import NamedTuple

from territory.leads.models import Lead, LeadSide, LeadStep, MatchingRun, State, Teller
from territory.leads.run import find_leads
from territory.needs_and_offers.models import Direction
from territory.people.models import User
from territory.working_groups.models import WorkingGroup


class Taken(NamedTuple):
    """One step that the demonstration tells of."""

    target: str
    taken_by: str
    reason: str = ""
    per_year: float | None = None
    eur: float | None = None


# By the material that is offered; heat between the two demo companies stays open for whoever tries it.
COURSES: dict[str, tuple[Taken, ...]] = {
    "150101": (
        Taken(State.FOUND, Teller.OFFER),
        Taken(State.FOUND, Teller.NEED),
        Taken(State.BOTH_INTERESTED, Teller.BOTH),
        Taken(State.TALKS, Teller.NEED, "Erfundenes Beispiel: Wir holen die Kartons freitags mit dem Lastenrad."),
        Taken(State.PILOT, Teller.OFFER, "Exemple inventé : essai de quatre semaines."),
        Taken(State.RUNNING, Teller.NEED, "Erfundenes Beispiel: läuft jede Woche.", 12.0, 1_400.0),
    ),
    "200108": (
        Taken(State.FOUND, Teller.OFFER),
        Taken(State.FOUND, Teller.NEED),
        Taken(State.BOTH_INTERESTED, Teller.BOTH),
        Taken(State.TALKS, Teller.OFFER, "Exemple inventé : visite du jardin sur le toit la semaine prochaine."),
    ),
    "200101": (Taken(State.DROPPED, Teller.OFFER, "Exemple inventé : notre contrat court encore deux ans."),),
}


def load_leads(author: User) -> int:
    """How many leads were found in the working group Cloche d'Or."""
    group = WorkingGroup.objects.get(slug="cloche-dor")
    run = MatchingRun.objects.create(working_group=group)
    find_leads(run.pk, author.pk)
    leads = list(Lead.objects.filter(working_group=group).order_by("pk"))
    LeadStep.objects.filter(lead__in=leads).update(actor=None)
    for lead in leads:
        offered = LeadSide.objects.get(lead=lead, direction=Direction.OFFER).entry.material
        for taken in COURSES.get(offered, ()):
            _take(lead, taken)
    return len(leads)


def _take(lead: Lead, taken: Taken) -> None:
    LeadStep.objects.create(
        lead=lead,
        source=lead.state,
        target=taken.target,
        taken_by=taken.taken_by,
        reason=taken.reason,
        result_per_year=taken.per_year,
        result_eur=taken.eur,
    )
    interested = taken.target != State.DROPPED
    LeadSide.objects.filter(lead=lead, direction=taken.taken_by).update(answer=interested)
    lead.state = taken.target
    if taken.target == State.BOTH_INTERESTED:
        lead.disclosed_at = lead.found_at
    lead.save()
