"""Picks the sites: checks the question, hands it to the model that answers it, and returns it with its proof."""

import math
import time

import numpy as np
from django.utils.translation import gettext_lazy as _

from layers.numbers import said
from territory.siting.capacitated import capacitated_sites
from territory.siting.cover import fewest_sites
from territory.siting.errors import NoSolution, UnusableProblem
from territory.siting.median import LeastCost, least_cost_sites
from territory.siting.problem import Minutes, Model, Problem, Question, Weights
from territory.siting.score import Siting, allocate, objective_of, reachable

# Above this many pairs of demand and site even the relaxation takes HiGHS longer than a person waits;
# then interchange answers, with the Lagrangian bound. 2,000 demands × 100 sites are a tenth of it.
PAIRS_SOLVED_EXACTLY = 2_000_000


def choose_sites(problem: Problem, question: Question) -> Siting:
    """The best sites for the question, or the best found in its time limit with an honest bound.

    Demand that no candidate reaches is left out of the objective and stays visible as unserved.
    Raises UnusableProblem, NoSolution.
    """
    start = time.monotonic()
    _check_question(problem, question)
    within = math.inf if question.within_min is None else question.within_min
    costs = np.where(problem.travel_min <= within, problem.travel_min, np.inf)
    reached = reachable(problem, question)
    if not reached.any():
        raise NoSolution(_nobody_in_reach(problem, question))
    weights = np.where(reached, problem.weights, 0.0)
    exact = costs.size <= PAIRS_SOLVED_EXACTLY
    if problem.has_capacities:
        _check_capacities(problem, question, weights)
        found = capacitated_sites(problem, question, costs, weights)
    else:
        found = _endless(problem, question, costs, weights, exact=exact)
    if not math.isfinite(found.objective):
        raise NoSolution(_too_few_sites(problem, question, costs, weights))
    allocation = allocate(problem, found.chosen, question.within_min)
    objective = objective_of(problem, question, found.chosen, allocation)
    bound = objective if found.bound == found.objective else found.bound  # the same sum in another order of adding
    method = "exact" if bound == objective or exact else "heuristic"
    return Siting(
        question, found.chosen, allocation, objective, bound, time.monotonic() - start, method, problem.is_estimate
    )


def _endless(problem: Problem, question: Question, costs: Minutes, weights: Weights, *, exact: bool) -> LeastCost:
    """The answer where no site can be full."""
    if question.model is Model.LSCP:
        return fewest_sites(np.isfinite(costs[weights > 0]), problem.fixed, question.time_limit_s)
    count = question.site_count or 1
    if question.model is Model.P_MEDIAN:
        return least_cost_sites(costs, weights, count, problem.fixed, question.time_limit_s, exact=exact)
    missed = np.where(np.isfinite(costs), 0.0, 1.0)
    least = least_cost_sites(missed, weights, count, problem.fixed, question.time_limit_s, exact=exact)
    total = float(weights.sum())
    return LeastCost(least.chosen, total - least.objective, total - least.bound)


def _check_question(problem: Problem, question: Question) -> None:
    if question.model is not Model.P_MEDIAN and (question.within_min is None or not question.within_min > 0):
        raise UnusableProblem(_("Say within how many minutes a place counts as reached; more than zero."))
    if question.model is Model.LSCP:
        return
    count = question.site_count
    if count is None or count < 1:
        raise UnusableProblem(_("Say how many sites there may be; at least one."))
    if count > len(problem.sites):
        raise UnusableProblem(
            _("%(count)s sites are asked for, but there are only %(candidates)s candidates; ask for at most as many.")
            % {"count": count, "candidates": len(problem.sites)}
        )
    if count < len(problem.fixed):
        raise UnusableProblem(
            _("%(fixed)s sites stand already and count too; ask for at least as many, not for %(count)s.")
            % {"fixed": len(problem.fixed), "count": count}
        )


def _check_capacities(problem: Problem, question: Question, weights: Weights) -> None:
    if question.model is Model.MCLP:
        return
    free = np.sort(np.delete(problem.capacities, list(problem.fixed)))[::-1]
    picked = free if question.model is Model.LSCP else free[: (question.site_count or 1) - len(problem.fixed)]
    room, total = float(problem.capacities[list(problem.fixed)].sum() + picked.sum()), float(weights.sum())
    if room < total * (1 - 1e-9):
        raise NoSolution(
            _("The sites together hold %(room)s at most, the demand in reach is %(total)s: allow more or larger sites.")
            % {"room": said(room, 1), "total": said(total, 1)}
        )


def _nobody_in_reach(problem: Problem, question: Question) -> object:
    nearest = float(problem.travel_min[problem.weights > 0].min())
    if not math.isfinite(nearest):
        return _("No way leads from any demand to any candidate: is the network complete?")
    return _(
        "No demand lies within %(within)s minutes of a candidate; the nearest pair is %(nearest)s minutes apart."
    ) % {
        "within": said(question.within_min or 0.0, 1),
        "nearest": said(nearest, 1),
    }


def _too_few_sites(problem: Problem, question: Question, costs: Minutes, weights: Weights) -> object:
    if problem.has_capacities:
        return _(
            "No choice of sites was found that serves all demand in reach: allow more sites, more room or more time."
        )
    needed = fewest_sites(np.isfinite(costs[weights > 0]), problem.fixed, question.time_limit_s)
    return _(
        "With %(count)s sites some demand cannot walk to any of them; the network falls apart so that at least "
        "%(needed)d are needed."
    ) % {"count": question.site_count, "needed": needed.bound}
