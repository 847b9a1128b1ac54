"""Whether enough of a group want a shared service: by what they state and by what they answered, for one reader."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from territory.enquiries.reading import Asked, asked_in
from territory.needs_and_offers.viability import THRESHOLD_JOBS, WITHIN_MIN, Viability, viability_of
from territory.people.models import User
from territory.siting.errors import UnusableProblem
from territory.working_groups.models import WorkingGroup


@dataclass(frozen=True)
class Enough:
    """``viability``: None where the question cannot be answered, and ``refusal`` says why."""

    asked: Asked
    viability: Viability | None
    refusal: str = ""


def enough_for(
    group: WorkingGroup,
    service: str,
    reader: User | AnonymousUser,
    jobs: float | None = None,
    minutes: float | None = None,
) -> Enough:
    """For ``service``, reached with ``jobs`` within ``minutes`` on foot, or with what is usual for it."""
    asked = asked_in(group, service, reader)
    try:
        viability = viability_of(
            group, service, reader, jobs or THRESHOLD_JOBS[service], minutes or WITHIN_MIN, asked.yes, asked.no
        )
    except UnusableProblem as refusal:
        return Enough(asked, None, str(refusal))
    return Enough(asked, viability)
