"""Who is written to about an enquiry."""

from django.utils import timezone

from territory.acting import reading_as
from territory.enquiries.models import Enquiry
from territory.organisations.models import Membership
from territory.organisations.roles import Role
from territory.people.models import User
from territory.working_groups.models import WorkingGroup


def told_of_enquiry(actor_id: int, enquiry_id: int) -> tuple[Enquiry | None, list[User]]:
    """The enquiry and the people of the company asked; None where it was withdrawn before it was told.

    Read in the name of who asked, and only while this person still facilitates the group.
    """
    actor = User.objects.filter(pk=actor_id, is_active=True).first()
    if actor is None:
        return None, []
    with reading_as(actor):
        enquiry = (
            Enquiry.objects.select_related("working_group__coordinator", "establishment__company")
            .filter(pk=enquiry_id, sent_at__isnull=False, withdrawn_at=None)
            .first()
        )
    if enquiry is None:
        return None, []
    return enquiry, holders(enquiry.establishment.company.organisation_id, Role.COMPANY_MEMBER)


def facilitators_of(group_id: int) -> tuple[WorkingGroup | None, list[User]]:
    """The group and who facilitates it today."""
    group = WorkingGroup.objects.filter(pk=group_id).first()
    return group, holders(group.coordinator_id, Role.WORKING_GROUP_COORDINATOR) if group else []


def holders(organisation_id: int | None, role: Role) -> list[User]:
    """The active people who hold ``role`` in the organisation today; nobody where there is none."""
    if organisation_id is None:
        return []
    held = Membership.objects.valid_on(timezone.localdate()).filter(organisation=organisation_id, role=role)
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk"))
