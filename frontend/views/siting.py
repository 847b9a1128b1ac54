"""The page on which a working group or a park looks for the places of a pooled service."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from frontend.map_texts import siting_texts
from layers.business_parks.models import BusinessPark
from layers.crs import in_lonlat
from territory.working_groups.models import WorkingGroup


@login_required
@require_safe
def siting_page(request: HttpRequest) -> HttpResponse:
    """For ``?group=`` (short name) or ``?park=`` (code); the calculation is the interface's, asked by the script."""
    if "group" in request.GET:
        subject: WorkingGroup | BusinessPark = get_object_or_404(WorkingGroup, slug=request.GET["group"][:50])
        demand = {"group": request.GET["group"]}
    elif "park" in request.GET:
        subject = get_object_or_404(BusinessPark, code=request.GET["park"][:50])
        demand = {"park": request.GET["park"]}
    else:
        raise Http404
    west, south, east, north = in_lonlat(subject.footprint).extent
    extent = f"{west:.5f},{south:.5f},{east:.5f},{north:.5f}"
    context = {"subject": subject, "extent": extent, "siting": {"demand": demand, "texts": siting_texts()}}
    return render(request, "frontend/siting.html", context)
