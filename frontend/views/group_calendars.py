"""The days of a working group in a member's own calendar: one meeting as a file, all under a secret address."""

import datetime

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from frontend.calendars import BACK_DAYS, calendar_of_group, phases_hindering
from frontend.news_texts import absolute
from frontend.views.feeds import as_calendar, private, reader_with
from frontend.views.reader import person_of
from frontend.views.refusals import refusals_as_pages
from territory.alerts.following import key_of
from territory.errors import NotAllowed
from territory.meetings.reading import dated_for, meeting_called
from territory.meetings.rules import can_read_meetings
from territory.working_groups.models import WorkingGroup


@login_required
@never_cache
@require_safe
def meeting_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting, to be put into a calendar by hand."""
    meeting = meeting_called(pk, request.user)
    if meeting is None or meeting.trashed_at is not None:
        raise Http404
    return private(as_calendar(calendar_of_group(str(meeting.working_group), [meeting], [], [])))


@require_safe
def group_calendar(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Meetings, decisions that are due and works of a group, for the person whose key it is."""
    reader, group = reader_with(key), get_object_or_404(WorkingGroup, pk=pk)
    if not can_read_meetings(reader, group):
        raise Http404
    with translation.override(reader.language):
        since = timezone.localdate() - datetime.timedelta(days=BACK_DAYS)
        meetings, decisions = dated_for(reader, group, since)
        name = _("Meetings of %(group)s") % {"group": group}
        return private(as_calendar(calendar_of_group(name, meetings, decisions, phases_hindering(group.footprint))))


@login_required
@never_cache
@refusals_as_pages
@require_safe
def group_calendar_address(request: HttpRequest, pk: int) -> HttpResponse:
    """The secret address, to be told to a calendar program."""
    group = get_object_or_404(WorkingGroup, pk=pk)
    if not can_read_meetings(request.user, group):
        raise NotAllowed(_("Only those who take part in %(group)s read its meetings.") % {"group": group})
    address = absolute(reverse("group-calendar", args=[key_of(person_of(request)), pk]))
    return render(request, "frontend/groups/calendar.html", {"group": group, "address": address})
