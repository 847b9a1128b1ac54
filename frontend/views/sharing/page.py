"""The page on which a view of the map is handed on: link, short link, QR code, files. The map shows it as a dialog."""

from typing import Any
from urllib.parse import parse_qsl

import segno
from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from frontend.sharing.formats.catalogue import FORMATS
from frontend.sharing.paper import SIZES_MM
from frontend.sharing.sources import filters_in_words, title_of
from frontend.views.sharing.asked import Asked, asked_view
from frontend.views.sharing.embedding import frame_for
from frontend.views.sharing.refusing import refused
from territory.embedding.actions import sites_allowed
from territory.errors import Invalid
from territory.links.actions import short_link_to, target_of


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("X-Fragment")
def share_page(request: HttpRequest) -> HttpResponse:
    """Everything one can do with the view in the address; a POST makes its short link."""
    try:
        asked = asked_view(request)
    except Invalid as refusal:
        return refused(request, refusal)
    context = _context(asked)
    if request.method == "POST":
        too_many = ratelimit.consume_or_429(request, action="short_link")
        if too_many is not None:
            return too_many
        try:
            link = short_link_to(asked.target)
        except Invalid as refusal:
            return _answer(request, {**context, "problem": str(refusal)}, status=422)
        short = f"{asked.base_url}{reverse('short-link', args=[link.code])}"
        context |= {"short_link": short, "qr": qr_code(short)}
    return _answer(request, context)


@require_safe
def follow_short_link(request: HttpRequest, code: str) -> HttpResponse:
    """To the view that the short link stands for, in the language of whoever follows it."""
    target = target_of(code)
    if target is None:
        raise Http404
    # Stored as kept: a path of our own and its parameters, so that it never leads to another site.
    return HttpResponseRedirect(f"{reverse('map')}{target}")


def qr_code(address: str) -> SafeString:
    """The QR code of ``address`` as inline SVG, dark on light in every colour scheme."""
    drawn = segno.make(address, error="m", micro=False)
    # Only paths and numbers: nothing of the address is written into it as text.
    return mark_safe(drawn.svg_inline(scale=4, border=3, dark="#000000", light="#ffffff", omitsize=True))  # noqa: S308


def _context(asked: Asked) -> dict[str, Any]:
    return {
        "asked": asked,
        "title": title_of(asked.view),
        "filters": filters_in_words(asked.view),
        "qr": qr_code(asked.address),
        "share_address": asked.of("share"),
        "paper_sizes": list(SIZES_MM),
        "asked_parameters": parse_qsl(asked.query),
        "picture_address": asked.of("share-picture"),
        "offline_map_address": asked.of("share-offline-map"),
        "embed_code": frame_for(asked),
        "embedding_sites": sites_allowed(),
        "formats": [{"format": each, "address": asked.of("share-data", each.name)} for each in FORMATS],
    }


def _answer(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    is_dialog = request.headers.get("X-Fragment") == "dialog"
    name = "parts" if is_dialog else "page"
    return render(request, f"frontend/sharing/{name}.html", {**context, "is_dialog": is_dialog}, status=status)
