"""Who looks after the members of an organisation, and which roles its kind can give."""

import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from territory.organisations.models import Membership, Organisation, OrganisationKind
from territory.organisations.roles import Role
from territory.people.models import User

# The same table as territory_role_fits() of territory/migrations/sql/membership_security.sql.
ROLES_OF_KIND: dict[str, frozenset[str]] = {
    OrganisationKind.AUTHORITY: frozenset({Role.COMMUNE_EDITOR}),
    OrganisationKind.SYNDICATE: frozenset({Role.COMMUNE_EDITOR, Role.PARK_MANAGER, Role.REGIONAL_MODERATOR}),
    OrganisationKind.NETWORK: frozenset({Role.WORKING_GROUP_COORDINATOR, Role.REGIONAL_MODERATOR}),
    OrganisationKind.COMPANY: frozenset({Role.COMPANY_MEMBER, Role.PARK_MANAGER}),
    OrganisationKind.ASSOCIATION: frozenset({Role.COMPANY_MEMBER, Role.WORKING_GROUP_COORDINATOR}),
}


def roles_of(organisation: Organisation) -> list[Role]:
    """The roles that a member of ``organisation`` can have, in the order of ``Role``."""
    return [role for role in Role if role in ROLES_OF_KIND[organisation.kind]]


def can_see_members(user: User | AnonymousUser, organisation: Organisation) -> bool:
    """May ``user`` read who belongs to ``organisation``? Its members, and administrators of the service."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_superuser or _valid_today(organisation).filter(user=user).exists()


def can_manage_members(user: User | AnonymousUser, organisation: Organisation) -> bool:
    """May ``user`` invite, change roles and end memberships? Those who look after it, and administrators."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_superuser or _valid_today(organisation).filter(user=user, is_administrator=True).exists()


def can_end(user: User | AnonymousUser, membership: Membership) -> bool:
    """May ``user`` end ``membership``? Everyone their own; otherwise who manages the members."""
    return membership.user_id == user.pk or can_manage_members(user, membership.organisation)


def looked_after_until(organisation: Organisation, without: Membership | None = None) -> datetime.date | None:
    """The first day on which nobody looks after the members any more; ``date.max`` while there is none.

    None where nobody does today. ``without``: as if this membership did not count.
    """
    looking_after = _valid_today(organisation).filter(is_administrator=True, user__is_active=True)
    if without is not None:
        looking_after = looking_after.exclude(pk=without.pk)
    days = [day or datetime.date.max for day in looking_after.values_list("valid_until", flat=True)]
    return max(days, default=None)


def _valid_today(organisation: Organisation):  # type: ignore[no-untyped-def]  # ValidQuerySet, which brings no types
    return Membership.objects.filter(organisation=organisation).valid_on(timezone.localdate())
