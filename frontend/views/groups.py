"""A working group's own map, and all groups side by side for those who coordinate and moderate."""

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from frontend.templatetags.quantities import period
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from frontend.views.works import map_feature
from territory.acting import reading_as
from territory.companies.models import Establishment
from territory.contributions.models import Stage, State
from territory.errors import NotAllowed
from territory.leads.funnel import funnel_of
from territory.leads.models import State as LeadState
from territory.meetings.reading import GroupState, states_of
from territory.meetings.rules import can_compare_groups
from territory.needs_and_offers.rules import belongs_to
from territory.working_groups.models import WorkingGroup
from territory.works.phases import works_around

AHEAD = datetime.timedelta(weeks=4)
MOST_GROUPS = 200
MOST_SHOWN = 500  # members, and things of each kind, on the map of a group


@dataclass(frozen=True)
class GroupRow:
    """One group in the overview. state: None where the reader may not read its meetings."""

    group: WorkingGroup
    members: int
    jobs: int | None
    state: GroupState | None
    stages: list[tuple[str, int]]
    works: int
    found: list[dict[str, Any]]


@login_required
@never_cache
@refusals_as_pages
@require_safe
def groups_page(request: HttpRequest) -> HttpResponse:
    """All groups, each with its state."""
    if not can_compare_groups(request.user):
        raise NotAllowed(_("Only those who coordinate or moderate see all groups side by side."))
    groups = list(
        WorkingGroup.objects.select_related("coordinator")
        .annotate(member_count=Count("members"), job_count=Sum("members__establishment__jobs"))
        .order_by("name")[:MOST_GROUPS]
    )
    states = states_of(groups, person_of(request))
    rows = [_row(group, request, states.get(group.pk)) for group in groups]
    return render(request, "frontend/groups/overview.html", {"rows": rows})


def _row(group: Any, request: HttpRequest, state: GroupState | None) -> GroupRow:
    today = timezone.localdate()
    works, _more = works_around(group.footprint, today, today + AHEAD, today)
    return GroupRow(
        group,
        group.member_count,
        group.job_count,
        state,
        stages_of(group, request.user),
        len(works),
        found_in(group, request.user),
    )


def stages_of(group: WorkingGroup, reader: Any) -> list[tuple[str, int]]:
    """How many projects and services of ``group`` are in each stage, as far as ``reader`` may see them."""
    count: Counter[str] = Counter()
    for things in things_of(group, reader):
        count.update(dict(things.order_by().values_list("stage").annotate(n=Count("pk"))))
    return [(str(stage.label), count[stage]) for stage in Stage if count[stage]]


def found_in(group: WorkingGroup, reader: Any) -> list[dict[str, Any]]:
    """How many leads of ``group`` reached each state, from found to running; empty for who does not belong to it."""
    if not belongs_to(reader, group):
        return []
    with reading_as(reader):
        return [{"label": LeadState(stage.stage).label, "reached": stage.reached} for stage in funnel_of(group)]


def things_of(group: WorkingGroup, reader: Any) -> list[Any]:
    """Its projects and its services, each as a queryset, not archived and as far as ``reader`` may see them."""
    managers: list[Any] = [group.projects, group.services]
    return [things.visible_to(reader).exclude(state=State.ARCHIVED) for things in managers]


@require_safe
def group_map(request: HttpRequest, pk: int) -> HttpResponse:
    """The members, projects, services and works of one group on a map of their own."""
    group = get_object_or_404(WorkingGroup, pk=pk)
    today = timezone.localdate()
    members = list(Establishment.objects.filter(group_memberships__working_group=group).order_by("name")[:MOST_SHOWN])
    projects, services = (
        list(things.select_related("theme")[:MOST_SHOWN]) for things in things_of(group, request.user)
    )
    works, _more = works_around(group.footprint, today, today + AHEAD, today)
    features = [map_feature(group.footprint, kind="place", label=group.name)]
    features += [
        map_feature(
            each.phase.footprint,
            kind="phase",
            timing=str(each.timing),
            label=f"{each.phase} ({period(each.phase.starts_on, each.phase.ends_on)})",
        )
        for each in works
    ]
    for kind, things in (("project", projects), ("service", services), ("member", members)):
        features += [map_feature(thing.location, kind=kind, label=str(thing)) for thing in things]
    context = {
        "group": group,
        "things": [*members, *projects, *services, *{each.phase.zone_id: each.phase.zone for each in works}.values()],
        "shapes": {"type": "FeatureCollection", "features": features},
    }
    return render(request, "frontend/groups/map.html", context)
