"""Adding, changing and deciding on what people place. Everything that is stored goes through the actions."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontend.forms.contributions import ContributionForm, typed_form_of
from frontend.templatetags.objects import object_url
from frontend.views.kinds import PLACED_KINDS, PlacedKind, owners_for, roles_that_add
from frontend.views.objects import show_object, visible_object
from frontend.views.publication import land_box_of, publishers_in_words
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from frontend.views.steps import STEP_TEXTS
from territory.contributions import rules
from territory.contributions.actions import discard, move, propose, revise
from territory.contributions.models import Contribution, State
from territory.errors import Invalid, NotAllowed


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
    request: HttpRequest, kind: PlacedKind, form: ContributionForm, thing: Contribution | None = None
) -> HttpResponse:
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
            "land_box": land_box_of(owner) if owner else "",
            "submit_again": bool(thing and thing.state == State.CHANGES_REQUESTED),
            "is_public": bool(thing and thing.state == State.PUBLISHED),
        },
        status=422 if form.errors else 200,
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
        started = {name: request.GET[name] for name in ("lon", "lat") if name in request.GET}
        return _form_page(request, kind, kind.form(kind=kind.model, owners=owners, initial=started))
    form = kind.form(request.POST, kind=kind.model, owners=owners)
    if form.is_valid():
        try:
            with transaction.atomic():
                thing = propose(kind.model, person_of(request), form.owner_chosen(), form.values())
                return _stored(request, thing)
        except Invalid as refusal:
            form.add_problems(refusal.problems)
    return _form_page(request, kind, form)


@login_required
@refusals_as_pages
@require_http_methods(["GET", "POST"])
def edit_contribution(request: HttpRequest, collection: str, pk: int) -> HttpResponse:
    """The form for something that exists; whether it may still be changed, the rules say."""
    kind = PLACED_KINDS[collection]
    thing: Any = visible_object(collection, pk, request.user)
    if not rules.can_edit(request.user, thing):
        raise NotAllowed(_("In the state “%(state)s” you may not change this.") % {"state": thing.get_state_display()})
    bound: dict[str, Any] = {"kind": kind.model, "owners": [thing.owner]}
    if request.method == "GET":
        typed = typed_form_of(thing, kind.form.more_names)
        return _form_page(request, kind, kind.form(initial=typed, **bound), thing)
    form = kind.form(request.POST, **bound)
    if form.is_valid():
        try:
            with transaction.atomic():
                return _stored(request, revise(thing, person_of(request), form.values()))
        except Invalid as refusal:
            form.add_problems(refusal.problems)
            thing.refresh_from_db()
    return _form_page(request, kind, form, thing)


def _stored(request: HttpRequest, thing: Contribution) -> HttpResponse:
    """Leads to the page of ``thing``, submitting it first where that button was pressed."""
    if request.POST.get("intent") == "submit":
        source = thing.state
        thing = move(thing, person_of(request), State.SUBMITTED)
        sentence = str(STEP_TEXTS[source, State.SUBMITTED].done)
    elif thing.state == State.PUBLISHED:
        sentence = _("Saved. Everyone sees the change now.")
    else:
        sentence = _("Saved. Only your organisation sees it until you submit it.")
    _say(request, sentence)
    return redirect(object_url(thing))


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
    """Deletes what was never public and returns to the person's own list."""
    thing: Any = visible_object(collection, pk, request.user)
    title = str(thing)
    discard(thing, person_of(request))
    messages.success(request, _("“%(title)s” is deleted.") % {"title": title})
    return redirect("mine")
