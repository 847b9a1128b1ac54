"""Who is within so many minutes of a place, on foot or by bicycle, quickest first."""

from dataclasses import dataclass

import numpy as np
from django.contrib.gis.measure import D
from django.db.models import FloatField, Func

from territory.companies.models import Establishment
from territory.nearby.origins import Origin
from territory.reach.measured import EstimateReason, walks
from territory.reach.modes import SPEED_M_PER_MIN, Mode
from territory.reach.network import Network


class PositionM(Func):
    """East or north of a point, metres of the storage CRS: cheaper than reading a geometry."""

    output_field = FloatField()

    def __init__(self, axis: str) -> None:
        super().__init__("location", function=f"ST_{axis}")


@dataclass(frozen=True)
class Reached:
    """An establishment in reach. is_estimate: its minutes were not measured on the network."""

    establishment_id: int
    jobs: int | None
    travel_min: float
    is_estimate: bool


@dataclass(frozen=True)
class Reach:
    """All in reach, quickest first; equals in the order of their ids."""

    rows: tuple[Reached, ...]
    reason: EstimateReason | None

    @property
    def jobs(self) -> int:
        """The jobs of those whose number is known."""
        return sum(row.jobs or 0 for row in self.rows)

    def within(self, minutes: float) -> tuple[int, int]:
        """How many establishments, and how many jobs, are within ``minutes``."""
        near = [row for row in self.rows if row.travel_min <= minutes]
        return len(near), sum(row.jobs or 0 for row in near)


def establishments_within(
    origin: Origin, minutes: float, mode: Mode, network: Network | None, nace: str | None = None
) -> Reach:
    """Establishments within ``minutes`` of ``origin``; one query. Raises NoWalkableWay."""
    # Nobody is faster than straight ahead at full speed.
    farthest_m = minutes * SPEED_M_PER_MIN[mode]
    candidates = Establishment.objects.filter(location__dwithin=(origin.area, D(m=farthest_m)))
    if nace:
        candidates = candidates.with_activity(nace)
    found = list(candidates.order_by("pk").values_list("pk", "jobs", PositionM("X"), PositionM("Y")))
    if not found:
        return Reach((), None)
    positions = [(x, y) for _pk, _jobs, x, y in found]
    starts = origin.starts(network)
    between = walks(network, starts, positions, mode, minutes)
    best = between.travel_min.argmin(axis=0)
    every = np.arange(len(found))
    quickest, estimated = between.travel_min[best, every], between.is_estimated[best, every]
    order = [index for index in np.argsort(quickest, kind="stable").tolist() if np.isfinite(quickest[index])]
    rows = tuple(
        Reached(found[index][0], found[index][1], float(quickest[index]), bool(estimated[index])) for index in order
    )
    return Reach(rows, between.reason)
