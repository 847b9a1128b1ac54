"""Adding, changing and deciding on what people place. Everything that is stored goes through the actions."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontend.forms.contributions import ContributionForm, typed_form_of
from frontend.found_places import loaded, typed_so_far, with_chosen_place
from frontend.handed_in import HandedIn, handed_in
from frontend.templatetags.objects import object_url
from frontend.views.clashes import (
    choices_made,
    choices_of,
    merged_in_words,
    rebased,
    settled,
    version_posted,
)
from frontend.views.kinds import PLACED_KINDS, PlacedKind, owners_for, roles_that_add
from frontend.views.objects import show_object, visible_object
from frontend.views.publication import land_box_of, publishers_in_words
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from frontend.views.steps import STEP_TEXTS
from frontend.what_is_missing import begun_with
from territory.attachments.querysets import files_of
from territory.contributions import rules
from territory.contributions.actions import discard, move, not_now, propose, recover, revise
from territory.contributions.borders import asked_in_words
from territory.contributions.models import Contribution, State
from territory.errors import Clash, Invalid, NotAllowed, Outdated, Refused, WrongState

# The button that reads a file with places; nothing is stored or judged then.
LOAD_PLACE = "load-place"


@require_safe
def choose_kind(request: HttpRequest) -> HttpResponse:
    """What may be added, and in whose name; a visitor reads why to sign in."""
    choices = [
        {
            "kind": kind,
            "owners": owners_for(person_of(request), kind) if request.user.is_authenticated else [],
            "roles": roles_that_add(kind),
        }
        for kind in PLACED_KINDS.values()
    ]
    return render(
        request,
        "frontend/contributions/choose.html",
        {"choices": choices, "may_add": any(choice["owners"] for choice in choices)},
    )


def _form_page(
    request: HttpRequest,
    kind: PlacedKind,
    form: ContributionForm,
    thing: Contribution | None = None,
    status: int = 0,
    **more: Any,
) -> HttpResponse:
    """The form; ``based_on`` in ``more`` is the version it starts from, the stored one if not given."""
    owner = thing.owner if thing else form.owners[0] if len(form.owners) == 1 else None
    return render(
        request,
        "frontend/contributions/form.html",
        {
            "kind": kind,
            "form": form,
            "thing": thing,
            "owner": owner,
            "publishers": publishers_in_words(thing.location if thing else None, owner),
            "asked": asked_in_words(thing.owner, thing.location) if thing and thing.state != State.PUBLISHED else "",
            "land_box": land_box_of(owner) if owner else "",
            "submit_again": bool(thing and thing.state == State.CHANGES_REQUESTED),
            "is_public": bool(thing and thing.state == State.PUBLISHED),
            "based_on": thing.version if thing else None,
            "hung": files_of(thing) if thing else [],
            "draft_name": _draft_name(request, kind.collection, thing),
            **more,
        },
        status=status or (422 if form.errors else 200),
    )


@login_required
@refusals_as_pages
@require_http_methods(["GET", "POST"])
def add_contribution(request: HttpRequest, collection: str) -> HttpResponse:
    """The form for something new, and what it makes: a draft, or a draft that is submitted at once."""
    kind = PLACED_KINDS[collection]
    owners = owners_for(person_of(request), kind)
    if not owners:
        return render(
            request,
            "frontend/contributions/not_for_you.html",
            {"kind": kind, "roles": roles_that_add(kind)},
            status=403,
        )
    if request.method == "GET":
        started = begun_with(request.GET) | {name: request.GET[name] for name in ("lon", "lat") if name in request.GET}
        return _form_page(request, kind, kind.form(kind=kind.model, owners=owners, initial=started, is_new=True))
    if request.POST.get("intent") == LOAD_PLACE:
        typed = typed_so_far(request.POST, kind.form.more_names)
        form = kind.form(initial=typed, kind=kind.model, owners=owners, is_new=True)
        return _form_page(request, kind, form, found=loaded(request), handed=handed_in(request))
    form = kind.form(with_chosen_place(request.POST), kind=kind.model, owners=owners, is_new=True)
    handed = handed_in(request)
    if form.is_valid() and not handed.problems:
        try:
            with transaction.atomic():
                thing = propose(kind.model, person_of(request), form.owner_chosen(), form.values())
                return _stored(request, collection, thing, None, handed)
        except Invalid as refusal:
            form.add_refusal(refusal)
    return _form_page(request, kind, form, status=422, handed=handed)


@login_required
@refusals_as_pages
@require_http_methods(["GET", "POST"])
def edit_contribution(request: HttpRequest, collection: str, pk: int) -> HttpResponse:
    """The form for something that exists; whether it may still be changed, the rules say."""
    kind = PLACED_KINDS[collection]
    thing: Any = visible_object(collection, pk, request.user)
    if request.method == "POST":
        return _revised(request, kind, thing)
    if not rules.can_edit(request.user, thing):
        raise NotAllowed(not_now(thing))
    form = kind.form(initial=typed_form_of(thing, kind.form.more_names), kind=kind.model, owners=[thing.owner])
    return _form_page(request, kind, form, thing)


def _revised(request: HttpRequest, kind: PlacedKind, thing: Any) -> HttpResponse:
    """What comes of a posted form: the stored thing, or the form again with everything that was typed."""
    if request.POST.get("intent") == LOAD_PLACE:
        typed = typed_so_far(request.POST, kind.form.more_names)
        form = kind.form(initial=typed, kind=kind.model, owners=[thing.owner])
        started = version_posted(request.POST) or thing.version
        return _form_page(
            request, kind, form, thing, based_on=started, found=loaded(request), handed=handed_in(request)
        )
    posted, based_on = settled(with_chosen_place(request.POST), kind, thing)
    form = kind.form(posted, kind=kind.model, owners=[thing.owner])
    handed = handed_in(request)
    if not form.is_valid() or handed.problems:
        return _form_page(request, kind, form, thing, 422, based_on=based_on, handed=handed)
    try:
        with transaction.atomic():
            revised = revise(thing, person_of(request), form.values(), based_on)
            merged = merged_in_words(form, revised, based_on)
            return _stored(request, kind.collection, revised, thing, handed, merged)
    except Clash as clash:
        return _clash_page(request, kind, form, clash, based_on or clash.thing.version, handed)
    except Invalid as refusal:
        form.add_refusal(refusal)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        status = 409 if isinstance(refusal, WrongState | Outdated) else 403
        return _form_page(request, kind, form, thing, status, based_on=based_on, handed=handed)
    return _form_page(request, kind, form, thing, 422, based_on=based_on, handed=handed)


def _clash_page(
    request: HttpRequest, kind: PlacedKind, form: ContributionForm, clash: Clash, based_on: int, handed: HandedIn
) -> HttpResponse:
    """The form with a choice for each field that two people changed; it goes on from the stored version."""
    made = choices_made(request.POST)
    data = rebased(cast("QueryDict", form.data), kind, clash, form, based_on)
    again = kind.form(data, kind=kind.model, owners=[clash.thing.owner])
    return _form_page(
        request,
        kind,
        again,
        clash.thing,
        status=409,
        clashes=choices_of(clash, again, based_on, made),
        clash_base=based_on,
        choice_missing=bool(made),
        handed=handed,
    )


def _stored(
    request: HttpRequest,
    collection: str,
    thing: Contribution,
    began_as: Contribution | None,
    handed: HandedIn,
    merged: str = "",
) -> HttpResponse:
    """Leads to the page of ``thing``, once its files hang on it and, where that was the button, it is submitted.

    ``began_as`` is what the form changed, None for something new; ``merged`` says what others
    changed meanwhile.
    """
    handed.hang_on(thing, person_of(request), get_language() or "fr")
    if request.POST.get("intent") == "submit":
        source = thing.state
        thing = move(thing, person_of(request), State.SUBMITTED)
        sentence = str(STEP_TEXTS[source, State.SUBMITTED].done)
    elif thing.state == State.PUBLISHED:
        sentence = _("Saved. Everyone sees the change now.")
    elif thing.state == State.SUBMITTED:
        sentence = _("Saved. It is off the public map until those whose land it now touches have consented.")
    else:
        sentence = _("Saved. Only your organisation sees it until you submit it.")
        sentence = f"{sentence} {asked_in_words(thing.owner, thing.location)}".strip()
    _say(request, f"{sentence} {merged}" if merged else sentence)
    response = redirect(object_url(thing))
    # Read and removed by js/pages/local-draft.js: only now may the browser forget what was typed.
    response.set_cookie("saved_form", _draft_name(request, collection, began_as), max_age=3600, samesite="Lax")
    return response


def _draft_name(request: HttpRequest, collection: str, thing: Contribution | None) -> str:
    """Under what the browser keeps what was typed and not saved: by person, for browsers are shared."""
    return f"{request.user.pk}:{collection}:{thing.pk if thing else 'new'}"


def _say(request: HttpRequest, sentence: Any) -> None:
    """Keeps ``sentence`` for the next page, with the way to the person's own list."""
    messages.success(
        request,
        format_html('{} <a href="{}">{}</a>', sentence, reverse("mine"), _("To my contributions")),
    )


