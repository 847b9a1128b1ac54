"""What a browser may keep to be read without a network: what everyone sees, asked for by somebody not signed in.

The service worker (frontend/static/frontend/js/worker/offline.js) keeps answers with this mark and no others. So
nothing that a person sees because of who they are stays in a browser after they have signed out.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

MARK = "X-Offline"
PAGES = frozenset({"map", "object", "theme", "help", "help-task", "about", "works"})
PROGRAMS = ("/api/", "/ogc/")


class MarkWhatMayBeKept:
    """Middleware: marks answers that are the same for everyone. It never looks the session up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == 200 and request.method == "GET" and _is_open_to_everyone(request):
            response.headers[MARK] = "keep"
        return response


def _is_open_to_everyone(request: HttpRequest) -> bool:
    if settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers:
        return False
    match = request.resolver_match
    return match is not None and (match.url_name in PAGES or request.path.startswith(PROGRAMS))
