"""Deciding on what visitors suggest: one by one on its own page, or several from the queue."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.gis.geos import GEOSGeometry
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from frontend.forms.geojson import geojson_from
from frontend.queue.deciding import chosen_in, done_to_each
from frontend.queue.suggestions import SUGGESTIONS
from frontend.templatetags.objects import object_url
from frontend.views.numbers import number_in
from frontend.views.objects import COLLECTIONS
from frontend.views.queue import queue_page
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from layers.crs import in_lonlat
from territory.contributions.models import Theme
from territory.errors import Invalid, Refused
from territory.suggestions.actions import decide
from territory.suggestions.models import Suggestion, SuggestionState
from territory.suggestions.reading import suggestion_for
from territory.suggestions.workflow import SUGGESTION_WORKFLOW

DECISIONS = {
    "accept": SuggestionState.ACCEPTED,
    "answer": SuggestionState.ANSWERED,
    "refuse": SuggestionState.REFUSED,
}
DONE_OF_IT: dict[str, Any] = {
    "accept": lambda n: ngettext("%d suggestion is taken up.", "%d suggestions are taken up.", n),
    "answer": lambda n: ngettext("%d suggestion is answered.", "%d suggestions are answered.", n),
    "refuse": lambda n: ngettext("%d suggestion is not taken up.", "%d suggestions are not taken up.", n),
}


def _about(suggestion: Suggestion) -> Any:
    """The object it is about, as everyone may see it; None where there is none or it has gone."""
    for collection in COLLECTIONS.values():
        if collection.model._meta.model_name == suggestion.about_kind:
            return collection.model._default_manager.filter(pk=suggestion.about_id).first()
    return None


def _twice(place: GEOSGeometry) -> str:
    """What the small map draws: it compares a place before and after, and this one has not moved."""
    geometry = json.loads(geojson_from(in_lonlat(place)))
    return json.dumps({"before": geometry, "after": geometry})


@login_required
@never_cache
@refusals_as_pages
@require_http_methods(["GET", "POST"])
def suggestion_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One suggestion with its place, and the ways to decide; taken up, it can become a draft."""
    reader = person_of(request)
    suggestion = suggestion_for(reader, pk)
    if suggestion is None:
        raise Http404
    failure, status = "", 200
    decision, answer = request.POST.get("decision", ""), request.POST.get("answer", "")
    theme = Theme.objects.filter(code=request.POST.get("theme", "")).first()
    if request.method == "POST" and decision == "draft" and theme is None:
        failure, status = _("Choose the theme that fits best."), 422
    elif request.method == "POST":
        target = SuggestionState.ACCEPTED if decision == "draft" else DECISIONS.get(decision, "")
        try:
            decided = decide(suggestion, reader, target, answer, theme if decision == "draft" else None)
        except Invalid as refusal:
            failure, status = str(refusal), 422
        else:
            return _after(request, decided)
    return render(
        request,
        "frontend/suggestions/decide.html",
        {
            "suggestion": suggestion,
            "about": _about(suggestion),
            "outlines": _twice(suggestion.location),
            "lon": f"{in_lonlat(suggestion.location).x:.5f}",
            "lat": f"{in_lonlat(suggestion.location).y:.5f}",
            "themes": Theme.objects.all(),
            "theme": theme,
            "open_to": SUGGESTION_WORKFLOW.open_to(reader, suggestion, suggestion.state),
            "waiting_days": (timezone.now() - (suggestion.confirmed_at or suggestion.created_at)).days,
            "typed_answer": answer,
            "failure": failure,
        },
        status=status,
    )


def _after(request: HttpRequest, suggestion: Suggestion) -> HttpResponse:
    if suggestion.initiative is not None:
        messages.success(
            request, _("Taken up: here is the draft. The visitor is told by mail; complete it and submit it.")
        )
        return redirect(object_url(suggestion.initiative))
    messages.success(request, _("Decided. The visitor is told by mail."))
    return redirect("queue")


@login_required
@refusals_as_pages
@require_POST
def decide_suggestions(request: HttpRequest) -> HttpResponse:
    """Decides on the chosen ones, each by itself, with the same answer."""
    reader = person_of(request)
    chosen = chosen_in(request, at_once="accept")
    answer = "" if chosen.is_one else request.POST.get("answer", "").strip()
    failure = ""
    if chosen.decision not in DECISIONS or not chosen.marks:
        failure = _("Choose at least one of the list.")
    elif chosen.decision != "accept" and not answer:
        failure = _("Write an answer: the person who suggested it reads it by mail.")
    if failure:
        typed = {"failure": failure, "chosen": chosen.marks, "answer": answer}
        return queue_page(request, reader, status=422, **{SUGGESTIONS.name: typed})

    def decide_on(mark: str) -> None:
        suggestion = suggestion_for(reader, number_in(mark))
        if suggestion is None:
            raise Refused(_("This has been deleted in the meantime."))
        decide(suggestion, reader, DECISIONS[chosen.decision], answer)

    if done := done_to_each(request, chosen.marks, decide_on):
        messages.success(request, DONE_OF_IT[chosen.decision](done) % done)
    return redirect("queue")
