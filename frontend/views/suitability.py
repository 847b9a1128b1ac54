"""Suitability maps: what rasters there are, weighing them into a map, and looking at one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from frontend.suitability_texts import suitability_texts
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from layers.crs import in_lonlat
from layers.rasters.models import RasterLayer, RasterMeaning, RasterOrigin, RasterState
from layers.rasters.render import score_legend
from territory.studies.rules import groups_of
from territory.suitability import actions, rules
from territory.suitability.legends import legend_of_layer
from territory.suitability.zones import KINDS, rows_of

MOST_LISTED = 200


@require_safe
@never_cache
def suitability_page(request: HttpRequest) -> HttpResponse:
    """The rasters the reader may see, and the form that weighs them, for ``?from=`` with the recipe of another map."""
    rasters = list(rules.visible_to(request.user).select_related("release__source", "made_by")[:MOST_LISTED])
    measures = [
        layer
        for layer in rasters
        if layer.state == RasterState.READY
        and layer.origin != RasterOrigin.SUITABILITY
        and layer.kind != RasterMeaning.CATEGORY
    ]
    context = {
        "maps": [layer for layer in rasters if layer.origin == RasterOrigin.SUITABILITY],
        "rasters": [layer for layer in rasters if layer.origin != RasterOrigin.SUITABILITY],
        "may_add": rules.can_add_rasters(request.user),
        "may_compose": rules.can_compose(request.user) and measures,
        "suitability": {
            "texts": suitability_texts(),
            "rasters": [_measure(layer) for layer in measures],
            "recipe": _recipe_of(request),
            "address": request.path,
            "extent": _extent_of(measures),
            "legend": [{"colour": each.colour, "label": each.label} for each in score_legend().classes],
        },
    }
    return render(request, "frontend/suitability/list.html", context)


@require_safe
@never_cache
def raster_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One raster on the map with its legend, statistics and file; or how far the work on it is."""
    layer = _raster(request, pk)
    ready = layer.state == RasterState.READY
    context: dict[str, Any] = {
        "layer": layer,
        "waits": layer.state in (RasterState.WAITING, RasterState.WORKING),
        "may_change": rules.can_change(request.user, layer),
        "may_publish": rules.can_publish(request.user, layer) and ready,
        "is_map": layer.origin == RasterOrigin.SUITABILITY,
        "groups": groups_of(request.user).order_by("name") if ready else [],
        "data": {"id": layer.pk, "texts": suitability_texts(), "checksum": layer.checksum[:12], "waits": not ready},
    }
    if ready:
        assert layer.footprint is not None
        west, south, east, north = in_lonlat(layer.footprint).extent
        context |= {
            "extent": f"{west:.5f},{south:.5f},{east:.5f},{north:.5f}",
            "legend": legend_of_layer(layer).classes,
            "zones": [(kind, rows_of(layer, kind)) for kind in KINDS],
        }
    return render(request, "frontend/suitability/raster.html", context)


@login_required
@require_POST
@refusals_as_pages
def publish_raster(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows it to everyone, or no longer."""
    layer = _raster(request, pk)
    actions.publish(person_of(request), layer, is_published=request.POST.get("published") == "yes")
    messages.success(request, _("Everyone sees it now.") if layer.is_published else _("Only you see it now."))
    return redirect("raster", pk)


@login_required
@require_POST
@refusals_as_pages
def remove_raster(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes it away with its file."""
    layer = _raster(request, pk)
    actions.remove(person_of(request), layer)
    messages.success(request, _("“%(title)s” is deleted.") % {"title": layer.title})
    return redirect("suitability")


def _raster(request: HttpRequest, pk: int) -> RasterLayer:
    found = rules.visible_to(request.user).filter(pk=pk).select_related("release__source", "made_by").first()
    if found is None:
        raise Http404
    return found


def _measure(layer: RasterLayer) -> dict[str, Any]:
    return {
        "id": layer.pk,
        "title": layer.title,
        "unit": layer.unit,
        "low": layer.breaks[0],
        "high": layer.breaks[-1],
        # Where a first guess of a curve begins and ends: the outermost fifths.
        "usual": [layer.breaks[1], layer.breaks[-2]] if len(layer.breaks) > 3 else [layer.breaks[0], layer.breaks[-1]],
    }


def _extent_of(layers: list[RasterLayer]) -> str:
    """Where the preview begins: the land of the rasters, west, south, east, north in degrees."""
    boxes = [in_lonlat(layer.footprint).extent for layer in layers if layer.footprint]
    if not boxes:
        return ""
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return f"{west:.5f},{south:.5f},{east:.5f},{north:.5f}"


def _recipe_of(request: HttpRequest) -> dict[str, Any] | None:
    number = request.GET.get("from", "")
    if not (number.isascii() and number.isdigit() and len(number) <= 18):
        return None
    found = rules.visible_to(request.user).filter(pk=int(number), origin=RasterOrigin.SUITABILITY).first()
    return {"title": found.title, **found.recipe} if found else None
