"""Works by month: which phases go on in which of the coming months, as a table."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from layers.construction_zones.models import ConstructionPhase

MONTHS = 12
LONGEST_LIST = 20


@dataclass(frozen=True)
class StripRow:
    """``months``: for each month of the strip, whether works go on in it."""

    phase: ConstructionPhase
    months: tuple[bool, ...]


@dataclass(frozen=True)
class WorksStrip:
    """``months``: the first day of each."""

    months: tuple[datetime.date, ...]
    rows: tuple[StripRow, ...]


def works_strip(phases: Iterable[ConstructionPhase], today: datetime.date) -> WorksStrip:
    """The phases that go on within the 12 months from this one, the earliest first; open ends run on."""
    months = tuple(_month_after(today, count) for count in range(MONTHS + 1))
    starts, last = months[:-1], months[-1]
    going_on = [each for each in phases if each.starts_on < last and (not each.ends_on or each.ends_on >= months[0])]
    going_on.sort(key=lambda each: (each.starts_on, each.pk))
    rows = tuple(
        StripRow(
            phase,
            tuple(
                phase.starts_on < months[number + 1] and (phase.ends_on is None or phase.ends_on >= first)
                for number, first in enumerate(starts)
            ),
        )
        for phase in going_on[:LONGEST_LIST]
    )
    return WorksStrip(starts, rows)


def _month_after(day: datetime.date, count: int) -> datetime.date:
    """The first day of the month ``count`` months after that of ``day``."""
    number = day.year * 12 + day.month - 1 + count
    return datetime.date(number // 12, number % 12 + 1, 1)
