"""The facts compared: what one establishment offers or needs, as plain values.

Knows no establishment and no consent: ``holder`` is an opaque key, and who may see what is decided elsewhere.
"""

import math
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from territory.matching.calendar import Calendar
from territory.matching.errors import BadProfile
from territory.matching.quantity import Dimension, Quantity

BEST_GRADE, WORST_GRADE = 1, 5


class Direction(StrEnum):
    """Whether the flow leaves the establishment or is wanted there."""

    OFFER = "out"
    NEED = "in"


class Energy(StrEnum):
    """Kinds of energy that are passed on between neighbours."""

    HEAT = "heat"
    COOLING = "cooling"
    ELECTRICITY = "electricity"


TEMPERED = (Energy.HEAT, Energy.COOLING)


@dataclass(frozen=True)
class FlowProfile:
    """One flow. What is not stated is unknown and is treated as unknown, never as average or as always.

    ``material`` is a List-of-Waste code or a kind of energy; a need may name a whole sub-chapter. ``grade`` runs from
    1 (clean, sorted) to 5 (mixed, soiled): of an offer the grade it has, of a need the worst that will do. ``permits``
    are the codes that the holder of a need may take although they are hazardous; a shorter code covers all below it.
    The position is in the storage CRS, metres.
    """

    key: str
    holder: str
    direction: Direction
    material: str
    quantity: Quantity
    calendar: Calendar | None = None
    grade: int | None = None
    temperature_c: float | None = None
    position_m: tuple[float, float] | None = None
    permits: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if self.grade is not None and not BEST_GRADE <= self.grade <= WORST_GRADE:
            raise BadProfile(_("A grade runs from 1 (clean, sorted) to 5 (mixed, soiled)."))
        # −273.15 °C is absolute zero; above 1,500 °C nothing is passed on through a pipe.
        if self.temperature_c is not None and not -273.15 <= self.temperature_c <= 1_500:
            raise BadProfile(_("A temperature must lie between −273 and 1,500 °C."))
        if self.position_m is not None and not all(math.isfinite(metres) for metres in self.position_m):
            raise BadProfile(_("A position must be two finite numbers."))

    @cached_property
    def energy(self) -> Energy | None:
        """The kind of energy, or nothing for a material."""
        return Energy(self.material) if self.material in set(Energy) else None

    @property
    def dimension(self) -> Dimension:
        """What its quantity is reckoned in: mass for materials, energy for energy."""
        return Dimension.ENERGY if self.energy else Dimension.MASS

    @cached_property
    def per_year(self) -> float:
        """Tonnes or MWh a year. Raises UnitsDoNotMeet."""
        return self.quantity.per_year(self.dimension, self.calendar)
