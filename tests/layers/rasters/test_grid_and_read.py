"""The grid, and bringing files onto it."""

from pathlib import Path

import numpy as np
import pytest
from rasterio.crs import CRS
from rasterio.transform import Affine
from rasterio.warp import transform

from layers.errors import MissingCrs, UnreadableFile
from layers.rasters.errors import GridMismatch, TooManyCells
from layers.rasters.grid import Grid, Raster, one_grid
from layers.rasters.read import read_window
from layers.rasters.warp import STORAGE_CRS, Resampling, ValueKind, cell_areas_m2, method, warp, warp_amounts
from tests.layers.rasters.files import HERE, geotiff

DEM = Path(__file__).parents[3].parent / "shared/data/dem/elev_luxembourg_30arcsec.tif"
U = None  # unknown


def masked(rows) -> np.ma.MaskedArray:
    return np.ma.masked_invalid(np.array([[np.nan if value is None else value for value in row] for row in rows]))


def known(values: np.ma.MaskedArray) -> list:
    return [[None if value is np.ma.masked else round(float(value), 6) for value in row] for row in values]


def test_a_grid_covers_a_box_and_begins_at_multiples_of_its_resolution():
    grid = Grid.covering((75_003, 71_961, 75_041, 71_999), 10)
    # west 75 003 -> 75 000, east 75 041 -> 75 050: 5 columns; south 71 961 -> 71 960, north 71 999 -> 72 000: 4 rows
    assert grid == Grid(75_000, 72_000, 10, rows=4, columns=5)
    assert grid.bounds == (75_000, 71_960, 75_050, 72_000)
    assert grid.centre_m(0, 0) == (75_005, 71_995)


def test_a_box_that_ends_on_a_cell_border_gets_no_further_cell():
    assert Grid.covering((0, 0, 0.3, 0.3), 0.1).shape == (3, 3)  # 0.3 / 0.1 is 2.9999999999999996


def test_a_point_has_at_least_one_cell():
    assert Grid.covering((5, 5, 5, 5), 10) == Grid(0, 10, 10, 1, 1)


def test_a_cell_owns_its_north_and_west_borders():
    grid = Grid(0, 20, 10, 2, 2)
    assert grid.cell_at(0, 20) == (0, 0)
    assert grid.cell_at(10, 10) == (1, 1)
    assert grid.cell_at(20, 10) is None
    assert grid.cell_at(5, 0) is None


@pytest.mark.parametrize("resolution_m", [0, -1, float("nan"), float("inf")])
def test_a_cell_has_a_size(resolution_m):
    with pytest.raises(GridMismatch, match="more than 0"):
        Grid(0, 0, resolution_m, 1, 1)


def test_a_grid_that_would_fill_the_memory_is_refused():
    with pytest.raises(TooManyCells, match="20000 × 20000"):
        Grid(0, 0, 1, 20_000, 20_000)


def test_an_array_of_another_size_than_its_grid_is_refused():
    with pytest.raises(GridMismatch):
        Raster(np.ma.zeros((2, 3)), Grid(0, 0, 10, 3, 2))


def test_grids_that_differ_are_named():
    with pytest.raises(GridMismatch, match="Raster 2"):
        one_grid([Grid(0, 0, 10, 2, 2), Grid(5, 0, 10, 2, 2)])


def test_what_is_not_a_number_is_unknown():
    raster = Raster(np.ma.array([[1.0, np.nan, np.inf]]), Grid(0, 10, 10, 1, 3))
    assert raster.known.tolist() == [[True, False, False]]
    assert raster.value_at(5, 5) == 1
    assert raster.value_at(15, 5) is None
    assert raster.value_at(35, 5) is None


@pytest.mark.parametrize(
    ("kind", "source_m", "target_m", "expected"),
    [
        (ValueKind.QUANTITY, 10, 10, Resampling.bilinear),
        (ValueKind.QUANTITY, 10, 30, Resampling.average),
        (ValueKind.CATEGORY, 10, 10, Resampling.nearest),
        (ValueKind.CATEGORY, 10, 30, Resampling.mode),
        (ValueKind.COUNT, 10, 30, Resampling.average),
        (ValueKind.COUNT, 30, 10, Resampling.average),
    ],
)
def test_the_method_follows_from_what_the_numbers_are(kind, source_m, target_m, expected):
    assert method(kind, source_m, target_m) is expected


# Four cells of 20 m from (0, 40): 4 and 8 in the north, unknown and 16 in the south.
FOUR = masked([[4, 8], [U, 16]])
PLACED = Affine(20, 0, 0, 0, -20, 40)


def onto(grid: Grid, resampling: Resampling) -> list:
    return known(warp(FOUR, PLACED, STORAGE_CRS, grid, resampling))


def amounts(grid: Grid) -> list:
    return known(warp_amounts(FOUR, PLACED, STORAGE_CRS, grid))


