"""A file against the tables: what an import would add, change, remove, refuse. Writes nothing."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from layers.sources.datasets import DATASETS
from layers.sources.delivery import Delivery
from layers.sources.reading import Key, Refusal, Row, Table, TableRows

# Half of what readers round to: a smaller difference is the same coordinate.
SAME_PLACE_M = 0.0005


class Action(StrEnum):
    ADDED = "added"
    CHANGED = "changed"  # corrected in place
    SUCCEEDED = "succeeded"  # the old row ends, a new one begins
    ENDED = "ended"  # kept, but no longer holds
    REMOVED = "removed"


@dataclass(frozen=True)
class Change:
    """One row that an import would touch. ``columns``: field to its value before and after."""

    action: Action
    table: Table
    key: Key
    label: str
    columns: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    row: Row | None = None
    stored: Model | None = None


@dataclass
class Plan:
    delivery: Delivery
    changes: list[Change]
    unchanged_count: int
    refusals: list[Refusal]
    notes: list[str]
    read_count: int
    crs_name: str

    def count(self, *actions: Action) -> int:
        """Rows to which one of ``actions`` would happen."""
        return sum(change.action in actions for change in self.changes)


def plan_delivery(delivery: Delivery) -> Plan:
    """What an import of ``delivery`` would do now.

    Raises GeodataError when the file cannot be read at all.
    """
    reading = DATASETS[delivery.dataset].read(delivery)
    plan = Plan(
        delivery,
        [],
        0,
        list(reading.refusals),
        list(reading.notes),
        reading.read_count,
        reading.crs_name,
    )
    for rows in reading.tables:
        _compare(rows, plan)
    if reading.read_count == 0:
        plan.refusals.append(Refusal(delivery.path.name, _("the file holds no features")))
    return plan


def _same(before: Any, after: Any) -> bool:
    if isinstance(before, GEOSGeometry) and isinstance(after, GEOSGeometry):
        return before.geom_typeid == after.geom_typeid and before.equals_exact(after, SAME_PLACE_M)
    return before == after


def _compare(rows: TableRows, plan: Plan) -> None:
    table, delivery = rows.table, plan.delivery
    held = {table.key_of(stored): stored for stored in table.current()}
    for row in rows.rows:
        stored = held.pop(row.key, None)
        if stored is None:
            columns = {name: (None, value) for name, value in {**row.initial, **row.values}.items()}
            plan.changes.append(Change(Action.ADDED, table, row.key, row.label, columns, row))
            continue
        columns = {
            name: (getattr(stored, name), value)
            for name, value in row.values.items()
            if not _same(getattr(stored, name), value)
        }
        if columns:
            action = _how_to_change(table, stored, delivery.valid_from)
            plan.changes.append(Change(action, table, row.key, row.label, columns, row, stored))
        else:
            plan.unchanged_count += 1
    if rows.parts_of is not None:
        for key, stored in held.items():
            if key[0] in rows.parts_of:
                plan.changes.append(Change(Action.REMOVED, table, key, str(stored), stored=stored))
    elif not rows.never_removes:
        _absent(table, held, plan)


def _how_to_change(table: Table, stored: Any, valid_from: datetime.date | None) -> Action:
    if table.holds_for_a_time and valid_from is not None and stored.valid_from < valid_from:
        return Action.SUCCEEDED
    return Action.CHANGED


def _absent(table: Table, held: dict[Key, Any], plan: Plan) -> None:
    """Rows of the table that the file lacks: they stay, unless the file is said to be complete."""
    delivery = plan.delivery
    if table.names_release and not table.holds_for_a_time:
        # What another source delivered is none of this file's business.
        held = {key: row for key, row in held.items() if row.release.source.code == delivery.source.code}
    if not held:
        return
    if not delivery.is_complete:
        plan.notes.append(
            ngettext(
                "%(count)d row of the table (%(noun)s) is not in the file and stays; with --complete it would go.",
                "%(count)d rows of the table (%(noun)s) are not in the file and stay; with --complete they would go.",
                len(held),
            )
            % {"count": len(held), "noun": table.noun}
        )
        return
    for key, stored in held.items():
        if table.holds_for_a_time:
            _end(table, key, stored, plan)
        elif reason := "; ".join(_what_keeps(stored)):
            plan.refusals.append(Refusal(str(stored), reason))
        else:
            plan.changes.append(Change(Action.REMOVED, table, key, str(stored), stored=stored))


def _end(table: Table, key: Key, stored: Any, plan: Plan) -> None:
    last = plan.delivery.valid_from
    if last is None or last <= stored.valid_from:
        plan.refusals.append(
            Refusal(
                f"{' '.join(key)} {stored}",
                _(
                    "it is not in the file, which is said to be complete: say with --valid-from "
                    "since when it no longer "
                    "exists (a day after %(day)s); it then ends on that day and stays as history"
                )
                % {"day": stored.valid_from},
            )
        )
        return
    label = f"{' '.join(key)} {stored}"
    plan.changes.append(Change(Action.ENDED, table, key, label, {"valid_until": (None, last)}, stored=stored))


def _what_keeps(stored: Model) -> Iterator[str]:
    """Why the row cannot be removed: other rows that need it."""
    try:
        Collector(using=DEFAULT_DB_ALIAS).collect([stored])
    except (ProtectedError, RestrictedError) as error:
        needed_by = error.args[1]
        yield _("it is not in the file, which is said to be complete, but is still needed by %(others)s") % {
            "others": ", ".join(str(other) for other in needed_by)
        }
