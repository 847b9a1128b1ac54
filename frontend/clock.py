"""What the time slider below the map needs to know: its years, and the days on which something changes."""

from typing import Any

from django.db.models import F, QuerySet, Value

from layers.communes.models import Commune
from layers.construction_zones.models import ConstructionPhase
from layers.transit.models import TransitSection, TransitStop

FIRST_YEAR, LAST_YEAR = 2015, 2035
# What changes on which days: the names in the page's data, the tables and their columns.
CHANGES: tuple[tuple[str, Any, str], ...] = (
    ("openings", TransitStop, "opened_on"),
    ("openings", TransitSection, "opened_on"),
    ("works", ConstructionPhase, "starts_on"),
    ("communes", Commune, "valid_from"),
    ("communes", Commune, "valid_until"),
)


def clock_data() -> dict[str, Any]:
    """Years, and days (ISO) in their order: when a stop or section opens, a phase of works begins, communes change."""
    days: dict[str, list[str]] = {name: [] for name, _model, _column in CHANGES}
    first, *others = (_days(*change) for change in CHANGES)
    # In one statement: each day once, whatever it comes from.
    for name, day in first.union(*others).order_by("day"):
        days[name].append(day.isoformat())
    return {"first": FIRST_YEAR, "last": LAST_YEAR, **days}


def _days(name: str, model: Any, column: str) -> QuerySet[Any]:
    # Not by the manager: that of a translated table puts columns into another order, which a union cannot have.
    rows: QuerySet[Any] = QuerySet(model).order_by().exclude(**{column: None})
    return rows.annotate(change=Value(name), day=F(column)).values_list("change", "day")
