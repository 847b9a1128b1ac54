"""What a working group or a park needs and offers together, told so that nobody can be picked out."""

from dataclasses import dataclass

from django.db import connection

from layers.business_parks.models import BusinessPark
from territory.working_groups.models import WorkingGroup

# The same number as in migrations/sql/needs_and_offers.sql, which decides.
LEAST_CONTRIBUTORS = 5


@dataclass(frozen=True)
class Total:
    """``establishments``: at least so many, in fives. ``per_year_at_least``: t or MWh; None where it tells too much."""

    direction: str
    subject: str
    establishments: int
    per_year_at_least: float | None


def totals_of(place: WorkingGroup | BusinessPark) -> list[Total]:
    """By direction and subject (shared service, kind of energy, chapter of the List of Waste), needs first."""
    is_group = isinstance(place, WorkingGroup)
    with connection.cursor() as cursor:
        cursor.execute(
            "select direction, subject, establishments, per_year_at_least from territory_totals_of_needs(%s, %s)",
            [place.pk if is_group else None, None if is_group else place.pk],
        )
        return [Total(*row) for row in cursor.fetchall()]
