"""Reading construction zones and their phases by time."""

import datetime
from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class WorksState(models.TextChoices):
    """Where a phase stands, seen from a day or a period."""

    PLANNED = "planned", _("works planned")
    RUNNING = "running", _("works under way")
    FINISHED = "finished", _("works finished")


def phases_in(states: Iterable[str], first_day: datetime.date, last_day: datetime.date, path: str = "") -> Q:
    """Phases that are in one of ``states`` from ``first_day`` to ``last_day``.

    ``path`` leads to the phases, such as ``phases__``.
    """
    condition = Q()
    for state in states:
        condition |= _phase_in(state, first_day, last_day, path)
    return condition


def _phase_in(state: str, first_day: datetime.date, last_day: datetime.date, path: str) -> Q:
    """Phases that are still to come, run on one of the days, or are over."""
    if state == WorksState.PLANNED:
        return Q(**{f"{path}starts_on__gt": last_day})
    if state == WorksState.FINISHED:
        return Q(**{f"{path}ends_on__lt": first_day})
    begun = Q(**{f"{path}starts_on__lte": last_day})
    return begun & (Q(**{f"{path}ends_on__isnull": True}) | Q(**{f"{path}ends_on__gte": first_day}))


class PhaseQuerySet(models.QuerySet):
    def in_state(self, states: Iterable[str], first_day: datetime.date, last_day: datetime.date) -> Self:
        """Phases that are planned, under way or finished, seen from these days (``WorksState``); one of several."""
        return self.filter(phases_in(states, first_day, last_day))

    def running_between(self, first_day: datetime.date, last_day: datetime.date) -> Self:
        """Phases that run on at least one day from ``first_day`` to ``last_day``, both included."""
        return self.in_state([WorksState.RUNNING], first_day, last_day)
