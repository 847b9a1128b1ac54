"""What a dataset makes of a file: the rows its tables should hold, and what it refuses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

Key = tuple[Any, ...]


@dataclass(frozen=True)
class Table:
    """A table that imports fill.

    noun: what a row is called in a plan.
    key: the lookups that identify a row; a lookup that begins with a foreign key (``zone__code``)
    finds its parent.
    current: the stored rows that a file is compared with.
    parents: for each foreign key in ``key``, the table it points to.
    names_release: whether a row names the release that delivered it.
    holds_for_a_time: whether a change from a given day on keeps the old row as history.
    times: tables whose rows say when something held for a row of this one, with their foreign key;
        where a row is kept as history, they are cut on the same day.
    """

    model: type[Model]
    noun: str
    key: tuple[str, ...]
    current: Callable[[], QuerySet]
    parents: Mapping[str, "Table"] = field(default_factory=dict)
    names_release: bool = True
    holds_for_a_time: bool = False
    times: tuple[tuple[type[Model], str], ...] = ()

    def key_of(self, stored: Model) -> Key:
        """What identifies a stored row."""
        values = []
        for lookup in self.key:
            value: Any = stored
            for step in lookup.split("__"):
                value = getattr(value, step)
            values.append(value)
        return tuple(values)


@dataclass(frozen=True)
class Row:
    """A row as the file wants it.

    where: its place in the file ("row 3").
    values: the fields the file has columns for; only these are compared and written.
    initial: what a new row gets besides; an existing row keeps its own.
    """

    key: Key
    label: str
    where: str
    values: Mapping[str, Any]
    initial: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TableRows:
    """The rows of one table.

    parts_of: for a table of parts (phases of a zone, stops of a route), the keys of the wholes in
    the file: their parts follow the file, so a part it lacks goes. None for a table of wholes,
    which go only from a complete file.
    """

    table: Table
    rows: list[Row]
    parts_of: frozenset[Any] | None = None
    never_removes: bool = False


@dataclass(frozen=True)
class Refusal:
    """What an import does not take: its place in the file, and why, with what would be right."""

    where: str
    reason: str


@dataclass
class Reading:
    """``tables`` in the order in which they can be written; ``notes`` are sentences to read."""

    tables: list[TableRows] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    read_count: int = 0
    crs_name: str = ""
