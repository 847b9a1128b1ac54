"""Reading meetings, in the reader's name: the database gives them to nobody else.

Everything here is read at once and answered as lists, since outside of the reader's name there would be nothing.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, Q
from django.utils import timezone

from territory.acting import acting_as
from territory.meetings.models import Decision, Meeting
from territory.meetings.rules import can_read_meetings, can_run_group
from territory.people.models import User
from territory.working_groups.models import WorkingGroup

READ = "read meetings"
MOST = 200  # meetings of a group that are listed, the latest first: four years of weekly ones
Reader = User | AnonymousUser


@dataclass(frozen=True)
class GroupState:
    """How the work of a group stands. overdue: open decisions whose day has passed."""

    next_meeting: Meeting | None
    last_meeting: Meeting | None
    open_decisions: int
    done_decisions: int
    overdue: int


def meetings_of(group: WorkingGroup, reader: Reader) -> list[Meeting]:
    """The meetings of ``group`` with their decisions, the latest first; none for who may not read them."""
    if not isinstance(reader, User) or not can_read_meetings(reader, group):
        return []
    with acting_as(reader, verb=READ):
        rows = Meeting.objects.filter(working_group=group, trashed_at=None)
        return list(rows.prefetch_related("decisions")[:MOST])


def meeting_called(pk: int, reader: Reader) -> Meeting | None:
    """One meeting with its group and decisions, also from the trash; None where the reader sees none."""
    if not isinstance(reader, User):
        return None
    with acting_as(reader, verb=READ):
        rows = Meeting.objects.filter(pk=pk).select_related("working_group")
        found = rows.prefetch_related("decisions", "files__file").first()
        return found if found is not None and can_read_meetings(reader, found.working_group) else None


def decision_called(pk: int, reader: Reader) -> Decision | None:
    """One decision with its meeting and group; None where the reader sees none."""
    if not isinstance(reader, User):
        return None
    with acting_as(reader, verb=READ):
        rows = Decision.objects.filter(pk=pk, meeting__trashed_at=None)
        found = rows.select_related("meeting__working_group").first()
        return found if found is not None and can_read_meetings(reader, found.meeting.working_group) else None


def open_decisions_of(group: WorkingGroup, reader: Reader) -> list[Decision]:
    """What is decided and not done, what is due first at the top; without a day last."""
    if not isinstance(reader, User) or not can_read_meetings(reader, group):
        return []
    with acting_as(reader, verb=READ):
        rows = Decision.objects.filter(meeting__working_group=group, meeting__trashed_at=None, done_on=None)
        found = list(rows.select_related("meeting")[:MOST])
    return sorted(found, key=lambda each: (each.due_on or datetime.date.max, each.pk))


def trash_of(group: WorkingGroup, reader: Reader) -> list[Meeting]:
    """Meetings in the trash, the last one first."""
    if not isinstance(reader, User) or not can_run_group(reader, group):
        return []
    with acting_as(reader, verb=READ):
        rows = Meeting.objects.filter(working_group=group, trashed_at__isnull=False)
        return list(rows.order_by("-trashed_at")[:MOST])


def states_of(groups: Sequence[WorkingGroup], reader: User) -> dict[int, GroupState]:
    """How the work of each group stands, by its number; only of groups whose meetings ``reader`` may read."""
    groups = [group for group in groups if can_read_meetings(reader, group)]
    now, today = timezone.now(), timezone.localdate()
    with acting_as(reader, verb=READ):
        meetings = list(
            Meeting.objects.filter(working_group__in=groups, trashed_at=None)
            .order_by("starts_at", "pk")
            .prefetch_related(Prefetch("decisions"))
        )
    found: dict[int, GroupState] = {}
    for group in groups:
        own = [meeting for meeting in meetings if meeting.working_group_id == group.pk]
        decisions = [decision for meeting in own for decision in meeting.decisions.all()]
        is_open = [decision for decision in decisions if decision.done_on is None]
        ahead = [meeting for meeting in own if not meeting.is_over]
        over = [meeting for meeting in own if meeting.starts_at < now and meeting.is_over]
        found[group.pk] = GroupState(
            next_meeting=ahead[0] if ahead else None,
            last_meeting=over[-1] if over else None,
            open_decisions=len(is_open),
            done_decisions=len(decisions) - len(is_open),
            overdue=sum(1 for decision in is_open if decision.due_on and decision.due_on < today),
        )
    return found


def dated_for(reader: User, group: WorkingGroup, since: datetime.date) -> tuple[list[Meeting], list[Decision]]:
    """Meetings and open decisions with a day from ``since`` on: what stands in a member's calendar."""
    if not can_read_meetings(reader, group):
        return [], []
    with acting_as(reader, verb=READ):
        mine = Q(meeting__working_group=group, meeting__trashed_at=None)
        decisions = Decision.objects.filter(mine, done_on=None, due_on__gte=since).select_related("meeting")[:MOST]
        meetings = Meeting.objects.filter(working_group=group, trashed_at=None, starts_at__date__gte=since)[:MOST]
        return list(meetings), list(decisions)
