"""The page of a working group: who takes part and what they do."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Sum
from django.utils import timezone

from frontend.group_path import near_group
from frontend.views.articles.placed import seen_by
from frontend.views.articles.surroundings import communes_of
from frontend.views.groups import AHEAD, found_in, stages_of, things_of
from territory.contributions.models import Theme
from territory.meetings.reading import states_of
from territory.meetings.rules import can_compare_groups, can_read_meetings, can_run_group
from territory.people.models import User
from territory.working_groups.models import WorkingGroup
from territory.works.phases import works_around

MOST_WORKS = 3  # those that begin first; the page about works has all


def about_working_group(group: WorkingGroup, reader: User | AnonymousUser) -> dict[str, Any]:
    """What ``group`` is, does and meets with, as far as ``reader`` may see it."""
    members = group.members.select_related("establishment", "organisation")
    today = timezone.localdate()
    works, _more = works_around(group.footprint, today, today + AHEAD, today)
    takes_part = can_read_meetings(reader, group)
    state = states_of([group], reader).get(group.pk) if takes_part and isinstance(reader, User) else None
    return {
        "communes": communes_of(group.footprint, today),
        "parks": group.business_parks.all(),
        "members": members,
        "near_address": near_group(group),
        "projects": seen_by(reader, group.projects),
        "services": seen_by(reader, group.services),
        "stages": stages_of(group, reader),
        "themes": _themes_of(group, reader),
        "jobs": members.aggregate(total=Sum("establishment__jobs"))["total"],
        "works": [each.phase for each in works][:MOST_WORKS],
        "works_count": len(works),
        "takes_part": takes_part,
        "may_plan": takes_part and can_run_group(reader, group),
        "may_compare": takes_part and can_compare_groups(reader),
        "state": state,
        "found": found_in(group, reader),
    }


def _themes_of(group: WorkingGroup, reader: User | AnonymousUser) -> list[str]:
    """The themes of its projects and services, in alphabetical order."""
    used = {pk for rows in things_of(group, reader) for pk in rows.order_by().values_list("theme", flat=True)}
    return [str(theme) for theme in Theme.objects.filter(pk__in=used)]
