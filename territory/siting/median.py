"""The k sites with the least weighted sum of costs, each demand at its cheapest site: exactly, by HiGHS.

The p-median with walking minutes as costs; the MCLP with cost 0 for covered and 1 for not covered. Formulation: one
binary a site and one continuous cost a demand, bounded from below by Benders cuts (Cornuéjols, Nemhauser and Wolsey
1980; Duran-Mateluna, Ales and Elloumi 2023)

    cost_i >= level - sum over sites j of max(level - costs_ij, 0) * open_j        for any level,

of which only those that matter are ever written down. docs/decisions/0010-siting-models.md compares it with the
textbook model of one variable per pair.
"""

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from territory.siting.coverage import CostClasses, cost_classes, smallest_cover_sets
from territory.siting.interchange import good_sites, interchange, payable
from territory.siting.lagrange import probed, relax
from territory.siting.problem import Minutes, SiteSet, Weights

RELAXATION_SHARE = 0.3  # of the time limit, before the exact model starts
PROBE_SHARE = 0.5  # of the time limit, until which single sites are ruled out
LP_ROUNDS = 4
EXACT_SHARE = 1e-6  # a gap below this is the rounding of HiGHS, which keeps rows to 1e-6
CUT_VIOLATION = 1e-7  # in the unit of the costs; HiGHS keeps rows to 1e-7


@dataclass(frozen=True)
class LeastCost:
    """The chosen sites (ascending), their sum, and a bound that no choice can undercut. The sum may be infinite."""

    chosen: SiteSet
    objective: float
    bound: float


def total_cost(costs: Minutes, weights: Weights, chosen: SiteSet) -> float:
    """The sum over demand of weight times its cheapest chosen site; infinite where one reaches none."""
    cheapest = costs[:, list(chosen)].min(axis=1)
    counted = weights > 0
    return float(weights[counted] @ cheapest[counted])


def least_cost_sites(
    costs: Minutes, weights: Weights, site_count: int, fixed: SiteSet, time_limit_s: float, *, exact: bool = True
) -> LeastCost:
    """At most ``site_count`` sites with the least sum; with ``exact`` off, heuristic and bound only.

    When time runs out the best choice found comes back with a bound that holds.
    """
    start = time.monotonic()
    classes = cost_classes(costs, weights)
    until = start + (RELAXATION_SHARE if exact else 0.5) * time_limit_s
    found = _quick(classes, good_sites(classes.costs, classes.weights, site_count, fixed, until), fixed, until)
    known = found.objective if np.isfinite(found.objective) else _certain_cost(classes.costs, classes.weights)
    relaxed = relax(
        classes.costs,
        classes.weights,
        found.chosen,
        fixed,
        known=known,
        until=until if exact else start + 0.9 * time_limit_s,
    )
    found = _with_bound(
        min(found, _quick(classes, relaxed.choice, fixed, until), key=lambda one: one.objective), relaxed.bound
    )
    if not exact or _is_closed(found):
        return _tightened(found)
    could_open = relaxed.open_to_question(found.objective)
    if np.isfinite(found.objective):
        until = start + PROBE_SHARE * time_limit_s
        could_open = probed(
            classes.costs, classes.weights, relaxed, possible=could_open, known=found.objective, until=until
        )
    possible = np.flatnonzero(could_open | np.isin(np.arange(costs.shape[1]), found.chosen))
    master = _Master(classes.costs[:, possible], classes.weights, site_count, np.isin(possible, fixed))
    master.cut_at(relaxed.multipliers)
    master.cut_at_open(np.isin(possible, found.chosen).astype(float))
    return _tightened(_improve(master, possible, found, start + time_limit_s))


def _quick(classes: CostClasses, start: SiteSet, fixed: SiteSet, until: float) -> LeastCost:
    """What interchange makes of ``start``, with no bound yet."""
    chosen = interchange(payable(classes.costs), classes.weights, start, fixed, until)
    return LeastCost(chosen, total_cost(classes.costs, classes.weights, chosen), -np.inf)


def _certain_cost(costs: Minutes, weights: Weights) -> float:
    """A sum that no choice that serves everybody exceeds: each at the dearest site it can reach."""
    return float(weights @ np.where(np.isfinite(costs), costs, 0.0).max(axis=1))


def _is_closed(found: LeastCost) -> bool:
    return np.isfinite(found.objective) and found.objective - found.bound <= EXACT_SHARE * max(1.0, found.objective)


def _tightened(found: LeastCost) -> LeastCost:
    """``found`` with its bound on the objective where only rounding lies between."""
    return LeastCost(found.chosen, found.objective, found.objective) if _is_closed(found) else found


