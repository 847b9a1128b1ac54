"""Addresses of a working group's room: its meetings and decisions, its map, and the groups side by side."""

from django.urls import path

from frontend.views.group_calendars import group_calendar, group_calendar_address, meeting_calendar
from frontend.views.groups import group_map, groups_page
from frontend.views.meeting_files import add_file, change_file, meeting_file
from frontend.views.meetings import (
    discard_meeting,
    edit_meeting,
    meeting_page,
    meetings_page,
    plan_meeting,
    recover_meeting,
    settle_decision,
    write_decision,
)

urlpatterns = [
    path("groups/", groups_page, name="groups"),
    path("working-groups/<int:pk>/map/", group_map, name="group-map"),
    path("working-groups/<int:pk>/meetings/", meetings_page, name="meetings"),
    path("working-groups/<int:pk>/meetings/plan/", plan_meeting, name="plan-meeting"),
    path("working-groups/<int:pk>/meetings/calendar/", group_calendar_address, name="group-calendar-address"),
    path("meetings/<int:pk>/", meeting_page, name="meeting"),
    path("meetings/<int:pk>/edit/", edit_meeting, name="edit-meeting"),
    path("meetings/<int:pk>/decide/", write_decision, name="write-decision"),
    path("meetings/<int:pk>/discard/", discard_meeting, name="discard-meeting"),
    path("meetings/<int:pk>/recover/", recover_meeting, name="recover-meeting"),
    path("meetings/<int:pk>/files/", add_file, name="add-meeting-file"),
    path("meetings/<int:pk>/files/<int:key>/", meeting_file, name="meeting-file"),
    path("meetings/<int:pk>/files/<int:key>/change/", change_file, name="change-meeting-file"),
    path("meetings/<int:pk>.ics", meeting_calendar, name="meeting-calendar"),
    path("decisions/<int:pk>/settle/", settle_decision, name="settle-decision"),
    path("calendars/<str:key>/groups/<int:pk>.ics", group_calendar, name="group-calendar"),
]
