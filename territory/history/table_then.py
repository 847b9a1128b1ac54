"""What stands in a statement for a table with a history: its rows as they were stored at a moment."""

import copy
import datetime
from typing import Any

from django.db.models import Model
from django.db.models.sql.datastructures import BaseTable, Join

# Of these only what changed since is looked up in the history; all else is read where the indexes are.
MANY = frozenset({"territory_establishment"})

# Writers of one row wait for each other, so that its events are numbered in their true order, while the clock of an
# event shows when its transaction began.
LAST_KNOWN = (
    "select {columns} from {events} e where e.pgh_created_at <= %s and e.pgh_label <> 'delete'"
    " and not exists (select from {events} later where later.pgh_obj_id = e.pgh_obj_id"
    " and later.pgh_id > e.pgh_id and later.pgh_created_at <= %s)"
)
UNCHANGED = (
    "select {stored} from {table} t where not exists (select from {events} since"
    " where since.pgh_obj_id = t.{key} and since.pgh_created_at > %s)"
)
CHANGED = " and e.pgh_obj_id in (select since.pgh_obj_id from {events} since where since.pgh_created_at > %s)"


def select_then(model: type[Model], moment: datetime.datetime, connection: Any) -> tuple[str, list[Any]]:
    """A statement with the columns of ``model`` as they were at ``moment``, and its values.

    What did not exist yet, or no longer, is not among its rows.
    """
    quote = connection.ops.quote_name
    key, fields = model._meta.pk, model._meta.concrete_fields
    names = {
        "columns": ", ".join(
            f"e.pgh_obj_id as {quote(field.column)}" if field is key else f"e.{quote(field.column)}" for field in fields
        ),
        "stored": ", ".join(f"t.{quote(field.column)}" for field in fields),
        "events": quote(model.pgh_event_model._meta.db_table),  # type: ignore[attr-defined]
        "table": quote(model._meta.db_table),
        "key": quote(key.column),
    }
    # Only names of the model's own tables and columns are put into the text.
    last_known = LAST_KNOWN.format(**names)
    if model._meta.db_table not in MANY:
        return last_known, [moment, moment]
    return f"{UNCHANGED.format(**names)} union all {last_known}{CHANGED.format(**names)}", [moment] * 4


class TableThen(BaseTable):
    """The table that a query reads from, with its rows of ``moment``, under the alias that the query knows it by."""

    def __init__(self, table: BaseTable, model: type[Model], moment: datetime.datetime) -> None:
        super().__init__(table.table_name, table.table_alias)
        self.model, self.moment = model, moment

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """The rows in brackets, called as the table was."""
        rows, values = select_then(self.model, self.moment, connection)
        return f"({rows}) {compiler.quote_name_unless_alias(self.table_alias)}", values


class JoinThen(Join):
    """A joined table, with its rows of ``moment``."""

    model: type[Model]
    moment: datetime.datetime

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """The join as it was, with the rows in brackets in the place of the table."""
        joined, joined_values = super().as_sql(compiler, connection)
        own_alias = "" if self.table_alias == self.table_name else f" {self.table_alias}"
        named = f"{self.join_type} {compiler.quote_name_unless_alias(self.table_name)}{own_alias} ON "
        condition = joined.removeprefix(named)
        assert condition != joined, joined
        rows, values = select_then(self.model, self.moment, connection)
        alias = compiler.quote_name_unless_alias(self.table_alias)
        return f"{self.join_type} ({rows}) {alias} ON {condition}", [*values, *joined_values]


def read_then(join: Any, tables: dict[str, type[Model]], moment: datetime.datetime) -> Any:
    """A table of a statement with its rows of ``moment`` where it is one of ``tables``, else as it is."""
    model = tables.get(join.table_name)
    if model is None:
        return join
    if isinstance(join, BaseTable):
        return TableThen(join, model, moment)
    then = copy.copy(join)
    then.__class__ = JoinThen
    then.model, then.moment = model, moment
    return then
