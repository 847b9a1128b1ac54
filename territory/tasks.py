"""What the worker does by itself, by the clock."""

import datetime

from procrastinate.contrib.django import app

from territory.attachments.actions import purge_removed
from territory.comments.actions import purge_comments
from territory.context.keeping import keep_sheet
from territory.contributions.handing_in import KEEP_SHEET
from territory.contributions.trash import purge_trash
from territory.files.actions import purge_orphans
from territory.meetings.reminders import purge_meetings
from territory.suggestions.forgetting import forget_visitors
from territory.suitability.work import COMPUTE, compute


# At night, when nobody is looking for what they deleted.
@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="empty_trash")
def empty_trash(timestamp: int) -> int:
    """How many things were deleted for good; ``timestamp`` is the moment it was planned for, Unix seconds."""
    moment = datetime.datetime.fromtimestamp(timestamp, tz=datetime.UTC)
    return purge_trash(moment) + purge_meetings(moment) + purge_comments(moment)


# After the trash: what hung on the things that went has nothing to hang on any more.
@app.periodic(cron="37 3 * * *")
@app.task(queueing_lock="tidy_files")
def tidy_files(timestamp: int) -> int:
    """How many files were removed for good because nothing hangs on them."""
    now = datetime.datetime.fromtimestamp(timestamp, tz=datetime.UTC)
    purge_removed(now)
    return purge_orphans(now)


@app.periodic(cron="27 3 * * *")
@app.task(queueing_lock="forget_visitors")
def forget_visitors_at_night(timestamp: int) -> int:
    """How many addresses of visitors were deleted; unconfirmed suggestions go as well."""
    return forget_visitors().addresses


@app.task(name=KEEP_SHEET)
def keep_context(kind: str, pk: int, version: int) -> None:
    """Keeps what lies around something that was handed in."""
    keep_sheet(kind, pk, version)


@app.task(name=COMPUTE)
def compute_raster(raster_id: int) -> None:
    """Checks and warps, derives or weighs a raster."""
    compute(raster_id)
