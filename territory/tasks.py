"""What the worker does by itself, by the clock."""

import datetime

from procrastinate.contrib.django import app

from territory.contributions.trash import purge_trash
from territory.suitability.work import COMPUTE, compute


# At night, when nobody is looking for what they deleted.
@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="empty_trash")
def empty_trash(timestamp: int) -> int:
    """How many things were deleted for good; ``timestamp`` is the moment it was planned for, Unix seconds."""
    return purge_trash(datetime.datetime.fromtimestamp(timestamp, tz=datetime.UTC))


@app.task(name=COMPUTE)
def compute_raster(raster_id: int) -> None:
    """Checks and warps, derives or weighs a raster."""
    compute(raster_id)
