"""Looking for leads in one working group: all its offers against all its needs, the best set of pairs, new leads.

Done by the worker in the name of the facilitator, who may read everything in it. Broken off and begun anew it finds the
same: the pairs are in a fixed order, and a pair that was found before is not found again.
"""

import datetime
from collections.abc import Sequence

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from territory.acting import acting_as
from territory.companies.models import Establishment
from territory.errors import NotAllowed, Refused
from territory.jobs import leave_to_worker
from territory.leads.actions import TELL_LEAD
from territory.leads.models import Lead, LeadSide, LeadStep, MatchingRun, RunState, State, Teller
from territory.leads.profiles import TERMS, hidden_sentences, profile_of
from territory.matching.pairs import compare_all
from territory.matching.profile import FlowProfile
from territory.matching.rank import Match, best_sets
from territory.matching.score import Pair
from territory.matching.substitutions import project_substitutions
from territory.matching.waste_list import project_waste_list
from territory.needs_and_offers.models import Direction, NeedOrOffer
from territory.needs_and_offers.rules import can_facilitate
from territory.people.models import User
from territory.working_groups.models import WorkingGroup

FIND_LEADS = "find_leads"  # the worker's task
# Offers compared between two notes of progress: about a second with a thousand needs.
AT_ONCE = 50
# A search that nobody ended for so long was broken off.
PATIENCE_S = 900


def start_run(group: WorkingGroup, actor: User) -> MatchingRun:
    """The search as noted for the worker; one that waits or runs already is not doubled. Raises NotAllowed."""
    with acting_as(actor):
        if not can_facilitate(actor, group):
            raise NotAllowed(_("Only the facilitator looks for leads in this working group."))
        busy = MatchingRun.objects.filter(working_group=group, state__in=[RunState.WAITING, RunState.RUNNING])
        recent = busy.filter(started_at__gte=timezone.now() - datetime.timedelta(seconds=PATIENCE_S)).first()
        if recent is not None:
            return recent
        run = MatchingRun.objects.create(working_group=group, started_by=actor)
        leave_to_worker(FIND_LEADS, lock=f"leads-{group.pk}", run_id=run.pk, actor_id=actor.pk)
        return run


def find_leads(run_id: int, actor_id: int) -> MatchingRun | None:
    """The search when it is over; None where it may no longer be done in this name."""
    actor = User.objects.filter(pk=actor_id, is_active=True).first()
    if actor is None:
        return None
    with acting_as(actor):
        run = MatchingRun.objects.select_related("working_group").filter(pk=run_id).first()
        if run is None or run.state == RunState.DONE:
            return run
        offers, needs = _flows(run, Direction.OFFER), _flows(run, Direction.NEED)
        _progress(run, state=RunState.RUNNING, offers=len(offers), needs=len(needs), compared=0)
    try:
        pairs = _compared(run, actor, offers, needs)
        matches = [match for best in best_sets(pairs) for match in best.matches]
        with acting_as(actor):
            new = sum(_stored(run, actor, match) for match in matches)
            _progress(run, state=RunState.DONE, fitting=len(pairs), new_leads=new, finished_at=timezone.now())
    except Refused as refusal:
        with acting_as(actor):
            _progress(run, state=RunState.FAILED, problem=str(refusal), finished_at=timezone.now())
    return run


def _flows(run: MatchingRun, direction: str) -> list[FlowProfile]:
    entries = (
        NeedOrOffer.objects.stated()
        .filter(service="", direction=direction, establishment__group_memberships__working_group=run.working_group)
        .select_related("establishment")
        .order_by("pk")
    )
    return [profile_of(entry) for entry in entries]


def _compared(run: MatchingRun, actor: User, offers: Sequence[FlowProfile], needs: Sequence[FlowProfile]) -> list[Pair]:
    pairs: list[Pair] = []
    misses = 0
    for start in range(0, len(offers), AT_ONCE):
        found = compare_all(
            offers[start : start + AT_ONCE], needs, project_waste_list(), project_substitutions(), TERMS
        )
        pairs += found.pairs
        misses += len(found.near_misses)
        with acting_as(actor):
            _progress(run, compared=min(start + AT_ONCE, len(offers)), near_misses=misses)
    return pairs


def _progress(run: MatchingRun, **columns: object) -> None:
    for name, value in columns.items():
        setattr(run, name, value)
    run.save(update_fields=list(columns))


def _stored(run: MatchingRun, actor: User, match: Match) -> bool:
    """Whether ``match`` is a new lead."""
    offer_id, need_id = int(match.pair.offer), int(match.pair.need)
    key = salted_hmac("territory.leads", f"{offer_id} {need_id}", algorithm="sha256").hexdigest()
    if Lead.objects.filter(working_group=run.working_group, pair_key=key).exists():
        return False
    places = {
        entry.pk: entry.establishment
        for entry in NeedOrOffer.objects.filter(pk__in=[offer_id, need_id]).select_related("establishment")
    }
    if len(places) < 2:  # deleted since the search began
        return False
    sentences = hidden_sentences(match, list(places.values()))
    lead = Lead.objects.create(
        working_group=run.working_group,
        pair_key=key,
        score_percent=round(match.pair.score * 10) * 10,
        sentences=sentences,
        is_invented=all(place.is_invented for place in places.values()),
    )
    for direction, entry_id in ((Direction.OFFER, offer_id), (Direction.NEED, need_id)):
        _side(lead, direction, entry_id, places[entry_id])
    step = LeadStep.objects.create(
        lead=lead, source=State.FOUND, target=State.FOUND, taken_by=Teller.FACILITATOR, actor=actor
    )
    leave_to_worker(TELL_LEAD, group_id=run.working_group_id, step_id=step.pk)
    return True


def _side(lead: Lead, direction: str, entry_id: int, place: Establishment) -> LeadSide:
    return LeadSide.objects.create(lead=lead, direction=direction, entry_id=entry_id, establishment=place)
