"""The work behind a raster, step by step: read or calculate, sum up, write. May be broken off and repeated.

Each step says how far it is in a transaction of its own, so that whoever waits sees it.
"""

from collections.abc import Callable

from django.contrib.gis.geos import Polygon
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from layers.crs import STORAGE_SRID
from layers.errors import GeodataError
from layers.numbers import said
from layers.rasters.check import check_upload
from layers.rasters.errors import RasterRefused
from layers.rasters.files import forget, store, upload_path
from layers.rasters.grid import Grid, Raster
from layers.rasters.models import RasterLayer, RasterOrigin, RasterState
from layers.rasters.read import read_window
from layers.rasters.warp import ValueKind
from territory.acting import acting_as
from territory.errors import Refused
from territory.suitability.derive import derived
from territory.suitability.legends import breaks_of
from territory.suitability.recipe import Recipe, overlaid
from territory.suitability.zones import FIT_FROM, summed_up

COMPUTE = "compute_raster"
FINEST_M = 5.0  # an upload is not kept finer than this: no partner surveys land use closer
MOST_CELLS = 16_000_000  # what an upload may have on our grid; more is refused, never coarsened without a word


def compute(raster_id: int) -> RasterLayer | None:
    """The raster as it is afterwards, ready or refused with its reasons; None where it was removed meanwhile."""
    layer = RasterLayer.objects.select_related("made_by").filter(pk=raster_id).first()
    if layer is None or layer.state in (RasterState.READY, RasterState.REFUSED):
        return layer
    with translation.override(layer.made_by.language):  # in which the reasons are kept
        try:
            _say(layer, 5)
            raster = MAKERS[RasterOrigin(layer.origin)](layer)
            _finish(layer, raster)
        except RasterRefused as refusal:
            _refuse(layer, [str(problem) for problem in refusal.problems])
        except (GeodataError, Refused) as refusal:
            _refuse(layer, [str(refusal)])
    upload_path(layer).unlink(missing_ok=True)
    return layer


def _uploaded(layer: RasterLayer) -> Raster:
    path, kind = upload_path(layer), ValueKind(layer.kind)
    facts = check_upload(path, kind, all_known=bool(layer.recipe.get("all_known")))
    layer.source_crs, layer.source_cell_m = facts.crs_name, facts.cell_size_m
    layer.source_nodata = "" if facts.nodata is None else f"{facts.nodata:g}"
    _say(layer, 40)
    wanted = layer.recipe.get("resolution_m") or max(FINEST_M, round(facts.cell_size_m))
    grid = Grid.covering(facts.bounds_m, float(wanted))
    if grid.rows * grid.columns > MOST_CELLS:
        raise RasterRefused([_too_fine(grid)])
    return read_window(path, grid, kind, layer.unit)


def _derived(layer: RasterLayer) -> Raster:
    return derived(layer.recipe)


def _weighed(layer: RasterLayer) -> Raster:
    return overlaid(Recipe.from_json(layer.recipe)).score


MAKERS: dict[RasterOrigin, Callable[[RasterLayer], Raster]] = {
    RasterOrigin.UPLOADED: _uploaded,
    RasterOrigin.DERIVED: _derived,
    RasterOrigin.SUITABILITY: _weighed,
}


def _finish(layer: RasterLayer, raster: Raster) -> None:
    if not raster.known.any():
        raise RasterRefused([_nothing_known(layer)])
    _say(layer, 70)
    values = raster.values.compressed()
    layer.breaks = breaks_of(raster, layer.kind)
    layer.zones = summed_up(raster, FIT_FROM if layer.origin == RasterOrigin.SUITABILITY else None)
    _say(layer, 85)
    layer.checksum, layer.file_bytes = store(raster, {"title": layer.title, "origin": layer.origin})
    box = Polygon.from_bbox(raster.grid.bounds)
    box.srid = STORAGE_SRID
    layer.footprint, layer.resolution_m = box, raster.grid.resolution_m
    layer.minimum, layer.maximum = float(values.min()), float(values.max())
    layer.known_share = float(raster.known.mean())
    layer.state, layer.progress_percent, layer.computed_at = RasterState.READY, 100, timezone.now()
    if not _save(layer):
        forget(layer)


def _too_fine(grid: Grid) -> str:
    return _("With cells of %(metres)s m it has %(cells)s; at most %(most)s are kept: choose larger cells.") % {
        "metres": said(grid.resolution_m, 1),
        "cells": said(grid.rows * grid.columns),
        "most": said(MOST_CELLS),
    }


def _nothing_known(layer: RasterLayer) -> str:
    if layer.origin == RasterOrigin.SUITABILITY:
        return _("Nowhere is the value of all chosen rasters known, so nothing can be weighed.")
    return _("On our grid no cell is known: the known cells are too few or too scattered.")


def _say(layer: RasterLayer, percent: int) -> None:
    layer.state, layer.progress_percent = RasterState.WORKING, percent
    _save(layer)


def _refuse(layer: RasterLayer, problems: list[str]) -> None:
    layer.state, layer.problems = RasterState.REFUSED, problems
    _save(layer)


def _save(layer: RasterLayer) -> bool:
    """Whether the row was still there to be changed."""
    with acting_as(layer.made_by, verb="compute raster"):
        if not RasterLayer.objects.filter(pk=layer.pk).select_for_update().exists():
            return False
        layer.save(update_fields=WRITTEN)
        return True


# What the work knows; title and publication may change while it goes on.
WRITTEN = [
    "state",
    "progress_percent",
    "problems",
    "source_crs",
    "source_cell_m",
    "source_nodata",
    "footprint",
    "resolution_m",
    "minimum",
    "maximum",
    "known_share",
    "breaks",
    "zones",
    "checksum",
    "file_bytes",
    "computed_at",
]
