"""Curves and the weighted overlay, worked by hand."""

import json
import math

import numpy as np
import pytest

from layers.rasters.errors import BadCurve, GridMismatch
from layers.rasters.grid import Grid, Raster
from layers.rasters.reclassify import (
    Categories,
    Gaussian,
    LinearDown,
    LinearUp,
    Steps,
    Trapezoid,
    as_json,
    curve_from,
    reclassify,
)
from layers.rasters.suitability import Criterion, overlay, suitability, weight_shares

GRID = Grid(0, 10, 10, 1, 4)


def row(*values, grid: Grid = GRID, unit: str = "") -> Raster:
    return Raster(np.ma.masked_invalid(np.array([values], dtype="float64")), grid, unit)


def listed(raster: Raster) -> list:
    return [None if value is np.ma.masked else pytest.approx(float(value)) for value in raster.values[0]]


@pytest.mark.parametrize(
    ("curve", "value", "score"),
    [
        (LinearUp(100, 300), 100, 0),
        (LinearUp(100, 300), 150, 0.25),  # (150 − 100) / 200
        (LinearUp(100, 300), 400, 1),
        (LinearDown(200, 1000), 100, 1),
        (LinearDown(200, 1000), 400, 0.75),  # (1000 − 400) / 800
        (LinearDown(200, 1000), 1000, 0),
        (Trapezoid(0, 2, 5, 9), 1, 0.5),
        (Trapezoid(0, 2, 5, 9), 3, 1),
        (Trapezoid(0, 2, 5, 9), 8, 0.25),  # (9 − 8) / 4
        (Trapezoid(0, 2, 5, 9), 20, 0),
        (Trapezoid(2, 2, 5, 5), 2, 1),
        (Trapezoid(2, 2, 5, 5), 1.999, 0),
        (Trapezoid(2, 2, 5, 5), 5.001, 0),
        (Steps((3, 8), (1, 0.4, 0)), 2.99, 1),
        (Steps((3, 8), (1, 0.4, 0)), 3, 0.4),
        (Steps((3, 8), (1, 0.4, 0)), 8, 0),
        (Gaussian(400, 100), 400, 1),
        (Gaussian(400, 100), 500, math.exp(-0.5)),
        (Gaussian(400, 100), 200, math.exp(-2)),  # ½ × 2²
        (Categories((23, 12), (1, 0.3)), 12, 0.3),
        (Categories((23, 12), (1, 0.3)), 23, 1),
    ],
)
def test_a_curve_gives_the_score_worked_by_hand(curve, value, score):
    assert listed(reclassify(row(*[value] * 4), curve)) == [score] * 4
    assert curve_from(json.loads(json.dumps(as_json(curve)))) == curve


def test_a_code_without_score_is_unknown_not_unfit():
    assert listed(reclassify(row(12, 99, np.nan, 12), Categories((12,), (0.3,)))) == [0.3, None, None, 0.3]


def test_nodata_stays_nodata_under_every_curve():
    for curve in (LinearUp(0, 1), LinearDown(0, 1), Trapezoid(0, 1, 2, 3), Steps((1,), (0, 1)), Gaussian(0, 1)):
        assert listed(reclassify(row(np.nan, 0, np.nan, 1), curve))[::2] == [None, None]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: LinearUp(3, 3),
        lambda: LinearDown(5, 1),
        lambda: LinearUp(0, math.inf),
        lambda: Trapezoid(0, 3, 2, 4),
        lambda: Steps((3, 3), (0, 1, 0)),
        lambda: Steps((3,), (0, 1, 0)),
        lambda: Steps((3,), (0, 1.5)),
        lambda: Gaussian(0, 0),
        lambda: Categories((1, 1), (0, 1)),
        lambda: curve_from({"kind": "wavy"}),
        lambda: curve_from({"kind": "linear-up", "low": 3}),
        lambda: curve_from({"kind": "linear-up", "low": "near", "high": 3}),
        lambda: curve_from({"kind": "linear-up", "low": 1, "high": 3, "middle": 2}),
    ],
)
def test_a_curve_that_contradicts_itself_is_refused(wrong):
    with pytest.raises(BadCurve):
        wrong()


