"""The map in somebody else's page: the narrow page for the frame, who may frame it, and oEmbed, which finds it."""

from urllib.parse import parse_qsl, urlsplit

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from frontend.map_collections import MAP_COLLECTIONS
from frontend.map_data import map_data
from frontend.sharing.legend import layer_picture
from frontend.sharing.sources import filters_in_words, title_of
from frontend.views.sharing.asked import COLLECTION_IDS, Asked, asked_from, asked_view
from frontend.views.sharing.refusing import refused
from territory.embedding.actions import sites_allowed
from territory.errors import Invalid

# CSS pixels: what a page gets that does not say, and what a frame must have to be of use.
FRAME_PX, LEAST_FRAME_PX = (800, 500), (280, 240)
# oEmbed 1.0, section 2.3.4.2.
OEMBED_VERSION = "1.0"
KEEP_S = 3600
# What a browser says of the page around a frame.
AROUND = ("Referer", "Sec-Fetch-Dest")


@require_safe
@xframe_options_exempt
def embedded_map(request: HttpRequest) -> HttpResponseBase:
    """The map of the view in the address, without panel; only the sites of the list may show it in a frame."""
    try:
        asked = asked_view(request)
    except Invalid as refusal:
        return refused(request, refusal)
    elsewhere = _site_around(request)
    sites = sites_allowed()
    if elsewhere and elsewhere not in sites:
        return _not_here(request, asked, elsewhere)
    shown = [each for each in MAP_COLLECTIONS if each.id not in asked.view.hidden]
    context = {
        "asked": asked,
        "title": title_of(asked.view),
        "day": asked.view.day,
        "filters": filters_in_words(asked.view),
        "legend": [(layer_picture(each.id), each.title) for each in shown],
        "picture_address": asked.of("share-picture"),
        "page_data": map_data(request),
    }
    # The browser asks this of every page around the frame; X-Frame-Options, which knows no list, is left out.
    framed_by = csp_replace({"frame-ancestors": [SELF, *sites]})
    response = framed_by(lambda asking: render(asking, "frontend/sharing/embed.html", context))(request)
    patch_vary_headers(response, AROUND)
    return response


def _site_around(request: HttpRequest) -> str:
    """The other site whose page the browser says it frames this in; empty for ours, and where it does not say."""
    if request.headers.get("Sec-Fetch-Dest") not in {"iframe", "frame"}:
        return ""
    try:
        parts = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    is_ours = not parts.netloc or parts.netloc == request.get_host()
    return "" if is_ours else f"{parts.scheme}://{parts.netloc}"


def _not_here(request: HttpRequest, asked: Asked, site: str) -> HttpResponseBase:
    """Says why there is no map, where the browser would draw a broken page. Nothing of the map is in it."""
    context = {"asked": asked, "title": title_of(asked.view), "site": site}
    anywhere = csp_replace({"frame-ancestors": ["*"]})
    response = anywhere(lambda asking: render(asking, "frontend/sharing/not_embedded.html", context, status=403))(
        request
    )
    patch_vary_headers(response, AROUND)
    response["Cache-Control"] = "no-store"
    return response


def frame_for(asked: Asked, width: int = FRAME_PX[0], height: int = FRAME_PX[1]) -> SafeString:
    """The code that shows the view in somebody else's page."""
    return format_html(
        '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy" style="border:0;max-width:100%"></iframe>',
        f"{asked.base_url}{asked.of('embed')}",
        width,
        height,
        title_of(asked.view),
    )


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """The answer of oEmbed 1.0 to the address of a page with a map; in JSON, the one format that is given."""
    if request.GET.get("format", "json") != "json":
        return JsonResponse({"error": "Only json is given here."}, status=501)
    found = _view_at(request, request.GET.get("url", ""))
    if found is None:
        raise Http404
    language, asked = found
    width = _within(request.GET.get("maxwidth"), FRAME_PX[0], LEAST_FRAME_PX[0])
    height = _within(request.GET.get("maxheight"), FRAME_PX[1], LEAST_FRAME_PX[1])
    with translation.override(language):
        answer = {
            "version": OEMBED_VERSION,
            "type": "rich",
            "title": title_of(asked.view),
            "provider_name": str(settings.SITE_NAME),
            "provider_url": f"{asked.base_url}/",
            "cache_age": KEEP_S,
            "width": width,
            "height": height,
            "html": frame_for(asked, width, height),
        }
    response = JsonResponse(answer)
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = f"public, max-age={KEEP_S}"
    return response


def _view_at(request: HttpRequest, address: str) -> tuple[str, Asked] | None:
    """Language and view of an address of ours; None for any other."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or parts.netloc != request.get_host():
        return None
    language = translation.get_language_from_path(parts.path)
    page = _page_at(parts.path, language) if language else None
    if language is None or page is None:
        return None
    parameters = dict(parse_qsl(parts.query))
    if page.url_name == "object" and page.kwargs["collection"] in COLLECTION_IDS:
        parameters["selected"] = f"{page.kwargs['collection']}/{page.kwargs['pk']}"
    try:
        return language, asked_from(parameters, request)
    except Invalid:
        return None


def _page_at(path: str, language: str) -> ResolverMatch | None:
    """The page with a map that has this address."""
    try:
        with translation.override(language):
            page = resolve(path)
    except Resolver404:
        return None
    return page if page.url_name in {"map", "object", "embed"} else None


def _within(text: str | None, most: int, least: int) -> int:
    return max(least, min(most, int(text))) if text and text.isascii() and text.isdigit() and len(text) < 6 else most
