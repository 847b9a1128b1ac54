"""The file to take away and the pictures on the map."""

import numpy as np
import pytest
import rasterio
from rasterio.crs import CRS
from rasterio.io import MemoryFile
from rasterio.warp import transform
from rio_cogeo.cogeo import cog_validate

from layers.rasters.check import check_upload
from layers.rasters.cog import write_cog
from layers.rasters.errors import BadLegend
from layers.rasters.grid import Grid, Raster
from layers.rasters.read import read_window
from layers.rasters.render import Legend, LegendClass, legend_of, png, rgba, score_legend, tile
from layers.rasters.warp import STORAGE_CRS, ValueKind

TWO = legend_of([0, 0.5, 1], ["#102030", "#fe0102"])


def pixels(picture: bytes) -> np.ndarray:
    with MemoryFile(picture) as memory, memory.open(driver="PNG") as source:
        return source.read()


pytestmark = pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")


@pytest.fixture
def large() -> Raster:
    """1,200 × 1,100 cells of 10 m near Cloche d'Or: score rises eastwards, the south-western quarter is unknown."""
    grid = Grid(70_000, 76_000, 10, 1_200, 1_100)
    values = np.ma.array(np.tile(np.linspace(0, 1, 1_100), (1_200, 1)))
    values[600:, :550] = np.ma.masked
    return Raster(values, grid, "1/ha")


def test_the_file_is_a_valid_cloud_optimised_geotiff(tmp_path, large):
    path = write_cog(large, tmp_path / "score.tif", {"title": "Suitability"})
    valid, errors, warnings = cog_validate(path, strict=True)
    assert (valid, errors, warnings) == (True, [], [])
    with rasterio.open(path) as source:
        assert source.crs.to_epsg() == 2169
        assert source.overviews(1)
        assert np.isnan(source.nodata)
        assert source.tags()["title"] == "Suitability"
        assert source.tags()["unit"] == "1/ha"
    assert [each.name for each in tmp_path.iterdir()] == ["score.tif"]


def test_what_is_written_is_read_again_and_would_be_taken_as_upload(tmp_path, large):
    path = write_cog(large, tmp_path / "score.tif")
    again = read_window(path, large.grid, ValueKind.QUANTITY)
    assert (again.known == large.known).all()
    assert np.allclose(again.values, large.values, atol=1e-7)  # 32-bit numbers
    assert check_upload(path, ValueKind.QUANTITY).known_share == pytest.approx(0.75)


def test_overviews_hold_only_values_of_cells_and_keep_the_unknown(tmp_path):
    # a chessboard of 0 and 1, with unknown blocks of 8 × 8: a mean would give 0.5 and fill the unknown from its rim
    board = np.ma.array(np.indices((1_024, 1_024)).sum(axis=0) % 2, dtype="float64")
    board[512:, :] = np.ma.masked
    path = write_cog(Raster(board, Grid(70_000, 76_000, 10, 1_024, 1_024)), tmp_path / "board.tif")
    with rasterio.open(path, overview_level=0) as small:
        values = small.read(1, masked=True)
    assert set(values.compressed().tolist()) <= {0.0, 1.0}
    assert values.mask[256:].all()
    assert not values.mask[:256].any()


def test_an_interrupted_write_leaves_the_old_file(tmp_path, large, monkeypatch):
    path = write_cog(large, tmp_path / "score.tif")
    before = path.read_bytes()

    def fail(*_arguments, **_options):
        raise OSError("no space left")

    monkeypatch.setattr("layers.rasters.cog.copy", fail)
    with pytest.raises(OSError, match="no space"):
        write_cog(large, path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["score.tif"]


def test_classes_take_their_colour_and_the_unknown_none():
    values = np.ma.masked_invalid([[0.0, 0.49, 0.5, 1.0, np.nan, -3.0, 7.0]])
    low, high = [0x10, 0x20, 0x30, 255], [0xFE, 0x01, 0x02, 255]
    assert np.moveaxis(rgba(values, TWO), 0, -1)[0].tolist() == [low, low, high, high, [0, 0, 0, 0], low, high]


def test_a_picture_has_a_pixel_a_cell():
    picture = png(np.ma.masked_invalid([[0.1, 0.9, np.nan], [0.9, 0.9, 0.9]]), TWO)
    assert picture.startswith(b"\x89PNG")
    assert pixels(picture)[:, 0, 0].tolist() == [0x10, 0x20, 0x30, 255]
    assert pixels(picture)[3].tolist() == [[255, 255, 0], [255, 255, 255]]


def test_the_legend_of_scores_has_five_classes_from_0_to_1():
    legend = score_legend()
    assert (legend.classes[0].lowest, legend.classes[-1].highest, len(legend.classes)) == (0, 1, 5)
    assert all(each.label for each in legend.classes)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Legend(()),
        lambda: Legend((LegendClass(1, 0, "#000000"),)),
        lambda: Legend((LegendClass(0, 1, "red"),)),
        lambda: Legend((LegendClass(0, 1, "#000000"), LegendClass(2, 3, "#ffffff"))),
        lambda: legend_of([0, 1], ["#000000", "#ffffff"]),
    ],
)
def test_a_legend_with_gaps_is_refused(wrong):
    with pytest.raises(BadLegend):
        wrong()


def tile_at(lon: float, lat: float, z: int) -> tuple[int, int, int]:
    x = int((lon + 180) / 360 * 2**z)
    y = int((1 - np.arcsinh(np.tan(np.radians(lat))) / np.pi) / 2 * 2**z)
    return z, x, y


def test_a_tile_shows_each_place_in_the_colour_of_its_cell(tmp_path, large):
    path = write_cog(large, tmp_path / "score.tif")
    (lon,), (lat,) = transform(STORAGE_CRS, CRS.from_epsg(4326), [75_500], [70_500])
    z, x, y = tile_at(lon, lat, 13)
    picture = pixels(tile(path, z, x, y, TWO))
    assert picture.shape == (4, 256, 256)
    wrong = 0
    for row in range(8, 256, 16):
        for column in range(8, 256, 16):
            size = 2 * 20_037_508.342789244 / 2**z
            mercator_x = -20_037_508.342789244 + (x + (column + 0.5) / 256) * size
            mercator_y = 20_037_508.342789244 - (y + (row + 0.5) / 256) * size
            (east,), (north,) = transform(CRS.from_epsg(3857), STORAGE_CRS, [mercator_x], [mercator_y])
            value = large.value_at(east, north)
            expected = [0, 0, 0, 0] if value is None else rgba(np.ma.array([[value]]), TWO)[:, 0, 0].tolist()
            wrong += picture[:, row, column].tolist() != expected
    # A pixel whose place falls on the border of two classes or of the unknown may take either side.
    assert wrong <= 3
    assert 0 < (picture[3] == 0).sum() < 256 * 256


def test_a_tile_beside_the_raster_is_transparent(tmp_path, large):
    path = write_cog(large, tmp_path / "score.tif")
    assert pixels(tile(path, 13, 0, 0, TWO)).max() == 0
    assert pixels(tile(path, 0, 0, 0, TWO)).shape == (4, 256, 256)


@pytest.mark.parametrize("place", [(-1, 0, 0), (23, 0, 0), (3, 8, 0), (3, 0, -1)])
def test_a_tile_that_does_not_exist_is_refused(tmp_path, place):
    with pytest.raises(ValueError, match="There is no tile"):
        tile(tmp_path / "none.tif", *place, TWO)
