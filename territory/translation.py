"""Which texts of people and projects exist in four languages, and which tables keep a history.

The history tables are made here because they must have the translated columns, which exist only after registration.
"""

import pghistory
from django.contrib.postgres.indexes import GistIndex
from django.db.models import DateTimeField, Index
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import TranslationOptions, register

from territory.attachments.models import ContributionFile
from territory.companies.models import Company, Establishment
from territory.consents.models import Consent
from territory.contributions.models import Theme
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from territory.needs_and_offers.models import NeedOrOffer
from territory.organisations.models import Mandate, Membership, Organisation
from territory.pooled_services.models import PooledService
from territory.vision.models import Goal
from territory.working_groups.models import WorkingGroup


@register(Theme)
class ThemeTranslation(TranslationOptions):
    fields = ("name", "meaning")


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ("name",)


@register(WorkingGroup)
class WorkingGroupTranslation(TranslationOptions):
    fields = ("name", "summary")


@register(Goal)
class GoalTranslation(TranslationOptions):
    fields = ("title", "summary", "target")


@register([LocalInitiative, CooperationProject, PooledService])
class ContributionTranslation(TranslationOptions):
    fields = ("title", "summary")


for model in (
    Theme,
    Organisation,
    Membership,
    Mandate,
    Company,
    WorkingGroup,
    Consent,
    ContributionFile,
    Goal,
    NeedOrOffer,  # its history is as confidential as itself: migrations/sql/needs_and_offers.sql
):
    pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())(model)

# What was known of a million is read as what is known of them: when, where, and in the order of the alphabet.
known = [
    Index(fields=["pgh_created_at"], name="establishment_known_from"),
    GistIndex(fields=["location"], name="establishment_known_at"),
    Index(Collate("name", "und-x-icu"), "pgh_obj", name="establishment_known_by_name"),
]
# Written by a trigger (migrations/sql/establishments_then.sql): from when on a later event tells otherwise.
until = DateTimeField(_("known until"), null=True, editable=False)
pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    meta={"indexes": known},
    attrs={"known_until": until},
)(Establishment)

for placed in (LocalInitiative, CooperationProject, PooledService):
    # What was known on a day is asked for by row and moment.
    by_moment = Index(fields=["pgh_obj", "pgh_created_at"], name=f"{placed._meta.model_name}_by_moment")
    pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), meta={"indexes": [by_moment]}
    )(placed)
