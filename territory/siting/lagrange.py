"""A proven lower bound on the least sum of k sites, by Lagrangian relaxation of "each demand is served once".

Narula, Ogbu and Samuelsson (1977). Every multiplier vector gives a valid bound, so stopping early costs sharpness,
never truth. The multipliers also say which sites can be in no better choice than the one known.
"""

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from territory.siting.interchange import payable
from territory.siting.problem import Minutes, SiteSet, Weights

ROUNDS = 400  # the bound moves by less than a thousandth after some 200 on the benchmark's instances
PATIENCE = 15  # rounds without a better bound before the step is halved
PROBE_ROUNDS = 60  # with multipliers that are good already
SLACK_SHARE = 1e-9  # rounding of sums of some thousand products


@dataclass(frozen=True, eq=False)
class Relaxation:
    """``bound`` holds for every choice; ``multipliers`` (one a demand, in the unit of the costs) prove it.

    choice: the cheapest choice met on the way, an upper bound to begin a local search from.
    """

    bound: float
    multipliers: NDArray[np.float64]
    choice: SiteSet
    savings: NDArray[np.float64]
    is_fixed: NDArray[np.bool_]
    site_count: int

    def open_to_question(self, known: float) -> NDArray[np.bool_]:
        """Sites that a choice cheaper than ``known`` may contain; the others it cannot.

        A site is out when the bound with that site forced open lies above the known sum.
        """
        chosen = _most_saving(self.savings, self.is_fixed, self.site_count)
        free_chosen = chosen[~self.is_fixed[chosen]]
        if not free_chosen.size:
            return self.is_fixed.copy()
        with_site = self.bound - float(self.savings[free_chosen].max()) + self.savings
        possible: NDArray[np.bool_] = with_site <= known + SLACK_SHARE * abs(known)
        possible[chosen] = True
        return possible


def relax(
    costs: Minutes,
    weights: Weights,
    start: SiteSet,
    fixed: SiteSet,
    *,
    known: float,
    until: float,
    multipliers: NDArray[np.float64] | None = None,
    rounds: int = ROUNDS,
) -> Relaxation:
    """The best bound found before the moment ``until`` (time.monotonic) or after a set number of rounds.

    start: a choice of as many sites as may be open.
    known: a sum that the least sum does not exceed; reached by the bound, the search ends.
    multipliers: to begin with, where a similar problem has left good ones.
    """
    is_fixed = np.isin(np.arange(costs.shape[1]), fixed)
    payable_costs = payable(costs)
    choice, choice_total = start, float(weights @ payable_costs[:, list(start)].min(axis=1))
    multipliers = _midway(costs, start) if multipliers is None else multipliers
    best_bound, best, best_savings = -np.inf, multipliers, np.zeros(costs.shape[1])
    step, waited = 1.0, 0
    for _round in range(rounds):
        savings = weights @ np.minimum(costs - multipliers[:, None], 0.0)
        chosen = _most_saving(savings, is_fixed, len(start))
        total = float(weights @ payable_costs[:, chosen].min(axis=1))
        if total < choice_total:
            choice, choice_total, known = tuple(sorted(chosen.tolist())), total, min(known, total)
        bound = float(weights @ multipliers + savings[chosen].sum())
        waited += 1
        if bound > best_bound + SLACK_SHARE * abs(bound):
            best_bound, best, best_savings, waited = bound, multipliers, savings, 0
        unserved = 1.0 - (costs[:, chosen] < multipliers[:, None]).sum(axis=1)
        norm = float(weights @ unserved**2)
        if norm == 0 or known - best_bound <= SLACK_SHARE * abs(known) or time.monotonic() > until:
            break
        if waited >= PATIENCE:
            step, waited, multipliers = step / 2, 0, best
            continue
        multipliers = np.maximum(multipliers + step * (known - bound) / norm * unserved, 0.0)
    return Relaxation(best_bound, best, choice, best_savings, is_fixed, len(start))


def _midway(costs: Minutes, start: SiteSet) -> NDArray[np.float64]:
    """Multipliers to begin with: midway between the cheapest and the second cheapest site of ``start``.

    The bound is there after some 60 rounds; from other beginnings it takes twice as many. Where there is no second: the
    dearest that can be reached, which gives the exact answer for one site at once.
    """
    dearest = np.where(np.isfinite(costs), costs, -np.inf).max(axis=1)
    if len(start) == 1:
        return dearest
    lowest, second = np.partition(costs[:, list(start)], 1, axis=1)[:, :2].T
    return np.where(np.isfinite(second), (lowest + np.where(np.isfinite(second), second, 0.0)) / 2, dearest)


def _most_saving(savings: NDArray[np.float64], is_fixed: NDArray[np.bool_], site_count: int) -> NDArray[np.intp]:
    """The fixed sites and, up to ``site_count`` in all, those that save most; ties to the first listed."""
    free = np.flatnonzero(~is_fixed)
    room = site_count - int(is_fixed.sum())
    picked = free[np.argsort(savings[free], kind="stable")[:room]]
    return np.concatenate([np.flatnonzero(is_fixed), picked])


def probed(
    costs: Minutes, weights: Weights, relaxed: Relaxation, *, possible: NDArray[np.bool_], known: float, until: float
) -> NDArray[np.bool_]:
    """``possible`` without the sites that, forced open, lift the bound to the known sum after some more rounds.

    Sharper than Relaxation.open_to_question, which looks at one set of multipliers only, and far cheaper than letting
    HiGHS branch on each.
    """
    left = possible.copy()
    fixed = np.flatnonzero(relaxed.is_fixed)
    likeliest = relaxed.savings.argsort(kind="stable")
    for site in likeliest[::-1].tolist():  # the least likely first: they go at once and make the rest quicker
        if not left[site] or relaxed.is_fixed[site] or time.monotonic() > until:
            continue
        columns = np.flatnonzero(left)
        if len(columns) <= relaxed.site_count:
            break
        held = np.flatnonzero(np.isin(columns, [*fixed, site]))
        others = np.flatnonzero(~np.isin(columns, [*fixed, site]))
        start = tuple(sorted([*held.tolist(), *others[: max(0, relaxed.site_count - len(held))].tolist()]))
        forced = relax(
            costs[:, columns],
            weights,
            start,
            tuple(held.tolist()),
            known=known,
            until=until,
            multipliers=relaxed.multipliers,
            rounds=PROBE_ROUNDS,
        )
        left[site] = forced.bound < known - SLACK_SHARE * abs(known)
    return left
