"""Meetings: who reads, who writes, what the database lets through, what becomes of mistakes."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.utils import timezone

from territory.errors import Invalid, NotAllowed, Outdated, WrongState
from territory.files.models import StoredFile
from territory.happenings.models import Happening, What
from territory.meetings.actions import (
    change_decision,
    change_meeting,
    discard_meeting,
    plan_meeting,
    recover_meeting,
    write_decision,
)
from territory.meetings.models import Decision, Meeting
from territory.meetings.reading import meeting_called, meetings_of, open_decisions_of, states_of
from territory.meetings.reminders import purge_meetings, remind_of_decisions
from territory.meetings.rules import can_read_meetings, can_run_group
from tests.territory.test_row_security import as_web

# Who reads, who writes: the coordination; a company with an establishment in it; a commune that is a member;
# the moderator of its land. Nobody else.
STANDING = {
    "administrator": (True, True),
    "coordinator": (True, True),
    "company_member": (True, False),
    "editor_osten": (True, False),
    "moderator": (True, False),
    "editor_westen": (False, False),  # it lies on their land, but they take no part
    "park_manager": (False, False),
    "nobody": (False, False),
}


def person(land, name):
    return None if name == "nobody" else getattr(land, name)


def rows_seen_as_web(user, table):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role web")
        cursor.execute("select set_config('territory.user_id', %s, true)", [str(user.pk) if user else ""])
        cursor.execute(f"select count(*) from {table}")
        seen = cursor.fetchone()[0]
        cursor.execute("reset role")
    return seen


@pytest.mark.parametrize(("name", "reads", "writes"), [(name, *may) for name, may in STANDING.items()])
def test_rules_and_database_draw_the_same_line(land, name, reads, writes):
    meeting = land.meeting()
    decision = write_decision(meeting, land.coordinator, {"text": "Compare.", "owner": "Coordination"})
    paper = StoredFile.objects.create(sha256="0" * 64, size_bytes=1, content_type="application/pdf", name="a.pdf")
    user = person(land, name)
    reader = user or AnonymousUser()
    assert can_read_meetings(reader, land.group) == reads
    assert can_run_group(reader, land.group) == writes
    assert len(meetings_of(land.group, reader)) == len(open_decisions_of(land.group, reader)) == int(reads)
    assert (meeting_called(meeting.pk, reader) is not None) == reads
    for table in ("territory_meeting", "territory_decision"):
        assert rows_seen_as_web(user, table) == int(reads), table
    changes = {
        "update territory_meeting set title = 'x' where id = %s": [meeting.pk],
        "update territory_decision set text = 'x' where id = %s": [decision.pk],
        "insert into territory_decision (meeting_id, number, text, owner) values (%s, 9, 'x', 'y')": [meeting.pk],
        "insert into territory_meeting (working_group_id, title, starts_at, place, agenda, minutes, version,"
        " updated_at) values (%s, 'x', now(), '', '', '', 1, now())": [land.group.pk],
        "insert into territory_meetingfile (meeting_id, file_id, added_at) values (%s, %s, now())": [
            meeting.pk,
            paper.pk,
        ],
    }
    for sql, parameters in changes.items():
        assert as_web(user, sql, parameters) == writes, sql
    assert not as_web(user, "delete from territory_meeting where id = %s", [meeting.pk])
    if user is not None and not writes:
        with pytest.raises(NotAllowed):
            plan_meeting(land.group, user, {"title": "Mine", "starts_at": land.soon})
        with pytest.raises(NotAllowed):
            write_decision(meeting, user, {"text": "x", "owner": "y"})
        with pytest.raises(NotAllowed):
            discard_meeting(meeting, user)


def test_who_leaves_the_company_reads_no_more(land):
    land.meeting()
    land.company_member.memberships.update(valid_until=timezone.localdate())
    assert meetings_of(land.group, land.company_member) == []
    assert rows_seen_as_web(land.company_member, "territory_meeting") == 0


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"starts_at": None}, "starts_at"),
        ({"starts_at": datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)}, "starts_at"),
        ({"ends_at": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)}, "ends_at"),
        ({"agenda": "x" * 10_001}, "agenda"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_stored_is_said_field_by_field(land, values, field):
    with pytest.raises(Invalid) as refusal:
        land.meeting(**values)
    assert field in refusal.value.problems
    assert not Meeting.objects.exists()


def test_two_coordinators_do_not_overrule_each_other(land):
    meeting = land.meeting()
    change_meeting(meeting, land.coordinator, {"agenda": "first"}, based_on=1)
    with pytest.raises(Outdated):
        change_meeting(meeting, land.coordinator, {"agenda": "second"}, based_on=1)
    assert Meeting.objects.get().agenda == "first"


def test_the_trash_hides_and_gives_back(land):
    meeting = land.meeting()
    write_decision(meeting, land.coordinator, {"text": "Compare.", "owner": "Coordination"})
    discard_meeting(meeting, land.coordinator)
    assert meetings_of(land.group, land.company_member) == []
    assert open_decisions_of(land.group, land.company_member) == []
    with pytest.raises(WrongState):
        write_decision(meeting, land.coordinator, {"text": "x", "owner": "y"})
    recover_meeting(meeting, land.coordinator)
    assert len(meetings_of(land.group, land.company_member)) == 1


def test_what_has_lain_in_the_trash_for_its_time_is_gone(land, settings):
    meeting = land.meeting()
    write_decision(meeting, land.coordinator, {"text": "Compare.", "owner": "Coordination"})
    discard_meeting(meeting, land.coordinator)
    now = timezone.now()
    assert purge_meetings(now + datetime.timedelta(days=settings.TRASH_DAYS - 1)) == 0
    assert purge_meetings(now + datetime.timedelta(days=settings.TRASH_DAYS + 1)) == 1
    assert not Decision.objects.exists()


def test_the_state_of_a_group_counts_what_is_open_done_and_overdue(land):
    held = land.meeting(title="Held", starts_at=timezone.now() - datetime.timedelta(days=40))
    ahead = land.meeting()
    today = timezone.localdate()
    for due_on, done_on in ((-1, None), (5, None), (None, None), (-9, -10)):
        values = {"text": "x", "owner": "y"}
        for name, days in (("due_on", due_on), ("done_on", done_on)):
            values[name] = None if days is None else today + datetime.timedelta(days=days)
        write_decision(held, land.coordinator, values)
    state = states_of([land.group], land.company_member)[land.group.pk]
    assert (state.next_meeting, state.last_meeting) == (ahead, held)
    assert (state.open_decisions, state.done_decisions, state.overdue) == (3, 1, 1)
    assert states_of([land.group], land.editor_westen) == {}
    done = change_decision(held.decisions.get(number=1), land.coordinator, {"done_on": today})
    assert not done.is_overdue
    assert states_of([land.group], land.company_member)[land.group.pk].overdue == 0


def test_reminders_go_once_a_date(land):
    meeting = land.meeting()
    today = timezone.localdate()
    days = {"late": -3, "in three days": 3, "later": 4}
    for text, ahead in days.items():
        due_on = today + datetime.timedelta(days=ahead)
        write_decision(meeting, land.coordinator, {"text": text, "owner": "y", "due_on": due_on})
    assert remind_of_decisions(today) == 2
    assert remind_of_decisions(today) == 0
    decision = Decision.objects.get(text="late")
    change_decision(decision, land.coordinator, {"due_on": today})
    assert remind_of_decisions(today) == 1  # another day, another reminder
    happening = Happening.objects.filter(what=What.DECISION_DUE).first()
    assert happening.kind == "workinggroup"
    assert "late" not in str(happening.titles) + happening.reason + happening.detail
