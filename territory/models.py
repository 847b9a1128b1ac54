"""Table of contents of the models of people and projects."""

from territory.alerts.models import FeedKey, Notification, OutgoingMail, Subscription
from territory.attachments.models import ContributionFile
from territory.comments.models import Comment, CommentReport
from territory.companies.models import Company, Establishment, EstablishmentCell
from territory.consents.models import Consent
from territory.context.models import KeptSheet
from territory.contributions.models import Theme
from territory.cooperation.models import CooperationProject
from territory.embedding.models import EmbeddingSite
from territory.enquiries.models import Enquiry
from territory.files.models import StoredFile
from territory.happenings.models import Happening
from territory.initiatives.models import LocalInitiative
from territory.leads.models import Lead, LeadSide, LeadStep, MatchingRun
from territory.links.models import ShortLink
from territory.meetings.models import Decision, Meeting, MeetingFile
from territory.needs_and_offers.models import NeedOrOffer
from territory.organisations.models import Invitation, Mandate, Membership, Organisation
from territory.people.models import ApiToken, User
from territory.pooled_services.models import PooledService
from territory.saved_views.models import SavedView
from territory.search.models import KnownWord
from territory.studies.models import Study, StudyRun
from territory.suggestions.models import Suggestion
from territory.vision.models import Goal
from territory.working_groups.models import WorkingGroup, WorkingGroupMember

__all__ = [
    "ApiToken",
    "Comment",
    "CommentReport",
    "Company",
    "Consent",
    "ContributionFile",
    "CooperationProject",
    "Decision",
    "EmbeddingSite",
    "Enquiry",
    "Establishment",
    "EstablishmentCell",
    "FeedKey",
    "Goal",
    "Happening",
    "Invitation",
    "KeptSheet",
    "KnownWord",
    "Lead",
    "LeadSide",
    "LeadStep",
    "LocalInitiative",
    "Mandate",
    "MatchingRun",
    "Meeting",
    "MeetingFile",
    "Membership",
    "NeedOrOffer",
    "Notification",
    "Organisation",
    "OutgoingMail",
    "PooledService",
    "SavedView",
    "ShortLink",
    "StoredFile",
    "Study",
    "StudyRun",
    "Subscription",
    "Suggestion",
    "Theme",
    "User",
    "WorkingGroup",
    "WorkingGroupMember",
]