@login_required
@refusals_as_pages
@require_POST
def move_contribution(request: HttpRequest, collection: str, pk: int) -> HttpResponse:
    """Takes a step of the workflow and returns to the object; a missing reason is asked for beside its field."""
    thing: Any = visible_object(collection, pk, request.user)
    target, reason = request.POST.get("target", ""), request.POST.get("reason", "")
    source = thing.state
    try:
        thing = move(thing, person_of(request), target, reason)
    except Invalid as refusal:
        return show_object(
            request,
            collection,
            thing,
            status=422,
            failed_target=target,
            failure=str(refusal),
            typed_reason=reason,
        )
    _say(request, STEP_TEXTS[source, target].done)
    return redirect(object_url(thing))


@login_required
@refusals_as_pages
@require_POST
def delete_contribution(request: HttpRequest, collection: str, pk: int) -> HttpResponse:
    """Moves what was never public to the trash and returns to the person's own list, where it can be undone."""
    thing: Any = visible_object(collection, pk, request.user)
    discard(thing, person_of(request), version_posted(request.POST))
    undo = render_to_string("frontend/contributions/undo.html", {"thing": thing, "collection": collection}, request)
    messages.success(request, undo)
    return redirect("mine")


@login_required
@refusals_as_pages
@require_POST
def recover_contribution(request: HttpRequest, collection: str, pk: int) -> HttpResponse:
    """Takes something out of the trash again and leads to its page."""
    trash = PLACED_KINDS[collection].model.objects.in_trash_of(person_of(request))
    thing = recover(get_object_or_404(trash, pk=pk), person_of(request))
    _say(request, _("It is back, as it was before."))
    return redirect(object_url(thing))
