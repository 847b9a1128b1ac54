"""What my establishments need and offer: the list, the short forms, withdrawing with the way back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontend.forms.needs_and_offers import FORMS, StatedForm, kind_of
from frontend.needs_words import facts_of, quantity_in_words, title_in_words
from frontend.views.reader import in_own_name, person_of
from frontend.views.refusals import refusals_as_pages
from territory.companies.models import Establishment
from territory.enquiries.reading import received_by
from territory.errors import Invalid
from territory.needs_and_offers import actions
from territory.needs_and_offers.models import NeedOrOffer, Visibility
from territory.needs_and_offers.querysets import own_establishments
from territory.needs_and_offers.rules import can_change, can_state
from territory.people.models import User
from territory.working_groups.models import WorkingGroup


@dataclass(frozen=True)
class EntryInWords:
    entry: NeedOrOffer
    title: str
    quantity: str
    facts: list[str]


def in_words(entry: NeedOrOffer) -> EntryInWords:
    """``entry`` as a row of a list."""
    return EntryInWords(entry, title_in_words(entry), quantity_in_words(entry), facts_of(entry))


@login_required
@never_cache
@in_own_name
@require_safe
def own_needs(request: HttpRequest) -> HttpResponse:
    """Each establishment of the person's companies with its entries; the withdrawn ones can be stated again."""
    places = own_establishments(person_of(request)).order_by("name").prefetch_related("needs_and_offers")
    rows = [
        {
            "place": place,
            "stated": [in_words(entry) for entry in place.needs_and_offers.all() if entry.withdrawn_at is None],
            "withdrawn": [in_words(entry) for entry in place.needs_and_offers.all() if entry.withdrawn_at],
        }
        for place in places
    ]
    context = {"rows": rows, "kinds": list(FORMS), "enquiries": list(received_by(request.user)[:100])}
    return render(request, "frontend/needs/own.html", context)


@login_required
@never_cache
@refusals_as_pages
@in_own_name
@require_http_methods(["GET", "POST"])
def add_need(request: HttpRequest, place: int, kind: str) -> HttpResponse:
    """The short form for one new entry of an establishment."""
    establishment = get_object_or_404(Establishment.objects.select_related("company"), pk=place)
    if kind not in FORMS or not can_state(request.user, establishment):
        raise Http404
    form = FORMS[kind](request.POST or None, audience=_audience(establishment), initial=_wanted(request))
    if request.method == "POST" and form.is_valid():
        try:
            entry = actions.state_entry(establishment, person_of(request), form.values())
        except Invalid as refusal:
            form.add_problems(refusal.problems)
        else:
            messages.success(request, _saved(entry))
            return redirect("own-needs")
    return _show_form(request, establishment, kind, form)


@login_required
@never_cache
@refusals_as_pages
@in_own_name
@require_http_methods(["GET", "POST"])
def edit_need(request: HttpRequest, pk: int) -> HttpResponse:
    """The same form with what was stated."""
    entry = _own_entry(request, pk)
    kind = kind_of(entry)
    stated = {name: getattr(entry, name) for name in FORMS[kind].base_fields}
    form = FORMS[kind](request.POST or None, audience=_audience(entry.establishment), initial=stated)
    if request.method == "POST" and form.is_valid():
        try:
            entry = actions.change_entry(entry, person_of(request), form.values())
        except Invalid as refusal:
            form.add_problems(refusal.problems)
        else:
            messages.success(request, _saved(entry))
            return redirect("own-needs")
    return _show_form(request, entry.establishment, kind, form, entry)


@login_required
@refusals_as_pages
@in_own_name
@require_POST
def withdraw_need(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes an entry back; the message holds the way to state it again."""
    entry = actions.withdraw_entry(_own_entry(request, pk), person_of(request))
    undo = render_to_string("frontend/needs/undo.html", {"entry": entry, "title": title_in_words(entry)}, request)
    messages.success(request, mark_safe(undo))  # noqa: S308  our own template, which escapes
    return redirect("own-needs")


@login_required
@refusals_as_pages
@in_own_name
@require_POST
def state_need_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Undoes a withdrawal."""
    entry = actions.state_again(_own_entry(request, pk), person_of(request))
    messages.success(request, _saved(entry))
    return redirect("own-needs")


def _own_entry(request: HttpRequest, pk: int) -> NeedOrOffer:
    """The entry, if the person may change it; what is not theirs is not there."""
    entry = NeedOrOffer.objects.visible_to(request.user).select_related("establishment__company").filter(pk=pk).first()
    if entry is None or not can_change(request.user, entry):
        raise Http404
    return entry


def _show_form(
    request: HttpRequest, place: Establishment, kind: str, form: StatedForm, entry: NeedOrOffer | None = None
) -> HttpResponse:
    return render(
        request,
        "frontend/needs/form.html",
        {"place": place, "kind": kind, "form": form, "entry": entry},
        status=422 if form.errors else 200,
    )


def _wanted(request: HttpRequest) -> dict[str, Any]:
    wanted = {name: request.GET[name] for name in ("direction", "service") if name in request.GET}
    return {"direction": "in", **wanted}


def _audience(place: Establishment) -> dict[str, str]:
    """Who reads each choice, with the names of today's groups and facilitators."""
    groups = list(WorkingGroup.objects.filter(members__establishment=place).select_related("coordinator"))
    if not groups:
        return {
            Visibility.FACILITATOR: _("Nobody: this establishment is in no working group yet."),
            Visibility.GROUP: _("Nobody yet; later the members of a working group it joins."),
            Visibility.ALL: _("Everyone who opens the map."),
        }
    names = ", ".join(str(group) for group in groups)
    facilitators = ", ".join(sorted({str(group.coordinator) for group in groups}))
    return {
        Visibility.FACILITATOR: _("Only the facilitator: %(facilitators)s.") % {"facilitators": facilitators},
        Visibility.GROUP: _("The members of %(groups)s, and the facilitator.") % {"groups": names},
        Visibility.ALL: _("Everyone who opens the map."),
    }


def _saved(entry: NeedOrOffer) -> str:
    audience = _audience(entry.establishment)[entry.visibility]
    return _("Saved. Who sees it besides your company: %(audience)s") % {"audience": audience}


def needs_of(place: Establishment, reader: Any) -> list[EntryInWords]:
    """What ``reader`` may see of an establishment's needs and offers, needs first."""
    entries = NeedOrOffer.objects.visible_to(reader).stated().filter(establishment=place).order_by("direction", "pk")
    return [in_words(entry) for entry in entries[:50]]


def visible_in(group: WorkingGroup, reader: User | Any) -> list[EntryInWords]:
    """What ``reader`` may see of the needs and offers in a working group."""
    entries = NeedOrOffer.objects.visible_to(reader).stated()
    entries = entries.filter(establishment__group_memberships__working_group=group)
    return [in_words(entry) for entry in entries.select_related("establishment").order_by("direction", "pk")[:200]]
