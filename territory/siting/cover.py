"""The fewest sites that reach all demand that can be reached (LSCP): exactly, by HiGHS, beside a greedy answer."""

import math
import time

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from territory.siting.coverage import Cover, smallest_cover_sets
from territory.siting.median import LeastCost
from territory.siting.problem import SiteSet


def fewest_sites(cover: Cover, fixed: SiteSet, time_limit_s: float) -> LeastCost:
    """The fewest sites, the fixed ones included, such that every row of ``cover`` with any has one.

    ``objective`` and ``bound`` are numbers of sites.
    """
    start = time.monotonic()
    rows = cover[cover.any(axis=1)]
    open_rows = rows[~rows[:, list(fixed)].any(axis=1)]
    if not len(open_rows):
        return LeastCost(fixed, len(fixed), len(fixed))
    needed = smallest_cover_sets(open_rows)
    chosen = _without_idle(needed, _greedy(needed))
    answer = milp(
        np.ones(needed.shape[1]),
        integrality=np.ones(needed.shape[1]),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(needed.astype(float), lb=1),
        options={"time_limit": max(time_limit_s - (time.monotonic() - start), 0.05)},
    )
    # A number of sites is whole: a proven 4.2 means 5. At least one is needed for what the fixed ones leave.
    bound = 1 if answer.mip_dual_bound is None else max(1, math.ceil(answer.mip_dual_bound - 1e-6))
    if answer.x is not None and round(answer.x.sum()) < len(chosen):
        chosen = _without_idle(needed, np.flatnonzero(answer.x > 0.5).tolist())
    return LeastCost(tuple(sorted({*chosen, *fixed})), len(chosen) + len(fixed), bound + len(fixed))


def _greedy(needed: Cover) -> list[int]:
    """Sites in turn, each the one that reaches most of what is left; ties to the first listed."""
    left, chosen = needed, []
    while len(left):
        best = int(np.argmax(left.sum(axis=0)))
        chosen.append(best)
        left = left[~left[:, best]]
    return chosen


def _without_idle(needed: Cover, chosen: list[int]) -> list[int]:
    """``chosen`` without the sites whose rows all have another."""
    kept = list(chosen)
    for site in chosen:
        others = [other for other in kept if other != site]
        if others and needed[:, others].any(axis=1).all():
            kept = others
    return kept
