"""What the worker does with meetings: reminds of decisions that are due, once a date, and empties the trash."""

import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat

from territory.acting import at_work
from territory.happenings.models import Happening, What
from territory.happenings.record import record_at
from territory.meetings.models import Decision, Meeting, MeetingFile

AHEAD_DAYS = 3
KIND = "workinggroup"


def remind_of_decisions(today: datetime.date) -> int:
    """How many reminders were left: of open decisions due within three days or earlier, once for each date."""
    told = Happening.objects.filter(
        what=What.DECISION_DUE,
        kind=KIND,
        object_id=OuterRef("meeting__working_group"),
        detail=Concat(Cast(OuterRef("due_on"), CharField()), Value(" "), Cast(OuterRef("pk"), CharField())),
    )
    with at_work():
        due = list(
            Decision.objects.filter(
                ~Exists(told),
                done_on=None,
                due_on__lte=today + datetime.timedelta(days=AHEAD_DAYS),
                meeting__trashed_at=None,
            ).select_related("meeting__working_group")
        )
        return sum(_remind(decision) for decision in due)


def purge_meetings(now: datetime.datetime) -> int:
    """How many meetings were deleted for good: those in the trash for ``settings.TRASH_DAYS`` days."""
    last = now - datetime.timedelta(days=settings.TRASH_DAYS)
    with at_work():
        gone = list(Meeting.objects.filter(trashed_at__lt=last))
        for meeting in gone:
            meeting.delete()
        MeetingFile.objects.filter(removed_at__lt=last).delete()
    return len(gone)


def _remind(decision: Decision) -> bool:
    group = decision.meeting.working_group
    try:
        with transaction.atomic():
            record_at(
                What.DECISION_DUE,
                group,
                titles={code: getattr(group, f"name_{code}") or "" for code, _name in settings.LANGUAGES},
                location=group.footprint,
                actor=None,
                detail=f"{decision.due_on} {decision.pk}",
            )
    except IntegrityError:  # another worker was faster
        return False
    return True
