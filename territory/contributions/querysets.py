"""Reading what is placed, as far as a person may see it."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from territory.contributions.standing import standing_of
from territory.people.models import User


class ContributionQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Published rows for everyone; all rows of one's own organisations.

        For moderators all but others' drafts, for administrators all.
        """
        standing = standing_of(user)
        if standing.is_administrator:
            return self.all()
        visible = Q(state="published")
        if standing.organisation_ids:
            visible |= Q(owner__in=standing.organisation_ids)
        if standing.is_moderator:
            visible |= ~Q(state="draft")
        return self.filter(visible)

    def public(self) -> Self:
        """Rows that everyone may see."""
        return self.filter(state="published")
