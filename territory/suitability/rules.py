"""Who may add rasters, compose suitability maps, read them, publish them and take them away.

The same answers as territory/migrations/sql/raster_security.sql.
"""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from layers.rasters.models import RasterLayer, RasterState
from territory.organisations.models import Membership
from territory.organisations.roles import Role
from territory.people.models import User

# Who answers for land beyond one commune or company.
ADDING = (Role.REGIONAL_MODERATOR, Role.PARK_MANAGER)


def can_add_rasters(user: User | AnonymousUser) -> bool:
    """May ``user`` upload rasters, derive them from our own layers, and publish what they made?"""
    return _holds(user, ADDING)


def can_compose(user: User | AnonymousUser) -> bool:
    """May ``user`` weigh rasters into a suitability map? Everyone with a role: it keeps a processor busy."""
    return _holds(user, tuple(Role))


def visible_to(user: User | AnonymousUser) -> QuerySet[RasterLayer]:
    """The rasters ``user`` may read: what is published and ready, and all they made."""
    published = Q(is_published=True, state=RasterState.READY)
    if not isinstance(user, User) or not user.is_active:
        return RasterLayer.objects.filter(published)
    if user.is_superuser:
        return RasterLayer.objects.all()
    return RasterLayer.objects.filter(published | Q(made_by=user))


def can_see(user: User | AnonymousUser, layer: RasterLayer) -> bool:
    """May ``user`` read ``layer``?"""
    return visible_to(user).filter(pk=layer.pk).exists()


def can_change(user: User | AnonymousUser, layer: RasterLayer) -> bool:
    """May ``user`` rename or remove ``layer``? Who made it, and administrators of the service."""
    return isinstance(user, User) and user.is_active and (user.is_superuser or layer.made_by_id == user.pk)


def can_publish(user: User | AnonymousUser, layer: RasterLayer) -> bool:
    """May ``user`` show ``layer`` to everyone, or no longer? Who may change it and may add rasters."""
    return can_change(user, layer) and can_add_rasters(user)


def _holds(user: User | AnonymousUser, roles: tuple[Role, ...]) -> bool:
    if not isinstance(user, User) or not user.is_active:
        return False
    held = Membership.objects.filter(user=user, role__in=roles).valid_on(timezone.localdate())
    return user.is_superuser or bool(held.exists())
