"""The best set of pairs: which offer goes to which need, and how much of it, when each can be given away only once.

A transportation problem: maximise the sum of score × quantity. Solved exactly by HiGHS, with the bound that proves it.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from django.utils.translation import gettext_lazy as _
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

from territory.matching.errors import BadProfile
from territory.matching.score import Pair

# A grain of dust beside the smallest quantity that anybody states; what HiGHS leaves below it is rounding.
DUST = 1e-9


@dataclass(frozen=True)
class Match:
    """A pair of the best set and what it passes on, t or MWh a year; ``transport_eur`` a year, where known."""

    pair: Pair
    quantity: float
    transport_eur: float | None


@dataclass(frozen=True)
class MatchSet:
    """The best set for one unit, the most valuable match first. ``value`` is the sum of score × quantity.

    ``bound`` is the most that any set could reach, from the problem's dual: equal to the value up to rounding.
    ``left_over`` and ``still_needed`` are what remains of each offer and need that occurs in any pair, t or MWh a
    year.
    """

    unit: str
    matches: tuple[Match, ...]
    value: float
    bound: float
    left_over: dict[str, float]
    still_needed: dict[str, float]


def best_sets(pairs: Iterable[Pair]) -> list[MatchSet]:
    """One best set for each unit (MWh, t), in their order. The order of ``pairs`` does not change the result."""
    # In one fixed order HiGHS takes the same steps each time, so that equal sets are not chosen by chance.
    ordered = sorted(pairs, key=lambda pair: (pair.unit, pair.offer, pair.need))
    return [_best(unit, list(group)) for unit, group in groupby(ordered, key=lambda pair: pair.unit)]


def _best(unit: str, pairs: Sequence[Pair]) -> MatchSet:
    offers = _limits([(pair.offer, pair.offer_per_year) for pair in pairs])
    needs = _limits([(pair.need, pair.need_per_year) for pair in pairs])
    rows = {**{("offer", key): place for place, key in enumerate(offers)}}
    rows |= {("need", key): len(offers) + place for place, key in enumerate(needs)}
    limits = np.array([*offers.values(), *needs.values()])
    columns = np.arange(len(pairs))
    row_of = np.array([[rows["offer", pair.offer], rows["need", pair.need]] for pair in pairs])
    shape = (len(limits), len(pairs))
    each_once = coo_matrix((np.ones(2 * len(pairs)), (row_of.ravel(), np.repeat(columns, 2))), shape=shape).tocsr()
    scores = np.array([pair.score for pair in pairs])
    most = np.array([pair.matchable for pair in pairs])
    # The dual simplex ends in a corner: at most as many pairs as there are offers and needs, no more splits than
    # necessary.
    solved = linprog(
        -scores, A_ub=each_once, b_ub=limits, bounds=np.column_stack((np.zeros(len(pairs)), most)), method="highs-ds"
    )
    quantities = np.where(solved.x > DUST, np.minimum(solved.x, most), 0.0)
    prices = np.maximum(-solved.ineqlin.marginals, 0.0)
    # Weak duality: any prices ≥ 0 bound every set from above, so the proof does not rest on the solver's word.
    bound = float(limits @ prices + most @ np.maximum(scores - each_once.T @ prices, 0.0))
    passed_on = each_once @ quantities
    matches = [_match(pair, float(quantity)) for pair, quantity in zip(pairs, quantities, strict=True) if quantity > 0]
    matches.sort(key=lambda match: (-match.pair.score * match.quantity, match.pair.offer, match.pair.need))
    return MatchSet(
        unit=unit,
        matches=tuple(matches),
        value=math.fsum(match.pair.score * match.quantity for match in matches),
        bound=bound,
        left_over={key: max(limit - float(passed_on[rows["offer", key]]), 0.0) for key, limit in offers.items()},
        still_needed={key: max(limit - float(passed_on[rows["need", key]]), 0.0) for key, limit in needs.items()},
    )


def _limits(stated: Iterable[tuple[str, float]]) -> dict[str, float]:
    limits: dict[str, float] = {}
    for key, limit in stated:
        if limits.setdefault(key, limit) != limit:
            raise BadProfile(_("The flow “%(key)s” occurs with two different quantities.") % {"key": key})
    return limits


def _match(pair: Pair, quantity: float) -> Match:
    eur_per_unit = pair.transport_eur_per_unit
    return Match(pair, quantity, None if eur_per_unit is None else eur_per_unit * quantity)
