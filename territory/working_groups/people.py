"""Whose people take part in a working group: of its coordinator, its public actors, its establishments' companies."""

from django.db.models import Q, QuerySet

from territory.organisations.models import Organisation
from territory.working_groups.models import WorkingGroup


def organisations_in(group: WorkingGroup) -> QuerySet[Organisation]:
    """The organisations that take part in ``group``, each once; the same as territory_in_group() of the database."""
    return Organisation.objects.filter(
        Q(coordinated_groups=group)
        | Q(group_memberships__working_group=group)
        | Q(company__establishments__group_memberships__working_group=group)
    ).distinct()


def groups_of(organisation_ids: frozenset[int]) -> QuerySet[WorkingGroup]:
    """The groups in which one of the organisations takes part, each once."""
    return WorkingGroup.objects.filter(
        Q(coordinator__in=organisation_ids)
        | Q(members__organisation__in=organisation_ids)
        | Q(members__establishment__company__organisation__in=organisation_ids)
    ).distinct()
