"""Zonal statistics: by hand, against an exact intersection by shapely, and with unknown cells."""

import numpy as np
import pytest
from shapely import affinity
from shapely.geometry import MultiPolygon, Point, Polygon, box

from layers.errors import GeodataError
from layers.rasters.grid import Grid, Raster
from layers.rasters.zonal import zonal_statistics

GRID = Grid(0, 20, 10, 2, 2)
FOUR = Raster(np.ma.array([[1.0, 2.0], [3.0, 4.0]]), GRID)


def by_intersection(raster: Raster, zone, threshold: float) -> dict:
    """The same statistics from the intersection of every single cell with the zone (GEOS), without exactextract."""
    size = raster.grid.resolution_m
    weights, values = [], []
    for row in range(raster.grid.rows):
        for column in range(raster.grid.columns):
            if not raster.known[row, column]:
                continue
            x, y = raster.grid.centre_m(row, column)
            share = box(x - size / 2, y - size / 2, x + size / 2, y + size / 2).intersection(zone).area / size**2
            if share > 0:
                weights.append(share)
                values.append(raster.values[row, column])
    w, v = np.array(weights), np.array(values)
    return {
        "mean": (w * v).sum() / w.sum(),
        "sum": (w * v).sum(),
        "minimum": v.min(),
        "maximum": v.max(),
        "share_at_least": w[v >= threshold].sum() / w.sum(),
        "known_cells": w.sum(),
        "known_share": w.sum() * size**2 / zone.area,
    }


def test_parts_of_cells_count_by_their_area():
    # The zone takes 5 m of the left and 10 m of the right column, all 10 m of the north, 5 m of the south:
    # shares 0.5, 1.0 / 0.25, 0.5. Sum 0.5×1 + 1×2 + 0.25×3 + 0.5×4 = 5.25; shares 2.25; mean 7/3.
    (found,) = zonal_statistics(FOUR, [box(5, 5, 20, 20)], threshold=2.5)
    assert found.sum == pytest.approx(5.25)
    assert found.known_cells == pytest.approx(2.25)
    assert found.mean == pytest.approx(5.25 / 2.25)
    assert (found.minimum, found.maximum) == (1, 4)
    assert found.share_at_least == pytest.approx(0.75 / 2.25)  # the 3 and the 4
    assert found.known_share == pytest.approx(1)


def test_a_threshold_that_is_met_exactly_counts():
    (found,) = zonal_statistics(FOUR, [box(0, 0, 20, 20)], threshold=2)
    assert found.share_at_least == pytest.approx(0.75)


def test_the_unknown_takes_no_part_and_is_told():
    raster = Raster(np.ma.masked_invalid([[1.0, np.nan], [3.0, 4.0]]), GRID)
    (found,) = zonal_statistics(raster, [box(0, 0, 20, 20)])
    assert found.mean == pytest.approx(8 / 3)  # 1, 3, 4; not 8 / 4
    assert (found.known_cells, found.known_share) == (3, 0.75)
    assert found.share_at_least is None


def test_a_zone_that_reaches_beyond_the_raster_is_partly_unknown():
    (found,) = zonal_statistics(FOUR, [box(10, 0, 40, 20)])  # 200 of 600 m² lie on the raster
    assert (found.mean, found.known_share) == (3, pytest.approx(1 / 3))


def test_a_zone_without_known_cells_has_no_statistics():
    raster = Raster(np.ma.masked_all((2, 2)), GRID)
    for zone in (box(0, 0, 20, 20), box(500, 500, 510, 510)):
        (found,) = zonal_statistics(raster, [zone], threshold=1)
        assert (found.mean, found.sum, found.minimum, found.share_at_least) == (None, None, None, None)
        assert (found.known_cells, found.known_share) == (0, 0)


def test_zones_come_back_in_their_order_and_may_be_many_or_none():
    zones = [box(0, 10, 10, 20), box(10, 0, 20, 10), MultiPolygon([box(0, 10, 10, 20), box(10, 0, 20, 10)])]
    assert [found.mean for found in zonal_statistics(FOUR, zones)] == [1, 4, 2.5]
    assert zonal_statistics(FOUR, []) == []


@pytest.mark.parametrize("zone", [Polygon(), Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])])
def test_a_zone_without_area_or_with_crossing_borders_is_refused(zone):
    with pytest.raises(GeodataError, match="Zone 2"):
        zonal_statistics(FOUR, [box(0, 0, 1, 1), zone])


@pytest.mark.parametrize("seed", range(8))
def test_statistics_agree_with_the_exact_intersection(seed):
    random = np.random.default_rng(seed)
    grid = Grid(75_000, 72_000, 25, 30, 40)
    values = np.ma.MaskedArray(random.normal(300, 40, grid.shape), random.random(grid.shape) < 0.15)
    raster = Raster(values, grid)
    star = Polygon(
        [
            (np.cos(a) * r, np.sin(a) * r)
            for a, r in zip(np.linspace(0, 6, 23), random.uniform(60, 330, 23), strict=True)
        ]
    )
    ring = Point(0, 0).buffer(310).difference(Point(40, 10).buffer(120))
    for shape in (star, ring):
        zone = affinity.translate(shape, *random.uniform((75_250, 71_450), (75_900, 71_800)))
        (found,) = zonal_statistics(raster, [zone], threshold=310)
        for name, expected in by_intersection(raster, zone, 310).items():
            assert getattr(found, name) == pytest.approx(expected, rel=1e-6, abs=1e-6), name
