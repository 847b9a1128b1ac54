"""The page that looks for the places of a pooled service, for a working group or a park; the list of kept studies."""

import re
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from frontend.group_path import WHERE, Step, path_of
from frontend.needs_words import subject_in_words
from frontend.siting_texts import siting_texts
from frontend.views.reader import person_of
from layers.business_parks.models import BusinessPark
from layers.crs import in_lonlat
from layers.rasters.models import RasterOrigin, RasterState
from territory.errors import Invalid
from territory.needs_and_offers.models import SharedService
from territory.needs_and_offers.viability import THRESHOLD_JOBS
from territory.people.models import User
from territory.siting.errors import UnusableProblem
from territory.siting.words import amount_in_words
from territory.studies.demand import asked
from territory.studies.flows import stated_by
from territory.studies.rules import groups_of, visible_to
from territory.suitability.rules import visible_to as visible_to_readers
from territory.working_groups.models import WorkingGroup

MOST_LISTED = 200
WHOLE = re.compile(r"[1-9][0-9]{0,6}")
SAID = {"in": gettext_lazy("Needed"), "out": gettext_lazy("Offered")}


@login_required
@require_safe
def siting_page(request: HttpRequest) -> HttpResponse:
    """For ``?group=`` (short name) or ``?park=`` (code) a new question, which the script puts to the interface.

    Without either the studies that the reader may open.
    """
    if "group" in request.GET:
        group = get_object_or_404(WorkingGroup, slug=_text(request, "group"))
        return _new(request, group, {"group": group.slug}, group.slug, _path(request, group))
    if "park" in request.GET:
        park = get_object_or_404(BusinessPark, code=_text(request, "park"))
        return _new(request, park, {"park": park.code}, "")
    reader = person_of(request)
    studies = visible_to(reader).select_related("owner", "working_group")[:MOST_LISTED]
    context = {"studies": studies, "groups": groups_of(reader).order_by("name")}
    return render(request, "frontend/studies/list.html", context)


def _text(request: HttpRequest, name: str) -> str:
    return request.GET[name][:50].replace("\x00", "")


def _path(request: HttpRequest, group: WorkingGroup) -> list[Step]:
    """The way to the service that the address names; none without."""
    service = _service(request)
    if not service:
        return []
    jobs = _text(request, "threshold") if "threshold" in request.GET else ""
    return path_of(group, WHERE, service, int(jobs) if WHOLE.fullmatch(jobs) else THRESHOLD_JOBS[service])


def _service(request: HttpRequest) -> str:
    return request.GET.get("service", "") if request.GET.get("service") in SharedService else ""


def _new(
    request: HttpRequest,
    subject: WorkingGroup | BusinessPark,
    demand: dict[str, str],
    shared: str,
    path: Sequence[Step] = (),
) -> HttpResponse:
    west, south, east, north = in_lonlat(subject.footprint).extent
    context = {
        "subject": subject,
        "path": path,
        "service": SharedService(_service(request)).label if path else "",
        "extent": f"{west:.5f},{south:.5f},{east:.5f},{north:.5f}",
        "siting": siting_data(person_of(request), demand, shared, _service(request), subject.name),
    }
    return render(request, "frontend/siting.html", context)


def siting_data(
    reader: User, demand: dict[str, Any], shared: str, service: str = "", place: str = ""
) -> dict[str, Any]:
    """What the script needs. ``shared``: short name of the group that keeping it is offered for first.

    service: which shared service is looked for; with the name of the ``place`` it is the title that is proposed.
    """
    label = SharedService(service).label.capitalize() if service else ""
    groups = [{"slug": group.slug, "name": group.name} for group in groups_of(reader).order_by("name")]
    return {
        "demand": demand,
        "flows": _flows(reader, demand),
        "groups": groups,
        "group": shared,
        "service": service,
        "title": f"{label} – {place}" if label and place else "",
        "rasters": [
            {"id": layer.pk, "title": layer.title}
            for layer in visible_to_readers(reader).filter(origin=RasterOrigin.SUITABILITY, state=RasterState.READY)[
                :MOST_LISTED
            ]
        ],
        "texts": siting_texts(),
        "addresses": {"study": reverse("study", args=[0])},
    }


def _flows(reader: User, demand: dict[str, Any]) -> list[dict[str, str]]:
    """The materials and energies that may be served instead of jobs: those that the reader may read."""
    try:
        found = stated_by([one.id for one in asked(demand).demand], reader)
    except (Invalid, UnusableProblem):  # the script's question is refused with the reason
        return []
    return [
        {
            "material": one.flow.material,
            "direction": one.flow.direction,
            "unit": one.unit,
            "title": _("%(direction)s: %(subject)s, %(amount)s")
            % {
                "direction": SAID[one.flow.direction],
                "subject": subject_in_words(one.flow.material),
                "amount": amount_in_words(one.per_year, one.unit),
            },
        }
        for one in found
    ]