def test_amounts_are_split_by_area():
    # each source cell becomes four cells with a quarter of it
    assert amounts(Grid(0, 40, 10, 4, 4)) == [[1, 1, 2, 2], [1, 1, 2, 2], [U, U, 4, 4], [U, U, 4, 4]]


def test_an_amount_with_an_unknown_part_is_unknown_not_less():
    assert amounts(Grid(0, 40, 40, 1, 1)) == [[U]]
    assert onto(Grid(0, 40, 40, 1, 1), Resampling.average) == [[U]]  # not (4 + 8 + 16) / 3


def test_amounts_and_means_over_known_cells():
    north = masked([[4, 8]])
    grid = Grid(0, 40, 20, 1, 1)
    half = Affine(10, 0, 0, 0, -20, 40)  # two cells of 10 × 20 m in one of 20 m
    assert known(warp_amounts(north, half, STORAGE_CRS, grid)) == [[12]]
    assert known(warp(north, half, STORAGE_CRS, grid, Resampling.average)) == [[6]]


def test_a_cell_in_degrees_has_its_area_on_the_ground():
    # 0.002° of longitude at 49.6° north are about 144.6 m, 0.002° of latitude 222.5 m
    (area,) = cell_areas_m2((1, 1), Affine(0.002, 0, 6.1, 0, -0.002, 49.6), CRS.from_epsg(4326)).ravel()
    assert area == pytest.approx(144.6 * 222.5, rel=2e-3)
    assert cell_areas_m2((2, 3), PLACED, STORAGE_CRS).tolist() == [[pytest.approx(400)] * 3] * 2


@pytest.mark.parametrize("resolution_m", [100, 200, 250, 300, 1000])
def test_no_amount_is_lost_on_the_way_from_degrees(resolution_m):
    # jobs in 60 × 60 cells, with a rim of empty ones that the edge may take; 200, 250 and 300 m lost 1.2 % by GDAL's
    # sum
    jobs = np.ma.zeros((80, 80))
    jobs[10:70, 10:70] = np.random.default_rng(0).integers(0, 50, (60, 60))
    grid = Grid.covering((40_000, 40_000, 110_000, 110_000), resolution_m)
    place = Affine(0.002, 0, 6.0, 0, -0.002, 49.8)
    assert warp_amounts(jobs, place, CRS.from_epsg(4326), grid).sum() == pytest.approx(jobs.sum(), rel=2e-3)


def test_codes_are_never_mixed():
    assert onto(Grid(0, 40, 10, 4, 4), Resampling.nearest)[0] == [4, 4, 8, 8]
    codes = masked([[1, 1, 2], [1, 2, 2], [1, 1, 3]])
    # 1 five times, 2 three times, 3 once
    assert known(warp(codes, Affine(10, 0, 0, 0, -10, 30), STORAGE_CRS, Grid(0, 30, 30, 1, 1), Resampling.mode)) == [
        [1]
    ]


def test_interpolation_stops_before_the_unknown_and_at_the_edge():
    ramp = masked([[0, 10, 20, 30], [0, 10, 20, 30], [0, 10, 20, U], [0, 10, 20, 30]])
    shifted = Grid(5, 35, 10, 3, 3)  # cells whose centres are the corners between four source cells
    # means of four neighbours: (0 + 10 + 0 + 10) / 4 = 5, then 15, 25; unknown where one of the four is
    assert known(warp(ramp, Affine(10, 0, 0, 0, -10, 40), STORAGE_CRS, shifted, Resampling.bilinear)) == [
        [5, 15, 25],
        [5, 15, U],
        [5, 15, U],
    ]
    beyond = Grid(35, 35, 10, 1, 1)  # its centre is the source's eastern border
    assert known(warp(ramp, Affine(10, 0, 0, 0, -10, 40), STORAGE_CRS, beyond, Resampling.bilinear)) == [[U]]


def test_a_file_on_the_same_cells_is_cut_out_unchanged(tmp_path):
    path = geotiff(tmp_path / "a.tif", np.arange(12, dtype="int16").reshape(3, 4), nodata=5)
    # file: columns from 75 000, rows from 72 000; the grid begins one cell further west and south, so the first column
    # is beyond
    raster = read_window(path, Grid(74_990, 71_990, 10, 2, 3), ValueKind.QUANTITY)
    assert known(raster.values) == [[U, 4, U], [U, 8, 9]]


def test_a_window_beside_the_file_is_unknown(tmp_path):
    path = geotiff(tmp_path / "a.tif", np.ones((3, 4), dtype="float32"))
    assert not read_window(path, Grid(0, 72_000, 10, 2, 2), ValueKind.QUANTITY).known.any()
    assert not read_window(path, Grid(3, 72_003, 7, 2, 2), ValueKind.QUANTITY).known.any()


