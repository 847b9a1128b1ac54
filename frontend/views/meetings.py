"""Meetings of a working group: planned and written down by its coordination, read by those who take part."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontend.forms.meetings import DecisionForm, MeetingForm
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from territory.errors import Invalid, NotAllowed, Outdated
from territory.meetings import actions
from territory.meetings.models import Decision, Meeting
from territory.meetings.reading import (
    decision_called,
    meeting_called,
    meetings_of,
    open_decisions_of,
    trash_of,
)
from territory.meetings.rules import can_read_meetings, can_run_group
from territory.working_groups.models import WorkingGroup


def _room(request: HttpRequest, pk: int) -> WorkingGroup:
    """The group, for those who may read its meetings. Raises NotAllowed."""
    group: WorkingGroup = get_object_or_404(WorkingGroup.objects.select_related("coordinator"), pk=pk)
    if not can_read_meetings(request.user, group):
        raise NotAllowed(_("Only those who take part in %(group)s read its meetings.") % {"group": group})
    return group


def meeting_at(request: HttpRequest, pk: int, *, from_trash: bool = False) -> Meeting:
    """The meeting; like one that does not exist for those who may not read it. Raises Http404."""
    found = meeting_called(pk, request.user)
    if found is None or (found.trashed_at is not None) != from_trash:
        raise Http404
    return found


@login_required
@never_cache
@refusals_as_pages
@require_safe
def meetings_page(request: HttpRequest, pk: int) -> HttpResponse:
    """All meetings of a group, what is decided and not done."""
    group = _room(request, pk)
    meetings = meetings_of(group, request.user)
    context = {
        "group": group,
        "ahead": [meeting for meeting in reversed(meetings) if not meeting.is_over],
        "over": [meeting for meeting in meetings if meeting.is_over],
        "decisions": open_decisions_of(group, request.user),
        "may_write": can_run_group(request.user, group),
        "trash": trash_of(group, request.user),
    }
    return render(request, "frontend/groups/meetings.html", context)


@login_required
@never_cache
@refusals_as_pages
@require_http_methods(["GET", "POST"])
def plan_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a new meeting, for the coordination."""
    group = _room(request, pk)
    if not can_run_group(request.user, group):
        raise NotAllowed(_("Only the coordination of %(group)s writes here.") % {"group": group})
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            meeting = actions.plan_meeting(group, person_of(request), form.values())
        except Invalid as refusal:
            form.add_problems(refusal.problems)
        else:
            messages.success(request, _("Planned. Those who take part are told."))
            return redirect("meeting", meeting.pk)
    return _form_page(request, group, form, None)


@login_required
@never_cache
@refusals_as_pages
@require_http_methods(["GET", "POST"])
def edit_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of a meeting that is there: its agenda before, its minutes after."""
    meeting = meeting_at(request, pk)
    group = meeting.working_group
    if not can_run_group(request.user, group):
        raise NotAllowed(_("Only the coordination of %(group)s writes here.") % {"group": group})
    names = actions.MEETING_VALUES
    initial = {name: getattr(meeting, name) for name in names} | {"based_on": meeting.version}
    form = MeetingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_meeting(meeting, person_of(request), form.values(), form.cleaned_data["based_on"])
        except Invalid as refusal:
            form.add_problems(refusal.problems)
        except Outdated as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("meeting", pk)
    return _form_page(request, group, form, meeting)


def _form_page(request: HttpRequest, group: WorkingGroup, form: MeetingForm, meeting: Meeting | None) -> HttpResponse:
    context = {"group": group, "form": form, "meeting": meeting}
    return render(request, "frontend/groups/meeting_form.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@refusals_as_pages
@require_safe
def meeting_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting: agenda, minutes, decisions."""
    return _show(request, meeting_at(request, pk), DecisionForm())


def _show(request: HttpRequest, meeting: Meeting, form: DecisionForm) -> HttpResponse:
    group = meeting.working_group
    context: dict[str, Any] = {
        "group": group,
        "meeting": meeting,
        "decisions": list(meeting.decisions.all()),  # read with the meeting, in the reader's name
        "may_write": can_run_group(request.user, group),
        "papers": [paper for paper in meeting.files.all() if paper.removed_at is None],
        "removed": [paper for paper in meeting.files.all() if paper.removed_at is not None],
        "form": form,
        "members": [
            str(member.establishment or member.organisation)
            for member in group.members.select_related("establishment", "organisation")
        ],
    }
    return render(request, "frontend/groups/meeting.html", context, status=422 if form.errors else 200)


@login_required
@refusals_as_pages
@require_POST
def write_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds a decision to a meeting."""
    meeting = meeting_at(request, pk)
    form = DecisionForm(request.POST)
    if form.is_valid():
        try:
            actions.write_decision(meeting, person_of(request), form.cleaned_data)
        except Invalid as refusal:
            form.add_problems(refusal.problems)
        else:
            messages.success(request, _("Written down. Those who take part are told."))
            return redirect("meeting", pk)
    return _show(request, meeting, form)


@login_required
@refusals_as_pages
@require_POST
def settle_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Says that a decision is done, or open again."""
    decision: Decision | None = decision_called(pk, request.user)
    if decision is None:
        raise Http404
    done_on = timezone.localdate() if request.POST.get("done") == "yes" else None
    actions.change_decision(decision, person_of(request), {"done_on": done_on})
    if request.POST.get("back") == "meetings":
        return redirect("meetings", decision.meeting.working_group_id)
    return redirect("meeting", decision.meeting_id)


@login_required
@refusals_as_pages
@require_POST
def discard_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Moves a meeting to the trash and returns to the list, where it can be undone."""
    meeting = meeting_at(request, pk)
    actions.discard_meeting(meeting, person_of(request))
    messages.success(request, render_to_string("frontend/groups/undo.html", {"meeting": meeting}, request))
    return redirect("meetings", meeting.working_group_id)


@login_required
@refusals_as_pages
@require_POST
def recover_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a meeting out of the trash again."""
    meeting = meeting_at(request, pk, from_trash=True)
    actions.recover_meeting(meeting, person_of(request))
    messages.success(request, _("It is back, as it was before."))
    return redirect("meeting", pk)
