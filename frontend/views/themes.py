"""The page of a theme: what it means, and what is going on about it, by commune and stage."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.db.models import GeometryField
from django.db.models import Count, F, Func, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from frontend.not_kept import not_kept_then
from frontend.two_clocks import TwoClocks, clocks_in
from frontend.views.articles.listing import Listing
from frontend.views.articles.placed import PLACED_KINDS
from layers.communes.models import Commune
from layers.crs import STORAGE_SRID
from territory.contributions.models import Contribution, Stage, Theme
from territory.contributions.querysets import running_between
from territory.contributions.stages import StageOn
from territory.history.as_of import as_of

NEWEST = 12  # things that the page names


class PointInside(Func):
    """A point of the place itself, so that what crosses a border counts once."""

    function = "ST_PointOnSurface"
    output_field = GeometryField(srid=STORAGE_SRID)


# In the order of ``Stage``; last those whose stage on the day is not known.
STAGES = (*Stage.values, None)


@dataclass(frozen=True)
class CommuneRow:
    """``counts``: how many published things in each stage, in the order of ``STAGES``."""

    commune: Commune
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@require_safe
def theme_page(request: HttpRequest, code: str) -> HttpResponse:
    """What the theme means, its published things by commune and stage, the newest, and the way to follow it.

    By both clocks: what goes on on the day of the address in its stage of then, and as it was known.
    """
    theme = get_object_or_404(Theme, code=code)
    clocks = clocks_in(request.GET)
    rows = [] if clocks.problems else by_commune_and_stage(theme, clocks)
    things = [] if clocks.problems else [_published(kind, theme, clocks) for kind in PLACED_KINDS]
    total = sum(each.count() for each in things)
    has_unknown = any(row.counts[-1] for row in rows)
    return render(
        request,
        "frontend/themes/theme.html",
        {
            "theme": theme,
            "clocks": clocks,
            "not_kept": not_kept_then(clocks.moment, PLACED_KINDS),
            "rows": rows,
            "stages": [stage.label for stage in Stage],
            "has_unknown": has_unknown,
            "total": total,
            "newest": Listing(_newest(things), total),
            "others": Theme.objects.exclude(pk=theme.pk),
        },
        status=422 if clocks.problems else 200,
    )


def by_commune_and_stage(theme: Theme, clocks: TwoClocks) -> list[CommuneRow]:
    """How many published things about ``theme`` lie in each commune, by stage; communes with the most first."""
    counted: Counter[tuple[int, str | None]] = Counter()
    there = Commune.objects.valid_on(clocks.day_seen)
    here = there.filter(boundary__intersects=PointInside(OuterRef("location"))).order_by("pk")
    for kind in PLACED_KINDS:
        rows = _published(kind, theme, clocks).order_by()
        placed: Any = rows.annotate(commune_id=Subquery(here.values("pk")[:1]))
        for commune_id, stage, count in placed.values_list("commune_id", "stage_then").annotate(count=Count("pk")):
            if commune_id is not None:
                counted[commune_id, stage] += count
    communes = Commune.objects.defer("boundary").in_bulk({commune_id for commune_id, _stage in counted})
    found = [CommuneRow(commune, tuple(counted[pk, stage] for stage in STAGES)) for pk, commune in communes.items()]
    return sorted(found, key=lambda row: (-row.total, str(row.commune)))


def _published(kind: type[Contribution], theme: Theme, clocks: TwoClocks) -> QuerySet[Any]:
    """What everyone sees of ``kind``, with the stage of the day that is looked at."""
    rows: Any = kind.objects.public().filter(theme=theme).annotate(stage_then=StageOn(kind, clocks.day_seen))
    if clocks.day:
        rows = rows.filter(running_between(clocks.day, clocks.day))
    return rows if clocks.moment is None else as_of(rows, clocks.moment)


def _newest(things: list[QuerySet[Any]]) -> list[Any]:
    newest: list[Any] = [thing for rows in things for thing in rows.order_by(F("published_at").desc())[:NEWEST]]
    for thing in newest:
        thing.stage = thing.stage_then or ""
    return sorted(newest, key=lambda thing: thing.published_at, reverse=True)[:NEWEST]
