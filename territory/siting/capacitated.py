"""The three models where sites can be full: one mixed-integer programme for HiGHS, and bounds that hold without it.

Variables: one binary a site, one share for each pair of demand and site within reach. Shares make the programme large
(a pair each), so the time limit can bite here; then the best choice known comes back with the bound reached.
"""

import math
import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from territory.siting.cover import fewest_sites
from territory.siting.coverage import cost_classes
from territory.siting.median import EXACT_SHARE, LeastCost, least_cost_sites
from territory.siting.problem import Minutes, Model, Problem, Question, SiteSet, Weights
from territory.siting.score import allocate, objective_of

RELAXED_SHARE = 0.3  # of the time limit, for the answer without capacities


def capacitated_sites(problem: Problem, question: Question, costs: Minutes, weights: Weights) -> LeastCost:
    """The best choice where capacities bind. ``objective`` is infinite where none that meets the conditions was found.

    costs: minutes, infinite beyond the limit. weights: zero for demand that no site reaches.
    Objective and bound in the model's own unit, for the MCLP the weight covered.
    """
    start = time.monotonic()
    is_more = question.model is Model.MCLP
    relaxed = _without_capacities(problem, question, costs, weights)
    found = [_valued(problem, question, chosen) for chosen in _starts(problem, question, relaxed.chosen)]
    bound = relaxed.bound
    if not any(_reaches(value, bound) for _chosen, value in found):
        left_s = question.time_limit_s - (time.monotonic() - start)
        answer = _programme(problem, question, costs, weights, max(left_s, 0.05))
        bound = min(bound, answer.bound) if is_more else max(bound, answer.bound)
        if answer.chosen is not None:
            found.append(_valued(problem, question, answer.chosen))
    best = (max if is_more else min)(value for _chosen, value in found)
    chosen = next(chosen for chosen, value in found if value == best)
    bound = max(bound, best) if is_more else min(bound, best)
    return LeastCost(chosen, best, best if _reaches(best, bound) else bound)


def _reaches(objective: float, bound: float) -> bool:
    """Whether only rounding lies between the two."""
    return math.isfinite(objective) and abs(bound - objective) <= EXACT_SHARE * max(1.0, abs(objective))


def _valued(problem: Problem, question: Question, chosen: SiteSet) -> tuple[SiteSet, float]:
    return chosen, objective_of(problem, question, chosen, allocate(problem, chosen, question.within_min))


def _without_capacities(problem: Problem, question: Question, costs: Minutes, weights: Weights) -> LeastCost:
    """The answer with endless sites, its bound sharpened by how much the roomiest sites hold."""
    limit_s = RELAXED_SHARE * question.time_limit_s
    total = float(weights.sum())
    roomiest = np.cumsum(np.sort(problem.capacities)[::-1])
    if question.model is Model.LSCP:
        plain = fewest_sites(np.isfinite(costs[weights > 0]), problem.fixed, limit_s)
        needed = int(np.searchsorted(roomiest, total * (1 - 1e-9))) + 1
        return LeastCost(plain.chosen, plain.objective, max(plain.bound, needed))
    count = question.site_count or 1
    if question.model is Model.P_MEDIAN:
        return least_cost_sites(costs, weights, count, problem.fixed, limit_s)
    missed = least_cost_sites(
        np.where(np.isfinite(costs), 0.0, 1.0), weights, count, problem.fixed, limit_s, exact=False
    )
    most = min(total - missed.bound, float(roomiest[count - 1]))
    return LeastCost(missed.chosen, total - missed.objective, most)


def _starts(problem: Problem, question: Question, relaxed: SiteSet) -> list[SiteSet]:
    """Choices to compare the programme's answer with: that without capacities, the roomiest, and for the LSCP all."""
    free = [site for site in np.argsort(-problem.capacities, kind="stable").tolist() if site not in problem.fixed]
    room = (question.site_count or len(relaxed)) - len(problem.fixed)
    roomiest = tuple(sorted([*problem.fixed, *free[:room]]))
    everything = [tuple(range(len(problem.sites)))] if question.model is Model.LSCP else []
    return [relaxed, roomiest, *everything]


@dataclass(frozen=True)
class _Answer:
    chosen: SiteSet | None
    bound: float


def _programme(problem: Problem, question: Question, costs: Minutes, weights: Weights, time_limit_s: float) -> _Answer:
    """What HiGHS finds within the limit, with its bound in the model's unit."""
    classes = cost_classes(costs, weights)
    demand, site = np.nonzero(np.isfinite(classes.costs))
    prices = _prices(
        question.model, classes.costs[demand, site] * classes.weights[demand], classes.weights[demand], problem
    )
    kinds = np.zeros(len(prices))
    kinds[: len(problem.sites)] = 1
    lowest = np.zeros(len(prices))
    lowest[list(problem.fixed)] = 1
    answer = milp(
        prices,
        integrality=kinds,
        bounds=Bounds(lowest, np.ones(len(prices))),
        constraints=_rows(problem, question, classes.weights, demand, site),
        options={"time_limit": time_limit_s, "mip_rel_gap": EXACT_SHARE / 2},
    )
    sign = -1.0 if question.model is Model.MCLP else 1.0
    bound = -math.inf if answer.mip_dual_bound is None else float(answer.mip_dual_bound)
    if answer.status == 2:
        bound = math.inf
    if question.model is Model.LSCP and math.isfinite(bound):
        bound = math.ceil(bound - 1e-6)
    if answer.x is None:
        return _Answer(None, sign * bound)
    chosen = tuple(np.flatnonzero(answer.x[: len(problem.sites)] > 0.5).tolist())
    return _Answer(chosen, sign * bound)


def _prices(model: Model, walk: Weights, served: Weights, problem: Problem) -> Weights:
    """What HiGHS makes small: sites, minus the weight covered, or the walk."""
    nothing = np.zeros(len(problem.sites))
    if model is Model.LSCP:
        return np.concatenate([nothing + 1, np.zeros(len(walk))])
    return np.concatenate([nothing, -served if model is Model.MCLP else walk])


def _rows(
    problem: Problem, question: Question, weights: Weights, demand: NDArray[np.intp], site: NDArray[np.intp]
) -> list[LinearConstraint]:
    """Everyone served (at most) once, only from open sites, no site above its capacity, no more sites than asked."""
    sites, pairs = len(problem.sites), len(demand)
    numbers, ones = np.arange(pairs), np.ones(pairs)
    once = sparse.csr_array((ones, (demand, sites + numbers)), shape=(len(weights), sites + pairs))
    link = sparse.csr_array(
        (np.concatenate([ones, -ones]), (np.tile(numbers, 2), np.concatenate([sites + numbers, site]))),
        shape=(pairs, sites + pairs),
    )
    limited = np.flatnonzero(np.isfinite(problem.capacities))
    load = sparse.csr_array((weights[demand], (site, numbers)), shape=(sites, pairs))
    room = sparse.diags_array(np.where(np.isfinite(problem.capacities), problem.capacities, 0.0), format="csr")
    fits = sparse.hstack([-room, load], format="csr")[limited]
    rows = [
        LinearConstraint(once, lb=0 if question.model is Model.MCLP else 1, ub=1),
        LinearConstraint(link, ub=0),
        LinearConstraint(fits, ub=0),
    ]
    if question.site_count is not None and question.model is not Model.LSCP:
        count = sparse.csr_array(np.concatenate([np.ones(sites), np.zeros(pairs)])[None, :])
        rows.append(LinearConstraint(count, ub=question.site_count))
    return rows
