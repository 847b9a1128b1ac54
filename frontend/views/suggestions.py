"""What a visitor suggests or reports: the form, and the link of the mail that confirms it."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.gis.geos import GEOSGeometry
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from frontend.forms.geojson import geojson_from
from frontend.forms.suggestions import SuggestionForm, opened_now
from frontend.templatetags.objects import collection_id
from frontend.views.numbers import number_in
from frontend.views.objects import OBJECT_PAGES, visible_object
from frontend.views.refusals import refusals_as_pages
from frontend.what_is_missing import begun_with
from layers.crs import in_lonlat
from territory.errors import Invalid, TooOften
from territory.people.models import User
from territory.suggestions.actions import confirm, suggest, suggestion_with
from territory.suggestions.models import SuggestionKind, SuggestionState
from territory.vision.models import Goal


def sender_of(request: HttpRequest) -> str:
    """The network address that asks, found as for the limits on signing in; it is counted, never stored."""
    return str(get_adapter().get_client_ip(request))


def _about(request: HttpRequest) -> Any:
    """The object that ``about`` in the address names ("communes/7"), if the reader may see it; else None."""
    collection, _slash, pk = request.GET.get("about", "").partition("/")
    if collection not in OBJECT_PAGES or not pk.isdecimal():
        return None
    try:
        return visible_object(collection, int(pk), request.user)
    except Http404:
        return None


def _place_of(thing: Any) -> GEOSGeometry:
    """A point on ``thing``, CRS84 degrees: where the pin of a report stands at first."""
    return in_lonlat(getattr(thing, OBJECT_PAGES[collection_id(thing)].place).point_on_surface)


def _beginning(request: HttpRequest, about: Any) -> dict[str, Any]:
    began: dict[str, Any] = {"opened": opened_now(), "language": get_language()}
    if about is not None:
        began |= {"kind": SuggestionKind.ERROR, "location": geojson_from(_place_of(about))}
    if isinstance(request.user, User):
        began["email"] = request.user.email
    goal = Goal.objects.filter(pk=number_in(request.GET.get("goal", ""))).first()
    if goal is not None:
        began["text"] = f"{goal.title}: "
    began |= begun_with(request.GET)
    return began | {name: request.GET[name] for name in ("lon", "lat") if name in request.GET}


@never_cache
@require_http_methods(["GET", "POST"])
def suggest_page(request: HttpRequest) -> HttpResponse:
    """The form, and what comes of it: a mail with a link, for nothing reaches a queue before."""
    about = _about(request)
    context: dict[str, Any] = {
        "about": about,
        "address_days": settings.VISITOR_ADDRESS_DAYS,
        "confirm_hours": settings.SUGGESTION_CONFIRM_HOURS,
    }
    if request.method == "GET":
        form = SuggestionForm(initial=_beginning(request, about))
        return render(request, "frontend/suggestions/form.html", {"form": form, **context})
    form = SuggestionForm(request.POST)
    if form.is_of_a_program:
        # It is told what people are told, so that it does not try another way.
        return render(request, "frontend/suggestions/sent.html", {"email": form.data.get("email", ""), **context})
    status = 422
    if form.is_valid():
        try:
            suggestion, _key = suggest({**form.values(), "about": about}, sender_of(request))
        except Invalid as refusal:
            form.add_problems(refusal.problems)
        except TooOften as refusal:
            form.add_error(None, str(refusal))
            status = 429
        else:
            return render(
                request,
                "frontend/suggestions/sent.html",
                {"email": suggestion.email, "commune": suggestion.commune, **context},
            )
    # What was typed stays; the clock of the form begins anew only where nobody had opened it.
    return render(request, "frontend/suggestions/form.html", {"form": form, **context}, status=status)


@never_cache
@refusals_as_pages
@require_http_methods(["GET", "POST"])
def confirm_suggestion(request: HttpRequest, key: str) -> HttpResponse:
    """The page behind the link of the mail. A button confirms: mail scanners follow links by themselves."""
    if request.method == "POST":
        return render(request, "frontend/suggestions/confirmed.html", {"suggestion": confirm(key)})
    suggestion = suggestion_with(key)
    if suggestion is not None and suggestion.state != SuggestionState.UNCONFIRMED:
        return render(request, "frontend/suggestions/confirmed.html", {"suggestion": suggestion})
    status = 200 if suggestion is not None else 404
    return render(request, "frontend/suggestions/confirm.html", {"suggestion": suggestion, "key": key}, status=status)
