"""Refusals of the domain and unknown addresses, as pages in the reader's language."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from territory.errors import NotAllowed, WrongState


def _page(request: HttpRequest, name: str, status: int, sentence: str = "") -> HttpResponse:
    return render(request, f"frontend/pages/{name}.html", {"sentence": sentence}, status=status)


def refusals_as_pages(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """``view``, answering with a page in words where the rules or the workflow refuse."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as refusal:
            return _page(request, "forbidden", 403, str(refusal))
        except WrongState as refusal:
            return _page(request, "conflict", 409, str(refusal))

    return answered


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for an address that leads nowhere, or to something this reader may not see."""
    return _page(request, "not_found", 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for something this person may not do."""
    return _page(request, "forbidden", 403, str(exception))


def broken(request: HttpRequest) -> HttpResponse:
    """The page for our own mistakes. Needs no database: it may be the database that is missing."""
    return render(request, "frontend/pages/broken.html", status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose security token is missing or too old."""
    return _page(request, "form_expired", 403)
