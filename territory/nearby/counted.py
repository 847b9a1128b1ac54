"""How many establishments and jobs are within so many minutes on foot or by bicycle: sums only, nobody by name.

Where times are estimated the database counts; where a network reaches the place, positions come packed, since a row
for each of some thousand establishments would cost more than the walks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.measure import D
from django.db.models import Aggregate, BinaryField, Count, F, Func, Q, Sum, Value
from django.db.models.functions import Coalesce

from layers.composed import PLACE, Composed, kept
from layers.crs import STORAGE_SRID
from territory.companies.models import Establishment
from territory.companies.querysets import DistanceM
from territory.nearby.origins import Origin
from territory.nearby.within_minutes import PositionM
from territory.reach.estimate import DETOUR_FACTOR, estimated_radius_m
from territory.reach.measured import EstimateReason, nearest_walks
from territory.reach.modes import SPEED_M_PER_MIN, Mode
from territory.reach.network import Network
from territory.reach.snap import snap


@dataclass(frozen=True)
class Counted:
    """establishments and jobs for each of the limits that were asked; reason: why times are estimated."""

    totals: tuple[tuple[int, int], ...]
    reason: EstimateReason | None


class Packed(Aggregate):
    """All values as one text of bytes, as PostgreSQL sends numbers: eight bytes each, the first one first."""

    function = "string_agg"
    template = "%(function)s(float8send(%(expressions)s), ''::bytea)"
    output_field = BinaryField()


class AsFloat(Func):
    template = "(%(expressions)s)::float8"


def count_within(origin: Origin, limits_min: Sequence[float], mode: Mode, network: Network | None) -> Counted:
    """The totals within each of ``limits_min`` minutes of ``origin``; one query. Raises NoWalkableWay."""
    if network is None:
        return _estimated(origin, limits_min, mode, EstimateReason.NO_NETWORK)
    starts = origin.starts(network)
    if not snap(network, starts, mode).is_on.any():
        return _estimated(origin, limits_min, mode, EstimateReason.START_OFF_NETWORK)
    farthest_m = max(limits_min) * SPEED_M_PER_MIN[mode]  # nobody is faster than straight ahead at full speed
    rows = Establishment.objects.filter(location__dwithin=(origin.area, D(m=farthest_m))).order_by()
    packed = rows.aggregate(
        x=Packed(PositionM("X")), y=Packed(PositionM("Y")), jobs=Packed(AsFloat(Coalesce(F("jobs"), 0)))
    )
    x_m, y_m, jobs = (np.frombuffer(packed[name] or b"", dtype=">f8").astype(float) for name in ("x", "y", "jobs"))
    if not len(x_m):
        return Counted(tuple((0, 0) for _limit in limits_min), None)
    positions = np.column_stack([x_m, y_m])
    there = nearest_walks(network, starts, positions, origin.distances_m(positions), mode, max(limits_min))
    inside = [there.travel_min[0] <= limit for limit in limits_min]
    totals = tuple((int(np.count_nonzero(chosen)), int(jobs[chosen].sum())) for chosen in inside)
    return Counted(totals, there.reason)


def _estimated(origin: Origin, limits_min: Sequence[float], mode: Mode, reason: EstimateReason) -> Counted:
    """The totals where every time is the distance as the crow flies × the detour factor."""
    rows = _sums(tuple(limits_min), mode).ask({"place": origin.area})
    sums = rows[0][1:] if rows else (0, 0) * len(limits_min)
    totals = tuple(zip(map(int, sums[::2]), map(int, sums[1::2]), strict=True))
    return Counted(totals, reason if max(count for count, _jobs in totals) else None)


@kept
def _sums(limits_min: tuple[float, ...], mode: Mode) -> Composed:
    """One row: 1, then establishments and jobs within each limit; no row where nobody is around."""
    # A millimetre more than the radius: whoever stands on its edge is left to the comparison of minutes, which is the
    # same arithmetic as in estimated_minutes, so that a list and a sum agree.
    farthest_m = estimated_radius_m(max(limits_min), mode) + 0.001
    here = Value(PLACE, output_field=GeometryField(srid=STORAGE_SRID))
    minutes = DistanceM("location", here) * Value(DETOUR_FACTOR) / Value(SPEED_M_PER_MIN[mode])
    sums: dict[str, Aggregate] = {}
    for index, limit in enumerate(limits_min):
        inside = Q(travel_min__lte=limit)
        sums[f"establishments_{index}"] = Count("pk", filter=inside)
        sums[f"jobs_{index}"] = Sum("jobs", filter=inside, default=0)
    rows = (
        Establishment.objects.filter(location__dwithin=(PLACE, D(m=farthest_m)))
        .order_by()
        .annotate(travel_min=minutes, all_together=Value(1))
        .values("all_together")
        .annotate(**sums)
        .values_list("all_together", *sums)
    )
    return Composed(rows, place=PLACE)
