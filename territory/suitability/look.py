"""Looking at a raster: the value at a point with its parts, and its best cells."""

from dataclasses import dataclass

import shapely
from django.contrib.gis.geos import GEOSGeometry, Point
from django.utils.translation import gettext as _

from layers.crs import STORAGE_SRID, in_storage_crs
from layers.rasters.best_cells import BestCell, best_cells
from layers.rasters.files import path_of
from layers.rasters.grid import Grid, TooManyCells
from layers.rasters.models import RasterLayer, RasterOrigin, RasterState
from layers.rasters.read import read_window
from layers.rasters.suitability import Part
from layers.rasters.warp import ValueKind
from territory.errors import Invalid, WrongState
from territory.suitability.recipe import Recipe, parts_at

MOST_CELLS = 4_000_000  # looked through while somebody waits
MOST_BEST, MAX_APART_M = 100, 10_000.0


@dataclass(frozen=True)
class Looked:
    """The value of one cell, None where unknown; of a suitability also what each criterion gives, in their order.

    titles: of the criteria's rasters. parts is None where the recipe's rasters have changed since.
    """

    value: float | None
    parts: list[Part] | None
    titles: list[str]


def value_at(layer: RasterLayer, point: GEOSGeometry) -> Looked:
    """What ``layer`` says at ``point`` (any CRS, named). Raises WrongState."""
    check_ready(layer)
    stored = in_storage_crs(point)
    assert isinstance(stored, Point)
    cell = layer.grid.cell_at(stored.x, stored.y)
    if cell is None:
        return Looked(None, None, [])
    grid = layer.grid.part(*cell, 1, 1)
    value = read_window(path_of(layer), grid, ValueKind(layer.kind)).value_at(stored.x, stored.y)
    if layer.origin != RasterOrigin.SUITABILITY:
        return Looked(value, None, [])
    recipe = Recipe.from_json(layer.recipe)
    titles = {one.pk: one.title for one in RasterLayer.objects.filter(pk__in=[one.raster for one in recipe.criteria])}
    try:
        parts = parts_at(recipe, layer.grid, stored.x, stored.y)
    except Invalid:
        return Looked(value, None, [])
    return Looked(value, parts, [titles[one.raster] for one in recipe.criteria])


def best_of(
    layer: RasterLayer, count: int, apart_m: float, at_least: float, within: GEOSGeometry | None = None
) -> list[BestCell]:
    """The cells with the highest values, best first, ``apart_m`` metres from each other. Raises WrongState, Invalid.

    within: an area (any CRS, named) in which their centres must lie.
    """
    check_ready(layer)
    grid = layer.grid
    area = None
    if within is not None:
        area = shapely.from_wkb(bytes(in_storage_crs(within).wkb))
        cut = _common(grid, area.bounds)
        if cut is None:
            return []
        grid = cut
    if grid.rows * grid.columns > MOST_CELLS:
        raise TooManyCells(_("This raster is too large to be searched at once: name a park or a working group."))
    raster = read_window(path_of(layer), grid, ValueKind(layer.kind), layer.unit)
    return best_cells(raster, count, apart_m, at_least, area)


def place_of(cell: BestCell) -> Point:
    """The centre of a cell."""
    return Point(cell.x_m, cell.y_m, srid=STORAGE_SRID)


def check_ready(layer: RasterLayer) -> None:
    """Raises WrongState unless there is something to look at."""
    if layer.state != RasterState.READY:
        raise WrongState(_("This raster is not ready: it is still being calculated, or was not taken."))


def _common(grid: Grid, bounds: tuple[float, float, float, float]) -> Grid | None:
    min_x, min_y = max(grid.bounds[0], bounds[0]), max(grid.bounds[1], bounds[1])
    max_x, max_y = min(grid.bounds[2], bounds[2]), min(grid.bounds[3], bounds[3])
    if min_x >= max_x or min_y >= max_y:
        return None
    return Grid.covering((min_x, min_y, max_x, max_y), grid.resolution_m)
