"""A siting study of the land: jobs of establishments as demand, stops and given points as candidates, walks between."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.gis.geos import GEOSGeometry, Point
from django.contrib.gis.measure import D
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from layers.crs import STORAGE_SRID
from layers.transit.models import TransitStop
from territory.companies.models import Establishment
from territory.reach.measured import EstimateReason, walks
from territory.reach.modes import Mode
from territory.reach.network import Network
from territory.reach.snap import snap
from territory.siting.candidates import CandidatePlace, sites_from
from territory.siting.critical_mass import CriticalMass, Party, critical_mass
from territory.siting.errors import UnusableProblem
from territory.siting.problem import Demand, Problem, Site
from territory.working_groups.models import WorkingGroup

MOST_DEMANDS, MOST_CANDIDATES = 2000, 200
# More parties than a group has members, few enough that every pair's walk is known in a moment.
MOST_PARTIES = 300
STOPS_WITHIN_M = 1000.0  # of the demand: a quarter of an hour's walk
LAID_OUT = "place"  # what candidates are called that are laid out over the ground
SPACING_M = 200.0  # of candidates laid out over the demand's ground, two and a half minutes apart


@dataclass(frozen=True)
class Served:
    """An establishment of the demand."""

    id: int
    name: str
    jobs: float | None  # or what a flow comes to in a year (flows.py)
    position: tuple[float, float]


@dataclass(frozen=True, eq=False)
class ServiceStudy:
    """A problem with the names of its parts: who needs the service, where it could stand."""

    demand: tuple[Served, ...]
    names: dict[str, str]  # of candidates, by id; empty for a point
    problem: Problem
    reason: EstimateReason | None


def of_group(group: WorkingGroup) -> list[Served]:
    """The establishments that are members of a working group."""
    return _served(Establishment.objects.filter(group_memberships__working_group=group))


def of_area(area: GEOSGeometry) -> list[Served]:
    """The establishments inside an area (any CRS, named)."""
    return _served(Establishment.objects.within(area))


def _served(rows: QuerySet[Establishment]) -> list[Served]:
    listed = rows.order_by("pk")[: MOST_DEMANDS + 1]
    found = [Served(one.pk, one.name, one.jobs, (one.location.x, one.location.y)) for one in listed]
    if len(found) > MOST_DEMANDS:
        raise UnusableProblem(
            _("More than %(most)d establishments lie there: choose a smaller area.") % {"most": MOST_DEMANDS}
        )
    return found


def service_study(
    demand: Sequence[Served],
    network: Network | None,
    *,
    ground: GEOSGeometry | None = None,
    points: Sequence[tuple[str, GEOSGeometry]] = (),
    with_stops: bool = True,
    mode: Mode = Mode.FOOT,
    capacity: float | None = None,
    fixed: Sequence[str] = (),
) -> ServiceStudy:
    """The problem of serving ``demand`` from stops near it, places laid out over ``ground``, and ``points``.

    Candidates are called stop-7, place:3 and by the names of the points, which come first and are never thinned out.
    Raises UnusableProblem, NoWalkableWay.
    """
    if not demand:
        raise UnusableProblem(_("There is no demand: no establishment lies in the chosen area."))
    names: dict[str, str] = {}
    places: list[CandidatePlace] = []
    if with_stops:
        around = _around(demand)
        stops = TransitStop.objects.open_on(timezone.localdate()).filter(
            location__dwithin=(around, D(m=STOPS_WITHIN_M))
        )
        for stop in stops.order_by("pk"):
            names[f"stop-{stop.pk}"] = stop.name
            places.append(CandidatePlace(f"stop-{stop.pk}", stop.location, capacity, f"stop-{stop.pk}" in fixed))
    if ground is not None:
        places.append(CandidatePlace(LAID_OUT, ground, capacity))
    # Each on its own terms: a point that somebody adds must not push a stop or a laid out place aside.
    given = [CandidatePlace(name, point, capacity, name in fixed) for name, point in points]
    sites = [*sites_from(given, apart_m=0.0), *sites_from(places, SPACING_M)]
    sites = _on_ways(sites, network, mode)
    if len(sites) > MOST_CANDIDATES:
        raise UnusableProblem(
            _("There are more than %(most)d candidates: choose a smaller area.") % {"most": MOST_CANDIDATES}
        )
    between = walks(network, [one.position for one in demand], [site.position for site in sites], mode)
    demands = tuple(Demand(str(one.id), one.position, float(one.jobs or 0)) for one in demand)
    problem = Problem(demands, tuple(sites), between.travel_min, is_estimate=between.reason is not None)
    return ServiceStudy(tuple(demand), names, problem, between.reason)


def _on_ways(sites: list[Site], network: Network | None, mode: Mode) -> list[Site]:
    """The sites without those laid out where no way leads; all where the network does not reach this land."""
    if network is None or not sites:
        return sites
    is_on = snap(network, [site.position for site in sites], mode).is_on
    kept = [site for site, on in zip(sites, is_on, strict=True) if on or not site.id.startswith(LAID_OUT)]
    return kept if is_on.any() else sites


def enough_for(
    demand: Sequence[Served],
    network: Network | None,
    *,
    threshold_jobs: float,
    within_min: float,
    committed: Sequence[int] = (),
) -> CriticalMass:
    """Whom to win so that a service that needs so many jobs is viable. Raises UnusableProblem, NoSolution."""
    if len(demand) > MOST_PARTIES:
        raise UnusableProblem(
            _("More than %(most)d establishments lie there: choose a smaller area.") % {"most": MOST_PARTIES}
        )
    positions = [one.position for one in demand]
    parties = [Party(str(one.id), float(one.jobs or 0), committed=one.id in committed) for one in demand]
    return critical_mass(parties, walks(network, positions, positions).travel_min, within_min, threshold_jobs)


def _around(demand: Sequence[Served]) -> GEOSGeometry:
    """The box around the demand, which may be a single point."""
    xs, ys = [one.position[0] for one in demand], [one.position[1] for one in demand]
    corner, opposite = Point(min(xs), min(ys), srid=STORAGE_SRID), Point(max(xs), max(ys), srid=STORAGE_SRID)
    return corner.union(opposite).envelope
