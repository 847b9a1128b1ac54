"""The leads of a working group: the funnel for its members, everything and the search for its facilitator."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from frontend.lead_words import title_of
from frontend.views.reader import in_own_name, person_of
from frontend.views.refusals import refusals_as_pages
from territory.leads.funnel import funnel_of
from territory.leads.models import LeadSide, MatchingRun, RunState, State
from territory.leads.run import start_run
from territory.matching.leads import FunnelStage
from territory.needs_and_offers.models import Direction
from territory.needs_and_offers.rules import belongs_to, can_facilitate
from territory.working_groups.models import WorkingGroup


@login_required
@never_cache
@in_own_name
@require_safe
def group_leads(request: HttpRequest, pk: int) -> HttpResponse:
    """For who belongs to the group; to others it is not there."""
    reader = person_of(request)
    group: WorkingGroup = get_object_or_404(WorkingGroup.objects.select_related("coordinator"), pk=pk)
    if not belongs_to(reader, group):
        raise Http404
    facilitates = can_facilitate(reader, group)
    stages = funnel_of(group)
    runs = list(MatchingRun.objects.filter(working_group=group)[:5]) if facilitates else []
    return render(
        request,
        "frontend/leads/group.html",
        {
            "group": group,
            "stages": [_bar(stage) for stage in stages],
            "found": stages[0].reached,
            "facilitates": facilitates,
            "leads": _all_leads(group) if facilitates else [],
            "runs": runs,
            "is_busy": any(run.state in {RunState.WAITING, RunState.RUNNING} for run in runs[:1]),
        },
    )


@login_required
@refusals_as_pages
@in_own_name
@require_POST
def start_matching(request: HttpRequest, pk: int) -> HttpResponse:
    """Leaves the search to the worker."""
    group = get_object_or_404(WorkingGroup, pk=pk)
    start_run(group, person_of(request))
    messages.success(request, _("The search runs in the background; reload this page to see how far it is."))
    return redirect("group-leads", pk)


def _bar(stage: FunnelStage) -> dict[str, Any]:
    return {
        "label": State(stage.stage).label,
        "reached": stage.reached,
        "percent": round(100 * stage.share_of_found),
        "dropped": stage.dropped_here,
    }


def _all_leads(group: WorkingGroup) -> list[dict[str, Any]]:
    sides = LeadSide.objects.filter(lead__working_group=group, lead__in=group.leads.order_by("-updated_at")[:200])
    rows: dict[int, dict[str, Any]] = {}
    for side in sides.select_related("lead", "entry", "establishment").order_by("-lead__updated_at", "-lead"):
        row = rows.setdefault(side.lead_id, {"lead": side.lead, "yes": 0})
        row["offer" if side.direction == Direction.OFFER else "need"] = side.establishment
        row["yes"] += bool(side.answer)
        if side.direction == Direction.OFFER:
            row["title"] = title_of(side.direction, side.entry).split(": ", 1)[-1]
    return list(rows.values())
