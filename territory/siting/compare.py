"""Two sitings of one problem side by side: "move this pin yourself and compare"."""

from dataclasses import dataclass

import numpy as np

from territory.siting.problem import Model, Problem
from territory.siting.score import Siting


@dataclass(frozen=True)
class Moved:
    """A demand whose walk differs: minutes in one and in the other, None where it is not served."""

    demand_id: str
    weight: float
    first_min: float | None
    second_min: float | None


@dataclass(frozen=True)
class Comparison:
    """The second siting against the first; differences are second minus first.

    second_is_better: by the first one's model; None when equal. moved: those with another walk, in the problem's order.
    """

    objective_difference: float
    served_weight_difference: float
    walk_difference: float
    second_is_better: bool | None
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    moved: tuple[Moved, ...]


def compare(problem: Problem, first: Siting, second: Siting) -> Comparison:
    """What changes from the first to the second siting, and for whom."""
    difference = 0.0 if first.objective == second.objective else second.objective - first.objective
    is_more_better = first.question.model is Model.MCLP
    before, after = _minutes(problem, first), _minutes(problem, second)
    same = (before == after) | (np.isnan(before) & np.isnan(after))
    return Comparison(
        objective_difference=difference,
        served_weight_difference=second.allocation.served_weight - first.allocation.served_weight,
        walk_difference=second.allocation.walk - first.allocation.walk,
        second_is_better=None if difference == 0 else (difference > 0) == is_more_better,
        only_first=tuple(problem.sites[site].id for site in first.chosen if site not in second.chosen),
        only_second=tuple(problem.sites[site].id for site in second.chosen if site not in first.chosen),
        moved=tuple(
            Moved(
                problem.demands[index].id,
                problem.demands[index].weight,
                _or_none(before[index]),
                _or_none(after[index]),
            )
            for index in np.flatnonzero(~same).tolist()
        ),
    )


def _minutes(problem: Problem, siting: Siting) -> np.ndarray:
    """Average minutes of each demand's served part; NaN where none of it is."""
    allocation = siting.allocation
    walk = np.bincount(
        allocation.demand, weights=allocation.weight * allocation.travel_min, minlength=len(problem.demands)
    )
    return np.divide(walk, allocation.served, out=np.full(len(walk), np.nan), where=allocation.served > 0)


def _or_none(minutes: float) -> float | None:
    return None if np.isnan(minutes) else float(minutes)
