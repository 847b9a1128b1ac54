"""The queue: what waits for the reader's decision, what waits for others, and what was just decided."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from frontend.queue.deciding import chosen_in, done_to_each
from frontend.queue.sections import parts_for
from frontend.queue.submissions import SUBMISSIONS, is_moderator
from frontend.views.kinds import PLACED_KINDS
from frontend.views.numbers import number_in
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from territory.contributions.actions import move
from territory.contributions.models import State
from territory.contributions.moderation import OVERDUE_DAYS
from territory.errors import NotAllowed, Refused
from territory.people.models import User

DECISIONS = {"publish": State.PUBLISHED, "request_changes": State.CHANGES_REQUESTED}


@login_required
@refusals_as_pages
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, the longest waiting first."""
    return queue_page(request, person_of(request))


def queue_page(request: HttpRequest, reader: User, status: int = 200, **typed: dict[str, Any]) -> HttpResponse:
    """The page; ``typed``: by name of a section, what stays in its form with the reason why. Raises NotAllowed."""
    parts = parts_for(reader, timezone.now(), typed)
    if not parts:
        raise NotAllowed(_("Only people who belong to an organisation have a queue."))
    mine, others = [row for part in parts for row in part.mine], [row for part in parts for row in part.others]
    context = {
        "parts": parts,
        "mine": mine,
        "others": others,
        "decided": [row for part in parts for row in part.decided],
        "overdue": [row for row in (*mine, *others) if row.is_overdue],
        "overdue_days": OVERDUE_DAYS,
    }
    return render(request, "frontend/queue/queue.html", context, status=status)


@login_required
@refusals_as_pages
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Decides on the chosen things, each by itself; says what was done and what was not, and why."""
    reader = person_of(request)
    if not is_moderator(reader):
        raise NotAllowed(_("Only moderators of a region publish."))
    chosen = chosen_in(request, at_once="publish")
    reason = request.POST.get("reason", "").strip()
    failure = ""
    if chosen.decision not in DECISIONS or not chosen.marks:
        failure = _("Choose at least one of the list.")
    elif chosen.decision == "request_changes" and not reason:
        failure = _("Say why, so that the author knows what to do.")
    if failure:
        typed = {"failure": failure, "chosen": chosen.marks, "reason": reason}
        return queue_page(request, reader, status=422, **{SUBMISSIONS.name: typed})
    target, given = DECISIONS[chosen.decision], reason if chosen.decision == "request_changes" else ""
    done = done_to_each(request, chosen.marks, lambda mark: move(_marked(reader, mark), reader, target, given))
    if done and chosen.decision == "publish":
        messages.success(request, ngettext("%d is published.", "%d are published.", done) % done)
    elif done:
        sentence = ngettext(
            "%d goes back to its authors, with your reason.", "%d go back to their authors, with your reason.", done
        )
        messages.success(request, sentence % done)
    return redirect("queue")


def _marked(moderator: User, mark: str) -> Any:
    """The thing that a mark names, in the version it names. Raises Refused."""
    collection, _colon, rest = mark.partition(":")
    pk, _colon, version = rest.partition(":")
    kind = PLACED_KINDS.get(collection)
    if kind is None:
        raise Refused(_("This has been deleted in the meantime."))
    thing = kind.model._default_manager.visible_to(moderator).filter(pk=number_in(pk)).first()
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
