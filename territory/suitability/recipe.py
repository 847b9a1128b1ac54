"""The recipe of a suitability map: which rasters count, by which curve and with which weight, on one metric grid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from layers.errors import GeodataError
from layers.numbers import is_number
from layers.rasters.files import path_of
from layers.rasters.grid import Bounds, Grid
from layers.rasters.models import RasterLayer, RasterState
from layers.rasters.read import read_window
from layers.rasters.reclassify import Curve, as_json, curve_from
from layers.rasters.suitability import Criterion, Part, Suitability, suitability
from layers.rasters.warp import ValueKind
from territory.errors import Invalid

MOST_CRITERIA = 12
# Finer than any of our rasters, and a country at 25 m in memory for each of twelve criteria at once.
FINEST_M, COARSEST_M, MOST_CELLS = 5.0, 1000.0, 8_000_000


@dataclass(frozen=True)
class Weighed:
    """One criterion: the raster's number, how its values become scores, and its weight (only ratios count)."""

    raster: int
    curve: Curve
    weight: float


@dataclass(frozen=True)
class Recipe:
    """Criteria in their order. resolution_m: of the result, metres; None takes the coarsest of the rasters."""

    criteria: tuple[Weighed, ...]
    resolution_m: float | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain values that ``from_json`` reads."""
        return {
            "criteria": [
                {"raster": one.raster, "curve": as_json(one.curve), "weight": one.weight} for one in self.criteria
            ],
            "resolution_m": self.resolution_m,
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """The recipe of plain values. Raises Invalid with where something is wrong."""
        rows = plain.get("criteria")
        if not isinstance(rows, list | tuple) or not 1 <= len(rows) <= MOST_CRITERIA:
            sentence = _("Choose one to %(most)d rasters, each with a curve and a weight.") % {"most": MOST_CRITERIA}
            raise Invalid({"/criteria": [sentence]})
        resolution_m = plain.get("resolution_m")
        if resolution_m is not None and not (is_number(resolution_m) and FINEST_M <= resolution_m <= COARSEST_M):
            sentence = _("Cells are %(finest)d to %(coarsest)d metres wide.") % {
                "finest": FINEST_M,
                "coarsest": COARSEST_M,
            }
            raise Invalid({"/resolution_m": [sentence]})
        criteria = tuple(_weighed(row, f"/criteria/{index}") for index, row in enumerate(rows))
        if len({one.raster for one in criteria}) != len(criteria):
            raise Invalid({"/criteria": [_("Each raster counts once: join its weights.")]})
        return cls(criteria, resolution_m)


def _weighed(row: Any, at: str) -> Weighed:
    if not isinstance(row, Mapping) or not is_number(row.get("raster")) or not isinstance(row["raster"], int):
        raise Invalid({at: [_("A criterion has “raster” (a number), “curve” and “weight”.")]})
    weight = row.get("weight", 1)
    if not (is_number(weight) and 0 < weight <= 1_000_000):
        raise Invalid(
            {f"{at}/weight": [_("A weight is a number above 0; leave a raster out instead of weighing it 0.")]}
        )
    curve = row.get("curve")
    if not isinstance(curve, Mapping):
        raise Invalid({f"{at}/curve": [_("A curve has a “kind” and its numbers.")]})
    try:
        return Weighed(row["raster"], curve_from(curve), float(weight))
    except GeodataError as error:
        raise Invalid({f"{at}/curve": [str(error)]}) from error


def layers_of(recipe: Recipe, among: QuerySet[RasterLayer] | None = None) -> list[RasterLayer]:
    """The rasters of the criteria, in their order. Raises Invalid for one that is gone, not ready or not ``among``."""
    rows = RasterLayer.objects.all() if among is None else among
    found = {layer.pk: layer for layer in rows.filter(pk__in=[one.raster for one in recipe.criteria])}
    missing = [
        one.raster for one in recipe.criteria if one.raster not in found or found[one.raster].state != RasterState.READY
    ]
    if missing:
        sentence = _("Raster %(number)s is not there, or not ready yet.") % {"number": missing[0]}
        raise Invalid({"/criteria": [sentence]})
    return [found[one.raster] for one in recipe.criteria]


def common_grid(layers: Sequence[RasterLayer], resolution_m: float | None) -> Grid:
    """The grid of the land that all the rasters cover. Raises Invalid, TooManyCells."""
    grids = [layer.grid for layer in layers]
    bounds: Bounds = (
        max(grid.bounds[0] for grid in grids),
        max(grid.bounds[1] for grid in grids),
        min(grid.bounds[2] for grid in grids),
        min(grid.bounds[3] for grid in grids),
    )
    if bounds[0] >= bounds[2] or bounds[1] >= bounds[3]:
        raise Invalid({"/criteria": [_("These rasters have no land in common: choose some that overlap.")]})
    grid = Grid.covering(bounds, resolution_m or max(grid.resolution_m for grid in grids))
    if grid.rows * grid.columns > MOST_CELLS:
        sentence = _("%(cells)d cells are more than the %(most)d that are weighed at once: take larger cells.") % {
            "cells": grid.rows * grid.columns,
            "most": MOST_CELLS,
        }
        raise Invalid({"/resolution_m": [sentence]})
    return grid


def overlaid(recipe: Recipe) -> Suitability:
    """The weighted mean of the scores on the common grid; unknown where any criterion is. Raises Invalid."""
    layers = layers_of(recipe)
    return _overlaid(recipe, layers, common_grid(layers, recipe.resolution_m))


def parts_at(recipe: Recipe, grid: Grid, x_m: float, y_m: float) -> list[Part]:
    """What each criterion gives at the cell of ``grid`` that holds the point; reads that one cell of each raster."""
    cell = grid.cell_at(x_m, y_m)
    if cell is None:
        return []
    return _overlaid(recipe, layers_of(recipe), grid.part(*cell, 1, 1)).parts_at(x_m, y_m)


def _overlaid(recipe: Recipe, layers: Sequence[RasterLayer], grid: Grid) -> Suitability:
    return suitability(
        [
            Criterion(
                str(layer.pk),
                read_window(path_of(layer), grid, ValueKind(layer.kind), layer.unit),
                one.curve,
                one.weight,
            )
            for one, layer in zip(recipe.criteria, layers, strict=True)
        ]
    )
