"""A good choice of k sites quickly: greedy addition, then the interchange of Teitz and Bart (1968).

Works on any costs that are to be made small in sum, each demand paying its cheapest open site. With cost 0 for covered
and 1 for not covered the sum is the demand left out, so the same steps serve the MCLP. No proof comes out of here.
"""

import time

import numpy as np
from numpy.typing import NDArray

from territory.siting.problem import Minutes, SiteSet, Weights

IMPROVEMENT_SHARE = 1e-12  # a swap must gain more than rounding


def payable(costs: Minutes) -> Minutes:
    """``costs`` with infinity replaced by a cost so high that any choice that serves more demand is cheaper."""
    finite = costs[np.isfinite(costs)]
    highest = float(finite.max()) if finite.size else 0.0
    return np.where(np.isfinite(costs), costs, 1e4 * (highest + 1.0))


def greedy(costs: Minutes, weights: Weights, site_count: int, fixed: SiteSet) -> SiteSet:
    """``site_count`` sites, each the one that lowers the sum most after those before it; ties to the first listed."""
    chosen = list(fixed)
    current = costs[:, chosen].min(axis=1) if chosen else np.full(len(costs), np.inf)
    while len(chosen) < site_count:
        totals = weights @ np.minimum(current[:, None], costs)
        totals[chosen] = np.inf
        best = int(np.argmin(totals))
        chosen.append(best)
        current = np.minimum(current, costs[:, best])
    return tuple(sorted(chosen))


def interchange(costs: Minutes, weights: Weights, start: SiteSet, fixed: SiteSet, until: float = np.inf) -> SiteSet:
    """``start`` after the best swap of one open for one closed site, again and again until none helps.

    Stops early at the moment ``until`` (time.monotonic). ``costs`` must be finite.
    """
    chosen = list(start)
    while time.monotonic() < until:
        nearest, second, place_of = _two_cheapest(costs[:, chosen])
        total = float(weights @ nearest)
        with_each = weights @ np.minimum(nearest[:, None], costs)  # the sum if nothing closed
        best_total, best_swap = total - IMPROVEMENT_SHARE * abs(total), None
        for place, site in enumerate(chosen):
            if site in fixed:
                continue
            # Only those who leave the closed site pay differently: up to their second (Resende and Werneck 2007).
            moved = place_of == place
            own = costs[moved]
            paid = np.minimum(second[moved, None], own) - np.minimum(nearest[moved, None], own)
            totals = with_each + weights[moved] @ paid
            totals[chosen] = np.inf
            candidate = int(np.argmin(totals))
            if totals[candidate] < best_total:
                best_total, best_swap = float(totals[candidate]), (place, candidate)
        if best_swap is None:
            break
        chosen[best_swap[0]] = best_swap[1]
    return tuple(sorted(chosen))


def _two_cheapest(costs: Minutes) -> tuple[Weights, Weights, NDArray[np.intp]]:
    """The lowest and second lowest cost of each row, and the place of the lowest; infinity where there is no second."""
    place = np.argmin(costs, axis=1)
    lowest = np.take_along_axis(costs, place[:, None], axis=1)[:, 0]
    others = costs.copy()
    np.put_along_axis(others, place[:, None], np.inf, axis=1)
    return lowest, others.min(axis=1), place


def good_sites(costs: Minutes, weights: Weights, site_count: int, fixed: SiteSet, until: float = np.inf) -> SiteSet:
    """``site_count`` sites by greedy addition and interchange. Infinite costs are allowed."""
    table = payable(costs)
    return interchange(table, weights, greedy(table, weights, site_count, fixed), fixed, until)
