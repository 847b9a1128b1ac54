"""Reading what is placed, as far as a person may see it."""

import datetime
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from territory.consents.asking import ANSWERING
from territory.consents.models import Consent
from territory.contributions.standing import Standing, standing_of
from territory.people.models import User


def running_between(first: datetime.date, last: datetime.date) -> Q:
    """What runs on at least one of the days; without a first or last day it runs since or for ever."""
    begun = Q(starts_on__lte=last) | Q(starts_on__isnull=True)
    return begun & (Q(ends_on__gte=first) | Q(ends_on__isnull=True))


class ContributionQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Published rows for everyone; all rows of one's own organisations.

        For moderators all but others' drafts, for those whose land it touches what they are asked
        for, for administrators all. What is in the trash is
        gone for everyone.
        """
        return self.seen_with(standing_of(user))

    def seen_with(self, standing: Standing) -> Self:
        """As ``visible_to``, for people of this standing."""
        if standing.is_administrator:
            return self.present()
        visible = Q(state="published")
        if standing.organisation_ids:
            visible |= Q(owner__in=standing.organisation_ids)
        if standing.is_moderator:
            visible |= ~Q(state="draft")
        elif answering := standing.organisations_as(ANSWERING):
            asked = Consent.objects.asked_of(answering).filter(kind=self.model._meta.model_name)
            visible |= ~Q(state="draft") & Q(pk__in=asked.values("object_id"))
        return self.present().filter(visible)

    def public(self) -> Self:
        """Rows that everyone may see."""
        return self.present().filter(state="published")

    def present(self) -> Self:
        """Rows that are not in the trash."""
        return self.filter(trashed_at__isnull=True)

    def in_trash_of(self, user: User | AnonymousUser) -> Self:
        """Rows in the trash of one's own organisations, latest first; for administrators all."""
        standing = standing_of(user)
        trashed = self.filter(trashed_at__isnull=False).order_by("-trashed_at")
        if standing.is_administrator:
            return trashed
        return trashed.filter(owner__in=standing.organisation_ids)


class StageMoveQuerySet(models.QuerySet):
    def of(self, thing: Any) -> Self:
        """All of ``thing``, as far as the version in memory knows of them, the first one first."""
        rows = self.filter(kind=thing._meta.model_name, object_id=thing.pk, version__lte=thing.version)
        return rows.order_by("version")
