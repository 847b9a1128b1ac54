"""Who is told of a step of a lead, as one table; read in the name of a facilitator, who may know both sides."""

from dataclasses import dataclass

from django.utils import timezone

from territory.acting import reading_as
from territory.leads.models import LeadStep, State, Teller
from territory.organisations.models import Membership
from territory.organisations.roles import Role
from territory.people.models import User
from territory.working_groups.models import WorkingGroup

SIDES = (Teller.NEED, Teller.OFFER)


@dataclass(frozen=True)
class ToTell:
    """One reader and in which quality: a side, or the facilitator."""

    reader: User
    quality: Teller
    step: LeadStep


def told_of_step(group_id: int, step_id: int) -> list[ToTell]:
    """Everybody to be told of the step, without who took it; nobody where the group has no facilitator today."""
    group = WorkingGroup.objects.filter(pk=group_id).first()
    facilitators = _holders(group.coordinator_id, Role.WORKING_GROUP_COORDINATOR) if group else []
    if not facilitators:
        return []
    with reading_as(facilitators[0]):
        step = LeadStep.objects.select_related("lead__working_group").filter(pk=step_id).first()
        if step is None:
            return []
        sides = {
            Teller(side.direction): _holders(side.establishment.company.organisation_id, Role.COMPANY_MEMBER)
            for side in step.lead.sides.select_related("establishment__company")
        }
    told: dict[int, ToTell] = {}
    for quality in _qualities(step):
        for reader in facilitators if quality == Teller.FACILITATOR else sides.get(quality, []):
            if reader.pk != step.actor_id:
                told.setdefault(reader.pk, ToTell(reader, quality, step))
    return list(told.values())


def _qualities(step: LeadStep) -> tuple[Teller, ...]:
    """A first yes is told to the facilitator only: neither side learns what the other answered."""
    if step.source == step.target == State.FOUND:
        return SIDES if step.taken_by == Teller.FACILITATOR else (Teller.FACILITATOR,)
    return (*SIDES, Teller.FACILITATOR)


def _holders(organisation_id: int | None, role: Role) -> list[User]:
    if organisation_id is None:
        return []
    held = Membership.objects.valid_on(timezone.localdate()).filter(organisation=organisation_id, role=role)
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk"))
