"""Who can reach what: cover within a number of minutes, and demand that counts alike put together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from territory.siting.problem import Minutes, Weights

Cover = NDArray[np.bool_]  # demands × sites


def cover_within(travel_min: Minutes, within_min: float) -> Cover:
    """Which demand reaches which site in at most ``within_min`` minutes, shape (demands, sites)."""
    return travel_min <= within_min


@dataclass(frozen=True, eq=False)
class CostClasses:
    """Demand with identical rows, added up: ``costs`` (classes, sites), ``weights`` (classes)."""

    costs: Minutes
    weights: Weights


def cost_classes(costs: Minutes, weights: Weights) -> CostClasses:
    """One row for all demand that costs the same from every site, its weights added up.

    Two thousand establishments around a hundred candidates share a few hundred cover sets; what is solved shrinks to
    those and the answer stays the same. Demand of weight zero is left out.
    """
    counted = weights > 0
    rows, which = np.unique(costs[counted], axis=0, return_inverse=True)
    sums = np.bincount(which.reshape(-1), weights=weights[counted], minlength=len(rows))
    return CostClasses(rows, sums.astype(np.float64))


def smallest_cover_sets(cover: Cover) -> Cover:
    """The rows of ``cover`` that contain no other row: to satisfy these is to satisfy all.

    A demand that may choose among more sites than another is served whenever that other one is.
    """
    rows = np.unique(cover, axis=0)
    rows = rows[np.argsort(rows.sum(axis=1), kind="stable")]
    kept: list[NDArray[np.bool_]] = []
    for row in rows:
        if not any((other <= row).all() for other in kept):
            kept.append(row)
    return np.array(kept, dtype=bool).reshape(len(kept), cover.shape[1])
