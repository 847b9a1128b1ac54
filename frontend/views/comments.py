"""Commenting on an object's page; showing, hiding, reporting and deleting comments."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from frontend.queue.comments import COMMENTS
from frontend.queue.deciding import chosen_in, done_to_each
from frontend.templatetags.objects import collection_id, object_url
from frontend.views.numbers import number_in
from frontend.views.objects import show_object, visible_object
from frontend.views.queue import queue_page
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from territory.comments.actions import comment, decide, discard, report
from territory.comments.models import Comment, CommentState
from territory.comments.things import thing_of
from territory.errors import Invalid, Refused, TooOften

DECISIONS = {"show": CommentState.SHOWN, "hide": CommentState.HIDDEN}


def _back_to(said: Comment) -> HttpResponse:
    """The place of the comment on the page of what it is about."""
    thing = thing_of(said)
    return redirect(f"{object_url(thing)}#comments" if thing is not None else "map")


def _shown_again(request: HttpRequest, said: Comment, what: str, failure: str) -> HttpResponse:
    """The object's page with ``failure`` beside what could not be done."""
    thing = thing_of(said)
    if thing is None:
        raise Http404
    more: dict[str, Any] = {"failed_comment": said.pk, "failed_what": what, "comment_failure": failure}
    return show_object(request, collection_id(thing), thing, status=422, **more)


def _called(request: HttpRequest, pk: int) -> Comment:
    """The comment, if the reader may see what it is about. Raises Http404."""
    said = get_object_or_404(Comment, pk=pk, trashed_at=None)
    thing = thing_of(said)
    if thing is None:
        raise Http404
    visible_object(collection_id(thing), thing.pk, request.user)
    return said


@login_required
@refusals_as_pages
@require_POST
def add_comment(request: HttpRequest, collection: str, pk: int) -> HttpResponse:
    """Stores what was said and returns to it; a mistake comes back with what was typed."""
    thing: Any = visible_object(collection, pk, request.user)
    text = request.POST.get("text", "")
    try:
        said = comment(thing, person_of(request), text)
    except Invalid as refusal:
        return show_object(request, collection, thing, status=422, comment_failure=str(refusal), typed_comment=text)
    except TooOften as refusal:
        return show_object(request, collection, thing, status=429, comment_failure=str(refusal), typed_comment=text)
    if said.state == CommentState.WAITING:
        messages.success(request, _("Thank you. Everyone sees it once somebody has looked at it."))
    return redirect(f"{object_url(thing)}#comment-{said.pk}")


@login_required
@refusals_as_pages
@require_POST
def decide_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows or hides one comment, from the page of what it is about."""
    said = _called(request, pk)
    target = DECISIONS.get(request.POST.get("decision", ""), "")
    try:
        decide(said, person_of(request), target, request.POST.get("reason", ""))
    except Invalid as refusal:
        return _shown_again(request, said, "hide", str(refusal))
    return _back_to(said)


@login_required
@refusals_as_pages
@require_POST
def report_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks the moderators to look at it."""
    said = _called(request, pk)
    try:
        report(said, person_of(request), request.POST.get("reason", ""))
    except Invalid as refusal:
        return _shown_again(request, said, "report", str(refusal))
    messages.success(request, _("Thank you. Somebody looks at it."))
    return _back_to(said)


@login_required
@refusals_as_pages
@require_POST
def discard_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Deletes one's own comment."""
    said = _called(request, pk)
    discard(said, person_of(request))
    messages.success(request, _("Your comment is deleted."))
    return _back_to(said)


@login_required
@refusals_as_pages
@require_POST
def decide_comments(request: HttpRequest) -> HttpResponse:
    """Shows or hides the chosen ones from the queue, each by itself."""
    reader = person_of(request)
    chosen = chosen_in(request, at_once="show")
    reason = "" if chosen.is_one else request.POST.get("reason", "").strip()
    failure = ""
    if chosen.decision not in DECISIONS or not chosen.marks:
        failure = _("Choose at least one of the list.")
    elif chosen.decision == "hide" and not reason:
        failure = _("Say why: who wrote it reads it.")
    if failure:
        typed = {"failure": failure, "chosen": chosen.marks, "reason": reason}
        return queue_page(request, reader, status=422, **{COMMENTS.name: typed})

    def decide_on(mark: str) -> None:
        said = Comment.objects.filter(pk=number_in(mark), trashed_at=None).first()
        if said is None:
            raise Refused(_("This has been deleted in the meantime."))
        decide(said, reader, DECISIONS[chosen.decision], reason)

    done = done_to_each(request, chosen.marks, decide_on)
    if done and chosen.decision == "show":
        messages.success(request, ngettext("%d comment is shown.", "%d comments are shown.", done) % done)
    elif done:
        messages.success(request, ngettext("%d comment is hidden.", "%d comments are hidden.", done) % done)
    return redirect("queue")
