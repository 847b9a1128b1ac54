"""The figures a comparison stands on; each can be set for a region or a study. An assumption says that it is one."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from territory.matching.errors import BadProfile


class Criterion(StrEnum):
    """What is compared, in the order in which it is told."""

    MATERIAL = "material"
    QUANTITY = "quantity"
    CALENDAR = "calendar"
    GRADE = "grade"
    TEMPERATURE = "temperature"
    DISTANCE = "distance"


# A judgement of the project: what it is and how much of it weigh most, because a field trial that matched on activity
# alone went from 37 leads to 1 exchange. Only the criteria that apply to a flow count; their ratios are kept.
WEIGHTS: Mapping[Criterion, float] = MappingProxyType(
    {
        Criterion.MATERIAL: 0.30,
        Criterion.QUANTITY: 0.20,
        Criterion.CALENDAR: 0.15,
        Criterion.GRADE: 0.15,
        Criterion.TEMPERATURE: 0.15,
        Criterion.DISTANCE: 0.20,
    }
)


@dataclass(frozen=True)
class Terms:
    """Figures of a comparison, with their units in their names."""

    weights: Mapping[Criterion, float] = field(default_factory=lambda: WEIGHTS)

    # Offer and need in the same sub-chapter, but under different entries: wood and paper are both in 20 01. 0 refuses
    # them; whoever wants such weak leads too raises it.
    same_subchapter_score: float = 0.0
    # Both under the same "not otherwise specified": may be anything of that trade. Assumption.
    unspecified_score: float = 0.5

    # A grade worse by one than the need accepts costs half: it has to be sorted. Worse by two is refused. Assumption.
    grade_step: float = 0.5

    # A heat exchanger needs about 5 K between its two sides (usual design of plate exchangers in district heating).
    approach_k: float = 5.0
    # What is missing after that a heat pump can lift; beyond about 40 K its use of electricity outgrows the gain.
    # Assumption.
    lift_k: float = 40.0
    # Below this an absorption chiller gives hardly any cold (single-stage machines are built for 80 °C and more).
    absorption_c: float = 80.0

    # 1.50 € per lorry kilometre, the middle of the 1.10–1.90 € that operators' cost breakdowns for Europe name in
    # 2025/26; 12 t a load and an empty way back: 2 × 1.50 / 12 = 0.25.
    transport_eur_per_tkm: float = 0.25
    # What a tonne may cost to move before it stays in the container: 40 km at the above. Assumption, for low-value
    # materials.
    tolerable_eur_per_t: float = 10.0
    # The longest pipe or private line between neighbours that is worth a thought. Assumption.
    energy_reach_m: float = 3_000.0
    # Roads are longer than the line through the air, by about a third in built-up areas. Assumption where no network
    # is loaded.
    detour_factor: float = 1.3

    def __post_init__(self) -> None:
        figures = (
            self.approach_k,
            self.lift_k,
            self.transport_eur_per_tkm,
            self.tolerable_eur_per_t,
            self.energy_reach_m,
            self.detour_factor,
            *self.weights.values(),
        )
        shares = (self.same_subchapter_score, self.unspecified_score, self.grade_step)
        if not all(math.isfinite(figure) and figure > 0 for figure in figures):
            raise BadProfile(_("The figures and weights of a comparison must be above 0."))
        if not all(0 <= share <= 1 for share in shares):
            raise BadProfile(_("Scores run from 0 to 1."))
        if set(self.weights) != set(Criterion):
            raise BadProfile(_("Each criterion needs a weight."))
