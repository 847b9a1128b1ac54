"""The nearest stops, with the walk to each."""

import datetime
from dataclasses import dataclass

import numpy as np
from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.measure import D
from django.db.models import Value

from layers.crs import STORAGE_SRID
from layers.transit.models import TransitStop
from territory.companies.querysets import DistanceM, NearestFirst
from territory.nearby.origins import Origin
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
    here = Value(origin.area, output_field=GeometryField(srid=STORAGE_SRID))
    found = list(
        TransitStop.objects.open_on(day)
        .filter(location__dwithin=(origin.area, D(m=FARTHEST_MIN * WALKING_M_PER_MIN)))
        .annotate(distance_m=DistanceM("location", here))
        .order_by(NearestFirst("location", here))[:CONSIDERED]
    )
    if not found:
        return (), None
    between = walks(
        network, origin.starts(network), [(stop.location.x, stop.location.y) for stop in found], Mode.FOOT, FARTHEST_MIN
    )
    best = between.travel_min.argmin(axis=0)
    stops = [
        StopNear(
            stop.pk,
            stop.name,
            float(stop.distance_m),
            float(between.travel_min[best[index], index]),
            bool(between.is_estimated[best[index], index]),
        )
        for index, stop in enumerate(found)
        if np.isfinite(between.travel_min[best[index], index])
    ]
    return tuple(sorted(stops, key=lambda stop: stop.travel_min)[:MOST_STOPS]), between.reason
