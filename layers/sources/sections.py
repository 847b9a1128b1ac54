"""A line cut where its opening day changes: which stretches opened together, and where they run.

Pure: it takes points and days and knows no table. Everything is in metres of the storage CRS.
"""

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from django.utils.translation import gettext as _
from shapely.ops import substring

from layers.errors import GeodataError

# A platform lies beside the track: farther away the stop is not on this line or misplaced.
FARTHEST_FROM_LINE_M = 100.0


class StopOffLine(GeodataError):
    """A stop that does not lie on its line, or not in the order in which it is served."""


@dataclass(frozen=True)
class StopOnLine:
    """opened_on: None while no day is known."""

    stop_id: str
    name: str
    place: shapely.Point
    opened_on: datetime.date | None


@dataclass(frozen=True)
class Section:
    first: StopOnLine
    last: StopOnLine
    alignment: shapely.LineString
    opened_on: datetime.date | None


def chainages_m(stops: Sequence[StopOnLine], line: shapely.LineString) -> list[float]:
    """How far along ``line`` each stop lies, metres, growing. Raises StopOffLine."""
    chainages: list[float] = []
    for stop in stops:
        distance_m = line.distance(stop.place)
        if distance_m > FARTHEST_FROM_LINE_M:
            raise StopOffLine(
                _(
                    "stop %(stop)s lies %(distance_m)d m from the line, at most %(limit_m)d m "
                    "would be "
                    "right: correct its position or the shape of the trip"
                )
                % {"stop": stop.name, "distance_m": distance_m, "limit_m": FARTHEST_FROM_LINE_M}
            )
        along_m = line.project(stop.place)
        if chainages and along_m <= chainages[-1]:
            raise StopOffLine(
                _(
                    "stop %(stop)s comes after its predecessor in the timetable but not along the "
                    "line: "
                    "the shape of the trip runs the other way, or the position is wrong"
                )
                % {"stop": stop.name}
            )
        chainages.append(along_m)
    return chainages


def _opened_on(first: datetime.date | None, second: datetime.date | None) -> datetime.date | None:
    """A stretch is in service once both its stops are."""
    return None if first is None or second is None else max(first, second)


def sections_of(stops: Sequence[StopOnLine], line: shapely.LineString) -> list[Section]:
    """The sections of a line in its order, from the first stop to the last. Raises StopOffLine.

    stops: in the order of service, at least two.
    """
    along_m = chainages_m(stops, line)
    stretches = [
        (index, _opened_on(stops[index].opened_on, stops[index + 1].opened_on)) for index in range(len(stops) - 1)
    ]
    sections = []
    for opened_on, group in itertools.groupby(stretches, key=lambda stretch: stretch[1]):
        indices = [index for index, _day in group]
        first, last = indices[0], indices[-1] + 1
        alignment = substring(line, along_m[first], along_m[last])
        sections.append(Section(stops[first], stops[last], alignment, opened_on))
    return sections
