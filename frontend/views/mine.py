"""A person's own list: what their organisations have placed, by state."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from frontend.queue.sections import has_queue
from frontend.views.kinds import PLACED_KINDS
from frontend.views.reader import in_own_name, person_of
from frontend.views.steps import NextStep, next_steps
from territory.contributions import rules
from territory.contributions.models import State
from territory.contributions.standing import standing_of
from territory.leads.querysets import waiting_for
from territory.leads.rules import facilitates_any
from territory.needs_and_offers.querysets import own_establishments
from territory.organisations.models import Membership
from territory.people.models import User


@dataclass(frozen=True)
class Row:
    thing: Any
    steps: list[NextStep]
    can_edit: bool


@dataclass(frozen=True)
class Group:
    """Rows of one state; ``advice`` says what comes next."""

    state: str
    title: Promise | str
    advice: Promise
    rows: list[Row]


# What needs its author first, what is over last.
ADVICE: tuple[tuple[State, Promise], ...] = (
    (State.CHANGES_REQUESTED, _("Read the reason, change it and submit it again.")),
    (State.DRAFT, _("Only your organisation sees these. Submit them when they are ready.")),
    (State.SUBMITTED, _("The moderators of the region decide. You can still withdraw them.")),
    (State.PUBLISHED, _("Everyone sees these on the map.")),
    (State.ARCHIVED, _("Off the public map, kept on record.")),
)


def _row(reader: User, thing: Any) -> Row:
    return Row(thing, next_steps(reader, thing), rules.can_edit(reader, thing))


def _trash_of(reader: User) -> list[Any]:
    """What ``reader`` may take out of the trash, the latest first."""
    thrown = [
        thing
        for kind in PLACED_KINDS.values()
        for thing in kind.model.objects.in_trash_of(reader).select_related("theme", "owner")
        if rules.can_delete(reader, thing)
    ]
    return sorted(thrown, key=lambda thing: thing.trashed_at, reverse=True)


@login_required
@in_own_name
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The contributions of the person's organisations; moderators find the way to their queue."""
    reader = person_of(request)
    standing = standing_of(reader)
    own = [
        thing
        for kind in PLACED_KINDS.values()
        for thing in kind.model.objects.present()
        .filter(owner__in=standing.organisation_ids)
        .select_related("theme", "owner")
        .order_by("-updated_at")
    ]
    groups = [
        Group(state, state.label, advice, [_row(reader, thing) for thing in own if thing.state == state])
        for state, advice in ADVICE
    ]
    return render(
        request,
        "frontend/contributions/mine.html",
        {
            "groups": [group for group in groups if group.rows],
            "states_needs": own_establishments(reader).exists() or facilitates_any(reader),
            "waiting_leads": waiting_for(reader).count(),
            "decides": has_queue(reader),
            "trash": _trash_of(reader),
            "trash_days": settings.TRASH_DAYS,
            "memberships": Membership.objects.valid_on(timezone.localdate())
            .filter(user=reader)
            .select_related("organisation"),
        },
    )
