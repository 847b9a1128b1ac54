"""The page of an establishment: a company's place of work."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from frontend.nace import section_name
from frontend.views.articles.listing import listing
from frontend.views.articles.placed import seen_by
from frontend.views.articles.surroundings import surroundings_of
from frontend.views.needs_and_offers import needs_of
from territory.acting import reading_as
from territory.companies.models import Establishment
from territory.needs_and_offers.rules import can_state
from territory.people.models import User
from territory.working_groups.models import WorkingGroup


def about_establishment(establishment: Establishment, reader: User | AnonymousUser) -> dict[str, Any]:
    """Activity in words, surroundings, the company's other places, groups and services it takes part in, its needs and
    offers as far as they are for ``reader``.
    """
    with reading_as(reader):
        needs = needs_of(establishment, reader)
    others = establishment.company.establishments.exclude(pk=establishment.pk)
    return {
        "surroundings": surroundings_of(establishment.location, timezone.localdate()),
        "section_name": section_name(establishment.nace_section, establishment.nace_revision),
        "others": listing(others.order_by("name")),
        "working_groups": listing(WorkingGroup.objects.filter(members__establishment=establishment)),
        "needs": needs,
        "can_state": can_state(reader, establishment),
        "services": seen_by(reader, establishment.subscriptions),
    }
