"""Who is hit by works: an establishment, a point, everybody in a business park, or the members of a working group."""

from dataclasses import dataclass

from django.contrib.gis.geos import GEOSGeometry, Point
from django.db.models import F, QuerySet

from layers.business_parks.models import BusinessPark
from territory.companies.models import Establishment
from territory.nearby.origins import Origin, Position, from_establishment, from_park, from_point
from territory.nearby.within_minutes import PositionM
from territory.working_groups.models import WorkingGroup

MOST_ESTABLISHMENTS = 2000  # of a park or a group, those with the most jobs; the answer says so where there are more


@dataclass(frozen=True)
class Workplace:
    """An establishment whose way to work is looked at. jobs: None where not known."""

    id: int
    jobs: int | None
    position: Position


@dataclass(frozen=True)
class Subject:
    """``origin``: where it is. has_more: it has more establishments than ``workplaces`` names."""

    origin: Origin
    workplaces: tuple[Workplace, ...]
    has_more: bool = False

    @property
    def area(self) -> GEOSGeometry:
        """Where it is, in the storage CRS."""
        return self.origin.area


def subject_at(point: Point) -> Subject:
    """A point in any CRS, where nobody is known to work. Raises MissingCrs."""
    return Subject(from_point(point), ())


def subject_establishment(establishment: Establishment) -> Subject:
    """One establishment."""
    at = establishment.location
    return Subject(from_establishment(establishment), (Workplace(establishment.pk, establishment.jobs, (at.x, at.y)),))


def subject_park(park: BusinessPark) -> Subject:
    """Everybody in a business park."""
    return _together(from_park(park), Establishment.objects.within(park.footprint))


def subject_group(group: WorkingGroup) -> Subject:
    """The establishments that are members of a working group, and its area of work."""
    members = Establishment.objects.filter(group_memberships__working_group=group)
    return _together(Origin(group.footprint, group.name), members)


def _together(origin: Origin, establishments: QuerySet[Establishment]) -> Subject:
    most_first = establishments.order_by(F("jobs").desc(nulls_last=True), "pk")
    rows = list(most_first.values_list("pk", "jobs", PositionM("X"), PositionM("Y"))[: MOST_ESTABLISHMENTS + 1])
    workplaces = tuple(Workplace(pk, jobs, (x, y)) for pk, jobs, x, y in rows[:MOST_ESTABLISHMENTS])
    return Subject(origin, workplaces, len(rows) > MOST_ESTABLISHMENTS)
