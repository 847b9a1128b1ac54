"""Views of the map that a person keeps: a page of its own, shown by the map as a dialog."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from frontend.sharing.sources import filters_in_words, title_of
from frontend.views.reader import person_of
from frontend.views.sharing.asked import Asked, asked_view
from frontend.views.sharing.refusing import refused
from territory.errors import Invalid
from territory.people.models import User
from territory.saved_views.actions import recover_view, remove_view, rename_view, save_view, view_of, views_of
from territory.saved_views.models import SavedView


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("X-Fragment")
def saved_views_page(request: HttpRequest) -> HttpResponse:
    """The views one keeps, and the form that keeps the view in the address; a visitor is told how to get there."""
    try:
        asked = asked_view(request)
    except Invalid as refusal:
        return refused(request, refusal)
    if not isinstance(request.user, User):
        return _answer(request, asked, None)
    said: dict[str, Any] = {}
    if request.method == "POST":
        name = request.POST.get("name", "")
        try:
            said = {"saved": save_view(request.user, name, asked.target)}
        except Invalid as refusal:
            said = {"problem": str(refusal), "name": name}
    return _answer(request, asked, request.user, **said)


@login_required
@require_POST
def rename_saved_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives a view another name."""
    person, view = _own(request, pk)
    try:
        rename_view(person, view, request.POST.get("name", ""))
    except Invalid as refusal:
        return _back(request, problem=str(refusal))
    return _back(request, renamed=view)


@login_required
@require_POST
def remove_saved_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a view out of the list; the answer offers the way back."""
    person, view = _own(request, pk)
    remove_view(person, view)
    return _back(request, removed=view)


@login_required
@require_POST
def recover_saved_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes back that a view was deleted."""
    person, view = _own(request, pk)
    try:
        recover_view(person, view)
    except Invalid as refusal:
        return _back(request, problem=str(refusal))
    return _back(request, recovered=view)


def _own(request: HttpRequest, pk: int) -> tuple[User, SavedView]:
    person = person_of(request)
    view = view_of(person, pk)
    if view is None:
        raise Http404
    return person, view


def _back(request: HttpRequest, **said: Any) -> HttpResponse:
    """The list again, with what came of it: in the dialog at once, else on its page."""
    try:
        asked = asked_view(request)
    except Invalid as refusal:
        return refused(request, refusal)
    return _answer(request, asked, person_of(request), **said)


def _answer(request: HttpRequest, asked: Asked, person: User | None, **said: Any) -> HttpResponse:
    is_dialog = request.headers.get("X-Fragment") == "dialog"
    context = {
        "asked": asked,
        "title": title_of(asked.view),
        "filters": filters_in_words(asked.view),
        "views": [{"view": view, "share": _share_address(view.target)} for view in views_of(person)] if person else [],
        "person": person,
        "is_dialog": is_dialog,
        **said,
    }
    name = "parts" if is_dialog else "page"
    status = 422 if "problem" in said else 200
    return render(request, f"frontend/saved_views/{name}.html", context, status=status)


def _share_address(target: str) -> str:
    """The page for sharing what ``target`` shows, with its short link."""
    parts = urlsplit(target)
    query = parts.query + (f"&selected={parts.path.rstrip('/')}" if parts.path else "")
    return f"{reverse('share')}?{query.lstrip('&')}" if query else reverse("share")
