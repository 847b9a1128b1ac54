"""Photos and documents: handed in, shown, and looked after."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontend.handed_in import handed_in
from frontend.templatetags.objects import object_url
from frontend.views.objects import visible_object
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from territory.acting import acting_as
from territory.attachments import actions
from territory.attachments.models import ContributionFile
from territory.attachments.querysets import files_of, removed_from
from territory.contributions import rules
from territory.errors import Invalid, NotAllowed
from territory.files.actions import store, waiting_of
from territory.files.models import StoredFile
from territory.files.serving import place_and_headers


def file_answer(request: HttpRequest, stored: StoredFile, *, thumbnail: bool = False) -> HttpResponseBase:
    """The bytes of ``stored`` with safe headers, or 304. Whether the person may see it is for the caller to know."""
    path, headers = place_and_headers(stored, thumbnail=thumbnail)
    unchanged: HttpResponse | None = get_conditional_response(request, etag=headers["ETag"])
    if unchanged is not None:
        unchanged["Cache-Control"] = headers["Cache-Control"]
        return unchanged
    answer = FileResponse(path.open("rb"))
    # Afterwards: it would guess the type from the name on the shelf.
    for name, value in headers.items():
        answer[name] = value
    return answer


@login_required
@require_POST
def hand_in_file(request: HttpRequest) -> HttpResponse:
    """Keeps one file until its form is saved; answers with its row of the form, or with a sentence (422)."""
    upload = request.FILES.get("file")
    if upload is None:
        return HttpResponse(_("Choose a file."), status=422, content_type="text/plain; charset=utf-8")
    person = person_of(request)
    try:
        with acting_as(person, verb="hand in file"):
            stored = store(upload, upload.name or "", person)
    except Invalid as refusal:
        return HttpResponse(str(refusal), status=422, content_type="text/plain; charset=utf-8")
    return render(request, "frontend/files/waiting.html", {"waiting": {"file": stored, "text": ""}}, status=201)


@login_required
@require_safe
def waiting_thumbnail(request: HttpRequest, key: int) -> HttpResponseBase:
    """The small picture of what this person has handed in and not yet saved."""
    return file_answer(request, get_object_or_404(waiting_of(person_of(request)), pk=key), thumbnail=True)


@require_safe
def attached_file(request: HttpRequest, collection: str, pk: int, key: int, *, small: bool = False) -> HttpResponseBase:
    """A photo or document, for whoever may see what it hangs on."""
    thing: Any = visible_object(collection, pk, request.user)
    hung = get_object_or_404(files_of(thing), pk=key)
    return file_answer(request, hung.file, thumbnail=small and hung.file.is_picture)


@login_required
@refusals_as_pages
@require_http_methods(["GET", "POST"])
def files_page(request: HttpRequest, collection: str, pk: int) -> HttpResponse:
    """Looks after the photos and documents of one thing: add, describe, order, remove, take back."""
    thing: Any = visible_object(collection, pk, request.user)
    if not rules.can_edit(request.user, thing):
        raise NotAllowed(_("Photos and documents are changed by whoever may change the thing itself."))
    if request.method == "POST":
        try:
            said = _done(request, thing)
        except Invalid as refusal:
            return _page(request, collection, thing, str(refusal))
        messages.success(request, said)
        return redirect("files", collection, pk)
    return _page(request, collection, thing)


def _page(request: HttpRequest, collection: str, thing: Any, problem: str = "") -> HttpResponse:
    files = list(files_of(thing))
    typed = request.POST if problem else {}
    for hung in files:
        if typed.get("key") == str(hung.pk):
            hung.caption, hung.alt = typed.get("caption", ""), typed.get("alt", "")
    return render(
        request,
        "frontend/files/page.html",
        {
            "thing": thing,
            "collection": collection,
            "files": files,
            "removed": removed_from(thing),
            "problem": problem,
            "handed": handed_in(request) if problem else None,
            "back": object_url(thing),
        },
        status=422 if problem else 200,
    )


def _done(request: HttpRequest, thing: Any) -> str:
    """What was asked for, done; the sentence about it. Raises Invalid, NotAllowed, WrongState, Http404."""
    person, wish = person_of(request), request.POST.get("wish", "")
    if wish == "add":
        return _added(request, thing)
    rows = removed_from(thing) if wish == "take-back" else files_of(thing)
    hung: ContributionFile = get_object_or_404(rows, pk=request.POST.get("key", "0"))
    texts = {name: request.POST.get(name, "") for name in ("caption", "alt")}
    if wish == "describe":
        actions.describe_file(hung, thing, person, language=request.POST.get("language", ""), **texts)
        return _("The words are saved.")
    if wish == "take-back":
        actions.take_back_file(hung, thing, person)
        return _("“%(name)s” is back.") % {"name": hung}
    if wish == "remove":
        actions.remove_file(hung, thing, person)
        return _("“%(name)s” is removed. You can take it back below.") % {"name": hung}
    order = [each.pk for each in files_of(thing)]
    step = -1 if wish == "earlier" else 1
    actions.move_file(hung, thing, person, order.index(hung.pk) + 1 + step)
    return _("The order is changed.")


def _added(request: HttpRequest, thing: Any) -> str:
    handed = handed_in(request)
    added = handed.hang_on(thing, person_of(request), get_language() or "fr")
    if handed.problems:
        raise Invalid({"file": handed.problems})
    if not added:
        raise Invalid({"file": [_("Choose a file.")]})
    return _("Added.")
