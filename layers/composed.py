"""A statement that the ORM composed once, asked again with other values.

Django takes up to some milliseconds to compose a statement of many columns, often more than the database needs to
answer it (docs/performance.md). Where that was measured, the queryset is written as always, with stand-ins for what
changes from one question to the next, composed once, and kept by the caller under whatever else shapes it.
"""

import datetime
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.contrib.gis.db.backends.postgis.adapter import PostGISAdapter
from django.contrib.gis.geos import GEOSGeometry, Point
from django.db import connection
from django.db.models import Expression, QuerySet
from django.db.models.query import ValuesListIterable

from layers.crs import STORAGE_SRID

# Values that nobody ever asks for, each recognised by being equal to nothing else.
PLACE = Point(-1234567.125, -7654321.875, srid=STORAGE_SRID)
DAY, LATER_DAY = datetime.date(1, 2, 3), datetime.date(1, 2, 4)
TEXT = "\ue000stand-in\ue000"
NUMBER = -987654321.125

Row = tuple[Any, ...]


def listed(rows: QuerySet[Any], *columns: str | Expression) -> QuerySet[Any]:
    """``rows`` as tuples of these columns, in this order already in the statement.

    Where texts are translated, ``values_list`` asks for columns in any order and puts them right row by row.
    """
    return QuerySet.values_list(rows, *columns)


class Composed:
    """The statement of ``rows`` (``listed``); its stand-ins are given their values by ``ask``.

    stand_ins: by the names under which values will come. Raises ValueError where the statement lacks one of them,
    since it would then answer another question than the one that is asked.
    """

    def __init__(self, rows: QuerySet[Any], **stand_ins: object) -> None:
        if rows._iterable_class is not ValuesListIterable:  # noqa: SLF001 -- the only place where it stands
            raise ValueError("Name the columns with listed(): the database sends them in the order of the statement.")
        self.sql, parameters = rows.query.sql_with_params()
        adapted = {name: _adapted(stand_in) for name, stand_in in stand_ins.items()}
        self._parameters = [
            (next((name for name, stand_in in adapted.items() if _same(value, stand_in)), None), value)
            for value in parameters
        ]
        missing = set(stand_ins) - {name for name, _value in self._parameters}
        if missing:
            raise ValueError(f"The statement does not depend on {', '.join(sorted(missing))}.")

    def ask(self, values: Mapping[str, object], tail: str = "", more: tuple[Any, ...] = ()) -> list[Row]:
        """The rows as the database sends them. tail: what follows the statement, such as a limit, with ``more``."""
        given = {name: _adapted(value) for name, value in values.items()}
        parameters: list[Any] = [value if name is None else given[name] for name, value in self._parameters]
        with connection.cursor() as cursor:
            cursor.execute(self.sql + tail, [*parameters, *more])
            return cursor.fetchall()


def _adapted(value: object) -> object:
    return PostGISAdapter(value) if isinstance(value, GEOSGeometry) else value


def _same(value: object, stand_in: object) -> bool:
    # Types too: a day is not its text, and True is not 1.
    return type(value) is type(stand_in) and bool(value == stand_in)


# What callers keep composed statements with: some languages × some days × some limits.
kept = lru_cache(maxsize=64)
