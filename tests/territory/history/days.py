"""A history that took place on given days: the database's clock cannot be set, so its marks are moved afterwards."""

import datetime

from django.db import connection

from territory.contributions.models import Contribution


def spread_over(thing: Contribution, *moments: datetime.datetime) -> None:
    """Puts the versions of ``thing``, in their order, at ``moments``."""
    events = type(thing).pgh_event_model
    keys = list(events.objects.filter(pgh_obj_id=thing.pk).order_by("pgh_id").values_list("pgh_id", flat=True))
    assert len(keys) == len(moments), f"{len(keys)} versions"
    with connection.cursor() as cursor:
        for key, moment in zip(keys, moments, strict=True):
            cursor.execute(f"update {events._meta.db_table} set pgh_created_at = %s where pgh_id = %s", [moment, key])


def noon(day: str) -> datetime.datetime:
    """12:00 UTC of a day."""
    return datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00")
