"""The page of a region: its map, its figures, those of its communes beside each other, and its goals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frontend.comparing import map_of
from frontend.figure_table import Cell, groups_of
from frontend.map_data import box_of
from frontend.not_kept import not_kept_then
from frontend.two_clocks import clocks_in
from frontend.views.articles.figures import figures_about
from frontend.views.articles.placed import PLACED_KINDS
from layers.communes.models import Commune, Region
from layers.construction_zones.models import ConstructionZone
from territory.companies.models import Establishment
from territory.indicators.definitions import Indicator
from territory.indicators.figures import Figures, figures_of
from territory.indicators.places import place_of
from territory.vision.coverage import Reached, coverage_of
from territory.vision.models import Goal


@dataclass(frozen=True)
class CommuneRow:
    """One commune: a cell for each figure, with bars on the scale of that figure's largest commune."""

    commune: Commune
    cells: list[tuple[Indicator, Cell]]


@require_safe
def region_page(request: HttpRequest, code: str) -> HttpResponse:
    """The region as it is on the day of the address (today), and as it was known on the past day of the address."""
    clocks = clocks_in(request.GET)
    day = clocks.day
    region = _region(Region.objects.filter(code=code) if "\x00" not in code else Region.objects.none())
    place = place_of(region, clocks.day_seen)
    communes = list(Commune.objects.filter(pk__in=place.area.commune_ids).defer("boundary").order_by("name"))
    figures = figures_of([place_of(commune).area for commune in communes], day, moment=clocks.moment)
    goals = coverage_of(region, day, clocks.moment).goals
    box = box_of(list(place.area.commune_ids), [])
    context: dict[str, Any] = {
        "region": region,
        "clocks": clocks,
        "not_kept": not_kept_then(clocks.moment, [Goal, *PLACED_KINDS, Establishment, ConstructionZone]),
        "frame": map_of(place, box, day=day, as_of=clocks.as_of if clocks.moment else ""),
        "paper": map_of(place, box, "share-picture", day=day, as_of=clocks.as_of if clocks.moment else ""),
        "rows": _rows(communes, figures),
        "goals": len(goals),
        "reached": {str(reached): sum(len(goal.communes(reached)) for goal in goals) for reached in Reached},
        **figures_about(region, clocks.on, clocks.moment),
    }
    return render(request, "frontend/regions/region.html", context)


def _region(found: QuerySet[Region]) -> Region:
    region = found.first()
    if region is None:
        raise Http404
    return region


def _rows(communes: Sequence[Commune], figures: Sequence[Figures]) -> list[CommuneRow]:
    groups = [group for group in groups_of(figures, with_themes=False) if not group.has_parts] if communes else []
    return [
        CommuneRow(commune, [(group.indicator, group.lines[0].cells[place]) for group in groups])
        for place, commune in enumerate(communes)
    ]
