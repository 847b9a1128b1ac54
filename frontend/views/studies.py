"""A kept siting: its latest answer with its day, what changed since the one before, running it again, sharing it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from frontend.forms.studies import StudyForm
from frontend.group_path import WHERE, Step, path_of
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from frontend.views.siting import siting_data
from layers.errors import GeodataError
from territory.errors import Invalid
from territory.needs_and_offers.viability import THRESHOLD_JOBS
from territory.reach.errors import NoWalkableWay
from territory.siting.errors import NoSolution, UnusableProblem
from territory.studies import actions, rules
from territory.studies.answer import with_words
from territory.studies.changes import changes_between
from territory.studies.models import Study
from territory.working_groups.models import WorkingGroup

# Why a question that had an answer may have none any more.
NO_ANSWER = (Invalid, UnusableProblem, NoSolution, NoWalkableWay, GeodataError)


@login_required
@require_safe
@never_cache
def study_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The study with its latest answer."""
    return _show(request, _study(request, pk))


@login_required
@require_POST
@refusals_as_pages
def run_study(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks the same question again; what changed is on the page."""
    study = _study(request, pk)
    try:
        actions.run_again(person_of(request), study)
    except NO_ANSWER as refusal:
        messages.error(request, _("Not run again: %(reason)s") % {"reason": refusal})
    return redirect("study", pk)


@login_required
@require_POST
@refusals_as_pages
def change_study(request: HttpRequest, pk: int) -> HttpResponse:
    """Another title, shared with another group or nobody."""
    study, reader = _study(request, pk), person_of(request)
    form = StudyForm(request.POST, reader=reader, study=study)
    if form.is_valid():
        try:
            actions.change(reader, study, form.cleaned_data["title"], form.cleaned_data["group"])
        except Invalid as refusal:
            form.add_problems(refusal.problems)
        else:
            messages.success(request, _("Saved."))
            return redirect("study", pk)
    return _show(request, study, form)


@login_required
@require_POST
@refusals_as_pages
def delete_study(request: HttpRequest, pk: int) -> HttpResponse:
    """Deletes the study with its answers."""
    study = _study(request, pk)
    actions.discard(person_of(request), study)
    messages.success(request, _("“%(title)s” is deleted.") % {"title": study.title})
    return redirect("siting")


def _study(request: HttpRequest, pk: int) -> Study:
    found = rules.visible_to(person_of(request)).filter(pk=pk).select_related("owner", "working_group").first()
    if found is None:
        raise Http404
    return found


def _show(request: HttpRequest, study: Study, form: StudyForm | None = None) -> HttpResponse:
    reader = person_of(request)
    runs = list(study.runs.all()[:2])
    answer = with_words(runs[0].answer)
    initial = {"title": study.title, "group": study.working_group}
    shared = study.working_group.slug if study.working_group else ""
    service = study.inputs.get("service") or ""
    context: dict[str, Any] = {
        "study": study,
        "path": _path(study, service),
        "run": runs[0],
        "answer": answer,
        "earlier": runs[1] if len(runs) > 1 else None,
        "changes": changes_between(runs[1].answer, runs[0].answer) if len(runs) > 1 else None,
        "may_change": rules.can_change(reader, study),
        "form": form or StudyForm(initial=initial, reader=reader, study=study),
        "extent": _extent(answer),
        "siting": siting_data(reader, study.inputs["demand"], shared, service)
        | {"question": _question(study.inputs), "answer": answer},
    }
    return render(request, "frontend/studies/study.html", context)


def _path(study: Study, service: str) -> list[Step]:
    """The way on which the study was made, where it was for a service of a working group."""
    group = WorkingGroup.objects.filter(slug=study.inputs["demand"].get("group", "")).first()
    if not service or group is None:
        return []
    threshold = study.inputs.get("threshold") or {}
    return path_of(group, WHERE, service, threshold.get("jobs") or THRESHOLD_JOBS[service])


def _question(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs as the script's controls hold them."""
    names = (
        "model",
        "minutes",
        "sites",
        "stops",
        "ground",
        "points",
        "cells",
        "fixed",
        "capacity",
        "threshold",
        "flow",
    )
    return {name: inputs.get(name) for name in names}


def _extent(answer: dict[str, Any]) -> str:
    """West, south, east, north of everything in the answer, with some room."""
    places = [one["at"] for one in (*answer["demand"], *answer["best"]["sites"])]
    lons, lats = [place[0] for place in places], [place[1] for place in places]
    room = 0.001  # degrees, some 100 m
    return f"{min(lons) - room:.5f},{min(lats) - room:.5f},{max(lons) + room:.5f},{max(lats) + room:.5f}"
