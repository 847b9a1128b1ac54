"""Table of contents of the models of people and projects."""

from territory.alerts.models import FeedKey, Notification, OutgoingMail, Subscription
from territory.companies.models import Company, Establishment, EstablishmentCell
from territory.contributions.models import Theme
from territory.cooperation.models import CooperationProject
from territory.happenings.models import Happening
from territory.initiatives.models import LocalInitiative
from territory.meetings.models import Decision, Meeting
from territory.organisations.models import Invitation, Mandate, Membership, Organisation
from territory.people.models import ApiToken, User
from territory.pooled_services.models import PooledService
from territory.working_groups.models import WorkingGroup, WorkingGroupMember

__all__ = [
    "ApiToken",
    "Company",
    "CooperationProject",
    "Decision",
    "Establishment",
    "EstablishmentCell",
    "FeedKey",
    "Happening",
    "Invitation",
    "LocalInitiative",
    "Mandate",
    "Meeting",
    "Membership",
    "Notification",
    "Organisation",
    "OutgoingMail",
    "PooledService",
    "Subscription",
    "Theme",
    "User",
    "WorkingGroup",
    "WorkingGroupMember",
]
