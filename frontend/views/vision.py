"""The vision of a region: its themes and goals by commune, and writing the goals."""

import datetime
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontend.forms.vision import GoalForm
from frontend.not_kept import not_kept_then
from frontend.two_clocks import clocks_in
from frontend.views.articles.placed import PLACED_KINDS
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from frontend.what_is_missing import ways_of
from layers.communes.models import Commune, Region
from territory.errors import Invalid
from territory.history.differences import differences
from territory.indicators.places import place_called
from territory.vision.actions import (
    add_goal,
    change_goal,
    move_goal,
    recover_goal,
    remove_goal,
    take_back_change,
)
from territory.vision.changes import Change, last_change_of
from territory.vision.coverage import Coverage, Reached, coverage_of
from territory.vision.models import Goal
from territory.vision.rules import can_plan, regions_planned_by


@require_safe
def vision_page(request: HttpRequest) -> HttpResponse:
    """Themes and goals by commune: what is covered, what is on its way, what is missing."""
    clocks = clocks_in(request.GET)
    region = _chosen(request)
    if not clocks.problems:
        clocks = replace(clocks, problems=_not_there(region, clocks.day_seen))
    problems = clocks.problems
    coverage = coverage_of(region, clocks.day, clocks.moment) if region and not problems else Coverage((), ())
    only = _commune(request, coverage)
    goals = coverage.goals
    cells = [cell for goal in goals for cell in goal.cells if only is None or cell.commune == only]
    context = {
        "region": region,
        "regions": Region.objects.valid_on(clocks.day_seen),
        "clocks": clocks,
        "coverage": coverage,
        "only": only,
        "shown": [only] if only else coverage.communes,
        "covered": sum(cell.reached is Reached.COVERED for cell in cells),
        "on_the_way": sum(cell.reached is Reached.ON_THE_WAY for cell in cells),
        "missing": sum(cell.reached is Reached.MISSING for cell in cells),
        "invented": any(row.goal.is_invented for row in goals),
        "not_kept": not_kept_then(clocks.moment, [Goal, *PLACED_KINDS]),
        # Of what is past nobody adds anything.
        "ways": None if clocks.is_past else ways_of(request.user),
        "may_plan": region is not None and clocks.moment is None and can_plan(request.user, region),
    }
    return render(request, "frontend/vision/vision.html", context, status=422 if problems else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_as_pages
def add_goal_page(request: HttpRequest) -> HttpResponse:
    """The form of a new goal, for the region that is named or the one that the person plans."""
    planned = regions_planned_by(request.user)
    region = planned.filter(code=request.GET["region"]).first() if "region" in request.GET else planned.first()
    if region is None:
        raise Http404
    form = GoalForm(request.POST or None, initial={"theme": request.GET.get("theme", "")})
    if request.method == "POST" and form.is_valid():
        try:
            add_goal(person_of(request), region, form.values())
        except Invalid as refusal:
            form.add_problems(refusal.problems)
        else:
            messages.success(request, _("The goal is part of the vision."))
            return redirect(_address(region))
    return _form(request, form, region)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_as_pages
def change_goal_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a goal that is there."""
    goal: Goal = get_object_or_404(Goal.objects.select_related("region", "theme"), pk=pk)
    if not can_plan(request.user, goal.region):
        raise Http404
    form = GoalForm(request.POST or None, initial=GoalForm.initial_of(goal))
    if request.method == "POST" and form.is_valid():
        try:
            before, stored = last_change_of(goal), change_goal(person_of(request), goal, form.values())
        except Invalid as refusal:
            form.add_problems(refusal.problems)
        else:
            _say_saved(request, stored, before)
            return redirect(_address(goal.region))
    return _form(request, form, goal.region, goal)


@login_required
@require_POST
@refusals_as_pages
def take_back_change_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the last change of a goal back, if it is still the one that the reader saw."""
    goal: Goal = get_object_or_404(Goal.objects.select_related("region"), pk=pk)
    number, before = request.POST.get("change", ""), last_change_of(goal)
    stored = take_back_change(person_of(request), goal, int(number) if number.isdecimal() else 0)
    _say_saved(request, stored, before)
    return redirect(f"{_address(goal.region)}#goal-{goal.pk}")


@login_required
@require_POST
@refusals_as_pages
def move_goal_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Moves a goal up or down among those of its theme."""
    goal: Goal = get_object_or_404(Goal.objects.select_related("region"), pk=pk)
    move_goal(person_of(request), goal, -1 if request.POST.get("by") == "-1" else 1)
    return redirect(f"{_address(goal.region)}#goal-{goal.pk}")


@login_required
@require_POST
@refusals_as_pages
def remove_goal_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a goal out of the vision; the next page offers the way back."""
    goal: Goal = get_object_or_404(Goal.objects.select_related("region"), pk=pk)
    remove_goal(person_of(request), goal)
    said = render_to_string("frontend/vision/undo.html", {"goal": goal, "number": pk}, request)
    messages.success(request, said)
    return redirect(_address(goal.region))


@login_required
@require_POST
@refusals_as_pages
def recover_goal_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Brings a removed goal back."""
    goal = recover_goal(person_of(request), pk)
    messages.success(request, _("The goal is part of the vision."))
    return redirect(f"{_address(goal.region)}#goal-{goal.pk}")


def _say_saved(request: HttpRequest, stored: Goal, before: Change | None) -> None:
    """Offers the way back, where something changed and nobody else has changed it again."""
    last = last_change_of(stored)
    if last is None or last == before or differences(Goal, last.after.row, stored):
        messages.success(request, _("Saved."))
        return
    said = render_to_string("frontend/vision/saved.html", {"goal": stored, "change": last}, request)
    messages.success(request, said)


def _address(region: Region) -> str:
    return f"{reverse('vision')}?region={region.code}"


def _form(request: HttpRequest, form: GoalForm, region: Region, goal: Goal | None = None) -> HttpResponse:
    last = last_change_of(goal) if goal else None
    context: dict[str, Any] = {
        "form": form,
        "region": region,
        "goal": goal,
        "back": _address(region),
        "last": last,
        "differences": [{"field": each} for each in last.found] if last else [],
    }
    return render(request, "frontend/vision/goal.html", context, status=422 if form.errors else 200)


def _chosen(request: HttpRequest) -> Region | None:
    """The region of the address; without one the one that has goals, else the first."""
    code = request.GET.get("region", "").replace("\x00", "")
    if code:
        return get_object_or_404(Region, code=code)
    today = Region.objects.valid_on(timezone.localdate())
    return today.filter(pk__in=Goal.objects.order_by().values("region")).first() or today.first()


def _not_there(region: Region | None, day: datetime.date) -> dict[str, str]:
    """Why there is no such region on ``day``; nothing where there is."""
    try:
        if region is not None:
            place_called(f"region:{region.code}", day)
    except Invalid as refusal:
        return {"on": str(refusal)}
    return {}


def _commune(request: HttpRequest, coverage: Coverage) -> Commune | None:
    """The one commune that is looked at; all of them where none of the region is named."""
    code = request.GET.get("commune")
    return next((commune for commune in coverage.communes if commune.lau2_code == code), None)
