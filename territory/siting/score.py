"""What a set of sites is worth: who is served from where, and the figure the model asks for.

Demand may be divided between sites (the jobs of one establishment need not all use the same site), which matters only
where sites can be full. Without capacities everybody goes to the nearest; ties go to the site listed first.
"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog

from territory.siting.problem import Minutes, Model, Problem, Question, SiteSet, Weights

SERVED_SHARE = 1e-7  # what is left below this share of all demand is rounding of the linear programme


@dataclass(frozen=True, eq=False)
class Allocation:
    """Lines from demand to site, by demand, then site: four arrays of equal length.

    weight: how much of the demand goes there. travel_min: how long the walk is.
    """

    demand: NDArray[np.intp]
    site: NDArray[np.intp]
    weight: Weights
    travel_min: Weights
    demand_count: int

    @cached_property
    def served(self) -> Weights:
        """The weight served of each demand, in their order."""
        return np.bincount(self.demand, weights=self.weight, minlength=self.demand_count).astype(np.float64)

    @property
    def served_weight(self) -> float:
        """The weight served in all."""
        return float(self.weight.sum())

    @property
    def walk(self) -> float:
        """Weight times minutes, in all."""
        return float(self.weight @ self.travel_min)

    @property
    def mean_min(self) -> float | None:
        """Minutes walked by the average unit of weight served; None where nothing is."""
        return self.walk / self.served_weight if self.served_weight else None


@dataclass(frozen=True, eq=False)
class Siting:
    """A choice of sites with its worth.

    objective: sites (LSCP), weight covered (MCLP), weight × minutes (p-median).
    bound: what no choice can beat, in the same unit; None where a person chose and nothing was proven.
    method: "exact", "heuristic" or "own".
    """

    question: Question
    chosen: SiteSet
    allocation: Allocation
    objective: float
    bound: float | None
    seconds: float
    method: str
    is_estimate: bool

    @property
    def gap_share(self) -> float | None:
        """How far the objective may be from the best, as a share of it; 0 is proven, None is unknown."""
        if self.bound is None or not math.isfinite(self.objective):
            return None
        return abs(self.objective - self.bound) / max(abs(self.objective), 1e-12)

    @property
    def is_proven(self) -> bool:
        """Whether no choice is better."""
        return self.gap_share == 0


def reachable(problem: Problem, question: Question) -> NDArray[np.bool_]:
    """Which demand with a weight some candidate reaches: within the limit, or at all for the p-median."""
    within = _limit(question)
    return (np.isfinite(problem.travel_min) & (problem.travel_min <= within)).any(axis=1) & (problem.weights > 0)


def allocate(problem: Problem, chosen: SiteSet, within_min: float | None = None) -> Allocation:
    """Most demand served from ``chosen`` within the limit, and of all ways to do so the one with the least walk."""
    limit = math.inf if within_min is None else within_min
    minutes = problem.travel_min[:, list(chosen)] if chosen else np.full((len(problem.demands), 1), np.inf)
    minutes = np.where(minutes <= limit, minutes, np.inf)
    sites = np.array(chosen or (0,), dtype=np.intp)
    capacities = problem.capacities[sites]
    if (np.isfinite(minutes).T @ problem.weights > capacities).any():
        return _divided(minutes, problem.weights, capacities, sites)
    demand = np.flatnonzero(np.isfinite(minutes).any(axis=1) & (problem.weights > 0))
    nearest = np.argmin(minutes[demand], axis=1)
    return Allocation(demand, sites[nearest], problem.weights[demand], minutes[demand, nearest], len(problem.demands))


def objective_of(problem: Problem, question: Question, chosen: SiteSet, allocation: Allocation) -> float:
    """The model's figure for this choice; infinite where it must serve everybody who can be reached and does not."""
    if question.model is Model.MCLP:
        return allocation.served_weight
    wanted = np.where(reachable(problem, question), problem.weights, 0.0)
    if np.maximum(wanted - allocation.served, 0.0).sum() > SERVED_SHARE * wanted.sum():
        return math.inf
    return float(len(chosen)) if question.model is Model.LSCP else allocation.walk


def evaluate(problem: Problem, question: Question, chosen: SiteSet) -> Siting:
    """The worth of sites that a person chose, to lay beside a calculated choice."""
    allocation = allocate(problem, chosen, question.within_min)
    objective = objective_of(problem, question, chosen, allocation)
    return Siting(question, chosen, allocation, objective, None, 0.0, "own", problem.is_estimate)


def _limit(question: Question) -> float:
    return math.inf if question.within_min is None else question.within_min


def _divided(minutes: Minutes, weights: Weights, capacities: Weights, sites: NDArray[np.intp]) -> Allocation:
    """The allocation where sites fill up: first as much as fits, then the least walk for that much."""
    unit = float(weights.mean())  # HiGHS rounds to 1e-7 whatever the unit: make the numbers be about one
    demand, place = np.nonzero(np.isfinite(minutes) & (weights > 0)[:, None])
    pairs = np.arange(len(demand))
    ones = np.ones(len(pairs))
    by_demand = sparse.csr_array((ones, (demand, pairs)), shape=(len(weights), len(pairs)))
    limited = np.flatnonzero(np.isfinite(capacities))
    by_site = sparse.csr_array((ones, (place, pairs)), shape=(len(capacities), len(pairs)))[limited]
    rows = sparse.vstack([by_demand, by_site], format="csc")
    limits = np.concatenate([weights, capacities[limited]]) / unit
    most = linprog(-ones, A_ub=rows, b_ub=limits, method="highs")
    walk = minutes[demand, place]
    wanted = np.bincount(demand, minlength=len(weights)) > 0
    if -most.fun >= weights[wanted].sum() / unit * (1 - SERVED_SHARE):  # there is room for all
        least = linprog(
            walk,
            A_ub=by_site,
            b_ub=capacities[limited] / unit,
            A_eq=by_demand[wanted],
            b_eq=weights[wanted] / unit,
            method="highs",
        )
    else:
        fitting = -most.fun * (1 - 1e-9)  # a hair less, so that rounding cannot make the programme infeasible
        rows = sparse.vstack([rows, -ones[None, :]], format="csc")
        least = linprog(walk, A_ub=rows, b_ub=np.append(limits, -fitting), method="highs")
    amounts = unit * (least.x if least.x is not None else most.x)
    used = amounts > SERVED_SHARE * weights[demand]
    demand, place, amounts, walk = demand[used], place[used], amounts[used], walk[used]
    # Who is served but for rounding is served: without this a full site would seem to shorten the walk.
    served = np.bincount(demand, weights=amounts, minlength=len(weights))
    whole = np.abs(served - weights) <= 1e-6 * weights
    amounts = amounts * np.where(whole & (served > 0), weights / np.where(served > 0, served, 1.0), 1.0)[demand]
    return Allocation(demand, sites[place], amounts, walk, len(weights))
