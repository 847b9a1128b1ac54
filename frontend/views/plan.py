"""The ways to plan together: what of the service is no tab of the map, and which question each answers."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from frontend.group_path import near_group
from territory.needs_and_offers.querysets import facilitated_groups, own_groups
from territory.working_groups.models import WorkingGroup

MOST_GROUPS = 200


@dataclass(frozen=True)
class Way:
    """A question, what one gets, where; ``icon`` of the sprite."""

    question: str
    answer: str
    address: str
    icon: str


@never_cache
@require_safe
def plan_page(request: HttpRequest) -> HttpResponse:
    """For everybody; the own working groups first, each with the way to a shared service."""
    own = (own_groups(request.user) | facilitated_groups(request.user).distinct()).order_by("name")
    mine = [_with_way(group) for group in own.prefetch_related("business_parks")[:MOST_GROUPS]]
    others = WorkingGroup.objects.exclude(pk__in=[group.pk for group, _near in mine]).order_by("name")[:MOST_GROUPS]
    return render(request, "frontend/pages/plan.html", {"ways": _ways(), "mine": mine, "others": others})


def _with_way(group: WorkingGroup) -> tuple[WorkingGroup, str]:
    return group, near_group(group)


def _ways() -> list[Way]:
    return [
        Way(
            _("Who is near?"),
            _("Companies around a place, in metres or minutes, by activity, jobs and needs."),
            f"{reverse('map')}?tab=nearby",
            "walk",
        ),
        Way(
            _("Where should a shared service stand?"),
            _("The best places for a shared service, compared with your own. Needs an account."),
            reverse("siting"),
            "map-pin",
        ),
        Way(
            _("Which ground suits?"),
            _("Maps that weigh distance to stops, jobs and works, with the best cells."),
            reverse("suitability"),
            "stack-2",
        ),
        Way(
            _("How do places compare?"),
            _("Two communes, parks or regions side by side."),
            reverse("compare"),
            "adjustments-horizontal",
        ),
        Way(
            _("What does the region want?"),
            _("Its goals, and what each commune does for them."),
            reverse("vision"),
            "star",
        ),
    ]
