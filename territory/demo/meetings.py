"""The demonstration's meetings and decisions, all invented, counted from the day it is loaded."""

import datetime
from pathlib import Path

from django.utils import timezone

from territory.demo.fixtures import read_list
from territory.meetings.actions import plan_meeting, write_decision
from territory.people.models import User
from territory.working_groups.models import WorkingGroup


def load_meetings(folder: Path, author: User) -> int:
    """How many meetings of meetings.json were stored, with their decisions."""
    rows, today = read_list(folder, "meetings"), timezone.localdate()
    for row in rows:
        begins = datetime.datetime.combine(
            today + datetime.timedelta(days=row["days"]),
            datetime.time.fromisoformat(row["time"]),
            timezone.get_current_timezone(),
        )
        meeting = plan_meeting(
            WorkingGroup.objects.get(slug=row["group"]),
            author,
            {
                "title": row["title"],
                "starts_at": begins,
                "ends_at": begins + datetime.timedelta(hours=row["hours"]),
                "place": row["place"],
                "agenda": row["agenda"],
                "minutes": row["minutes"],
            },
        )
        for decision in row["decisions"]:
            due, done = decision["due"], decision.get("done")
            write_decision(
                meeting,
                author,
                {
                    "text": decision["text"],
                    "owner": decision["owner"],
                    "due_on": None if due is None else today + datetime.timedelta(days=due),
                    "done_on": None if done is None else today + datetime.timedelta(days=done),
                },
            )
    return len(rows)
