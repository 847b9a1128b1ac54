"""What the worker does by itself, by the clock."""

import datetime

from procrastinate.contrib.django import app

from territory.contributions.trash import purge_trash
from territory.meetings.reminders import purge_meetings


# At night, when nobody is looking for what they deleted.
@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="empty_trash")
def empty_trash(timestamp: int) -> int:
    """How many things were deleted for good; ``timestamp`` is the moment it was planned for, Unix seconds."""
    moment = datetime.datetime.fromtimestamp(timestamp, tz=datetime.UTC)
    return purge_trash(moment) + purge_meetings(moment)
