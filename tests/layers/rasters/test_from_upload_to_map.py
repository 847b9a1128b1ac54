"""The whole way: an upload in degrees, warped, scored, weighed, written, drawn, summed up, its best cells picked."""

import numpy as np
import pytest
from rasterio.transform import Affine
from shapely.geometry import box

from layers.rasters.best_cells import best_cells
from layers.rasters.check import check_upload
from layers.rasters.cog import write_cog
from layers.rasters.derive import distance_m
from layers.rasters.grid import Grid
from layers.rasters.read import read_window
from layers.rasters.reclassify import LinearDown
from layers.rasters.render import rgba, score_legend
from layers.rasters.suitability import Criterion, suitability
from layers.rasters.warp import ValueKind
from layers.rasters.zonal import zonal_statistics
from tests.layers.rasters.files import geotiff

GRID = Grid.covering((75_000, 71_000, 76_000, 72_000), 20)


@pytest.mark.parametrize("nodata", [-9999.0, 0.0, np.nan])
def test_what_was_unknown_in_the_upload_is_unknown_in_every_result(tmp_path, nodata):
    # In degrees, 0.0004° (29 × 44 m) a cell: values 1 to 2, a hole of 6 × 6 cells that holds the nodata value.
    random = np.random.default_rng(6)
    uploaded = random.uniform(1, 2, (60, 60))
    uploaded[25:31, 25:31] = nodata
    place = Affine(0.0004, 0, 6.095, 0, -0.0004, 49.586)
    path = geotiff(tmp_path / "noise.tif", uploaded, place, "EPSG:4326", nodata=nodata)
    assert check_upload(path, ValueKind.QUANTITY).known_share == pytest.approx(1 - 36 / 3600)

    noise = read_window(path, GRID, ValueKind.QUANTITY, "dB")
    stop = distance_m([box(75_100, 71_100, 75_110, 71_110)], GRID)
    result = suitability(
        [Criterion("noise", noise, LinearDown(1, 2), 3), Criterion("stop", stop, LinearDown(100, 800), 1)]
    )
    hole = ~noise.known
    assert 0 < hole.sum() < GRID.rows * GRID.columns
    assert (~result.score.known == hole).all()

    again = read_window(write_cog(result.score, tmp_path / "score.tif"), GRID, ValueKind.QUANTITY)
    assert (~again.known == hole).all()
    assert (rgba(again.values, score_legend())[3] == 0).tolist() == hole.tolist()

    (zone,) = zonal_statistics(again, [box(*GRID.bounds)])
    assert zone.known_cells == (~hole).sum()
    assert zone.mean == pytest.approx(float(result.score.values.mean()), abs=1e-6)

    for cell in best_cells(again, 20, 100):
        assert not hole[cell.row, cell.column]
    # No value beyond what was uploaded has crept in from the nodata value.
    assert noise.values.min() >= 1
    assert noise.values.max() <= 2
    # and a criterion that is known everywhere does not fill the hole of another
    row, column = (int(place[0]) for place in np.nonzero(hole))
    noise_part, stop_part = result.parts_at(*GRID.centre_m(row, column))
    assert (noise_part.score, stop_part.score is None) == (None, False)
