"""Whether what is offered is what is needed: by the List of Waste, by the table of substitutions, by permit."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from territory.matching.errors import UnknownCode
from territory.matching.profile import Energy, FlowProfile
from territory.matching.substitutions import Substitutions
from territory.matching.terms import Terms
from territory.matching.waste_list import UNSPECIFIED, WasteList, compact

SUBCHAPTER_DIGITS, ENTRY_DIGITS = 4, 6


class Relation(StrEnum):
    """How the offered material stands to the needed one, the closest first."""

    SAME = "same"
    WITHIN = "within"  # the need names a sub-chapter, the offer is one of its entries
    SUBSTITUTE = "substitute"
    UNSPECIFIED = "unspecified"  # both under the same "not otherwise specified"
    SAME_SUBCHAPTER = "same-subchapter"
    NONE = "none"


@dataclass(frozen=True)
class MaterialMatch:
    """How the offered material stands to the needed one, and its score 0 to 1."""

    relation: Relation
    score: float


NO_MATCH = MaterialMatch(Relation.NONE, 0.0)


def material_match(
    offered: str, needed: str, waste_list: WasteList, substitutions: Substitutions, terms: Terms
) -> MaterialMatch:
    """How well what is offered is what is needed; both are List-of-Waste codes or kinds of energy.

    Raises UnknownCode, also for a chapter alone: it names no material.
    """
    if {offered, needed} & set(Energy):
        return _energies(offered, needed, substitutions)
    given, wanted = waste_list.known(offered), waste_list.known(needed)
    if len(given) < ENTRY_DIGITS or len(wanted) < SUBCHAPTER_DIGITS:
        raise UnknownCode(
            _("An offer names an entry of the List of Waste (6 digits), a need a sub-chapter (4) or an entry.")
        )
    found = _related(given, wanted, substitutions, terms)
    # A need for a harmless material is not met by a hazardous neighbour of the list, with or without permit.
    if found.relation is Relation.SAME_SUBCHAPTER and waste_list.is_hazardous(given) != waste_list.is_hazardous(wanted):
        return NO_MATCH
    return found


def permit_missing(offer: FlowProfile, need: FlowProfile, waste_list: WasteList) -> bool:
    """True where the offer is hazardous waste and the need's holder has no permit for it. Raises UnknownCode."""
    if offer.energy or not waste_list.is_hazardous(offer.material):
        return False
    permits = [compact(permit) for permit in need.permits]
    return not any(permit and compact(offer.material).startswith(permit) for permit in permits)


def _energies(offered: str, needed: str, substitutions: Substitutions) -> MaterialMatch:
    if offered == needed:
        return MaterialMatch(Relation.SAME, 1.0)
    both_energies = {offered, needed} <= set(Energy)
    score = substitutions.get((offered, needed)) if both_energies else None
    return NO_MATCH if score is None else MaterialMatch(Relation.SUBSTITUTE, score)


def _related(offered: str, needed: str, substitutions: Substitutions, terms: Terms) -> MaterialMatch:
    if offered == needed:
        if offered.endswith(UNSPECIFIED):
            return MaterialMatch(Relation.UNSPECIFIED, terms.unspecified_score)
        return MaterialMatch(Relation.SAME, 1.0)
    if offered.startswith(needed):
        return MaterialMatch(Relation.WITHIN, 1.0)
    stand_ins = [score for (use, of), score in substitutions.items() if use == offered and of.startswith(needed)]
    if stand_ins:  # several when the need names a sub-chapter
        return MaterialMatch(Relation.SUBSTITUTE, max(stand_ins))
    if terms.same_subchapter_score and offered[:SUBCHAPTER_DIGITS] == needed[:SUBCHAPTER_DIGITS]:
        return MaterialMatch(Relation.SAME_SUBCHAPTER, terms.same_subchapter_score)
    return NO_MATCH
