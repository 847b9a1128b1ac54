"""When in the year a flow runs: months, weekdays and hours of the day, and the time two flows have in common."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Self

from django.utils.translation import gettext_lazy as _

from territory.matching.errors import BadProfile

# Days of a month in the mean year of 365.25 days.
MONTH_DAYS = {1: 31, 2: 28.25, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
WEEKDAYS = range(1, 8)  # Monday is 1, as in ISO 8601
HOURS = range(24)  # hour 6 runs from 6:00 to 7:00, local time


@dataclass(frozen=True)
class Calendar:
    """The flow runs in each of these hours, on each of these weekdays, in each of these months."""

    months: frozenset[int] = frozenset(MONTH_DAYS)
    weekdays: frozenset[int] = frozenset(WEEKDAYS)
    hours: frozenset[int] = frozenset(HOURS)

    def __post_init__(self) -> None:
        for stated, allowed in ((self.months, MONTH_DAYS), (self.weekdays, WEEKDAYS), (self.hours, HOURS)):
            if not stated or not all(each in allowed for each in stated):
                raise BadProfile(
                    _("A calendar needs at least one month (1–12), weekday (1–7, Monday first) and hour (0–23).")
                )

    @classmethod
    def of(cls, months: str = "1-12", weekdays: str = "1-7", hours: str = "0-23") -> Self:
        """A calendar from ranges such as "10-3" (October to March) or "1-5,7"; a range may run over the end."""
        return cls(_ranged(months, 1, 12), _ranged(weekdays, 1, 7), _ranged(hours, 0, 23))

    @cached_property
    def month_days(self) -> float:
        """Days of the year in its months, whatever the weekday."""
        return sum(MONTH_DAYS[month] for month in self.months)

    @cached_property
    def days_per_year(self) -> float:
        """Days of the year on which it runs, on average."""
        return self.month_days * len(self.weekdays) / 7

    @cached_property
    def hours_per_year(self) -> float:
        """Hours of the year in which it runs, on average."""
        return self.days_per_year * len(self.hours)


@lru_cache(maxsize=4096)  # many flows share few calendars, and each offer is compared with many needs
def common_time(first: Calendar, second: Calendar) -> Calendar | None:
    """The time in which both run; nothing if there is none."""
    months, weekdays, hours = first.months & second.months, first.weekdays & second.weekdays, first.hours & second.hours
    return Calendar(months, weekdays, hours) if months and weekdays and hours else None


@lru_cache(maxsize=4096)
def months_only(calendar: Calendar) -> Calendar:
    """The same months, round the clock: for what waits in a container until it is fetched."""
    return Calendar(months=calendar.months)


ALWAYS = Calendar()


def _ranged(text: str, first: int, last: int) -> frozenset[int]:
    found: set[int] = set()
    try:
        for part in text.split(","):
            begin, _dash, end = part.strip().partition("-")
            start, stop = int(begin), int(end or begin)
            if not (first <= start <= last and first <= stop <= last):
                raise ValueError
            after = stop if start <= stop else stop + last - first + 1
            found.update((each - first) % (last - first + 1) + first for each in range(start, after + 1))
    except ValueError as error:
        raise BadProfile(
            _("“%(text)s” is no list of numbers from %(first)s to %(last)s, such as %(first)s-%(last)s.")
            % {"text": text, "first": first, "last": last}
        ) from error
    return frozenset(found)
