"""What stands in a statement for a table with a history: its rows as they were stored at a moment."""

import copy
import datetime
from typing import Any

from django.db.models import Model
from django.db.models.sql.datastructures import BaseTable, Join

from territory.companies.models import EstablishmentCell, EstablishmentCellChange

# Writers of one row wait for each other, so that its events are numbered in their true order, while the clock of an
# event shows when its transaction began.
LAST_KNOWN = (
    "select {columns} from {events} e where e.pgh_created_at <= %s and e.pgh_label <> 'delete'"
    " and not exists (select from {events} later where later.pgh_obj_id = e.pgh_obj_id"
    " and later.pgh_id > e.pgh_id and later.pgh_created_at <= %s)"
)
# Where each event notes until when it held, one condition on one row says the same, and every index can answer it.
HELD = (
    "select {columns} from {events} e where e.pgh_created_at <= %s and (e.known_until is null or e.known_until > %s)"
    " and e.pgh_label <> 'delete'"
)
# Counts of then are those of today without what came since.
COUNTED = "select {columns} from {cells} union all select {taken_back} from {changes} where changed_at > %s"


def notes_until(model: type[Model]) -> bool:
    """Whether each event of ``model`` notes until when it held."""
    return any(field.name == "known_until" for field in model.pgh_event_model._meta.fields)  # type: ignore[attr-defined]


def select_then(model: type[Model], moment: datetime.datetime, connection: Any) -> tuple[str, list[Any]]:
    """A statement with the columns of ``model`` as they were at ``moment``, and its values.

    What did not exist yet, or no longer, is not among its rows.
    """
    quote = connection.ops.quote_name
    if model is EstablishmentCell:
        return _counts_then(moment, quote)
    events = model.pgh_event_model  # type: ignore[attr-defined]
    key, fields = model._meta.pk, model._meta.concrete_fields
    columns = ", ".join(
        f"e.pgh_obj_id as {quote(field.column)}" if field is key else f"e.{quote(field.column)}" for field in fields
    )
    told = HELD if notes_until(model) else LAST_KNOWN
    # Only names of the model's own tables and columns are put into the text.
    return told.format(columns=columns, events=quote(events._meta.db_table)), [moment, moment]


def _counts_then(moment: datetime.datetime, quote: Any) -> tuple[str, list[Any]]:
    place = ("id", "gx", "gy")
    columns = [field.column for field in EstablishmentCell._meta.concrete_fields]
    return COUNTED.format(
        columns=", ".join(map(quote, columns)),
        taken_back=", ".join(quote(column) if column in place else f"-{quote(column)}" for column in columns),
        cells=quote(EstablishmentCell._meta.db_table),
        changes=quote(EstablishmentCellChange._meta.db_table),
    ), [moment]


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
