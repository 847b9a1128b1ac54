"""The queue: what waits for one's decision or consent, what waits for others, and what was just decided."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from frontend.templatetags.objects import COLLECTION_OF
from frontend.views.consents import asked_rows
from frontend.views.kinds import PLACED_KINDS
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from territory.consents.asking import ANSWERING
from territory.consents.models import Consent
from territory.contributions.actions import move
from territory.contributions.borders import held_up
from territory.contributions.models import State
from territory.contributions.moderation import OVERDUE_DAYS, sent_back_under, waiting_for
from territory.contributions.rules import can_archive
from territory.contributions.standing import standing_of
from territory.errors import NotAllowed, Refused
from territory.happenings.models import Happening, What
from territory.people.models import User

DECISIONS = {"publish": State.PUBLISHED, "request_changes": State.CHANGES_REQUESTED}
UNDO_HOURS = 24


@dataclass(frozen=True)
class QueueRow:
    """``mark`` names the thing and the version that was seen; ``waiting_days`` since its state began.

    ``missing``: the consents without a yes, for which it waits.
    """

    thing: Any
    mark: str
    waiting_days: int
    can_undo: bool = False
    missing: tuple[Consent, ...] = ()

    @property
    def is_overdue(self) -> bool:
        return self.waiting_days > OVERDUE_DAYS


def _row(thing: Any, now: datetime.datetime, *, can_undo: bool = False, missing: Sequence[Consent] = ()) -> QueueRow:
    since = Happening.objects.last_of(thing, thing.state) or thing.updated_at
    mark = f"{COLLECTION_OF[type(thing)].id}:{thing.pk}:{thing.version}"
    return QueueRow(thing, mark, (now - since).days, can_undo, tuple(missing))


def _decided_lately(moderator: User, now: datetime.datetime) -> list[QueueRow]:
    """What ``moderator`` decided within a day and nobody has moved since, the newest first."""
    lately = Happening.objects.filter(
        actor=moderator,
        what__in=[What.PUBLISHED, What.CHANGES_REQUESTED],
        happened_at__gt=now - datetime.timedelta(hours=UNDO_HOURS),
    )
    rows, seen = [], set()
    for happening in lately:
        kind = next((kind for kind in PLACED_KINDS.values() if kind.model._meta.model_name == happening.kind), None)
        if kind is None or (happening.kind, happening.object_id) in seen:
            continue
        seen.add((happening.kind, happening.object_id))
        thing = kind.model._default_manager.filter(pk=happening.object_id, state=happening.what).first()
        if thing is not None:
            can_undo = thing.state == State.PUBLISHED and can_archive(moderator, thing)
            rows.append(_row(thing, now, can_undo=can_undo))
    return rows


def decides(reader: User) -> bool:
    """Whether ``reader`` decides on what others submit."""
    standing = standing_of(reader)
    return standing.is_moderator or standing.is_administrator


def has_queue(reader: User) -> bool:
    """Whether something can wait for ``reader``: moderators, and those who speak for a commune."""
    return decides(reader) or bool(standing_of(reader).organisations_as(ANSWERING))


@login_required
@refusals_as_pages
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, the longest waiting first."""
    reader = person_of(request)
    return queue_page(request, reader)


def queue_page(request: HttpRequest, reader: User, status: int = 200, **more: Any) -> HttpResponse:
    if not has_queue(reader):
        raise NotAllowed(_("Only moderators of a region and people who write for a commune have a queue."))
    now = timezone.now()
    asked = asked_rows(reader, now)
    waits = held_up(reader)
    mine = [
        _row(thing, now)
        for kind in PLACED_KINDS.values()
        for thing in waiting_for(reader, kind.model)
        if thing not in waits
    ]
    blocked = [_row(thing, now, missing=missing) for thing, missing in waits.items()]
    others = [_row(thing, now) for kind in PLACED_KINDS.values() for thing in sent_back_under(reader, kind.model)]
    mine.sort(key=lambda row: row.waiting_days, reverse=True)
    blocked.sort(key=lambda row: row.waiting_days, reverse=True)
    others.sort(key=lambda row: row.waiting_days, reverse=True)
    context = {
        "moderates": decides(reader),
        "asked": asked,
        "mine": mine,
        "blocked": blocked,
        "others": others,
        "overdue_count": sum(row.is_overdue for row in (*asked, *mine, *blocked, *others)),
        "overdue_days": OVERDUE_DAYS,
        "decided": _decided_lately(reader, now),
        **more,
    }
    return render(request, "frontend/alerts/queue.html", context, status=status)


@login_required
@refusals_as_pages
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Decides on the chosen things, each by itself; says what was done and what was not, and why."""
    reader = person_of(request)
    marks = [request.POST["only"]] if "only" in request.POST else request.POST.getlist("thing")
    decision = "publish" if "only" in request.POST else request.POST.get("decision", "")
    reason = request.POST.get("reason", "").strip()
    failure = ""
    if decision not in DECISIONS or not marks:
        failure = _("Choose at least one of the list.")
    elif decision == "request_changes" and not reason:
        failure = _("Say why, so that the author knows what to do.")
    if failure:
        return queue_page(request, reader, status=422, failure=failure, chosen=marks, typed_reason=reason)
    done = 0
    for mark in marks:
        try:
            _decide(reader, mark, DECISIONS[decision], reason if decision == "request_changes" else "")
            done += 1
        except Refused as refusal:
            messages.error(request, str(refusal))
    if done and decision == "publish":
        messages.success(request, ngettext("%d is published.", "%d are published.", done) % done)
    elif done:
        sentence = ngettext(
            "%d goes back to its authors, with your reason.", "%d go back to their authors, with your reason.", done
        )
        messages.success(request, sentence % done)
    return redirect("queue")


def _decide(moderator: User, mark: str, target: State, reason: str) -> None:
    thing = _marked(moderator, mark)
    move(thing, moderator, target, reason)


def _marked(moderator: User, mark: str) -> Any:
    """The thing that a mark names, in the version it names. Raises Refused."""
    collection, _colon, rest = mark.partition(":")
    pk, _colon, version = rest.partition(":")
    kind = PLACED_KINDS.get(collection)
    if kind is None or not pk.isdecimal():
        raise Refused(_("This has been deleted in the meantime."))
    thing = kind.model._default_manager.visible_to(moderator).filter(pk=int(pk)).first()
    if thing is None:
        raise Refused(_("This has been deleted in the meantime."))
    if str(thing.version) != version:
        raise Refused(_("“%(title)s” has changed since you saw it; please read it again.") % {"title": thing})
    return thing


@login_required
@refusals_as_pages
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Undoes a publication: the thing leaves the public map and stays on record."""
    reader = person_of(request)
    try:
        thing = _marked(reader, request.POST.get("only", ""))
        move(thing, reader, State.ARCHIVED)
        messages.success(request, _("“%(title)s” is off the public map again.") % {"title": thing})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("queue")
