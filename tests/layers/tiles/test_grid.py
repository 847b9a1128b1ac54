"""The tile grid: z/x/y to bounds, cells, and where the storage CRS ends."""

import pytest

from layers.crs import in_lonlat
from layers.errors import NoSuchTile
from layers.tiles.grid import CELL_ZOOM_STEP, HALF_WORLD_M, Tile
from tests.tiny_land import at


def test_the_only_tile_of_level_0_is_the_world():
    assert Tile(0, 0, 0).bounds == (-HALF_WORLD_M, -HALF_WORLD_M, HALF_WORLD_M, HALF_WORLD_M)


def test_rows_count_from_the_north():
    assert Tile(1, 0, 0).bounds == (-HALF_WORLD_M, 0, 0, HALF_WORLD_M)
    assert Tile(1, 1, 1).bounds == (0, -HALF_WORLD_M, HALF_WORLD_M, 0)


@pytest.mark.parametrize("z", [3, 9, 14])
def test_neighbours_share_an_edge(z):
    _west, south, east, _north = Tile(z, 4, 2).bounds
    assert Tile(z, 5, 2).bounds[0] == pytest.approx(east)
    assert Tile(z, 4, 3).bounds[3] == pytest.approx(south)


@pytest.mark.parametrize("address", [(-1, 0, 0), (23, 0, 0), (1, 2, 0), (1, 0, 2), (1, -1, 0), (0, 0, 1)])
def test_what_is_not_in_the_grid_is_refused(address):
    with pytest.raises(NoSuchTile):
        Tile(*address)


@pytest.mark.parametrize("z", [0, 5, 12])
def test_cells_of_neighbours_follow_without_gap_or_overlap(z):
    last = (1 << z) - 1
    first_x, last_x, first_y, last_y = Tile(z, last, last).cells
    assert last_x - first_x == last_y - first_y == (1 << CELL_ZOOM_STEP) - 1
    assert last_x == last_y == (1 << (z + CELL_ZOOM_STEP)) - 1
    if z:
        assert Tile(z, last - 1, last).cells[1] + 1 == first_x


def test_a_tile_far_from_the_country_reaches_nothing():
    assert Tile(6, 0, 0).reach(0.1) is None


def test_the_world_reaches_only_as_far_as_the_storage_crs():
    west, south, east, north = in_lonlat(Tile(0, 0, 0).reach(0.1)).extent
    assert (west, south, east, north) == pytest.approx((2, 46, 10, 53))


def test_the_margin_lies_around_the_tile():
    tile = Tile(14, 8469, 5592)
    west, south, east, north = tile.bounds
    margin_m = tile.edge_m / 16
    expected = (west - margin_m, south - margin_m, east + margin_m, north + margin_m)
    assert tile.reach(1 / 16).extent == pytest.approx(expected)


def test_a_long_edge_is_bent_with_the_storage_crs():
    assert Tile(8, 132, 87).reach(0).num_coords > 50
    assert in_lonlat(at(0, 0)).within(in_lonlat(Tile(8, 132, 87).reach(0)))
