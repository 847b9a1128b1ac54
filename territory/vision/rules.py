"""Who writes the goals of a region, and the themes. The same answers as goals.sql and themes.sql in migrations/sql."""

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
    if standing_of(user).is_administrator:
        return regions
    return regions.filter(pk__in=_mandates_to_plan(user, day).values("region"))


def can_plan(user: User | AnonymousUser, region: Region) -> bool:
    """May ``user`` add, change and remove goals of ``region``?"""
    return regions_planned_by(user).filter(pk=region.pk).exists()


def can_write_themes(user: User | AnonymousUser) -> bool:
    """May ``user`` add, change and remove themes? All regions share them: whoever plans one of them may."""
    return standing_of(user).is_administrator or _mandates_to_plan(user, timezone.localdate()).exists()


def _mandates_to_plan(user: User | AnonymousUser, day: datetime.date) -> QuerySet[Mandate]:
    bodies = standing_of(user).organisations_as([Role.REGIONAL_MODERATOR])
    return Mandate.objects.filter(organisation__in=bodies, region__isnull=False).valid_on(day)
