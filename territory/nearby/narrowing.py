"""Whom of those near somebody looks for: activity, jobs, what they need or offer, working group, business park."""

from dataclasses import dataclass
from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.db.models import QuerySet

from layers.business_parks.models import BusinessPark
from territory.companies.models import Establishment
from territory.companies.querysets import EstablishmentQuerySet, Totals, totals_around
from territory.working_groups.models import WorkingGroup, WorkingGroupMember

# Cells are some 800 m wide: with a smaller radius hardly any lies wholly within it.
CELLS_PAY_FROM_M = 3_000.0


@dataclass(frozen=True)
class Narrowing:
    """What each of them has to fulfil; nothing for all.

    jobs_from, jobs_to: both included; who does not state their jobs is in no such range. stating: the ids of those
    whose needs or offers fit, as far as they are for the reader: what somebody may not read narrows nothing.
    """

    nace: str | None = None
    jobs_from: int | None = None
    jobs_to: int | None = None
    stating: QuerySet[Any, Any] | None = None
    group: WorkingGroup | None = None
    park: BusinessPark | None = None

    def of(self, rows: EstablishmentQuerySet) -> EstablishmentQuerySet:
        """Those of ``rows`` that fulfil everything."""
        if self.nace:
            rows = rows.with_activity(self.nace)
        if self.jobs_from is not None:
            rows = rows.filter(jobs__gte=self.jobs_from)
        if self.jobs_to is not None:
            rows = rows.filter(jobs__lte=self.jobs_to)
        if self.stating is not None:
            rows = rows.filter(pk__in=self.stating)
        if self.group is not None:
            members = WorkingGroupMember.objects.filter(working_group=self.group, establishment__isnull=False)
            rows = rows.filter(pk__in=members.values("establishment"))
        if self.park is not None:
            rows = rows.within(self.park.footprint)
        return rows

    def totals_around(self, place: GEOSGeometry, radius_m: float) -> Totals:
        """How many of those at most ``radius_m`` metres from ``place`` fulfil everything, and their jobs."""
        if self == EVERYBODY and radius_m >= CELLS_PAY_FROM_M:
            return totals_around(place, radius_m)
        return self.of(Establishment.objects.near(place, radius_m)).totals()


EVERYBODY = Narrowing()
