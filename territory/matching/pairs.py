"""Many offers against many needs: compared only where the material could fit, which is a small part of all pairs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from territory.matching.material import Relation, material_match
from territory.matching.profile import FlowProfile
from territory.matching.score import Distance, Pair, Refusal, compare
from territory.matching.substitutions import Substitutions
from territory.matching.terms import Terms
from territory.matching.waste_list import WasteList


@dataclass(frozen=True)
class Compared:
    """Pairs that can be, and near misses: the material would fit, something else stands against it."""

    pairs: tuple[Pair, ...]
    near_misses: tuple[Refusal, ...]


def compare_all(
    offers: Iterable[FlowProfile],
    needs: Iterable[FlowProfile],
    waste_list: WasteList,
    substitutions: Substitutions,
    terms: Terms,
    *,
    distance_m: Distance | None = None,
) -> Compared:
    """Every offer with every need of another holder whose material could fit, in the order of offers, then needs.

    Raises UnknownCode, BadProfile.
    """
    by_material: dict[str, list[FlowProfile]] = defaultdict(list)
    for need in needs:
        by_material[need.material].append(need)
    fitting: dict[str, list[str]] = {}
    pairs: list[Pair] = []
    near_misses: list[Refusal] = []
    for offer in offers:
        if offer.material not in fitting:
            fitting[offer.material] = [
                wanted
                for wanted in by_material
                if material_match(offer.material, wanted, waste_list, substitutions, terms).relation
                is not Relation.NONE
            ]
        for wanted in fitting[offer.material]:
            for need in by_material[wanted]:
                if need.holder == offer.holder:
                    continue
                found = compare(offer, need, waste_list, substitutions, terms, distance_m=distance_m)
                if isinstance(found, Pair):
                    pairs.append(found)
                else:
                    near_misses.append(found)
    return Compared(tuple(pairs), tuple(near_misses))