def test_a_file_in_degrees_is_warped_onto_the_grid(tmp_path):
    # A plane in degrees: value = 1000 × (lon − 6) + 100 × (lat − 49). Bilinear interpolation keeps planes exactly.
    size = 0.002
    lons = 6.0 + (np.arange(100) + 0.5) * size
    lats = 49.7 - (np.arange(80) + 0.5) * size
    plane = 1000 * (lons[np.newaxis] - 6) + 100 * (lats[:, np.newaxis] - 49)
    path = geotiff(tmp_path / "a.tif", plane, Affine(size, 0, 6.0, 0, -size, 49.7), "EPSG:4326", nodata=-1)
    grid = Grid(75_000, 72_000, 25, 40, 40)
    raster = read_window(path, grid, ValueKind.QUANTITY)
    assert raster.known.all()
    for row, column in ((0, 0), (39, 0), (17, 23)):
        (lon,), (lat,) = transform(
            STORAGE_CRS, CRS.from_epsg(4326), *[[metres] for metres in grid.centre_m(row, column)]
        )
        # 1e-4 is 7 mm: the two official conversions differ by 2 mm
        assert raster.values[row, column] == pytest.approx(1000 * (lon - 6) + 100 * (lat - 49), abs=1e-4)


def test_a_known_place_keeps_its_value_through_the_datum(tmp_path):
    # Stadion stop: (6.110944, 49.576556) is (75 864.65, 71 323.02); one cell of 0.0002° (14 × 22 m) around it is 7,
    # all else 0. Without the datum shift it would come out 157 m away.
    values = np.zeros((51, 51), dtype="uint8")
    values[25, 25] = 7
    size = 0.0002
    corner = (6.110944 - 25.5 * size, 49.576556 + 25.5 * size)
    path = geotiff(tmp_path / "a.tif", values, Affine(size, 0, corner[0], 0, -size, corner[1]), "EPSG:4326", nodata=255)
    raster = read_window(path, Grid.covering((75_700, 71_150, 76_100, 71_500), 5), ValueKind.CATEGORY)
    assert raster.value_at(75_864.65, 71_323.02) == 7
    assert raster.value_at(75_864.65 + 157, 71_323.02) == 0


def test_windows_read_apart_are_the_parts_of_one_read_at_once(tmp_path):
    random = np.random.default_rng(4)
    values = random.random((60, 60))
    values[20:25, 30] = np.nan
    path = geotiff(tmp_path / "a.tif", values, Affine(30, 0, 70_001, 0, -30, 72_003), nodata=np.nan)
    whole = Grid(70_000, 72_000, 25, 60, 60)
    together = read_window(path, whole, ValueKind.QUANTITY).values
    for row, column in ((0, 0), (13, 7), (30, 30)):
        part = read_window(path, whole.part(row, column, 20, 20), ValueKind.QUANTITY).values
        expected = together[row : row + 20, column : column + 20]
        assert known(part) == known(expected)


def test_blocks_do_not_show(tmp_path, monkeypatch):
    values = np.random.default_rng(5).random((60, 60))
    path = geotiff(tmp_path / "a.tif", values, Affine(30, 0, 70_001, 0, -30, 72_003))
    grid = Grid(70_000, 72_000, 25, 60, 60)
    for kind in ValueKind:
        whole = read_window(path, grid, kind).values
        monkeypatch.setattr("layers.rasters.read.BLOCK_CELLS", 17)
        assert known(read_window(path, grid, kind).values) == known(whole)
        monkeypatch.undo()


def test_a_file_without_crs_is_refused(tmp_path):
    with pytest.raises(MissingCrs):
        read_window(geotiff(tmp_path / "a.tif", np.ones((2, 2)), crs=None), Grid(0, 0, 10, 1, 1), ValueKind.QUANTITY)


def test_a_file_that_is_gone_or_broken_is_refused(tmp_path):
    with pytest.raises(UnreadableFile):
        read_window(tmp_path / "none.tif", Grid(0, 0, 10, 1, 1), ValueKind.QUANTITY)


@pytest.mark.skipif(not DEM.exists(), reason="the elevations are used in place and are not part of the project")
def test_elevations_of_the_country():
    grid = Grid.covering((48_000, 57_000, 107_000, 139_000), 250)
    raster = read_window(DEM, grid, ValueKind.QUANTITY, "m")
    # The README of the file says 141 to 547 m, mean 348 m; interpolation stays within
    assert 141 <= raster.values.min() < 160
    assert 520 < raster.values.max() <= 547
    assert raster.values.mean() == pytest.approx(348, abs=3)
    # 4 608 known cells of 0.60 × 0.93 km are 2 580 km²; a border half a cell wide is lost on 350 km
    assert 2_350 < raster.known.sum() * grid.cell_area_m2 / 1e6 < 2_580
    assert HERE.c == 75_000
