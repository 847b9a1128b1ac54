"""A view of the map drawn by the server: a sheet to print, and a picture."""

from collections.abc import Callable

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from frontend.sharing.paper import SIZES_MM, Sheet
from frontend.sharing.printing import Busy, ToDraw, picture_as_png, sheet_as_pdf
from frontend.views.sharing.asked import Asked, asked_view, reader_language
from frontend.views.sharing.refusing import refused
from territory.errors import Invalid
from territory.links.actions import short_link_to

# The picture of a view, CSS pixels; in the file twice as many in a row, so that it is sharp in a report.
PICTURE_PX = (1200, 800)
# Beside another one on the same page: with less on it, as large and as sharp in the file.
HALF_PX = (600, 400)
# What somebody still types off a sheet of paper, characters.
LONGEST_TYPED = 60


@require_safe
def sheet_of_view(request: HttpRequest) -> HttpResponse:
    """The sheet as PDF: ``paper`` is A4, A3 or A2, ``turned`` is landscape, ``title`` a title of one's own."""
    size = request.GET.get("paper", "A4")
    if size not in SIZES_MM:
        sentence = _("“paper” is one of %(known)s.") % {"known": ", ".join(SIZES_MM)}
        return refused(request, Invalid({"paper": [sentence]}))
    sheet = Sheet(size, is_turned=request.GET.get("turned") != "no")
    return _drawn(request, lambda asked: sheet_as_pdf(asked, sheet), "pdf", "application/pdf", to_type=_to_type)


@require_safe
def picture_of_view(request: HttpRequest) -> HttpResponse:
    """The view as a picture; ``size`` is ``half`` for one that is printed half as wide."""
    width, height = HALF_PX if request.GET.get("size") == "half" else PICTURE_PX
    sharpness = 2 * PICTURE_PX[0] / width
    return _drawn(request, lambda asked: picture_as_png(asked, width, height, sharpness), "png", "image/png")


def _to_type(asked: Asked) -> str:
    """The address as it stands on paper: where it is long a short link, the same whoever prints this view."""
    if len(asked.address) <= LONGEST_TYPED:
        return asked.address
    return f"{asked.base_url}{reverse('short-link', args=[short_link_to(asked.target).code])}"


def _drawn(
    request: HttpRequest,
    draw: Callable[[ToDraw], bytes],
    ending: str,
    media_type: str,
    to_type: Callable[[Asked], str] = lambda _asked: "",
) -> HttpResponse:
    too_many = ratelimit.consume_or_429(request, action="copy_of_map")
    if too_many is not None:
        return too_many
    try:
        asked = asked_view(request)
        title = request.GET.get("title", "").replace("\x00", "").strip()
        content = draw(ToDraw(asked.view, request.user, reader_language(), asked.address, title, to_type(asked)))
    except Invalid as refusal:
        return refused(request, refusal)
    except Busy as refusal:
        return render(request, "frontend/sharing/refused.html", {"problem": str(refusal)}, status=503)
    response = HttpResponse(content, content_type=media_type)
    name = f"territory-{timezone.localdate().isoformat()}.{ending}"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
