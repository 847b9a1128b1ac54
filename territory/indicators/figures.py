"""The figures of a place: projects by stage and theme, services, establishments, jobs, weeks of works."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from layers.construction_zones.models import ConstructionPhase
from territory.companies.models import Establishment, EstablishmentCell
from territory.contributions.models import Stage, Theme
from territory.indicators.areas import Area, query_parameters
from territory.indicators.projects import Counted, projects_in
from territory.indicators.then import query_then

# Works are looked at this far ahead: a year, whatever month it begins in.
WORKS_DAYS = 365
# A pooled service can be used from the pilot on.
USABLE = (Stage.PILOT, Stage.RUNNING, Stage.EXTENDED)
SERVICE = "pooledservice"
# Below so many jobs a share of a thousand says nothing.
LEAST_JOBS = 1


@dataclass(frozen=True)
class Figures:
    """``by_stage`` and ``by_theme``: by code; what is in no known stage on the day is in the second only.

    ``jobs``: of the establishments that state them, ``stating``.
    """

    by_stage: Mapping[str, int]
    by_theme: Mapping[str, int]
    services: int
    establishments: int
    stating: int
    jobs: int
    works_weeks: float

    @property
    def projects(self) -> int:
        return sum(self.by_theme.values())

    @property
    def services_per_1000_jobs(self) -> float | None:
        """Usable pooled services for each 1,000 jobs; None where no jobs are known."""
        return None if self.jobs < LEAST_JOBS else self.services * 1000 / self.jobs


def figures_of(
    areas: Sequence[Area],
    day: datetime.date | None = None,
    theme: Theme | None = None,
    moment: datetime.datetime | None = None,
) -> list[Figures]:
    """The figures of each of ``areas``, with four queries however many they are.

    With a ``day``: projects that go on that day, and works in the year from it. With a ``theme``: its projects and
    services only; establishments, jobs and works have no theme. With a ``moment``: all of it as it was known then.
    """
    codes = dict(Theme.objects.order_by("position").values_list("pk", "code"))
    counted = [row for row in projects_in(areas, day, moment) if theme is None or row.theme_id == theme.pk]
    establishments, works = _establishments(areas, moment), _works_weeks(areas, day or timezone.localdate(), moment)
    found = []
    for key in range(len(areas)):
        own = [row for row in counted if row.key == key]
        number, stating, jobs = establishments.get(key, (0, 0, 0))
        found.append(
            Figures(
                by_stage=_summed(own, list(Stage.values), [row.stage for row in own]),
                by_theme=_summed(own, list(codes.values()), [codes[row.theme_id] for row in own]),
                services=sum(row.number for row in own if row.kind == SERVICE and row.stage in USABLE),
                establishments=number,
                stating=stating,
                jobs=jobs,
                works_weeks=works.get(key, 0.0),
            )
        )
    return found


def _summed(rows: Sequence[Counted], codes: Sequence[str], keys: Sequence[str | None]) -> dict[str, int]:
    sums: Counter[str | None] = Counter()
    for row, code in zip(rows, keys, strict=True):
        sums[code] += row.number
    return {code: sums[code] for code in codes}


def _establishments(areas: Sequence[Area], moment: datetime.datetime | None) -> dict[int, tuple[int, int, int]]:
    statement = query_then("establishments", [Establishment, EstablishmentCell], moment)
    with connection.cursor() as cursor:
        cursor.execute(statement, {**query_parameters(areas), "moment": moment})
        return {key: (number, stating, jobs) for key, number, stating, jobs in cursor.fetchall()}


def _works_weeks(areas: Sequence[Area], day: datetime.date, moment: datetime.datetime | None) -> dict[int, float]:
    statement, last = query_then("works", [ConstructionPhase], moment), day + datetime.timedelta(days=WORKS_DAYS - 1)
    with connection.cursor() as cursor:
        cursor.execute(statement, {**query_parameters(areas), "first": day, "last": last, "moment": moment})
        return {key: days / 7 for key, days in cursor.fetchall()}
