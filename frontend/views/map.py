"""The map page: the frame in which everything that lies on the map is looked at."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.gzip import gzip_page

from frontend.filter_form import NAMES, filter_form
from frontend.first_list import first_list
from frontend.map_data import map_data
from frontend.sharing.map_view import kept_parameters, read_view, said_once
from frontend.structured import Subject
from frontend.views.sharing.asked import HIDDEN_AT_FIRST
from territory.errors import Invalid


def _list_of(request: HttpRequest, *, is_seen: bool) -> dict[str, Any]:
    """The filters and, where it ``is_seen``, the list they leave for everyone. What cannot be is said in words."""
    parameters = kept_parameters(said_once(request.GET))
    language = get_language() or ""
    problem, groups, alone = "", [], request.GET.get("more", "")
    try:
        view = read_view(parameters, HIDDEN_AT_FIRST)
        if is_seen:
            groups = first_list(view, parameters, language, alone, request.GET.get("begin", ""))
    except Invalid as refusal:
        problem = str(refusal)
        view = read_view({name: value for name, value in parameters.items() if name in NAMES}, HIDDEN_AT_FIRST)
    return {
        "filter_form": filter_form(view, parameters),
        "first_list": groups,
        "list_count": sum(group.count for group in groups),
        "list_goes_on": bool(alone),
        "list_problem": problem,
        "list_narrowed": view.is_narrowed,
        "list_query": urlencode(parameters, safe=",/"),
    }


def _on_paper(request: HttpRequest, subject: Subject | None) -> str:
    """What the picture is asked with that paper gets in place of the map; scripts keep it in step."""
    parameters = kept_parameters(said_once(request.GET))
    if subject is not None:
        parameters["selected"] = f"{subject.collection}/{subject.thing.pk}"
    return urlencode(parameters, safe=",/")


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
            "language_code": get_language(),
            **_list_of(request, is_seen=detail is None),
            "paper_query": _on_paper(request, subject),
        },
    )
