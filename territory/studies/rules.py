"""Who may keep, read, run and change a siting study.

The same answers as territory/migrations/sql/study_security.sql.
"""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from territory.organisations.models import Membership
from territory.people.models import User
from territory.studies.models import Study
from territory.working_groups.models import WorkingGroup


def groups_of(user: User | AnonymousUser) -> QuerySet[WorkingGroup]:
    """The working groups ``user`` belongs to: by the coordinator, a member organisation, or a member establishment."""
    if not isinstance(user, User) or not user.is_active:
        return WorkingGroup.objects.none()
    if user.is_superuser:
        return WorkingGroup.objects.all()
    bodies = Membership.objects.filter(user=user).valid_on(timezone.localdate()).values("organisation")
    return WorkingGroup.objects.filter(
        Q(coordinator__in=bodies)
        | Q(members__organisation__in=bodies)
        | Q(members__establishment__company__organisation__in=bodies)
    ).distinct()


def visible_to(user: User | AnonymousUser) -> QuerySet[Study]:
    """The studies ``user`` may read: their own, and those shared with their working groups."""
    if not isinstance(user, User) or not user.is_active:
        return Study.objects.none()
    if user.is_superuser:
        return Study.objects.all()
    return Study.objects.filter(Q(owner=user) | Q(working_group__in=groups_of(user)))


def can_see(user: User | AnonymousUser, study: Study) -> bool:
    """May ``user`` read ``study`` and run it again?"""
    return visible_to(user).filter(pk=study.pk).exists()


def can_share(user: User | AnonymousUser, group: WorkingGroup) -> bool:
    """May ``user`` share a study with ``group``? Who belongs to it."""
    return groups_of(user).filter(pk=group.pk).exists()


def can_change(user: User | AnonymousUser, study: Study) -> bool:
    """May ``user`` rename, share or delete ``study``? Its author, and administrators of the service."""
    return isinstance(user, User) and user.is_active and (user.is_superuser or study.owner_id == user.pk)