def test_the_overlay_is_the_weighted_mean_worked_by_hand():
    # weights 3 and 1: shares 0.75 and 0.25
    total = overlay([np.ma.array([[0.8, 0.0]]), np.ma.array([[0.4, 1.0]])], [3, 1])
    assert total.tolist() == [[pytest.approx(0.75 * 0.8 + 0.25 * 0.4), pytest.approx(0.25)]]  # 0.70 and 0.25


def test_only_the_ratios_of_weights_count():
    scores = [np.ma.array([[0.8, 0.1]]), np.ma.array([[0.4, 0.9]])]
    assert np.allclose(overlay(scores, [3, 1]), overlay(scores, [0.3, 0.1]))
    assert weight_shares([2, 2, 4]) == [0.25, 0.25, 0.5]


def test_unknown_in_one_criterion_is_unknown_in_the_result():
    first = np.ma.masked_invalid([[1.0, np.nan, 1.0, np.nan]])
    second = np.ma.masked_invalid([[1.0, 1.0, np.nan, np.nan]])
    assert np.ma.getmaskarray(overlay([first, second], [1, 1e-9])).tolist() == [[False, True, True, True]]


def test_what_lies_under_a_mask_does_not_count():
    hidden = np.ma.MaskedArray([[1e30, 0.5]], mask=[[True, False]])
    assert overlay([hidden, np.ma.array([[0.5, 0.5]])], [1, 1]).compressed().tolist() == [0.5]


@pytest.mark.parametrize("weights", [[1, 0], [1, -1], [1, math.nan], [1, math.inf]])
def test_weights_are_above_nothing(weights):
    with pytest.raises(ValueError, match="above 0"):
        overlay([np.ma.zeros((1, 1))] * 2, weights)


def test_scores_must_fit_each_other():
    with pytest.raises(GridMismatch):
        overlay([np.ma.zeros((1, 2)), np.ma.zeros((2, 1))], [1, 1])
    with pytest.raises(GridMismatch):
        overlay([], [])
    with pytest.raises(GridMismatch):
        overlay([np.ma.zeros((1, 2))], [1, 1])
    with pytest.raises(GridMismatch, match="Raster 2"):
        suitability(
            [
                Criterion("a", row(1, 2, 3, 4), LinearUp(0, 1), 1),
                Criterion("b", row(1, 2, 3, 4, grid=Grid(5, 10, 10, 1, 4)), LinearUp(0, 1), 1),
            ]
        )


def test_a_cell_explains_itself_in_the_order_of_the_criteria():
    result = suitability(
        [
            Criterion("walk to a stop", row(200, 400, 1000, np.nan, unit="m"), LinearDown(200, 1000), 2),
            Criterion("jobs", row(10, 60, np.nan, 110, unit="1/ha"), LinearUp(10, 110), 1),
        ]
    )
    # cell 1: walk (1000 − 400) / 800 = 0.75, jobs (60 − 10) / 100 = 0.5; 2/3 × 0.75 + 1/3 × 0.5 = 2/3
    assert listed(result.score) == [pytest.approx(2 / 3), pytest.approx(2 / 3), None, None]
    walk, jobs = result.parts_at(15, 5)
    assert (walk.name, walk.value, walk.unit, walk.score) == ("walk to a stop", 400, "m", 0.75)
    assert (jobs.name, jobs.value, jobs.unit, jobs.score) == ("jobs", 60, "1/ha", 0.5)
    assert walk.contribution + jobs.contribution == pytest.approx(result.score.value_at(15, 5))
    # where the score is unknown one sees which criterion is
    walk, jobs = result.parts_at(25, 5)
    assert (walk.score, walk.contribution, jobs.value, jobs.score, jobs.contribution) == (0, 0, None, None, None)
