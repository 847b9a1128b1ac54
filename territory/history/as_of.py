"""Rows as they were known at a moment: any query of a tracked model, answered from its history.

Only the table that the query reads from is exchanged; conditions, visibility and expressions stay those of today.
Related rows (the owner's name, the theme) are read as they are now; lists such as the partners are in ``lists.py``.
"""

import datetime
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.db.models.sql.datastructures import BaseTable
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from territory.errors import Invalid

Rows = TypeVar("Rows", bound=QuerySet[Any])


def as_of(rows: Rows, moment: datetime.datetime) -> Rows:
    """``rows`` as they stood at ``moment``; what did not exist yet, or no longer, is not among them."""
    then = rows.all()
    alias = then.query.get_initial_alias()
    then.query.alias_map[alias] = TableThen(then.model, moment, alias)
    return then


def moment_called(text: str, now: datetime.datetime | None = None) -> datetime.datetime:
    """The moment that ``text`` means: a date and time with its zone, or a day, which means its end here.

    Today means now. Raises Invalid for what cannot be read and for the future, of which nothing is known.
    """
    now = now or timezone.now()
    moment = _end_of_day(text, now) if "T" not in text.upper() else _moment(text)
    if moment is None:
        raise Invalid(
            {
                "as_of": [
                    _("“%(value)s” is not a day such as 2026-05-01 or a moment such as 2026-05-01T08:00:00Z.")
                    % {"value": text[:40]}
                ]
            }
        )
    if moment > now:
        ahead = _("%(value)s lies in the future: nothing is known of it yet.")
        raise Invalid({"as_of": [ahead % {"value": text[:40]}]})
    return moment


def _end_of_day(text: str, now: datetime.datetime) -> datetime.datetime | None:
    try:
        day = datetime.date.fromisoformat(text)
        if day == timezone.localdate(now):
            return now
        next_midnight = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
        return timezone.make_aware(next_midnight) - datetime.timedelta(microseconds=1)
    except (ValueError, OverflowError):
        return None


def _moment(text: str) -> datetime.datetime | None:
    try:
        # In an address a plus sign stands for a space.
        moment = parse_datetime(text.upper().replace(" ", "+"))
        # Far years have no moment in every zone.
        return moment.astimezone(datetime.UTC) if moment is not None and moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


class TableThen(BaseTable):
    """The table of ``model`` with its rows of ``moment``, under the alias that the query knows it by."""

    def __init__(self, model: type[Model], moment: datetime.datetime, alias: str) -> None:
        super().__init__(model._meta.db_table, alias)
        self.model, self.moment = model, moment

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Of each row the last event until then, unless it tells of its removal.

        Writers of one row wait for each other, so that its events are numbered in their true order, while the
        clock of an event shows when its transaction began.
        """
        quote = connection.ops.quote_name
        own_key = self.model._meta.pk
        columns = ", ".join(
            "pgh_obj_id as " + quote(field.column) if field is own_key else quote(field.column)
            for field in self.model._meta.concrete_fields
        )
        events = quote(self.model.pgh_event_model._meta.db_table)  # type: ignore[attr-defined]
        name = compiler.quote_name_unless_alias(self.table_alias)
        # Only names of the model's own columns are put into the text.
        sql = (
            f"(select * from (select distinct on (pgh_obj_id) {columns}, pgh_label from {events}"  # noqa: S608
            f" where pgh_created_at <= %s order by pgh_obj_id, pgh_id desc) last_known"
            f" where pgh_label <> 'delete') {name}"
        )
        return sql, [self.moment]

    def relabeled_clone(self, change_map: dict[Any, str]) -> "TableThen":
        """The same under another alias."""
        alias = str(self.table_alias)
        return TableThen(self.model, self.moment, change_map.get(alias, alias))

    @property
    def identity(self) -> tuple[Any, ...]:
        """What makes two of them the same."""
        return (*super().identity, self.model, self.moment)
