"""Rasters from places, and the best cells of a raster."""

import math

import numpy as np
import pytest
from shapely import unary_union
from shapely.geometry import LineString, MultiPolygon, Point, box

from layers.errors import GeodataError
from layers.rasters.best_cells import best_cells
from layers.rasters.derive import density_per_ha, distance_m, quartic_kernel
from layers.rasters.grid import Grid, Raster

GRID = Grid(0, 30, 10, 3, 3)


def test_distance_to_points_is_from_the_cells_centre():
    raster = distance_m([Point(5, 25), Point(25, 5)], GRID)
    # centres at 5, 15, 25: the first cell holds the first point; its neighbour is 10 m off; the middle √(10² + 10²)
    assert raster.values[0].tolist() == pytest.approx([0, 10, 20])
    assert raster.values[1, 1] == pytest.approx(math.sqrt(200))
    assert raster.unit == "m"


def test_distance_to_a_line_and_into_an_area():
    raster = distance_m([LineString([(0, 0), (30, 0)])], GRID)
    assert raster.values[:, 0].tolist() == pytest.approx([25, 15, 5])
    area = distance_m([box(0, 10, 10, 30)], GRID)
    assert area.values[0].tolist() == pytest.approx([0, 5, 15])
    mixed = distance_m([Point(5, 25), box(20, 0, 30, 10)], GRID)
    assert mixed.values[2, 0] == pytest.approx(15)  # from (5, 5) to the box's western side at 20


def test_distances_to_many_shapes_agree_with_the_exact_ones():
    random = np.random.default_rng(1)
    grid = Grid(0, 500, 10, 50, 40)
    shapes = [
        *[Point(*place) for place in random.uniform(0, 500, (4, 2))],
        *[LineString(random.uniform(0, 500, (3, 2))) for _line in range(4)],
        *[Point(*place).buffer(40).difference(Point(*place).buffer(15)) for place in random.uniform(0, 500, (4, 2))],
        MultiPolygon([box(10, 10, 60, 30), box(300, 480, 340, 490)]),
    ]
    found, together = distance_m(shapes, grid).values, unary_union(shapes)
    for row in range(grid.rows):
        for column in range(grid.columns):
            exact_m = together.distance(Point(*grid.centre_m(row, column)))
            assert exact_m - 1e-9 <= found[row, column] <= math.hypot(exact_m, 10 / 8) + 1e-9


def test_there_is_no_distance_to_nothing():
    assert not distance_m([], GRID).known.any()
    assert not distance_m([Point()], GRID).known.any()


def test_one_weight_is_spread_as_worked_by_hand():
    # Bandwidth 20 m, cells 10 m: (1 − (d/20)²)² is 1 at 0, (1 − 1/4)² = 9/16 at 10 m, (1 − 1/2)² = 1/4 at √200 m, 0 at
    # 20 m. Together 1 + 4 × 9/16 + 4 × 1/4 = 4.25. 85 jobs in the middle: 20 there, 11.25 beside it, 5 at the corners;
    # per hectare × 100.
    raster = density_per_ha([15], [15], [85], 20, GRID)
    assert raster.values.tolist() == [
        pytest.approx([500, 1125, 500]),
        pytest.approx([1125, 2000, 1125]),
        pytest.approx([500, 1125, 500]),
    ]


def test_nothing_is_lost():
    random = np.random.default_rng(2)
    xs, ys = random.uniform(300, 700, (2, 200))
    jobs = random.integers(1, 400, 200)
    grid = Grid(0, 1000, 20, 50, 50)
    total = density_per_ha(xs, ys, jobs, 250, grid).values.sum() * grid.cell_area_m2 / 10_000
    assert total == pytest.approx(jobs.sum(), rel=1e-9)
    assert quartic_kernel(250, 20).sum() == pytest.approx(1)


def test_places_beyond_the_edge_count_and_far_ones_do_not():
    beside = density_per_ha([-5], [15], [85], 20, GRID)
    assert beside.values[1, 0] == pytest.approx(1125)
    assert density_per_ha([-500, 1e9], [15, 15], [85, 85], 20, GRID).values.max() == 0


def test_no_jobs_are_known_to_be_none():
    assert density_per_ha([], [], [], 20, GRID).values.tolist() == [[0] * 3] * 3


@pytest.mark.parametrize(
    ("xs", "weights", "bandwidth_m"), [([1, 2], [1], 20), ([math.nan], [1], 20), ([1], [-1], 20), ([1], [1], 0)]
)
def test_weights_that_make_no_sense_are_refused(xs, weights, bandwidth_m):
    with pytest.raises(GeodataError):
        density_per_ha(xs, [1] * len(xs), weights, bandwidth_m, GRID)


SCORES = Raster(np.ma.masked_invalid([[0.9, 0.8, 0.1], [0.7, np.nan, 0.6], [0.2, 0.6, 0.9]]), GRID)


def cells(*arguments, **options) -> list:
    return [(cell.row, cell.column, cell.score) for cell in best_cells(SCORES, *arguments, **options)]


def test_the_best_cells_come_first_and_equals_from_the_north_west():
    assert cells(4, 0) == [(0, 0, 0.9), (2, 2, 0.9), (0, 1, 0.8), (1, 0, 0.7)]


def test_many_equal_cells_are_taken_row_by_row():
    even = Raster(np.ma.MaskedArray(np.full((60, 60), 0.5)), Grid(0, 600, 10, 60, 60))
    found = [(cell.row, cell.column) for cell in best_cells(even, 4, 200)]
    # In row 0 each 20th column; the next free cell from the north is 19 columns from (0, 40): √(6² + 19²) = 19.9 cells
    # is too near, √(7² + 19²) = 20.2 is not.
    assert found == [(0, 0), (0, 20), (0, 40), (7, 59)]


def test_cells_keep_their_distance():
    # 10 m to the neighbours, 14.1 m over the corner: with 12 m the neighbours of both 0.9 are gone
    assert cells(9, 12) == [(0, 0, 0.9), (2, 2, 0.9), (2, 0, 0.2), (0, 2, 0.1)]
    assert cells(9, 10) == cells(9, 0)  # exactly 10 m apart is far enough
    assert len(cells(9, 28)) == 2  # the corners are 28.28 m apart
    assert len(cells(9, 28.3)) == 1


def test_unknown_poor_and_outside_cells_are_not_chosen():
    assert (1, 1) not in [(row, column) for row, column, _score in cells(9, 0)]
    assert len(cells(9, 0)) == 8
    assert [score for *_place, score in cells(9, 0, minimum_score=0.7)] == [0.9, 0.9, 0.8, 0.7]
    assert cells(9, 0, within=box(0, 0, 10, 30)) == [(0, 0, 0.9), (1, 0, 0.7), (2, 0, 0.2)]


def test_a_cell_names_its_centre():
    (cell,) = best_cells(SCORES, 1, 0)
    assert (cell.x_m, cell.y_m) == (5, 25)


def test_nothing_known_gives_no_cell():
    assert best_cells(Raster(np.ma.masked_all((3, 3)), GRID), 3, 10) == []


@pytest.mark.parametrize(("count", "spacing_m"), [(0, 10), (1, -1), (1, math.nan)])
def test_questions_without_sense_are_refused(count, spacing_m):
    with pytest.raises(GeodataError):
        best_cells(SCORES, count, spacing_m)
