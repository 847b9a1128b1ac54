"""Who writes the goals of a region. The same answer as territory/migrations/sql/goals.sql."""

import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from layers.communes.models import Region
from territory.contributions.standing import standing_of
from territory.organisations.models import Mandate
from territory.organisations.roles import Role
from territory.people.models import User


def regions_planned_by(user: User | AnonymousUser, day: datetime.date | None = None) -> QuerySet[Region]:
    """The regions whose goals ``user`` writes: moderators of a body with a mandate for it, and administrators."""
    day = day or timezone.localdate()
    regions = Region.objects.valid_on(day)
    standing = standing_of(user)
    if standing.is_administrator:
        return regions
    bodies = standing.organisations_as([Role.REGIONAL_MODERATOR])
    mandates = Mandate.objects.filter(organisation__in=bodies, region__isnull=False).valid_on(day)
    return regions.filter(pk__in=mandates.values("region"))


def can_plan(user: User | AnonymousUser, region: Region) -> bool:
    """May ``user`` add, change and remove goals of ``region``?"""
    return regions_planned_by(user).filter(pk=region.pk).exists()
