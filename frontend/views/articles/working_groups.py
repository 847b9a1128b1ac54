"""The page of a working group: who takes part and what they do."""

import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser

from frontend.views.articles.listing import listing
from frontend.views.articles.surroundings import communes_of
from territory.people.models import User
from territory.working_groups.models import WorkingGroup


def about_working_group(group: WorkingGroup, reader: User | AnonymousUser) -> dict[str, Any]:
    """Members, cooperation projects and pooled services of ``group``, as far as ``reader`` may see them."""
    return {
        "communes": communes_of(group.footprint, datetime.date.today()),
        "parks": group.business_parks.all(),
        "members": group.members.select_related("establishment", "organisation"),
        "projects": listing(group.projects.visible_to(reader).select_related("theme")),
        "services": listing(group.services.visible_to(reader).select_related("theme")),
    }
