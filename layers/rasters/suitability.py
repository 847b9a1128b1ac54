"""Weighted overlay: many scores become one, and the one can be taken apart again at every cell.

Which criteria count and how much is the study's decision; this is the arithmetic. A weighted mean lets a good score
make up for a bad one: what may never be made up for belongs in the candidates, not in a weight.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _
from numpy.ma import MaskedArray

from layers.rasters.errors import GridMismatch
from layers.rasters.grid import Raster, one_grid
from layers.rasters.reclassify import Curve, reclassify


@dataclass(frozen=True)
class Criterion:
    """One thing that counts: what is measured, how it becomes a score, and its weight (only ratios count)."""

    name: str
    raster: Raster
    curve: Curve
    weight: float


@dataclass(frozen=True)
class Part:
    """What one criterion gives at one cell. ``contribution`` = score × weight share; these add up to the score."""

    name: str
    value: float | None
    unit: str
    score: float | None
    weight_share: float
    contribution: float | None


@dataclass(frozen=True)
class Suitability:
    """The overlay's result with what it was made of, in the order of the criteria."""

    score: Raster
    criteria: tuple[Criterion, ...]
    scores: tuple[Raster, ...]

    def parts_at(self, x_m: float, y_m: float) -> list[Part]:
        """What each criterion gives at the cell that holds the point (storage CRS), in the order of the criteria.

        Parts that are known are told also where the score is not: so one sees which criterion is missing there.
        """
        shares = weight_shares([criterion.weight for criterion in self.criteria])
        parts = []
        for criterion, scores, share in zip(self.criteria, self.scores, shares, strict=True):
            score = scores.value_at(x_m, y_m)
            parts.append(
                Part(
                    name=criterion.name,
                    value=criterion.raster.value_at(x_m, y_m),
                    unit=criterion.raster.unit,
                    score=score,
                    weight_share=share,
                    contribution=None if score is None else score * share,
                )
            )
        return parts


def weight_shares(weights: Sequence[float]) -> list[float]:
    """The weights divided by their sum. Raises ValueError unless all are finite and above 0."""
    if not all(math.isfinite(weight) and weight > 0 for weight in weights):
        raise ValueError(_("Each weight must be a number above 0; leave a criterion out instead of weighing it 0."))
    total = math.fsum(weights)
    return [weight / total for weight in weights]


def overlay(scores: Sequence[MaskedArray], weights: Sequence[float]) -> MaskedArray:
    """Weighted mean of suitability scores, cell by cell, 0 (unfit) to 1 (fit).

    scores: k arrays of shape (rows, columns) on one metric grid, masked where unknown.
    weights: k positive numbers; only their ratios count.
    Masked where any score is: the unknown is not the average. Raises GridMismatch, ValueError.
    """
    if not scores or len(scores) != len(weights):
        raise GridMismatch(
            _("%(scores)s scores and %(weights)s weights were given; each score needs one weight, one is the least.")
            % {"scores": len(scores), "weights": len(weights)}
        )
    if len({score.shape for score in scores}) != 1:
        raise GridMismatch(_("The scores do not have the same number of cells; warp them onto one grid."))
    total = np.zeros(scores[0].shape)
    unknown = np.zeros(scores[0].shape, dtype=bool)
    for score, share in zip(scores, weight_shares(weights), strict=True):
        mask = np.ma.getmaskarray(score) | ~np.isfinite(np.ma.getdata(score))
        unknown |= mask
        total += share * np.where(mask, 0.0, np.ma.getdata(score))
    return np.ma.MaskedArray(np.clip(total, 0, 1), unknown)


def suitability(criteria: Sequence[Criterion]) -> Suitability:
    """The weighted mean of the criteria's scores, unknown where any of them is. Raises GridMismatch, ValueError."""
    grid = one_grid([criterion.raster.grid for criterion in criteria])
    scores = tuple(reclassify(criterion.raster, criterion.curve) for criterion in criteria)
    total = overlay([score.values for score in scores], [criterion.weight for criterion in criteria])
    return Suitability(Raster(total, grid), tuple(criteria), scores)
