"""The nearest stops of tram and bus, with the walk to each."""

import datetime
import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.measure import D
from django.db.models import QuerySet, Value

from layers.composed import DAY, PLACE, Composed, kept, listed
from layers.crs import STORAGE_SRID
from layers.public_places.models import PlaceKind, PublicPlace
from layers.transit.models import TransitStop
from territory.companies.querysets import DistanceM, NearestFirst
from territory.nearby.origins import Origin
from territory.nearby.within_minutes import PositionM
from territory.reach.measured import EstimateReason, walks
from territory.reach.modes import WALKING_M_PER_MIN, Mode
from territory.reach.network import Network

MOST_STOPS, FARTHEST_MIN = 3, 30  # of each mode
CONSIDERED = 8  # of each mode: the nearest as the crow flies need not be the quickest
TRAM, BUS = "tram", "bus"


@dataclass(frozen=True)
class StopNear:
    """distance_m: as the crow flies. is_estimate: the walk was not measured on the network. mode: tram or bus."""

    id: int
    name: str
    distance_m: float
    travel_min: float
    is_estimate: bool
    mode: str


def stops_near(
    origin: Origin, day: datetime.date, network: Network | None
) -> tuple[tuple[StopNear, ...], EstimateReason | None]:
    """The three quickest stops of each mode, of the tram those in service on ``day``; why a walk is estimated.

    Two queries. The quickest first.
    """
    trams = [(TRAM, *row) for row in _trams().ask({"place": origin.area, "day": day})]
    buses = [(BUS, *row) for row in _buses().ask({"place": origin.area})]
    rows = trams + buses
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
            mode,
        )
        for index, (mode, pk, name, distance_m, _x_m, _y_m) in enumerate(rows)
        if np.isfinite(between.travel_min[best[index], index])
    ]
    stops.sort(key=lambda stop: stop.travel_min)
    chosen = [[stop for stop in stops if stop.mode == mode][:MOST_STOPS] for mode in (TRAM, BUS)]
    return tuple(sorted(itertools.chain(*chosen), key=lambda stop: stop.travel_min)), between.reason


@kept
def _trams() -> Composed:
    return Composed(_nearest(TransitStop.objects.open_on(DAY)), place=PLACE, day=DAY)


@kept
def _buses() -> Composed:
    return Composed(_nearest(PublicPlace.objects.filter(kind=PlaceKind.BUS_STOP)), place=PLACE)


def _nearest(stops: QuerySet[Any]) -> QuerySet[Any]:
    here = Value(PLACE, output_field=GeometryField(srid=STORAGE_SRID))
    near = (
        stops.filter(location__dwithin=(PLACE, D(m=FARTHEST_MIN * WALKING_M_PER_MIN)))
        .annotate(distance_m=DistanceM("location", here))
        .order_by(NearestFirst("location", here))[:CONSIDERED]
    )
    return listed(near, "pk", "name", "distance_m", PositionM("X"), PositionM("Y"))
