"""For a map that is installed like an app and can be read without a network."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

WORKER = "frontend/js/worker/offline.js"
# As css/tokens.css has them: the bar of the window, and the ground while the map starts.
THEME_COLOUR = "#0B3B5C"
GROUND_COLOUR = "#F6F3EC"


@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script at the root, so that it serves every page: what belongs to this release, then the worker itself."""
    kept = {"release": settings.RELEASE, "files": settings.STATIC_URL, "pages": _offline_pages()}
    text = f"self.KEPT = {json.dumps(kept)};\nimportScripts({json.dumps(static(WORKER))});\n"
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


def _offline_pages() -> dict[str, str]:
    """Addresses of the page that says there is no network, by language."""
    pages = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            pages[code] = reverse("offline")
    return pages


@require_safe
def offline_page(request: HttpRequest) -> HttpResponse:
    """What is shown for a page that was never read, when there is no network."""
    return render(request, "frontend/pages/offline.html")


@require_safe
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """Name, icons and start of the installed map, in the reader's language."""
    icons = [
        {"src": static("frontend/icons/brand.svg"), "sizes": "any", "type": "image/svg+xml"},
        *(
            {"src": static(f"frontend/icons/app-{name}.png"), "sizes": f"{size}x{size}", "type": "image/png", **more}
            for name, size, more in (("192", 192, {}), ("512", 512, {}), ("full", 512, {"purpose": "maskable"}))
        ),
    ]
    described = {
        "name": _("Territory – the map of the region"),
        "short_name": _("Territory"),
        "lang": translation.get_language(),
        "start_url": reverse("map"),
        "scope": "/",
        "display": "standalone",
        "theme_color": THEME_COLOUR,
        "background_color": GROUND_COLOUR,
        "icons": icons,
    }
    return JsonResponse(described, content_type="application/manifest+json")
