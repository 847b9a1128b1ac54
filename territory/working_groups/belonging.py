"""What belongs to a working group: the group itself, its parks and establishments, its projects and services."""

from collections.abc import Sequence

from django.db.models import Model, Q

from layers.business_parks.models import BusinessPark
from territory.working_groups.models import WorkingGroup, WorkingGroupMember


def belonging_to(model: type[Model], slugs: Sequence[str]) -> Q:
    """The condition on ``model`` for what belongs to one of the working groups with these short names."""
    if model is WorkingGroup:
        return Q(slug__in=slugs)
    if model is BusinessPark:
        parks = WorkingGroup.objects.filter(slug__in=slugs, business_parks__isnull=False)
        return Q(pk__in=parks.order_by().values("business_parks"))
    # By its name: companies and working groups are siblings that do not know each other.
    if model._meta.model_name == "establishment":
        members = WorkingGroupMember.objects.filter(working_group__slug__in=slugs, establishment__isnull=False)
        return Q(pk__in=members.order_by().values("establishment"))
    return Q(working_group__slug__in=slugs)
