"""Who may state what an establishment needs or offers, and who may read it."""

from django.contrib.auth.models import AnonymousUser

from territory.companies.models import Establishment
from territory.needs_and_offers.models import NeedOrOffer
from territory.needs_and_offers.querysets import facilitated_groups, own_establishments, own_groups
from territory.people.models import User
from territory.working_groups.models import WorkingGroup


def can_state(user: User | AnonymousUser, establishment: Establishment) -> bool:
    """May ``user`` write the needs and offers of ``establishment``? Its company's people, and administrators."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_superuser or own_establishments(user).filter(pk=establishment.pk).exists()


def can_change(user: User | AnonymousUser, entry: NeedOrOffer) -> bool:
    """May ``user`` change, withdraw and state again ``entry``? Who may state it."""
    return can_state(user, entry.establishment)


def can_see(user: User | AnonymousUser, entry: NeedOrOffer) -> bool:
    """May ``user`` read ``entry``? The same as ``visible_to``, for one of them."""
    return NeedOrOffer.objects.visible_to(user).filter(pk=entry.pk).exists()


def can_facilitate(user: User | AnonymousUser, group: WorkingGroup) -> bool:
    """Does ``user`` coordinate ``group``? Administrators may do the same."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_superuser or facilitated_groups(user).filter(pk=group.pk).exists()


def belongs_to(user: User | AnonymousUser, group: WorkingGroup) -> bool:
    """Is ``user`` of ``group``: a member, or who facilitates it?"""
    return can_facilitate(user, group) or own_groups(user).filter(pk=group.pk).exists()
