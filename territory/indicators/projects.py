"""How many published initiatives, cooperation projects and pooled services touch an area."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from territory.contributions.models import Contribution
from territory.cooperation.models import CooperationProject
from territory.indicators.areas import Area, query_parameters
from territory.indicators.then import query_then
from territory.initiatives.models import LocalInitiative
from territory.pooled_services.models import PooledService

KINDS: tuple[type[Contribution], ...] = (LocalInitiative, CooperationProject, PooledService)


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


def projects_in(
    areas: Sequence[Area], day: datetime.date | None = None, moment: datetime.datetime | None = None
) -> Iterator[Counted]:
    """What touches each of ``areas``, in one statement; with a ``day`` what goes on that day, in its stage of then.

    With a ``moment``: what was published then, as it was known.
    """
    statement = query_then("projects", KINDS, moment)
    with connection.cursor() as cursor:
        cursor.execute(statement, {**query_parameters(areas), "day": day, "moment": moment})
        for row in cursor.fetchall():
            yield Counted(*row)
