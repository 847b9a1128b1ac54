"""The page that looks for the places of a pooled service, for a working group or a park; the list of kept studies."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from frontend.needs_words import subject_in_words
from frontend.siting_texts import siting_texts
from frontend.views.reader import person_of
from layers.business_parks.models import BusinessPark
from layers.crs import in_lonlat
from layers.rasters.models import RasterOrigin, RasterState
from territory.errors import Invalid
from territory.people.models import User
from territory.siting.errors import UnusableProblem
from territory.siting.words import amount_in_words
from territory.studies.demand import asked
from territory.studies.flows import stated_by
from territory.studies.rules import groups_of, visible_to
from territory.suitability.rules import visible_to as visible_to_readers
from territory.working_groups.models import WorkingGroup

MOST_LISTED = 200
SAID = {"in": gettext_lazy("Needed"), "out": gettext_lazy("Offered")}


@login_required
@require_safe
def siting_page(request: HttpRequest) -> HttpResponse:
    """For ``?group=`` (short name) or ``?park=`` (code) a new question, which the script puts to the interface.

    Without either the studies that the reader may open.
    """
    if "group" in request.GET:
        group = get_object_or_404(WorkingGroup, slug=_text(request, "group"))
        return _new(request, group, {"group": group.slug}, group.slug)
    if "park" in request.GET:
        park = get_object_or_404(BusinessPark, code=_text(request, "park"))
        return _new(request, park, {"park": park.code}, "")
    reader = person_of(request)
    studies = visible_to(reader).select_related("owner", "working_group")[:MOST_LISTED]
    context = {"studies": studies, "groups": groups_of(reader).order_by("name")}
    return render(request, "frontend/studies/list.html", context)


def _text(request: HttpRequest, name: str) -> str:
    return request.GET[name][:50].replace("\x00", "")


def _new(
    request: HttpRequest, subject: WorkingGroup | BusinessPark, demand: dict[str, str], shared: str
) -> HttpResponse:
    west, south, east, north = in_lonlat(subject.footprint).extent
    context = {
        "subject": subject,
        "extent": f"{west:.5f},{south:.5f},{east:.5f},{north:.5f}",
        "siting": siting_data(person_of(request), demand, shared),
    }
    return render(request, "frontend/siting.html", context)


def siting_data(reader: User, demand: dict[str, Any], shared: str) -> dict[str, Any]:
    """What the script needs. ``shared``: short name of the group that keeping it is offered for first."""
    groups = [{"slug": group.slug, "name": group.name} for group in groups_of(reader).order_by("name")]
    return {
        "demand": demand,
        "flows": _flows(reader, demand),
        "groups": groups,
        "group": shared,
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
