"""Who reads and who writes the meetings of a working group. The policies of the database say the same.

See territory/migrations/sql/meeting_security.sql.
"""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from territory.contributions.place import place_is_touched
from territory.contributions.standing import standing_of
from territory.organisations.models import Mandate
from territory.organisations.roles import Role
from territory.people.models import User
from territory.working_groups.models import WorkingGroup
from territory.working_groups.people import groups_of, organisations_in


def can_read_meetings(user: User | AnonymousUser, group: WorkingGroup) -> bool:
    """May ``user`` read the meetings of ``group``? People of its members, its moderators, administrators."""
    standing = standing_of(user)
    if standing.is_administrator:
        return True
    if organisations_in(group).filter(pk__in=standing.organisation_ids).exists():
        return True
    moderating = standing.organisations_as([Role.REGIONAL_MODERATOR])
    today = timezone.localdate()
    mandates = Mandate.objects.filter(organisation__in=moderating).valid_on(today)
    return bool(moderating) and place_is_touched(group.footprint, mandates, today)


def can_run_group(user: User | AnonymousUser, group: WorkingGroup) -> bool:
    """May ``user`` plan meetings of ``group`` and write down decisions? Its coordination, and administrators."""
    standing = standing_of(user)
    return standing.is_administrator or Role.WORKING_GROUP_COORDINATOR in standing.roles_in(group.coordinator_id)


def can_compare_groups(user: User | AnonymousUser) -> bool:
    """May ``user`` see the groups side by side? Coordinators, moderators, administrators."""
    standing = standing_of(user)
    roles = {role for role, _organisation in standing.roles}
    return standing.is_administrator or bool(roles & {Role.WORKING_GROUP_COORDINATOR, Role.REGIONAL_MODERATOR})


def own_groups(user: User | AnonymousUser) -> QuerySet[WorkingGroup]:
    """The groups in which ``user`` takes part."""
    return groups_of(standing_of(user).organisation_ids)
