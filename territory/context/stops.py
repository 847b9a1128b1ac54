"""The nearest stops, with the walk to each."""

import datetime
from dataclasses import dataclass

import numpy as np
from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.measure import D
from django.db.models import Value

from layers.composed import DAY, PLACE, Composed, kept, listed
from layers.crs import STORAGE_SRID
from layers.transit.models import TransitStop
from territory.companies.querysets import DistanceM, NearestFirst
from territory.nearby.origins import Origin
from territory.nearby.within_minutes import PositionM
from territory.reach.measured import EstimateReason, walks
from territory.reach.modes import WALKING_M_PER_MIN, Mode
from territory.reach.network import Network

MOST_STOPS, FARTHEST_MIN = 3, 30
CONSIDERED = 8  # the nearest as the crow flies need not be the quickest


@dataclass(frozen=True)
class StopNear:
    """distance_m: as the crow flies. is_estimate: the walk was not measured on the network."""

    id: int
    name: str
    distance_m: float
    travel_min: float
    is_estimate: bool


def stops_near(
    origin: Origin, day: datetime.date, network: Network | None
) -> tuple[tuple[StopNear, ...], EstimateReason | None]:
    """The three quickest stops in service on ``day``, and why a walk is estimated; one query."""
    rows = _stops().ask({"place": origin.area, "day": day})
    if not rows:
        return (), None
    between = walks(network, origin.starts(network), [(x_m, y_m) for *_stop, x_m, y_m in rows], Mode.FOOT, FARTHEST_MIN)
    best = between.travel_min.argmin(axis=0)
    stops = [
        StopNear(
            pk,
            name,
            distance_m,
            float(between.travel_min[best[index], index]),
            bool(between.is_estimated[best[index], index]),
        )
        for index, (pk, name, distance_m, _x_m, _y_m) in enumerate(rows)
        if np.isfinite(between.travel_min[best[index], index])
    ]
    return tuple(sorted(stops, key=lambda stop: stop.travel_min)[:MOST_STOPS]), between.reason


@kept
def _stops() -> Composed:
    here = Value(PLACE, output_field=GeometryField(srid=STORAGE_SRID))
    stops = (
        TransitStop.objects.open_on(DAY)
        .filter(location__dwithin=(PLACE, D(m=FARTHEST_MIN * WALKING_M_PER_MIN)))
        .annotate(distance_m=DistanceM("location", here))
        .order_by(NearestFirst("location", here))
    )
    columns = ("pk", "name", "distance_m", PositionM("X"), PositionM("Y"))
    return Composed(listed(stops[:CONSIDERED], *columns), place=PLACE, day=DAY)
