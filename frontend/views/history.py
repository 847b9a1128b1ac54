"""The history of what is placed: its versions, what differs between two of them, and bringing one back."""

import datetime
import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from frontend.forms.geojson import geojson_from
from frontend.history_words import content_differences, entries, is_insider, place_in_words
from frontend.templatetags.objects import object_url
from frontend.views.kinds import PLACED_KINDS
from frontend.views.objects import visible_object
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from layers.crs import in_lonlat
from territory.contributions import rules
from territory.contributions.actions import not_now
from territory.contributions.models import Contribution, State
from territory.contributions.versions import lists_at
from territory.errors import Invalid, NotAllowed, Outdated
from territory.history.actions import restore, what_restoring_changes
from territory.history.differences import Difference, list_differences
from territory.history.versions import Version, versions_seen_by


def _version(versions: list[Version], key: str | int) -> Version:
    """The one of ``versions`` that ``key`` names. Raises Http404, also for what this reader may not see."""
    for version in versions:
        if str(version.key) == str(key):
            return version
    raise Http404


def _comparison(found: list[Difference]) -> dict[str, Any]:
    """The rows of the table, and the two outlines of the small map where the place differs."""
    rows = [{"field": each, "sentence": place_in_words(each.place) if each.place else ""} for each in found]
    places = [each.place for each in found if each.place]
    outlines = ""
    if places:
        before, after = (json.loads(geojson_from(in_lonlat(place))) for place in (places[0].before, places[0].after))
        outlines = json.dumps({"before": before, "after": after})
    return {"differences": rows, "outlines": outlines}


def _differences(thing: Contribution, before: Version, after: Version) -> list[Difference]:
    """Columns and lists."""
    then, later = (lists_at(thing, version.row.version) for version in (before, after))
    return content_differences(type(thing), before, after) + list_differences(thing, then, later)


def _two_chosen(request: HttpRequest, versions: list[Version]) -> tuple[Version, Version] | None:
    """The versions that ``from`` and ``to`` name, the older one first."""
    if "from" not in request.GET or "to" not in request.GET:
        return None
    one, other = (_version(versions, request.GET[name]) for name in ("from", "to"))
    return (one, other) if one.number <= other.number else (other, one)


@require_safe
def history_page(request: HttpRequest, collection: str, pk: int) -> HttpResponse:
    """Who changed what, when and why, as far as the reader could see it then.

    With ``from`` and ``to`` also what differs between these two.
    """
    thing: Any = visible_object(collection, pk, request.user)
    versions = versions_seen_by(request.user, thing)
    chosen = _two_chosen(request, versions)
    compared = _comparison(_differences(thing, *chosen)) if chosen else {}
    return render(
        request,
        "frontend/history/history.html",
        {
            "thing": thing,
            "kind": PLACED_KINDS[collection],
            "collection": collection,
            "entries": entries(request.user, thing, versions),
            "newest": versions[-1] if versions else None,
            "chosen": chosen,
            "can_restore": rules.can_edit(request.user, thing),
            "is_insider": is_insider(request.user, thing),
            "first_day": min((version.at for version in versions), default=datetime.datetime.now(datetime.UTC)),
            **compared,
        },
    )


@login_required
@refusals_as_pages
@require_http_methods(["GET", "POST"])
def restore_version(request: HttpRequest, collection: str, pk: int, key: int) -> HttpResponse:
    """What bringing a version back would change; then, confirmed, its content as a new version."""
    thing: Any = visible_object(collection, pk, request.user)
    version = _version(versions_seen_by(request.user, thing), key)
    if not rules.can_edit(request.user, thing):
        raise NotAllowed(not_now(thing))
    if request.method == "GET":
        return _restore_page(request, collection, thing, version)
    changed = _("It has been changed since you looked. Below is what bringing this version back would change now.")
    if request.POST.get("seen") != str(thing.version):
        return _restore_page(request, collection, thing, version, changed, status=409)
    try:
        stored = restore(thing, person_of(request), version)
    except Outdated:
        thing.refresh_from_db()
        return _restore_page(request, collection, thing, version, changed, status=409)
    except Invalid as refusal:
        thing.refresh_from_db()
        return _restore_page(request, collection, thing, version, str(refusal), status=422)
    messages.success(
        request,
        _("Version %(number)d is back. What stood there before is still in the history.") % {"number": version.number},
    )
    return redirect(object_url(stored))


def _restore_page(
    request: HttpRequest, collection: str, thing: Contribution, version: Version, problem: str = "", status: int = 200
) -> HttpResponse:
    return render(
        request,
        "frontend/history/restore.html",
        {
            "thing": thing,
            "collection": collection,
            "version": version,
            "problem": problem,
            "is_public": thing.state == State.PUBLISHED,
            **_comparison(what_restoring_changes(thing, version)),
        },
        status=status,
    )
