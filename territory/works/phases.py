"""Which construction phases change how a place is reached, when, and for whom."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.gis.geos import GEOSGeometry
from django.contrib.gis.measure import D
from django.db.models import Q

from layers.construction_zones.models import MODES, ConstructionPhase, Effect
from territory.reach.closures import CLOSED, Closure
from territory.reach.modes import Mode

# Ten minutes on foot at 80 m a minute: farther away, works are a matter of the region, not of the way to the door.
AROUND_M = 800
MOST_PHASES = 200
# How many times longer a piece inside a phase takes. Announcements give no figures: these two are assumptions, and
# stated wherever a result of them is shown. A diversion is signposted, so it is never a dead end.
SLOWED_TIMES, DIVERTED_TIMES = 1.5, 2.0
TIMES: Mapping[str, float] = {
    Effect.SLOWED: SLOWED_TIMES,
    Effect.DIVERTED: DIVERTED_TIMES,
    Effect.CLOSED: CLOSED,
}
WEEK = datetime.timedelta(days=7)


class Timing(StrEnum):
    """Where a phase stands today."""

    PAST = "past"
    NOW = "now"
    NEXT = "next"


@dataclass(frozen=True)
class Works:
    """One phase. effects: by mode, without those that have none."""

    phase: ConstructionPhase
    effects: Mapping[str, str]
    timing: Timing

    def runs_in(self, monday: datetime.date) -> bool:
        """Whether it runs on at least one day of the week that begins on ``monday``."""
        return self.phase.starts_on < monday + WEEK and (self.phase.ends_on is None or self.phase.ends_on >= monday)

    @property
    def closure(self) -> Closure:
        """What it does to the ways on which people walk and ride."""
        slowed = {mode: TIMES[self.effects[mode]] for mode in Mode if mode in self.effects}
        return Closure(self.phase.footprint, slowed)


def works_around(
    place: GEOSGeometry,
    first_day: datetime.date,
    last_day: datetime.date,
    today: datetime.date,
    modes: Sequence[str] = MODES,
) -> tuple[list[Works], bool]:
    """Phases from the first to the last day, at most 800 m from ``place`` (storage CRS), that change one of ``modes``.

    In the order of their first day, at most 200; and whether there are more. One query.
    """
    hinders = Q()
    for mode in modes:
        hinders |= ~Q(**{f"effect_{mode}": Effect.NONE})
    rows = (
        ConstructionPhase.objects.running_between(first_day, last_day)
        .filter(hinders, footprint__dwithin=(place, D(m=AROUND_M)))
        .select_related("zone")
        .defer("zone__footprint")
        .order_by("starts_on", "pk")
    )
    found = list(rows[: MOST_PHASES + 1])
    return [_works(phase, today) for phase in found[:MOST_PHASES]], len(found) > MOST_PHASES


def _works(phase: ConstructionPhase, today: datetime.date) -> Works:
    effects = {mode: effect for mode in MODES if (effect := getattr(phase, f"effect_{mode}")) != Effect.NONE}
    if phase.starts_on > today:
        timing = Timing.NEXT
    elif phase.ends_on and phase.ends_on < today:
        timing = Timing.PAST
    else:
        timing = Timing.NOW
    return Works(phase, effects, timing)


def weeks_from(monday: datetime.date, count: int) -> list[datetime.date]:
    """The Mondays of ``count`` weeks."""
    return [monday + number * WEEK for number in range(count)]


def monday_of(day: datetime.date) -> datetime.date:
    """The Monday of the week of ``day``."""
    return day - datetime.timedelta(days=day.weekday())


def running(works: Iterable[Works], monday: datetime.date) -> list[Works]:
    """Those that run in the week that begins on ``monday``."""
    return [each for each in works if each.runs_in(monday)]
