"""A past for what the made-up country holds: who was told what, and when, as the triggers would have written it.

Establishments were imported once, and twice a year a delivery changes some of them and brings some that were not there.
Projects were proposed, published and moved since; works were announced and put off.
"""

import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from benchmarks.measuring.projects import KINDS
from layers.business_parks.models import BusinessPark
from layers.construction_zones.models import ConstructionPhase, ConstructionZone
from layers.transit.models import TransitStop
from territory.companies.models import Establishment

IMPORTED = datetime.datetime(2024, 1, 15, 12, tzinfo=datetime.UTC)
DELIVERIES = tuple(
    datetime.datetime(year, month, 15, 12, tzinfo=datetime.UTC) for year in (2025, 2026) for month in (3, 9)
)
# Of each delivery one establishment in so many differs from what was known.
ONE_CHANGED_IN = 50
LAND: tuple[type[Model], ...] = (BusinessPark, ConstructionZone, ConstructionPhase, TransitStop)
TOLD: tuple[type[Model], ...] = (Establishment, *KINDS, *LAND)
CHANGES_OF_PROJECT, CHANGES_OF_PHASE = 4, 3


def count_events() -> int:
    """How many events of establishments are in the history."""
    return _events(Establishment)._default_manager.count()


def build_past() -> None:
    """Writes the past anew; what the history held before goes."""
    with transaction.atomic(), connection.cursor() as cursor:
        for model in TOLD:
            cursor.execute(f"TRUNCATE {_events(model)._meta.db_table}")
        _add(cursor, Establishment, "'insert'", "%s", [IMPORTED], {"jobs": "greatest(t.jobs - 1, 0)"})
        for number, delivery in enumerate(DELIVERIES):
            changed = f"t.id %% {ONE_CHANGED_IN} = {number}"
            _add(cursor, Establishment, "'update'", "%s", [delivery], {}, changed)
        for kind in KINDS:
            _add_changes(cursor, kind, CHANGES_OF_PROJECT, {"stage": "'idea'"})
        for model in LAND:
            _add_changes(cursor, model, CHANGES_OF_PHASE, {})
        cursor.execute("SELECT recount_cell_changes()")
    with connection.cursor() as cursor:
        for model in TOLD:
            cursor.execute(f"VACUUM ANALYZE {_events(model)._meta.db_table}")


def _events(model: type[Model]) -> type[Model]:
    events: type[Model] = model.pgh_event_model  # type: ignore[attr-defined]
    return events


def _add_changes(cursor: Any, model: type[Model], changes: int, before: dict[str, str]) -> None:
    """``changes`` events a row, three months apart from a day of its own on; all but the last with ``before``."""
    for number in range(changes):
        label = "'update'" if number else "'insert'"
        clock = f"%s::timestamptz + (t.id %% 300) * interval '1 day' + {number} * interval '90 days'"
        _add(cursor, model, label, clock, [IMPORTED], before if number < changes - 1 else {})


def _add(
    cursor: Any,
    model: type[Model],
    label: str,
    clock: str,
    values: list[Any],
    differing: dict[str, str],
    where: str = "true",
) -> None:
    """An event of each row of ``model``, with its values of today but for those ``differing``, SQL by column."""
    columns = [str(field.column) for field in model._meta.concrete_fields]
    told = ", ".join(differing.get(column, f"t.{column}") for column in columns)
    cursor.execute(
        f"INSERT INTO {_events(model)._meta.db_table} (pgh_created_at, pgh_label, pgh_obj_id, {', '.join(columns)}) "
        f"SELECT {clock}, {label}, t.id, {told} FROM {model._meta.db_table} t WHERE {where} ORDER BY 1, t.id",
        values,
    )
