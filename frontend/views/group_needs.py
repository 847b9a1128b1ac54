"""What a working group needs and offers together: totals that tell of nobody, and what is for the reader."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from frontend.needs_words import subject_in_words
from frontend.views.needs_and_offers import visible_in
from frontend.views.reader import in_own_name
from territory.matching.profile import Energy
from territory.needs_and_offers.models import Direction
from territory.needs_and_offers.rules import belongs_to
from territory.needs_and_offers.totals import LEAST_CONTRIBUTORS, Total, totals_of
from territory.working_groups.models import WorkingGroup


@require_safe
@in_own_name
def group_needs(request: HttpRequest, pk: int) -> HttpResponse:
    """For everyone; members and the facilitator find more in it."""
    group: WorkingGroup = get_object_or_404(WorkingGroup.objects.select_related("coordinator"), pk=pk)
    totals = totals_of(group)
    return render(
        request,
        "frontend/needs/group.html",
        {
            "group": group,
            "needs": [_row(total) for total in totals if total.direction == Direction.NEED],
            "offers": [_row(total) for total in totals if total.direction == Direction.OFFER],
            "least": LEAST_CONTRIBUTORS,
            "entries": visible_in(group, request.user),
            "belongs": belongs_to(request.user, group),
        },
    )


def _row(total: Total) -> dict[str, Any]:
    return {
        "subject": subject_in_words(total.subject),
        "establishments": total.establishments,
        "per_year": total.per_year_at_least,
        "unit": "MWh" if total.subject in set(Energy) else "t",
    }
