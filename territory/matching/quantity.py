"""Quantities in one unit: tonnes a year for materials, megawatt hours a year for energy.

A short table instead of a units library: people choose from a list, nobody types free text, and each factor is exact.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from territory.matching.calendar import ALWAYS, Calendar
from territory.matching.errors import BadProfile, UnitsDoNotMeet


class Dimension(StrEnum):
    """What a unit measures."""

    MASS = "mass"
    VOLUME = "volume"
    ENERGY = "energy"


class Period(StrEnum):
    """The time in which a quantity arises or is needed."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ONCE = "once"  # a single lot, reckoned within one year


# Unit: what it measures, and how many t, m³ or MWh one of it is. 1 MWh = 3.6 GJ by definition.
UNITS: dict[str, tuple[Dimension, float]] = {
    "t": (Dimension.MASS, 1.0),
    "kg": (Dimension.MASS, 0.001),
    "m3": (Dimension.VOLUME, 1.0),
    "l": (Dimension.VOLUME, 0.001),
    "kWh": (Dimension.ENERGY, 0.001),
    "MWh": (Dimension.ENERGY, 1.0),
    "GWh": (Dimension.ENERGY, 1000.0),
    "MJ": (Dimension.ENERGY, 1 / 3600),
    "GJ": (Dimension.ENERGY, 1 / 3.6),
}


@dataclass(frozen=True)
class Quantity:
    """An amount of ``unit`` in each ``period``; ``density_t_per_m3`` as stated, where the unit is a volume."""

    amount: float
    unit: str
    period: Period
    density_t_per_m3: float | None = None

    def __post_init__(self) -> None:
        if not (math.isfinite(self.amount) and self.amount > 0):
            raise BadProfile(_("A quantity must be more than 0."))
        if self.unit not in UNITS:
            raise BadProfile(
                _("“%(unit)s” is no unit we know; these are: %(units)s.")
                % {"unit": self.unit, "units": ", ".join(UNITS)}
            )
        if self.density_t_per_m3 is not None and not (
            math.isfinite(self.density_t_per_m3) and self.density_t_per_m3 > 0
        ):
            raise BadProfile(_("A density must be more than 0 t/m³."))

    def per_year(self, wanted: Dimension, calendar: Calendar | None) -> float:
        """Tonnes (wanted: mass) or MWh (wanted: energy) in a year that follows ``calendar``; without one, all year.

        Raises UnitsDoNotMeet, for instance for a volume without density: none is guessed.
        """
        dimension, factor = UNITS[self.unit]
        if dimension is Dimension.VOLUME and wanted is Dimension.MASS:
            if self.density_t_per_m3 is None:
                raise UnitsDoNotMeet(_("A volume becomes tonnes only by its density; state it in t/m³."))
            factor *= self.density_t_per_m3
        elif dimension is not wanted:
            raise UnitsDoNotMeet(
                _("%(unit)s cannot be reckoned in %(wanted)s.")
                % {"unit": self.unit, "wanted": "t" if wanted is Dimension.MASS else "MWh"}
            )
        return self.amount * factor * periods_per_year(self.period, calendar or ALWAYS)


def periods_per_year(period: Period, calendar: Calendar) -> float:
    """How many such periods a year has in which the flow runs: hours, days, weeks and months of the calendar only."""
    return {
        Period.HOUR: calendar.hours_per_year,
        Period.DAY: calendar.days_per_year,
        Period.WEEK: calendar.month_days / 7,
        Period.MONTH: float(len(calendar.months)),
        Period.YEAR: 1.0,
        Period.ONCE: 1.0,
    }[period]
