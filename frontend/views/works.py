"""Works that hit a place: what is built in the coming weeks, for whom, and how much longer people walk."""

import datetime
import json
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from frontend.forms.works import WorksForm
from frontend.templatetags.quantities import period
from frontend.views.articles.construction_zones import MODE_NAMES
from layers.business_parks.models import BusinessPark
from layers.construction_zones.models import Effect
from layers.crs import in_lonlat
from territory.companies.models import Establishment
from territory.reach.store import current_network
from territory.working_groups.models import WorkingGroup
from territory.works.longer_walks import TRIPS_PER_WEEK, LongerWalks
from territory.works.phases import AROUND_M, DIVERTED_TIMES, SLOWED_TIMES, Timing, Works
from territory.works.report import BACK_WEEKS, WorksReport, works_report
from territory.works.subject import MOST_ESTABLISHMENTS, Subject, subject_establishment, subject_group, subject_park

SUBJECTS: dict[str, tuple[Any, Any]] = {
    "establishments": (Establishment, subject_establishment),
    "business-parks": (BusinessPark, subject_park),
    "working-groups": (WorkingGroup, subject_group),
}
TIMINGS: dict[str, Promise] = {Timing.PAST: _("over"), Timing.NOW: _("now"), Timing.NEXT: _("coming")}


class WorksPlaceInPath:
    """The part of an address that names a collection whose things are hit by works."""

    regex = "|".join(SUBJECTS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


@dataclass(frozen=True)
class Row:
    """A phase on the calendar strip. cells: for each week whether it runs then."""

    works: Works
    timing: Promise
    effects: list[tuple[Promise, str, str]]
    cells: list[bool]
    longer: LongerWalks | None


@require_safe
def works_page(request: HttpRequest, collection: str, pk: int) -> HttpResponse:
    """The page of one place, for everybody."""
    model, make = SUBJECTS[collection]
    thing = get_object_or_404(model, pk=pk)
    form = WorksForm(request.GET, timezone.localdate())
    stored, subject = current_network(), make(thing)
    report = works_report(subject, form.asked(), stored.network if stored else None, timezone.localdate())
    form.chosen(form.asked())
    context = {
        "thing": thing,
        "collection": collection,
        "form": form,
        "report": report,
        "rows": [_row(each, report) for each in report.works],
        "months": _months(report.weeks),
        "weeks": [{"monday": week, "is_now": place == BACK_WEEKS} for place, week in enumerate(report.weeks)],
        "totals": [report.per_week.get(week) for week in report.weeks],
        "cut_off": max((week.cut_off_jobs for week in report.per_week.values()), default=0),
        "unmeasured": len(subject.workplaces) - report.measured,
        "workplaces": len(subject.workplaces),
        "reason": report.reason.in_words() if report.reason else "",
        "bounds": {"around_m": AROUND_M, "most": MOST_ESTABLISHMENTS},
        "assumed": {"trips": TRIPS_PER_WEEK, "slowed": SLOWED_TIMES, "diverted": DIVERTED_TIMES},
        "network": stored,
        "shapes": _shapes(subject, report),
        "calendar": "" if collection == "establishments" else reverse("works-calendar", args=[collection, pk]),
    }
    return render(request, "frontend/works.html", context)


@require_safe
def works_of_group_called(request: HttpRequest, slug: str) -> HttpResponse:
    """The same address by the short name of a group."""
    group = get_object_or_404(WorkingGroup, slug=slug)
    return redirect("works", "working-groups", group.pk)


def _row(works: Works, report: WorksReport) -> Row:
    return Row(
        works=works,
        timing=TIMINGS[works.timing],
        effects=[(MODE_NAMES[mode], effect, str(Effect(effect).label)) for mode, effect in works.effects.items()],
        cells=[works.runs_in(week) for week in report.weeks],
        longer=report.per_phase.get(works.phase.pk),
    )


def _months(weeks: tuple[datetime.date, ...]) -> list[dict[str, Any]]:
    """Neighbouring weeks that begin in the same month."""
    months: list[dict[str, Any]] = []
    for week in weeks:
        first = week.replace(day=1)
        if not months or months[-1]["first"] != first:
            months.append({"first": first, "count": 0})
        months[-1]["count"] += 1
    return months


def _shapes(subject: Subject, report: WorksReport) -> dict[str, Any]:
    """What the map shows, as GeoJSON features in CRS84."""
    phases = [
        map_feature(
            each.phase.footprint,
            kind="phase",
            timing=str(each.timing),
            label=f"{each.phase} ({period(each.phase.starts_on, each.phase.ends_on)})",
        )
        for each in report.works
    ]
    areas = [
        map_feature(area.area, kind=kind)
        for kind, area in (("before", report.before), ("after", report.after))
        if area is not None and not area.area.empty
    ]
    place = map_feature(subject.area, kind="place", label=subject.origin.label)
    return {"type": "FeatureCollection", "features": [*areas, place, *phases]}


def map_feature(geometry: GEOSGeometry, **properties: Any) -> dict[str, Any]:
    """A GeoJSON feature in CRS84 for js/pages/works.js. kind: which way it is drawn; label: said when pointed at."""
    return {"type": "Feature", "geometry": json.loads(in_lonlat(geometry).json), "properties": properties}
