"""The history of the demonstration, dated to days on which its invented things could have become known.

Everything is written within one minute, through everybody's actions. Without this the second clock of the map
("as we knew it on") would have nothing to show before that minute.
"""

import datetime
from collections.abc import Sequence
from itertools import chain, repeat
from typing import Any

from django.db.models import Model
from django.utils import timezone

from territory.contributions.models import State

# A thing is on the map so long before it begins.
KNOWN_BEFORE = datetime.timedelta(days=45)
# Between two steps of the same day.
STEP = datetime.timedelta(minutes=10)
OFFICE_OPENS = datetime.time(9)


def date_back(thing: Model, facts: dict[str, Any]) -> None:
    """Dates the history of ``thing``: each stage to its day, all later steps to the last of these days.

    Without stages it became known some weeks before it begins. What is not public keeps the dates of its loading.
    """
    days = _days_of(facts)
    if facts["state"] == State.PUBLISHED:
        date_events(thing, days)


def date_events(thing: Model, days: Sequence[datetime.date]) -> None:
    """Dates the versions of ``thing`` to ``days`` in their order, all further ones to the last; without days none."""
    if not days:
        return
    events = type(thing).pgh_event_model._default_manager.filter(pgh_obj_id=thing.pk)  # type: ignore[attr-defined]
    earliest = timezone.make_aware(datetime.datetime.combine(days[0], OFFICE_OPENS))
    for event, day in zip(events.order_by("pgh_id"), chain(days, repeat(days[-1])), strict=False):
        earliest = max(earliest + STEP, timezone.make_aware(datetime.datetime.combine(day, OFFICE_OPENS)))
        events.filter(pk=event.pk).update(pgh_created_at=min(earliest, event.pgh_created_at))


def _days_of(facts: dict[str, Any]) -> list[datetime.date]:
    """The days of its stages in their order, else the one on which it became known; none for what is to come."""
    told = [datetime.date.fromisoformat(stage["on"]) for stage in facts.get("stages", [])]
    if not told and facts.get("starts_on"):
        told = [datetime.date.fromisoformat(facts["starts_on"]) - KNOWN_BEFORE]
    return told
