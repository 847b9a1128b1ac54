"""What the time slider below the map needs to know: its years, and the days on which something changes."""

from typing import Any

from layers.communes.models import Commune
from layers.construction_zones.models import ConstructionPhase
from layers.transit.models import TransitSection, TransitStop

FIRST_YEAR, LAST_YEAR = 2015, 2035


def clock_data() -> dict[str, Any]:
    """Years, and days (ISO) in their order: when a stop or section opens, a phase of works begins, communes change."""
    opened = {*_days(TransitStop, "opened_on"), *_days(TransitSection, "opened_on")}
    return {
        "first": FIRST_YEAR,
        "last": LAST_YEAR,
        "openings": sorted(opened),
        "works": sorted(_days(ConstructionPhase, "starts_on")),
        "communes": sorted({*_days(Commune, "valid_from"), *_days(Commune, "valid_until")}),
    }


def _days(model: Any, column: str) -> set[str]:
    days = model._default_manager.order_by().exclude(**{column: None}).values_list(column, flat=True).distinct()
    return {day.isoformat() for day in days}
