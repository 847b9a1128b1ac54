"""How much longer people walk to their stop while works last: jobs × extra minutes per week.

For every establishment: the extra minutes of the walk to the nearest open stop, times its jobs, times the trips of a
week; summed up. Who cannot walk to any stop any more is counted apart, since no number of minutes would be true.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.geos import Point
from django.contrib.gis.measure import D
from django.db.models import Value

from layers.construction_zones.models import Effect
from layers.crs import STORAGE_SRID
from layers.public_places.models import PlaceKind, PublicPlace
from layers.transit.models import TransitStop
from territory.companies.querysets import NearestFirst
from territory.reach.closures import with_closures
from territory.reach.errors import NoWalkableWay
from territory.reach.measured import walks
from territory.reach.modes import WALKING_M_PER_MIN, Mode
from territory.reach.network import Network, Numbers
from territory.works.phases import Works
from territory.works.subject import Subject

TRIPS_PER_WEEK = 10  # to work and home again, on five days
FARTHEST_MIN = 30  # nobody walks longer to a stop
MOST_STOPS = 40  # of each mode
AT_STOP_M = 50  # works that close the tram's track, or the road for buses, this near to a stop close it
TRAM, BUS = "tram", "bus"
LEAST_EXTRA_MIN = 0.05  # three seconds: less is rounding


@dataclass(frozen=True)
class LongerWalks:
    """``job_minutes``: jobs × extra minutes × trips, per week. cut_off: those who reach no stop on foot any more."""

    job_minutes: float
    establishments: int
    jobs: int
    cut_off_establishments: int
    cut_off_jobs: int

    @property
    def is_any(self) -> bool:
        """Whether anybody walks longer or not at all."""
        return bool(self.establishments or self.cut_off_establishments)


@dataclass(frozen=True)
class Stop:
    mode: str
    position: tuple[float, float]


class WalksToStops:
    """The walks of a subject's establishments to their stops, as they are and while any phases last.

    ``measured``: how many of the establishments stand on the network and have a stop within 30 minutes.
    """

    def __init__(self, subject: Subject, network: Network, day: datetime.date) -> None:
        """``day``: whose stops count. Raises NoWalkableWay."""
        self._network = network
        self._positions = [workplace.position for workplace in subject.workplaces]
        self._jobs = np.array([workplace.jobs or 0 for workplace in subject.workplaces], dtype=float)
        self._stops = _stops_near(subject, day)
        self._before = self._minutes(network, self._stops)
        self._known: dict[frozenset[int], LongerWalks] = {}
        self.measured = int(np.isfinite(self._before).sum())

    def while_lasting(self, works: Iterable[Works]) -> LongerWalks:
        """What all of ``works`` together do to the walks."""
        chosen = [
            each
            for each in works
            if Mode.FOOT in each.effects or any(each.effects.get(mode) == Effect.CLOSED for mode in (TRAM, BUS))
        ]
        key = frozenset(each.phase.pk for each in chosen)
        if key not in self._known:
            self._known[key] = self._longer(chosen)
        return self._known[key]

    def _longer(self, works: Sequence[Works]) -> LongerWalks:
        if not works or not self.measured:
            return LongerWalks(0.0, 0, 0, 0, 0)
        stops = [stop for stop in self._stops if not any(_closes(each, stop) for each in works)]
        try:
            after = self._minutes(with_closures(self._network, [each.closure for each in works]), stops)
        except NoWalkableWay:  # nothing is left open
            after = np.full(len(self._positions), np.inf)
        walked = np.isfinite(self._before)
        cut = walked & ~np.isfinite(after)
        both = walked & np.isfinite(after)
        extra = np.zeros(len(self._positions))
        # Never less than before: the nearest way may be another one while the first is closed.
        extra[both] = np.maximum(0.0, after[both] - self._before[both])
        longer = extra > LEAST_EXTRA_MIN
        return LongerWalks(
            job_minutes=float((self._jobs * extra * longer).sum() * TRIPS_PER_WEEK),
            establishments=int(longer.sum()),
            jobs=int(self._jobs[longer].sum()),
            cut_off_establishments=int(cut.sum()),
            cut_off_jobs=int(self._jobs[cut].sum()),
        )

    def _minutes(self, network: Network, stops: Sequence[Stop]) -> Numbers:
        """Measured minutes from each establishment to its nearest stop, infinite where there is none."""
        if not stops or not self._positions:
            return np.full(len(self._positions), np.inf)
        between = walks(network, [stop.position for stop in stops], self._positions, Mode.FOOT, FARTHEST_MIN)
        nearest: Numbers = np.where(between.is_estimated, np.inf, between.travel_min).min(axis=0)
        return nearest


def _stops_near(subject: Subject, day: datetime.date) -> list[Stop]:
    """The nearest stops of the tram in service on ``day``, and of the bus. Two queries."""
    here = Value(subject.area, output_field=GeometryField(srid=STORAGE_SRID))
    stops = []
    for mode, rows in (
        (TRAM, TransitStop.objects.open_on(day)),
        (BUS, PublicPlace.objects.filter(kind=PlaceKind.BUS_STOP)),
    ):
        near = rows.filter(location__dwithin=(subject.area, D(m=FARTHEST_MIN * WALKING_M_PER_MIN)))
        nearest = near.order_by(NearestFirst("location", here)).values_list("location", flat=True)[:MOST_STOPS]
        stops += [Stop(mode, (location.x, location.y)) for location in nearest]
    return stops


def _closes(works: Works, stop: Stop) -> bool:
    if works.effects.get(stop.mode) != Effect.CLOSED:
        return False
    return bool(works.phase.footprint.distance(Point(*stop.position, srid=STORAGE_SRID)) <= AT_STOP_M)
