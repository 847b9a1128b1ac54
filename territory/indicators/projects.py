"""How many published initiatives, cooperation projects and pooled services touch an area."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from layers.sql import query
from territory.indicators.areas import Area, query_parameters


@dataclass(frozen=True)
class Counted:
    """``number`` things of one kind (the name of its table), theme and stage in the area at ``key`` of the list.

    ``stage``: of the day that was asked for; None where it is not known for that day.
    """

    key: int
    kind: str
    theme_id: int
    stage: str | None
    number: int


def projects_in(areas: Sequence[Area], day: datetime.date | None = None) -> Iterator[Counted]:
    """What touches each of ``areas``, in one statement; with a ``day`` what goes on that day, in its stage of then."""
    with connection.cursor() as cursor:
        cursor.execute(query(__package__, "projects"), {**query_parameters(areas), "day": day})
        for row in cursor.fetchall():
            yield Counted(*row)
