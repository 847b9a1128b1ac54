"""A siting in figures and words: what each site adds, who is served from where, who is not and why.

Sites and demands come in the order of the problem.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from territory.siting.problem import Model, Problem, Weights
from territory.siting.score import SERVED_SHARE, Siting, allocate, reachable
from territory.siting.words import Figures, sentences_of

Position = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """From a demand to the site that serves it: ``weight`` of it, after ``travel_min`` minutes."""

    demand_id: str
    site_id: str
    start: Position
    end: Position
    weight: float
    travel_min: float


class Reason(StrEnum):
    """Why demand is not served."""

    NO_CANDIDATE = "no-candidate"  # no candidate within reach of it
    NOT_CHOSEN = "not-chosen"  # a candidate is, but it was not chosen
    FULL = "full"  # a chosen site is, but has no room left


@dataclass(frozen=True)
class Unserved:
    """A demand left out, wholly or in part: ``weight`` of it."""

    demand_id: str
    position: Position
    weight: float
    reason: Reason


@dataclass(frozen=True)
class SiteShare:
    """What one chosen site does.

    adds_weight: weight that nobody else would serve without it. adds_walk: weight × minutes that those it serves
    would walk more if the other sites took them over (only what the others can take).
    """

    site_id: str
    position: Position
    fixed: bool
    served_weight: float
    served_places: int
    mean_min: float | None
    capacity: float | None
    adds_weight: float
    adds_walk: float


@dataclass(frozen=True)
class Explanation:
    """All that a person needs to judge a siting; shares run 0 to 1, minutes are walking minutes."""

    model: Model
    objective: float
    bound: float | None
    gap_share: float | None
    seconds: float
    is_proven: bool
    is_estimate: bool
    total_weight: float
    served_weight: float
    served_share: float
    mean_min: float | None
    sites: tuple[SiteShare, ...]
    lines: tuple[Line, ...]
    unserved: tuple[Unserved, ...]
    sentences: tuple[str, ...]


def explain(problem: Problem, siting: Siting) -> Explanation:
    """The siting with its parts and its sentences in the active language."""
    allocation = siting.allocation
    total = float(problem.weights.sum())
    unserved = _unserved(problem, siting)
    return Explanation(
        model=siting.question.model,
        objective=siting.objective,
        bound=siting.bound,
        gap_share=siting.gap_share,
        seconds=siting.seconds,
        is_proven=siting.is_proven,
        is_estimate=siting.is_estimate,
        total_weight=total,
        served_weight=allocation.served_weight,
        served_share=min(1.0, allocation.served_weight / total),
        mean_min=allocation.mean_min,
        sites=tuple(_share(problem, siting, site) for site in siting.chosen),
        lines=_lines(problem, siting),
        unserved=unserved,
        sentences=tuple(sentences_of(_figures(siting, total, unserved))),
    )


def _lines(problem: Problem, siting: Siting) -> tuple[Line, ...]:
    allocation = siting.allocation
    rows = zip(
        allocation.demand.tolist(),
        allocation.site.tolist(),
        allocation.weight.tolist(),
        allocation.travel_min.tolist(),
        strict=True,
    )
    return tuple(
        Line(
            problem.demands[demand].id,
            problem.sites[site].id,
            problem.demands[demand].position,
            problem.sites[site].position,
            weight,
            travel_min,
        )
        for demand, site, weight, travel_min in rows
    )


def _share(problem: Problem, siting: Siting, site: int) -> SiteShare:
    allocation = siting.allocation
    mine = allocation.site == site
    served_weight = float(allocation.weight[mine].sum())
    without = allocate(problem, tuple(other for other in siting.chosen if other != site), siting.question.within_min)
    kept = np.minimum(without.served, allocation.served)  # what is served both with and without it
    walk_with = _walk_of(allocation.demand, allocation.weight * allocation.travel_min, allocation.served, kept)
    walk_without = _walk_of(without.demand, without.weight * without.travel_min, without.served, kept)
    known = problem.sites[site]
    return SiteShare(
        site_id=known.id,
        position=known.position,
        fixed=known.fixed,
        served_weight=served_weight,
        served_places=len(set(allocation.demand[mine].tolist())),
        mean_min=float(allocation.weight[mine] @ allocation.travel_min[mine]) / served_weight
        if served_weight
        else None,
        capacity=known.capacity,
        adds_weight=max(0.0, allocation.served_weight - without.served_weight),
        adds_walk=walk_without - walk_with,
    )


def _walk_of(demand: NDArray[np.intp], walks: Weights, served: Weights, kept: Weights) -> float:
    """Weight × minutes of the ``kept`` part of each demand, at its average walk."""
    by_demand = np.bincount(demand, weights=walks, minlength=len(served))
    share = np.divide(kept, served, out=np.zeros_like(kept), where=served > 0)
    return float(by_demand @ share)


def _unserved(problem: Problem, siting: Siting) -> tuple[Unserved, ...]:
    left = problem.weights - siting.allocation.served
    reached = reachable(problem, siting.question)
    limit = np.inf if siting.question.within_min is None else siting.question.within_min
    minutes = problem.travel_min[:, list(siting.chosen)]
    near_chosen: NDArray[np.bool_] = np.any(np.isfinite(minutes) & (minutes <= limit), axis=1)
    return tuple(
        Unserved(
            problem.demands[index].id,
            problem.demands[index].position,
            float(left[index]),
            Reason.FULL if near_chosen[index] else Reason.NOT_CHOSEN if reached[index] else Reason.NO_CANDIDATE,
        )
        for index in np.flatnonzero(left > SERVED_SHARE * problem.weights.sum()).tolist()
    )


def _figures(siting: Siting, total: float, unserved: tuple[Unserved, ...]) -> Figures:
    return Figures(
        site_count=len(siting.chosen),
        served=siting.allocation.served_weight,
        total=total,
        mean_min=siting.allocation.mean_min,
        out_of_reach=sum(1 for one in unserved if one.reason is Reason.NO_CANDIDATE),
        gap_share=siting.gap_share,
        seconds=siting.seconds,
        is_estimate=siting.is_estimate,
    )
