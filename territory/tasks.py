"""What the worker does by itself, by the clock."""

import datetime

from procrastinate.contrib.django import app

from territory.contributions.trash import purge_trash
from territory.suggestions.forgetting import forget_visitors


# At night, when nobody is looking for what they deleted.
@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="empty_trash")
def empty_trash(timestamp: int) -> int:
    """How many things were deleted for good; ``timestamp`` is the moment it was planned for, Unix seconds."""
    return purge_trash(datetime.datetime.fromtimestamp(timestamp, tz=datetime.UTC))


@app.periodic(cron="27 3 * * *")
@app.task(queueing_lock="forget_visitors")
def forget_visitors_at_night(timestamp: int) -> int:
    """How many addresses of visitors were deleted; unconfirmed suggestions go as well."""
    return forget_visitors().addresses
