"""Table of contents of the models of people and projects."""

from territory.companies.models import Company, Establishment, EstablishmentCell
from territory.contributions.models import Theme
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Mandate, Membership, Organisation
from territory.people.models import ApiToken, User
from territory.pooled_services.models import PooledService
from territory.working_groups.models import WorkingGroup, WorkingGroupMember

__all__ = [
    "ApiToken",
    "Company",
    "CooperationProject",
    "Establishment",
    "EstablishmentCell",
    "LocalInitiative",
    "Mandate",
    "Membership",
    "Organisation",
    "PooledService",
    "Theme",
    "User",
    "WorkingGroup",
    "WorkingGroupMember",
]