class _Master:
    """The model with the cuts known so far: variables are the sites' openings, then one cost a demand class."""

    def __init__(self, costs: Minutes, weights: Weights, site_count: int, is_fixed: NDArray[np.bool_]) -> None:
        self.costs, self.weights = costs, weights
        self.demands, self.sites = costs.shape
        self.order = np.argsort(costs, axis=1, kind="stable")
        self.ordered = np.take_along_axis(costs, self.order, axis=1)
        self.lowest = np.concatenate([is_fixed.astype(float), self.ordered[:, 0]])
        self.highest = np.concatenate([np.ones(self.sites), np.full(self.demands, np.inf)])
        self.prices = np.concatenate([np.zeros(self.sites), weights])
        self.rows = [sparse.csr_array(np.concatenate([-np.ones(self.sites), np.zeros(self.demands)])[None, :])]
        self.least = [np.array([-float(site_count)])]
        partial = ~np.isfinite(costs).all(axis=1)
        if partial.any():  # who cannot reach every site needs one of those within reach open
            served = smallest_cover_sets(np.isfinite(costs[partial])).astype(float)
            self.rows.append(sparse.csr_array(np.hstack([served, np.zeros((len(served), self.demands))])))
            self.least.append(np.ones(len(served)))

    def cut_at(self, levels: NDArray[np.float64], of: NDArray[np.intp] | None = None) -> None:
        """Adds one cut for each demand (or those in ``of``) at its level."""
        demands = np.arange(self.demands) if of is None else of
        drops = np.maximum(levels[:, None] - self.costs[demands], 0.0)
        own_cost = sparse.csr_array(
            (np.ones(len(demands)), (np.arange(len(demands)), demands)), shape=(len(demands), self.demands)
        )
        self.rows.append(sparse.hstack([sparse.csr_array(drops), own_cost], format="csr"))
        self.least.append(levels)

    def cut_at_open(self, opened: NDArray[np.float64], paid: NDArray[np.float64] | None = None) -> int:
        """Adds, for each demand, the strongest cut at these openings, where it asks more than is ``paid``; how many.

        The strongest level is the cost of the site at which the openings, counted from the nearest, add up to one.
        """
        shares = opened[self.order]
        full = np.cumsum(shares, axis=1) >= 1.0 - 1e-9
        place = np.where(full.any(axis=1), np.argmax(full, axis=1), self.sites - 1)
        levels = np.take_along_axis(self.ordered, place[:, None], axis=1)[:, 0]
        usable = np.isfinite(levels)
        levels = np.where(usable, levels, 0.0)
        due = levels - np.maximum(levels[:, None] - self.costs, 0.0) @ opened
        violated = True if paid is None else due > paid + CUT_VIOLATION * np.maximum(1.0, levels)
        wanted = usable & violated
        demands = np.flatnonzero(wanted)
        if demands.size:
            self.cut_at(levels[demands], demands)
        return int(demands.size)

    def solve(self, time_limit_s: float, *, whole: bool) -> "_Answer":
        """Least sum under the cuts; ``whole`` opens sites entirely or not at all."""
        kinds = np.zeros(self.sites + self.demands)
        kinds[: self.sites] = 1 if whole else 0
        result = milp(
            self.prices,
            integrality=kinds,
            bounds=Bounds(self.lowest, self.highest),
            constraints=LinearConstraint(sparse.vstack(self.rows, format="csc"), lb=np.concatenate(self.least)),
            options={"time_limit": max(time_limit_s, 0.05), "mip_rel_gap": EXACT_SHARE / 2},
        )
        if result.status == 2:  # infeasible: nothing cheaper than what is known is left
            return _Answer(None, None, np.inf)
        bound = result.mip_dual_bound if whole else (result.fun if result.status == 0 else None)
        bound = -np.inf if bound is None else float(bound)
        if result.x is None:
            return _Answer(None, None, bound)
        return _Answer(result.x[: self.sites], result.x[self.sites :], bound)


@dataclass(frozen=True, eq=False)
class _Answer:
    opened: NDArray[np.float64] | None
    paid: NDArray[np.float64] | None
    bound: float


def _improve(master: _Master, possible: NDArray[np.intp], found: LeastCost, until: float) -> LeastCost:
    """``found`` after solving the model, sites opened first in parts, then whole, adding cuts as they are broken."""
    rounds = 0
    whole = False
    while time.monotonic() < until:
        answer = master.solve(until - time.monotonic(), whole=whole)
        found = _with_bound(found, answer.bound)
        if answer.opened is None or answer.paid is None or _is_closed(found):
            break
        if whole:
            found = _with_choice(found, master, possible, answer.opened)
            if _is_closed(found):
                break
        opened = np.round(answer.opened) if whole else answer.opened
        added = master.cut_at_open(opened, answer.paid)
        rounds += 1
        if not added and whole:
            break
        whole = whole or not added or rounds >= LP_ROUNDS
    return found


def _with_bound(found: LeastCost, bound: float) -> LeastCost:
    return LeastCost(found.chosen, found.objective, min(max(found.bound, bound), found.objective))


def _with_choice(
    found: LeastCost, master: _Master, possible: NDArray[np.intp], opened: NDArray[np.float64]
) -> LeastCost:
    """``found``, or the sites now opened where those are cheaper."""
    places = np.flatnonzero(opened > 0.5)
    chosen = tuple(int(site) for site in possible[places])
    objective = total_cost(master.costs, master.weights, tuple(int(place) for place in places))
    if objective < found.objective - EXACT_SHARE * max(1.0, objective):
        return LeastCost(chosen, objective, min(found.bound, objective))
    return found
