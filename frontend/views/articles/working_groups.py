"""The page of a working group: who takes part and what they do."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from frontend.views.articles.placed import seen_by
from frontend.views.articles.surroundings import communes_of
from territory.people.models import User
from territory.working_groups.models import WorkingGroup


def about_working_group(group: WorkingGroup, reader: User | AnonymousUser) -> dict[str, Any]:
    """Members, cooperation projects and pooled services of ``group``, as far as ``reader`` may see them."""
    return {
        "communes": communes_of(group.footprint, timezone.localdate()),
        "parks": group.business_parks.all(),
        "members": group.members.select_related("establishment", "organisation"),
        "projects": seen_by(reader, group.projects),
        "services": seen_by(reader, group.services),
    }
