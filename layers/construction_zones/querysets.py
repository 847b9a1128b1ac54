"""Reading construction zones and their phases by time."""

import datetime
from typing import Self

from django.db import models
from django.db.models import Q


class PhaseQuerySet(models.QuerySet):
    def running_between(self, first_day: datetime.date, last_day: datetime.date) -> Self:
        """Phases that run on at least one day from ``first_day`` to ``last_day``, both included."""
        return self.filter(starts_on__lte=last_day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first_day))

    def running_on(self, day: datetime.date) -> Self:
        """Phases that run on ``day``."""
        return self.running_between(day, day)
