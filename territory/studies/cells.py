"""A raster's best cells as candidates of a siting."""

from django.contrib.gis.geos import GEOSGeometry, Point
from django.utils.translation import gettext as _

from layers.rasters.models import RasterLayer, RasterState
from territory.errors import Invalid
from territory.people.models import User
from territory.studies.inputs import Cells, Inputs
from territory.suitability.look import best_of, place_of
from territory.suitability.rules import visible_to

CELLS_WITHIN_M = 500.0  # of the ground on which the demand works: seven minutes' walk


def check_cells(user: User, inputs: Inputs) -> None:
    """Raises Invalid where ``inputs`` names a raster that ``user`` may not read."""
    if inputs.cells and not visible_to(user).filter(pk=inputs.cells.raster, state=RasterState.READY).exists():
        raise Invalid({"/cells/raster": [_nothing_there()]})


def candidates_of(cells: Cells, ground: GEOSGeometry) -> list[tuple[str, Point]]:
    """The best cells on and around ``ground``, called cell-1 and so on, best first. Raises Invalid for none."""
    layer = RasterLayer.objects.filter(pk=cells.raster, state=RasterState.READY).first()
    if layer is None:
        raise Invalid({"/cells/raster": [_nothing_there()]})
    found = best_of(layer, cells.count, cells.apart_m, cells.at_least, ground.buffer(CELLS_WITHIN_M))
    if not found:
        sentence = _("The raster knows no cell that good near the demand: ask for less, or take another.")
        raise Invalid({"/cells": [sentence]})
    return [(f"cell-{number}", place_of(cell)) for number, cell in enumerate(found, start=1)]


def _nothing_there() -> str:
    return _("There is no such raster, or it is not ready or not published.")
