"""Enquiries of the demonstration: some answered, some waiting; all of it is invented."""

import datetime
from pathlib import Path

from django.utils import timezone

from territory.demo.companies import Places
from territory.demo.fixtures import read_list
from territory.enquiries.models import Enquiry
from territory.working_groups.models import WorkingGroup

ASKED_AGO = datetime.timedelta(days=6)
ANSWERED_AGO = datetime.timedelta(days=3)


def load_enquiries(folder: Path, places: Places) -> int:
    """How many enquiries of enquiries.json were sent; nobody is written to."""
    rows = read_list(folder, "enquiries")
    now = timezone.now()
    for row in rows:
        answer = row.get("needs_it")
        Enquiry.objects.create(
            working_group=WorkingGroup.objects.get(slug=row["group"]),
            establishment=places[row["establishment"]],
            service=row["service"],
            started_at=now - ASKED_AGO,
            sent_at=now - ASKED_AGO,
            answer=answer,
            answered_at=None if answer is None else now - ANSWERED_AGO,
        )
    return len(rows)
