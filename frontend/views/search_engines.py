"""For search engines: which pages there are, in four languages each, and which are not worth a visit."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import escape
from django.views.decorators.http import require_safe

from frontend.map_collections import MAP_COLLECTIONS, MapCollection
from layers.communes.models import Commune
from layers.provenance import FromRelease
from territory.contributions.models import Contribution

# sitemaps.org: at most 50 000 addresses a file. Each thing has one in each of the four languages.
THINGS_A_FILE = 10_000
XML = "application/xml"
NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
BY_ID = {collection.id: collection for collection in MAP_COLLECTIONS}
PAGES = ("map", "vision", "themes", "help", "about")
NOT_WORTH_A_VISIT = ("/admin/", "/api/", "/ogc/", "/v/", *(f"/*/{name}/" for name in ("accounts", "share", "embed")))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What machines may visit."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_WORTH_A_VISIT)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index: one file of our own pages, then as many of each collection as it needs."""
    addresses = [reverse("sitemap-pages")]
    for collection in MAP_COLLECTIONS:
        highest = _public(collection).aggregate(highest=Max("pk"))["highest"]
        parts = range(0 if highest is None else highest // THINGS_A_FILE + 1)
        addresses += [
            reverse("sitemap-part", args=[collection.id, part]) for part in parts if _part(collection, part).exists()
        ]
    listed = "".join(f"<sitemap><loc>{escape(request.build_absolute_uri(each))}</loc></sitemap>" for each in addresses)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex {NAMESPACES}>{listed}</sitemapindex>\n'
    return HttpResponse(text, content_type=XML)


@require_safe
def sitemap_of_pages(request: HttpRequest) -> HttpResponseBase:
    """Our own pages."""
    base = request.build_absolute_uri("/").rstrip("/")
    languages = [code for code, _name in settings.LANGUAGES]
    entries = []
    for name in PAGES:
        paths = {}
        for language in languages:
            with translation.override(language):
                paths[language] = reverse(name)
        entries.append(_entry(base, paths, None))
    return _file(iter(entries))


@require_safe
def sitemap_of_collection(request: HttpRequest, collection: str, part: int) -> HttpResponseBase:
    """The public things of a collection whose ids lie in the part: found by their ids, wherever the part lies."""
    if collection not in BY_ID:
        raise Http404
    rows = _part(BY_ID[collection], part)
    stamp = _changed(BY_ID[collection])
    if not rows.exists():
        raise Http404
    base = request.build_absolute_uri("/").rstrip("/")
    chosen = rows.order_by("pk").values_list("pk", *([stamp] if stamp else []))
    return _file(_entry(base, _paths(collection, row[0]), row[1] if stamp else None) for row in chosen)


def _part(collection: MapCollection, part: int) -> QuerySet[Any]:
    return _public(collection).filter(pk__gte=part * THINGS_A_FILE, pk__lt=(part + 1) * THINGS_A_FILE)


def _public(collection: MapCollection) -> QuerySet[Any]:
    rows: Any = collection.model._default_manager.order_by()
    if issubclass(collection.model, Contribution):
        return rows.public()
    return rows.valid_on(timezone.localdate()) if collection.model is Commune else rows


def _changed(collection: MapCollection) -> str | None:
    if issubclass(collection.model, Contribution):
        return "updated_at"
    return "release__released_on" if issubclass(collection.model, FromRelease) else None


def _paths(collection: str, pk: int) -> dict[str, str]:
    """As ``reverse("object", …)`` in each language: ten thousand times four of them would take seconds."""
    return {language: f"/{language}/{collection}/{pk}/" for language, _name in settings.LANGUAGES}


def _entry(base: str, paths: dict[str, str], changed: datetime.date | None) -> str:
    """One thing: an address a language, each naming all of them (hreflang)."""
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{base}{path}"/>' for language, path in paths.items()
    )
    last = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
    return "".join(f"<url><loc>{base}{path}</loc>{last}{others}</url>\n" for path in paths.values())


def _file(entries: Iterator[str]) -> StreamingHttpResponse:
    def lines() -> Iterator[str]:
        yield f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {NAMESPACES}>\n'
        yield from entries
        yield "</urlset>\n"

    return StreamingHttpResponse(lines(), content_type=XML)
