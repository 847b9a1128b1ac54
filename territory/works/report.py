"""Works that hit a place in the coming weeks: which, when, what they do to walks and to the area in reach.

Bounded however much lies around: works at most 800 m away, a subject of at most 10 km, its 2,000 establishments with
the most jobs, the 40 nearest stops of tram and of bus. What depends on ways is calculated for at most 40 phases.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.gis.geos import MultiPolygon
from django.utils.translation import gettext as _

from layers.construction_zones.models import MODES
from territory.nearby.within_minutes import establishments_within
from territory.reach.closures import with_closures
from territory.reach.errors import NoWalkableWay
from territory.reach.isochrone import area_from
from territory.reach.modes import SPEED_M_PER_MIN, Mode
from territory.reach.network import Network
from territory.reach.part import part_of
from territory.reach.snap import snap
from territory.works.longer_walks import FARTHEST_MIN, LongerWalks, WalksToStops
from territory.works.phases import WEEK, Works, monday_of, running, weeks_from, works_around
from territory.works.subject import Subject

BACK_WEEKS = 2  # what has just ended is still worth knowing
LONGEST_M = 10_000
MOST_MEASURED = 40


class NotMeasured(StrEnum):
    """Why nothing is said about walks."""

    NO_NETWORK = "no-network"
    OFF_NETWORK = "off-network"
    TOO_LARGE = "too-large"

    def in_words(self) -> str:
        """One sentence for the reader."""
        return {
            NotMeasured.NO_NETWORK: _(
                "No walking network is loaded. What a closure does to walks cannot be estimated as the crow flies, so "
                "only the works nearby are listed."
            ),
            NotMeasured.OFF_NETWORK: _(
                "The walking network does not reach this place. What a closure does to walks cannot be estimated as "
                "the crow flies, so only the works nearby are listed."
            ),
            NotMeasured.TOO_LARGE: _("This area is longer than 10 km: only the works are listed, no walks."),
        }[self]


@dataclass(frozen=True)
class Asked:
    """What is looked at. modes: whose hindrances count; mode and minutes: of the area in reach; week: a Monday."""

    weeks: int = 12
    modes: tuple[str, ...] = MODES
    mode: Mode = Mode.FOOT
    minutes: float = 10
    week: datetime.date | None = None


@dataclass(frozen=True)
class InReach:
    """Establishments and jobs on the network within the minutes asked for, and the area."""

    establishments: int
    jobs: int
    area: MultiPolygon


@dataclass(frozen=True)
class WorksReport:
    """``weeks``: Mondays, the first two are past. per_phase, per_week, before and after are empty or None where
    ``reason`` says why; per_phase by the number of the phase. week: the one that ``after`` is about.
    """

    today: datetime.date
    asked: Asked
    weeks: tuple[datetime.date, ...]
    works: tuple[Works, ...]
    has_more: bool
    reason: NotMeasured | None
    measured: int
    per_phase: dict[int, LongerWalks]
    per_week: dict[datetime.date, LongerWalks]
    week: datetime.date
    before: InReach | None
    after: InReach | None

    @property
    def job_minutes(self) -> float:
        """Jobs × extra minutes of all the coming weeks together."""
        return sum(longer.job_minutes for longer in self.per_week.values())

    @property
    def coming_weeks(self) -> tuple[datetime.date, ...]:
        """This week and those after it."""
        return self.weeks[BACK_WEEKS:]


def works_report(subject: Subject, asked: Asked, network: Network | None, today: datetime.date) -> WorksReport:
    """The works around ``subject`` from two weeks ago to ``asked.weeks`` ahead, and what they do to walks."""
    this_week = monday_of(today)
    weeks = weeks_from(this_week - BACK_WEEKS * WEEK, BACK_WEEKS + asked.weeks)
    last_day = weeks[-1] + datetime.timedelta(days=6)
    found, has_more = works_around(subject.area, weeks[0], last_day, today, asked.modes)
    near, reason = _network_around(subject, asked, network)
    measurable = found[:MOST_MEASURED]
    to_stops = WalksToStops(subject, near, today) if near is not None and subject.workplaces else None
    per_phase = {each.phase.pk: to_stops.while_lasting([each]) for each in measurable} if to_stops else {}
    coming = weeks[BACK_WEEKS:]
    per_week = {week: to_stops.while_lasting(running(measurable, week)) for week in coming} if to_stops else {}
    week = asked.week if asked.week in coming else _worst(coming, per_week, measurable, asked.mode)
    before = after = None
    if near is not None:
        before = _in_reach(subject, asked, near, near)
        closures = [each.closure for each in running(measurable, week) if asked.mode in each.effects]
        after = _in_reach(subject, asked, with_closures(near, closures), near) if closures else before
    return WorksReport(
        today=today,
        asked=asked,
        weeks=tuple(weeks),
        works=tuple(found),
        has_more=has_more or subject.has_more or len(found) > MOST_MEASURED,
        reason=reason,
        measured=to_stops.measured if to_stops else 0,
        per_phase=per_phase,
        per_week=per_week,
        week=week,
        before=before,
        after=after,
    )


def _network_around(
    subject: Subject, asked: Asked, network: Network | None
) -> tuple[Network | None, NotMeasured | None]:
    """The ways that a detour from here could take, or why there are none."""
    west, south, east, north = subject.area.extent
    if max(east - west, north - south) > LONGEST_M:
        return None, NotMeasured.TOO_LARGE
    if network is None:
        return None, NotMeasured.NO_NETWORK
    # Nobody gets farther in that time; a detour that leads out of the box would take longer than is counted.
    margin_m = max(asked.minutes * SPEED_M_PER_MIN[asked.mode], FARTHEST_MIN * SPEED_M_PER_MIN[Mode.FOOT])
    near = part_of(network, (west - margin_m, south - margin_m, east + margin_m, north + margin_m))
    if near is None or not snap(near, subject.origin.starts(near), Mode.FOOT).is_on.any():
        return None, NotMeasured.OFF_NETWORK
    return near, None


def _in_reach(subject: Subject, asked: Asked, network: Network, whole: Network) -> InReach:
    starts = subject.origin.starts(whole)
    try:
        area = area_from(network, starts, asked.minutes, asked.mode)
        reach = establishments_within(subject.origin, asked.minutes, asked.mode, network)
    except NoWalkableWay:  # everything is closed
        return InReach(0, 0, MultiPolygon(srid=subject.area.srid))
    measured = [row for row in reach.rows if not row.is_estimate]
    return InReach(len(measured), sum(row.jobs or 0 for row in measured), area)


def _worst(
    coming: Sequence[datetime.date], per_week: dict[datetime.date, LongerWalks], works: Sequence[Works], mode: Mode
) -> datetime.date:
    """The week in which people lose most; without figures, or where nobody loses, the first with most hindrances."""

    def loss(week: datetime.date) -> tuple[float, float, int]:
        longer = per_week.get(week)
        hindered = sum(1 for each in running(works, week) if mode in each.effects)
        return (longer.cut_off_jobs if longer else 0, longer.job_minutes if longer else 0.0, hindered)

    return max(coming, key=loss)  # of equals the first
