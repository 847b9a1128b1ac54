"""Whether a shared service that neighbours say they need would be viable, and whom to win if not yet.

Counts as having said yes only what the reader may see: an entry that is confidential to them changes nothing in the
answer, neither the number that is missing nor who is named as nearest.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from territory.needs_and_offers.models import Direction, NeedOrOffer, SharedService
from territory.people.models import User
from territory.reach.store import current_network
from territory.siting.critical_mass import CriticalMass
from territory.siting.errors import NoSolution
from territory.studies.service import Served, enough_for, of_area, of_group
from territory.working_groups.models import WorkingGroup

# Jobs that make a service viable, where nobody says another number. Assumptions, all of them: each group knows better.
THRESHOLD_JOBS: dict[str, int] = {
    SharedService.SHUTTLE: 400,
    SharedService.CAR_POOL: 300,
    SharedService.CANTEEN: 500,
    SharedService.CRECHE: 800,
    SharedService.PARKING: 300,
    SharedService.SECURITY: 300,
    SharedService.TRAINING: 200,
    SharedService.GREEN_SPACE: 200,
    SharedService.WASTE_ROUND: 200,
}
WITHIN_MIN = 10.0


@dataclass(frozen=True)
class Viability:
    """``saying_yes``: who states the need, as far as the reader may know. ``mass``: None where no walk suffices,
    and ``refusal`` says why.
    """

    service: str
    threshold_jobs: float
    within_min: float
    saying_yes: tuple[Served, ...]
    jobs: int
    needed: tuple[Served, ...]
    nearest: tuple[tuple[Served, float], ...]
    mass: CriticalMass | None
    refusal: str = ""

    @property
    def is_viable(self) -> bool:
        """Whether those who say yes are enough by themselves."""
        return self.mass is not None and not self.needed


def viability_of(
    group: WorkingGroup,
    service: str,
    reader: User | AnonymousUser,
    threshold_jobs: float,
    within_min: float,
    also_yes: Collection[int] = (),
    declined: Collection[int] = (),
) -> Viability:
    """The answer for the establishments on the group's ground and its members. Raises UnusableProblem.

    ``also_yes``, ``declined``: establishments of which the reader knows by other means than an entry that they say
    yes, and no. Who said no is not among those whom to win; what they state outweighs it.
    """
    around = {one.id: one for one in [*of_area(group.footprint), *of_group(group)]}
    demand = [around[key] for key in sorted(around)]
    said_yes = set(
        NeedOrOffer.objects.visible_to(reader)
        .stated()
        .filter(service=service, direction=Direction.NEED, establishment__in=list(around))
        .values_list("establishment", flat=True)
    )
    said_yes |= around.keys() & set(also_yes)
    yes = tuple(one for one in demand if one.id in said_yes)
    network = current_network()
    mass, refusal = None, ""
    try:
        mass = enough_for(
            [one for one in demand if one.id in said_yes or one.id not in declined],
            network.network if network else None,
            threshold_jobs=threshold_jobs,
            within_min=within_min,
            committed=sorted(said_yes),
        )
    except NoSolution as error:
        refusal = str(error)
    return Viability(
        service=service,
        threshold_jobs=threshold_jobs,
        within_min=within_min,
        saying_yes=yes,
        jobs=int(sum(one.jobs or 0 for one in yes)),
        needed=_named(mass.needed, around) if mass else (),
        nearest=tuple((around[int(one.id)], one.travel_min) for one in mass.nearest) if mass else (),
        mass=mass,
        refusal=refusal,
    )


def _named(ids: Sequence[str], around: dict[int, Served]) -> tuple[Served, ...]:
    return tuple(around[int(one)] for one in ids)
