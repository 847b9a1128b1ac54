"""The history of the demonstration's land, dated like that of its content (``past.py``): all of it is invented."""

import copy
import datetime
from pathlib import Path
from typing import Any

from django.db.models import Min, Model
from django.utils import timezone

from layers.business_parks.models import BusinessPark
from layers.construction_zones.models import ConstructionPhase, ConstructionZone
from layers.transit.models import TransitSection, TransitStop
from territory.companies.models import Establishment
from territory.demo.fixtures import read_list
from territory.demo.past import KNOWN_BEFORE, OFFICE_OPENS
from territory.working_groups.models import WorkingGroup

# The demonstration behaves as if this map had been kept since then; works became known before they began.
KEPT_SINCE = datetime.date(2018, 1, 2)
KNOWN_FROM_THE_FIRST = (BusinessPark, TransitSection, TransitStop, Establishment, WorkingGroup)


def is_dated_back() -> bool:
    """Whether the history of this demonstration's land was dated; one that was loaded earlier has none yet."""
    return _events(BusinessPark).filter(pgh_created_at__lte=_morning(KEPT_SINCE)).exists()


def date_land_back(folder: Path, loaded_at: datetime.datetime) -> int:
    """How many announcements of works were changed later: what was said first stands in the history.

    ``loaded_at``: what was written after this moment is no part of the demonstration and keeps its dates.
    """
    for model in KNOWN_FROM_THE_FIRST:
        loaded = _events(model).filter(pgh_label="insert", pgh_created_at__lte=loaded_at)
        loaded.update(pgh_created_at=_morning(KEPT_SINCE))
    begins = ConstructionZone.objects.annotate(begins=Min("phases__starts_on")).filter(begins__isnull=False)
    for zone in begins:
        known = _morning(zone.begins - KNOWN_BEFORE)
        for events in (
            _events(ConstructionZone).filter(pgh_obj_id=zone.pk),
            _events(ConstructionPhase).filter(zone_id=zone.pk),
        ):
            events.filter(pgh_created_at__lte=loaded_at).update(pgh_created_at=known)
    changes = read_list(folder, "earlier_announcements")
    return sum(_announced_first(change) for change in changes)


def _announced_first(change: dict[str, Any]) -> int:
    """Turns the first event of each phase into what was announced first, and lets the present one follow it."""
    changed_at = _morning(datetime.date.fromisoformat(change["changed_on"]))
    for said in change["phases"]:
        phase = ConstructionPhase.objects.filter(zone__code=change["zone"], number=said["number"]).first()
        events = _events(ConstructionPhase).filter(pgh_obj_id=phase.pk if phase else 0)
        if events.count() != 1:
            continue  # somebody has changed it since
        first = events.get()
        later = copy.copy(first)
        later.pk, later.pgh_label = None, "update"
        later.save(force_insert=True)
        # The clock of an event is set by its own saving.
        events.filter(pk=later.pk).update(pgh_created_at=changed_at)
        dates = {name: datetime.date.fromisoformat(said[name]) for name in ("starts_on", "ends_on")}
        events.filter(pk=first.pk).update(**dates, certainty=said["certainty"])
    return len(change["phases"])


def _events(model: type[Model]) -> Any:
    return model.pgh_event_model._default_manager  # type: ignore[attr-defined]


def _morning(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, OFFICE_OPENS))
