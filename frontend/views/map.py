"""The map page: the frame in which everything that lies on the map is looked at."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.gzip import gzip_page

from frontend.map_collections import MAP_COLLECTIONS
from frontend.map_data import map_data
from frontend.structured import Subject
from territory.contributions.models import Contribution

FIRST_LIST_LENGTH = 8  # a group of the list before the scripts take over


def _first_list() -> list[dict[str, Any]]:
    """The groups of the list as it stands without scripts: what everyone may see, a few rows each."""
    groups = []
    for collection in MAP_COLLECTIONS:
        if not issubclass(collection.model, Contribution):
            continue
        rows = collection.model._default_manager.public().select_related("theme", "owner")
        first = sorted(rows.order_by("pk")[:FIRST_LIST_LENGTH], key=lambda row: row.title.casefold())
        groups.append({"collection": collection, "count": rows.count(), "rows": first})
    return groups


@gzip_page
def map_page(
    request: HttpRequest, detail: SafeString | None = None, title: str = "", subject: Subject | None = None
) -> HttpResponse:
    """The map with its panel.

    ``detail``: a rendered ``<article id="detail">`` that takes the list's place; ``subject``: what it is about.
    """
    return render(
        request,
        "frontend/map.html",
        {
            "detail": detail,
            "title": title,
            "subject": subject,
            "page_data": map_data(request),
            "first_list": [] if detail else _first_list(),
            "language_code": get_language(),
        },
    )
