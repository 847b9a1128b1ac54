"""Who is within so many minutes of a place, on foot or by bicycle, quickest first."""

from dataclasses import dataclass

import numpy as np
from django.contrib.gis.measure import D
from django.db.models import FloatField, Func

from territory.companies.models import Establishment
from territory.nearby.narrowing import EVERYBODY, Narrowing
from territory.nearby.origins import Origin
from territory.reach.measured import EstimateReason, nearest_walks
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
    origin: Origin, minutes: float, mode: Mode, network: Network | None, narrowing: Narrowing = EVERYBODY
) -> Reach:
    """Establishments within ``minutes`` of ``origin``, in no time those inside it; one query. Raises NoWalkableWay."""
    # Nobody is faster than straight ahead at full speed.
    farthest_m = minutes * SPEED_M_PER_MIN[mode]
    candidates = narrowing.of(Establishment.objects.filter(location__dwithin=(origin.area, D(m=farthest_m))))
    found = list(candidates.order_by("pk").values_list("pk", "jobs", PositionM("X"), PositionM("Y")))
    if not found:
        return Reach((), None)
    positions = np.array([(x, y) for _pk, _jobs, x, y in found])
    there = nearest_walks(network, origin.starts(network), positions, origin.distances_m(positions), mode, minutes)
    order = np.argsort(there.travel_min[0], kind="stable")
    quickest, estimated = there.travel_min[0].tolist(), there.is_estimated[0].tolist()
    rows = tuple(
        Reached(found[index][0], found[index][1], quickest[index], estimated[index])
        for index in order.tolist()
        if np.isfinite(quickest[index])
    )
    return Reach(rows, there.reason)
