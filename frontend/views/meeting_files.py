"""Files of a meeting: handed in and removed by its coordination, read by those who read the meeting."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from frontend.views.files import file_answer
from frontend.views.meetings import meeting_at
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from territory.acting import acting_as
from territory.errors import Invalid, NotAllowed
from territory.files.actions import store
from territory.meetings.models import Meeting, MeetingFile
from territory.meetings.papers import add_meeting_file, remove_meeting_file, take_back_meeting_file
from territory.meetings.rules import can_run_group


def _paper(meeting: Meeting, key: int) -> MeetingFile:
    found = next((paper for paper in meeting.files.all() if paper.pk == key), None)
    if found is None:
        raise Http404
    return found


@login_required
@require_safe
def meeting_file(request: HttpRequest, pk: int, key: int) -> HttpResponseBase:
    """The bytes, for those who read the meeting; kept by no cache on the way."""
    paper = _paper(meeting_at(request, pk), key)
    if paper.removed_at is not None:
        raise Http404
    answer = file_answer(request, paper.file)
    answer["Cache-Control"] = "private, no-store"
    return answer


@login_required
@refusals_as_pages
@require_POST
def add_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hangs one file on a meeting."""
    meeting, person, upload = meeting_at(request, pk), person_of(request), request.FILES.get("file")
    if not can_run_group(person, meeting.working_group):
        raise NotAllowed(_("Only the coordination of %(group)s writes here.") % {"group": meeting.working_group})
    try:
        if upload is None:
            raise Invalid({"file": [_("Choose a file.")]})
        with acting_as(person, verb="add meeting file"):
            add_meeting_file(meeting, person, store(upload, upload.name or "", person))
        messages.success(request, _("Added."))
    except Invalid as refusal:
        messages.error(request, str(refusal))
    return redirect("meeting", pk)


@login_required
@refusals_as_pages
@require_POST
def change_file(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Removes a file, or takes it back."""
    paper = _paper(meeting_at(request, pk), key)
    if request.POST.get("wish") == "take-back":
        take_back_meeting_file(paper, person_of(request))
        messages.success(request, _("“%(name)s” is back.") % {"name": paper})
    else:
        remove_meeting_file(paper, person_of(request))
        messages.success(request, _("“%(name)s” is removed. You can take it back below.") % {"name": paper})
    return redirect("meeting", pk)
