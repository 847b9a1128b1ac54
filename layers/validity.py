"""Rows that hold for a time: from a day on, until another day (which no longer belongs to it) or without end."""

import datetime
from typing import Self

from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _


class ValidityRange(Func):
    """The days from ``valid_from`` up to, not including, ``valid_until``."""

    function = "DATERANGE"
    output_field = DateRangeField()

    def __init__(self, *columns: str) -> None:
        super().__init__(*(columns or ("valid_from", "valid_until")))


OVERLAPS = RangeOperators.OVERLAPS


class ValidQuerySet(models.QuerySet):
    def valid_on(self, day: datetime.date) -> Self:
        """Rows that hold on ``day``."""
        return self.filter(valid_from__lte=day).filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day))


class ValidForATime(models.Model):
    """Adds ``valid_from`` (first day) and ``valid_until`` (first day after; empty while it holds)."""

    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(
        _("valid until"),
        null=True,
        blank=True,
        help_text=_("The first day on which it no longer holds."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="%(app_label)s_%(class)s_period_runs_forward",
            ),
        ]
