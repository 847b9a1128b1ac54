"""Rows as they were known at a moment: any query of a table with a history, answered from that history.

The table that the query reads from is exchanged, and with it those of its parts (the phases of a site), wherever the
statement names them; conditions, visibility and expressions stay those of today. Related rows (the owner's name, the
theme) are read as they are now; lists such as the partners are in ``lists.py``. Why so: docs/decisions/0023.
"""

import copy
import datetime
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.db.models.sql import Query
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from layers.business_parks.models import BusinessPark
from layers.construction_zones.models import ConstructionPhase, ConstructionZone
from layers.transit.models import TransitSection, TransitStop
from territory.companies.models import Establishment
from territory.contributions.models import Contribution
from territory.errors import Invalid
from territory.history.table_then import read_then
from territory.working_groups.models import WorkingGroup

Rows = TypeVar("Rows", bound=QuerySet[Any])

# What can be asked as of a moment besides what is placed, each with the tables of its parts. Of communes the official
# register tells from when to when they held; of public places nothing is kept.
KNOWN_THEN: dict[type[Model], tuple[type[Model], ...]] = {
    WorkingGroup: (),
    ConstructionZone: (ConstructionPhase,),
    TransitSection: (),
    TransitStop: (),
    BusinessPark: (),
    Establishment: (),
}


def knows_then(model: type[Model]) -> bool:
    """Whether rows of ``model`` can be asked as of a moment."""
    return model in KNOWN_THEN or issubclass(model, Contribution)


def as_of(rows: Rows, moment: datetime.datetime) -> Rows:
    """``rows`` as they stood at ``moment``; what did not exist yet, or no longer, is not among them."""
    then = rows.all()
    query: Any = then.query.chain(QueryThen)
    query.moment = moment
    then.query = query
    return then


def is_past(rows: QuerySet[Any]) -> bool:
    """Whether ``rows`` are read as of a moment."""
    return moment_of(rows) is not None


def moment_of(rows: QuerySet[Any]) -> datetime.datetime | None:
    """The moment that ``rows`` are read as of; None for those of today."""
    return rows.query.moment if isinstance(rows.query, QueryThen) else None


class QueryThen(Query):
    """A query that the history answers: its tables are exchanged when it is put into words, with all its conditions."""

    moment: datetime.datetime

    def get_compiler(self, using: Any = None, connection: Any = None, elide_empty: bool = True) -> Any:
        """The compiler of the same query, with the tables of the moment."""
        model = self.model
        assert model is not None
        then = self.clone()
        own = then.get_initial_alias()
        parts = KNOWN_THEN.get(model, ())
        if parts:
            then = _parts_then(then, {part._meta.db_table: part for part in parts}, self.moment)
        then.alias_map[own] = read_then(then.alias_map[own], {model._meta.db_table: model}, self.moment)
        return Query.get_compiler(then, using, connection, elide_empty)


def _parts_then(query: Query, tables: dict[str, type[Model]], moment: datetime.datetime) -> Query:
    """A copy of ``query`` that reads ``tables`` as they were, wherever it names them: in a join, in a query within."""
    then = query.clone()
    then.get_initial_alias()
    then.alias_map = {alias: read_then(table, tables, moment) for alias, table in then.alias_map.items()}
    then.where = _within(then.where, tables, moment)
    then.annotations = {name: _within(value, tables, moment) for name, value in then.annotations.items()}
    then.order_by = tuple(_within(value, tables, moment) for value in then.order_by)
    return then


def _within(expression: Any, tables: dict[str, type[Model]], moment: datetime.datetime) -> Any:
    if isinstance(expression, Query):
        return _parts_then(expression, tables, moment)
    if not hasattr(expression, "get_source_expressions"):
        return expression
    sources = expression.get_source_expressions()
    read = [_within(source, tables, moment) for source in sources]
    if all(one is other for one, other in zip(sources, read, strict=True)):
        return expression
    then = copy.copy(expression)
    then.set_source_expressions(read)
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
