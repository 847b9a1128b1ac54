"""Leads of my establishments: the list, one lead with its history, answering and moving on."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from frontend.forms.leads import StepForm
from frontend.lead_words import ADVICE, STEPS, teller_in_words, title_of
from frontend.views.needs_and_offers import in_words
from frontend.views.reader import in_own_name, person_of
from frontend.views.refusals import refusals_as_pages
from territory.errors import Invalid
from territory.leads import actions
from territory.leads.models import Lead, LeadSide, State
from territory.leads.profiles import compared, open_sentences
from territory.leads.querysets import leads_visible_to, sides_visible_to, steps_visible_to
from territory.leads.rules import can_answer, open_steps, own_side
from territory.matching.score import Pair
from territory.needs_and_offers.models import Direction, NeedOrOffer
from territory.needs_and_offers.querysets import facilitated_groups, own_groups
from territory.needs_and_offers.rules import can_facilitate
from territory.people.models import User
from territory.working_groups.models import WorkingGroup


@dataclass(frozen=True)
class LeadRow:
    lead: Lead
    title: str
    waits: bool


@login_required
@never_cache
@in_own_name
@require_safe
def own_leads(request: HttpRequest) -> HttpResponse:
    """The leads of the person's establishments, those that wait for an answer first; and the groups' pages."""
    reader = person_of(request)
    leads = leads_visible_to(reader).select_related("working_group")
    rows = []
    for lead in leads.order_by("-updated_at")[:200]:
        side = own_side(reader, lead)
        if side is not None:
            rows.append(LeadRow(lead, title_of(side.direction, side.entry), can_answer(reader, lead)))
    rows.sort(key=lambda row: not row.waits)
    of_reader = Q(pk__in=facilitated_groups(reader).values("pk")) | Q(pk__in=own_groups(reader).values("pk"))
    groups = WorkingGroup.objects.filter(of_reader).order_by("name")
    return render(request, "frontend/leads/own.html", {"rows": rows, "groups": groups})


def _visible(request: HttpRequest, pk: int) -> Lead:
    lead = leads_visible_to(request.user).select_related("working_group__coordinator").filter(pk=pk).first()
    if lead is None:
        raise Http404
    return lead


@login_required
@never_cache
@in_own_name
@require_safe
def lead_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One lead, as far as it is for the person."""
    return _show(request, _visible(request, pk), StepForm())


@login_required
@refusals_as_pages
@in_own_name
@require_POST
def answer_lead(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes or no of one side; a no says why."""
    lead = _visible(request, pk)
    form = StepForm(request.POST)
    interested = request.POST.get("answer") == "yes"
    if form.is_valid():
        try:
            lead = actions.answer(lead, person_of(request), interested, form.cleaned_data["reason"])
        except Invalid as refusal:
            form.add_problems(refusal.problems)
        else:
            messages.success(request, _answered(lead, interested))
            return redirect("lead", pk)
    return _show(request, lead, form, "answer")


@login_required
@refusals_as_pages
@in_own_name
@require_POST
def move_lead(request: HttpRequest, pk: int) -> HttpResponse:
    """The next state, with the reason and the result where they are asked for."""
    lead = _visible(request, pk)
    form, target = StepForm(request.POST), request.POST.get("target", "")
    if form.is_valid():
        try:
            lead = actions.move(lead, person_of(request), target, form.cleaned_data["reason"], form.result())
        except Invalid as refusal:
            form.add_problems(refusal.problems)
        else:
            messages.success(request, _("The lead is now: %(state)s.") % {"state": lead.get_state_display()})
            return redirect("lead", pk)
    return _show(request, lead, form, target)


def _answered(lead: Lead, interested: bool) -> str:
    if not interested:
        return _("Thank you. The lead is dropped; your reason is read by the facilitator only.")
    if lead.state == State.BOTH_INTERESTED:
        return _("Both are interested: from now on you see each other’s names.")
    return _("Thank you. If the other side says yes too, you see each other’s names.")


def _show(request: HttpRequest, lead: Lead, form: StepForm, tried: str = "") -> HttpResponse:
    reader = person_of(request)
    mine = own_side(reader, lead)
    sides = list(sides_visible_to(reader, lead))
    entries = NeedOrOffer.objects.visible_to(reader).select_related("establishment")
    readable = entries.in_bulk([side.entry_id for side in sides])
    shown = mine or next((side for side in sides if side.direction == Direction.OFFER), None)
    context: dict[str, Any] = {
        "lead": lead,
        "title": title_of(shown.direction, readable[shown.entry_id]) if shown and shown.entry_id in readable else "",
        "sides": [_side(side, mine, readable) for side in sides],
        "is_hidden": mine is not None and len(sides) < 2,
        "facilitates": can_facilitate(reader, lead.working_group),
        "sentences": _sentences(lead, sides, readable),
        "answers": can_answer(reader, lead),
        "steps": [] if can_answer(reader, lead) else _next_steps(reader, lead),
        "history": [{"step": step, "by": teller_in_words(step, mine)} for step in steps_visible_to(reader, lead)],
        "form": form,
        "tried": tried,
    }
    return render(request, "frontend/leads/lead.html", context, status=422 if form.errors else 200)


def _next_steps(reader: User, lead: Lead) -> list[dict[str, Any]]:
    return [
        {"step": step, "label": STEPS[step.target], "advice": ADVICE[step.target]} for step in open_steps(reader, lead)
    ]


def _side(side: LeadSide, mine: LeadSide | None, readable: dict[int, NeedOrOffer]) -> dict[str, Any]:
    entry = readable.get(side.entry_id)
    is_mine = mine is not None and side.pk == mine.pk
    return {"side": side, "is_mine": is_mine, "row": in_words(entry) if entry else None}


def _sentences(lead: Lead, sides: list[LeadSide], readable: dict[int, NeedOrOffer]) -> list[str]:
    """With all figures where both entries may be read, else in steps, as they were when it was found."""
    entries = {side.direction: readable.get(side.entry_id) for side in sides}
    offer, need = entries.get(Direction.OFFER), entries.get(Direction.NEED)
    if offer and need:
        pair = compared(offer, need)
        if isinstance(pair, Pair):
            return open_sentences(pair)
    found: dict[str, list[str]] = lead.sentences
    return found.get(get_language() or "") or next(iter(found.values()), [])
