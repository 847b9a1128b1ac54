"""Pages that explain: how to use the map, and what it is made of."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frontend.views.kinds import PLACED_KINDS, roles_that_add
from layers.sources.models import Release


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to explore, find what is near, and add."""
    kinds = [(kind, roles_that_add(kind)) for kind in PLACED_KINDS.values()]
    return render(request, "frontend/pages/help.html", {"kinds": kinds})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the service is, and every source with its newest release, licence and date."""
    newest = Release.objects.select_related("source").order_by("source_id", "-released_on", "-pk").distinct("source_id")
    return render(
        request,
        "frontend/pages/about.html",
        {
            "releases": sorted(newest, key=lambda release: release.source.title),
            "source_code_url": settings.SOURCE_CODE_URL,
        },
    )
