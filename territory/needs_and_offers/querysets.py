"""Reading needs and offers: only what the reader may see. The database's policy says the same (decision 17)."""

from typing import Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from territory.companies.models import Establishment
from territory.matching.leads import DISCLOSED
from territory.organisations.models import Membership
from territory.organisations.roles import Role
from territory.people.models import User
from territory.working_groups.models import WorkingGroup


def own_establishments(user: User | AnonymousUser) -> models.QuerySet[Establishment]:
    """The places of work of the companies for which ``user`` writes today."""
    writes_for = _memberships(user).filter(role=Role.COMPANY_MEMBER).values("organisation")
    return Establishment.objects.filter(company__organisation__in=writes_for)


def facilitated_groups(user: User | AnonymousUser) -> models.QuerySet[WorkingGroup]:
    """The working groups that ``user`` coordinates today."""
    coordinates = _memberships(user).filter(role=Role.WORKING_GROUP_COORDINATOR).values("organisation")
    return WorkingGroup.objects.filter(coordinator__in=coordinates)


def own_groups(user: User | AnonymousUser) -> models.QuerySet[WorkingGroup]:
    """The working groups ``user`` belongs to today: by an establishment or by a public body."""
    bodies = _memberships(user).values("organisation")
    return WorkingGroup.objects.filter(
        Q(members__organisation__in=bodies) | Q(members__establishment__in=own_establishments(user))
    ).distinct()


def _memberships(user: User | AnonymousUser) -> models.QuerySet[Membership]:
    if not isinstance(user, User) or not user.is_active:
        return Membership.objects.none()
    return Membership.objects.filter(user=user).valid_on(timezone.localdate())


class NeedOrOfferQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What ``user`` may read: their own company's, what they facilitate, what their group or everyone sees."""
        if isinstance(user, User) and user.is_active and user.is_superuser:
            return self
        if not isinstance(user, User) or not user.is_active:
            return self.stated().filter(visibility="all")
        in_facilitated = _in_groups(facilitated_groups(user))
        in_own = _in_groups(own_groups(user))
        return self.filter(
            Q(establishment__in=own_establishments(user))
            | Q(pk__in=_of_partners(user))
            | Q(withdrawn_at=None)
            & (
                Q(visibility="all")
                | Q(establishment__in=in_facilitated)
                | Q(visibility="group", establishment__in=in_own)
            )
        )

    def about(self, subject: str = "", direction: str = "") -> Self:
        """Those about a shared service, a kind of energy or a part of the List of Waste (digits)."""
        rows = self.filter(direction=direction) if direction else self
        if not subject:
            return rows
        if subject.isdigit():
            return rows.filter(material__startswith=subject)
        return rows.filter(Q(service=subject) | Q(material=subject))

    def stated(self) -> Self:
        """What holds today: not withdrawn."""
        return self.filter(withdrawn_at=None)


def _of_partners(user: User) -> models.QuerySet:
    """Entries in leads of ``user`` in which both sides are interested."""
    # By name: leads know what is stated, not the other way round.
    sides = apps.get_model("territory", "LeadSide")._default_manager
    own = sides.filter(establishment__in=own_establishments(user), lead__state__in=DISCLOSED)
    return sides.filter(lead__in=own.values("lead")).values("entry")


def _in_groups(groups: models.QuerySet[WorkingGroup]) -> models.QuerySet[Establishment]:
    return Establishment.objects.filter(group_memberships__working_group__in=groups)
