"""The page of a theme: what it means, and what is going on about it, by commune and stage."""

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.db.models import GeometryField
from django.db.models import Count, F, Func, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontend.views.articles.listing import Listing
from frontend.views.articles.placed import PLACED_KINDS
from layers.communes.models import Commune
from layers.crs import STORAGE_SRID
from territory.contributions.models import Stage, Theme

NEWEST = 12  # things that the page names


class PointInside(Func):
    """A point of the place itself, so that what crosses a border counts once."""

    function = "ST_PointOnSurface"
    output_field = GeometryField(srid=STORAGE_SRID)


@dataclass(frozen=True)
class CommuneRow:
    """``counts``: how many published things in each stage, in the order of ``Stage``."""

    commune: Commune
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@require_safe
def theme_page(request: HttpRequest, code: str) -> HttpResponse:
    """What the theme means, its published things by commune and stage, the newest, and the way to follow it."""
    theme = get_object_or_404(Theme, code=code)
    rows = by_commune_and_stage(theme, timezone.localdate())
    total = sum(kind.objects.public().filter(theme=theme).count() for kind in PLACED_KINDS)
    return render(
        request,
        "frontend/themes/theme.html",
        {
            "theme": theme,
            "rows": rows,
            "stages": [stage.label for stage in Stage],
            "total": total,
            "newest": Listing(_newest(theme), total),
            "others": Theme.objects.exclude(pk=theme.pk),
        },
    )


def by_commune_and_stage(theme: Theme, day: datetime.date) -> list[CommuneRow]:
    """How many published things about ``theme`` lie in each commune, by stage; communes with the most first."""
    counted: Counter[tuple[int, str]] = Counter()
    here = Commune.objects.valid_on(day).filter(boundary__intersects=PointInside(OuterRef("location"))).order_by("pk")
    for kind in PLACED_KINDS:
        rows = kind.objects.public().filter(theme=theme).order_by()
        placed: Any = rows.annotate(commune_id=Subquery(here.values("pk")[:1]))
        for commune_id, stage, count in placed.values_list("commune_id", "stage").annotate(count=Count("pk")):
            if commune_id is not None:
                counted[commune_id, stage] += count
    communes = Commune.objects.defer("boundary").in_bulk({commune_id for commune_id, _stage in counted})
    found = [
        CommuneRow(commune, tuple(counted[pk, stage] for stage in Stage.values)) for pk, commune in communes.items()
    ]
    return sorted(found, key=lambda row: (-row.total, str(row.commune)))


def _newest(theme: Theme) -> list[Any]:
    newest: list[Any] = [
        thing
        for kind in PLACED_KINDS
        for thing in kind.objects.public().filter(theme=theme).order_by(F("published_at").desc())[:NEWEST]
    ]
    return sorted(newest, key=lambda thing: thing.published_at, reverse=True)[:NEWEST]
