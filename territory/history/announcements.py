"""What was announced of works before: the dates of their phases, as the history keeps them."""

import datetime
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils import timezone

from layers.construction_zones.models import ConstructionPhase, ConstructionZone


@dataclass(frozen=True)
class Announced:
    """The dates that a phase was said to have, and the day on which others were said."""

    starts_on: datetime.date
    ends_on: datetime.date | None
    until: datetime.date


def announced_before(zone: ConstructionZone, moment: datetime.datetime | None = None) -> dict[int, list[Announced]]:
    """Of each phase of ``zone`` by its id, what was announced before the dates that were known at ``moment`` (now)."""
    tracked: Any = ConstructionPhase
    events = tracked.pgh_event_model._default_manager.filter(zone_id=zone.pk).exclude(pgh_label="delete")
    if moment is not None:
        events = events.filter(pgh_created_at__lte=moment)
    told: dict[int, list[Any]] = {}
    for event in events.defer("footprint").order_by("pgh_id"):
        told.setdefault(event.pgh_obj_id, []).append(event)
    return {pk: _changes(each) for pk, each in told.items()}


def _changes(events: list[Any]) -> list[Announced]:
    return [
        Announced(said.starts_on, said.ends_on, timezone.localdate(later.pgh_created_at))
        for said, later in pairwise(events)
        if (said.starts_on, said.ends_on) != (later.starts_on, later.ends_on)
    ]
