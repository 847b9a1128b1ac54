"""Fills an empty database with the demonstration: the land first, then people and what they placed.

All in one transaction. A release of the source ``demo-content`` marks the database as filled.
"""

import datetime
from collections.abc import Callable
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune
from layers.construction_zones.models import ConstructionZone
from layers.sources.known_sources import source_named
from layers.sources.load_fixtures import load_land
from layers.sources.models import ImportRun, Release, Source
from layers.transit.models import TransitStop
from territory.acting import acting_as
from territory.companies.models import Company
from territory.cooperation.models import CooperationProject
from territory.demo.companies import load_establishments, load_working_groups
from territory.demo.contributions import load_contributions
from territory.demo.enquiries import load_enquiries
from territory.demo.fixtures import LAND, PEOPLE, WAYS, checksum
from territory.demo.leads import load_leads
from territory.demo.meetings import load_meetings
from territory.demo.needs_and_offers import load_needs_and_offers
from territory.demo.organisations import load_organisations
from territory.demo.past_of_land import date_land_back, is_dated_back
from territory.demo.pictures import load_pictures
from territory.demo.rasters import load_rasters
from territory.demo.studies import load_studies
from territory.demo.suggestions import load_suggestions
from territory.demo.vision import load_goals
from territory.errors import Refused
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Organisation
from territory.people.models import User
from territory.pooled_services.models import PooledService
from territory.reach.store import store_network
from territory.working_groups.models import WorkingGroup

MARK = "demo-content"
WRITTEN_ON = datetime.date(2026, 11, 22)
AUTHOR = "demo.content@example.org"
# Where one of these has a row before the first loading, somebody else filled the database.
MUST_BE_EMPTY = (
    Commune,
    BusinessPark,
    ConstructionZone,
    TransitStop,
    Organisation,
    Company,
    WorkingGroup,
    LocalInitiative,
    CooperationProject,
    PooledService,
)


def is_loaded() -> bool:
    """Whether this database was filled by ``load``."""
    return Release.objects.filter(source__code=MARK).exists()


def load(folder: Path, say: Callable[[str], None]) -> bool:
    """Whether the fixtures in ``folder`` were loaded now; False where they were before.

    ``say`` is told of each step. Raises Refused where the database holds content of somebody else.
    """
    with transaction.atomic():
        # A second loading at the same time waits here for the end of the first and finds its mark.
        source, is_first = Source.objects.get_or_create(
            code=MARK,
            defaults={
                "title": gettext_noop("Invented content of the demonstration"),
                "publisher": "Territory",
                "licence": gettext_noop("CC0-1.0; positions in business parks ODbL-1.0"),
                "attribution": gettext_noop("© OpenStreetMap contributors"),
            },
        )
        if not is_first:
            for plan in load_land(folder / LAND, only_new_datasets=True):
                say(f"{plan.delivery.dataset}: new since this demonstration was loaded")
            if not is_dated_back():
                date_land_back(folder, ImportRun.objects.filter(dataset=MARK).earliest("applied_at").applied_at)
                say("the past of the land: new since this demonstration was loaded")
            return False
        _refuse_content_of_others()
        release = Release.objects.create(
            source=source, released_on=WRITTEN_ON, checksum=checksum(folder), file_name=PEOPLE
        )
        load_land(folder / LAND)
        say("land: communes, business parks, construction zones, tram")
        store_network(folder / WAYS, source_named("walking-network-hand-made"), WRITTEN_ON)
        say("walking network of Cloche d’Or, Howald, Foetz and Op Herbett")
        rows = _load_people(folder, say)
        ImportRun.objects.create(release=release, dataset=MARK, added_count=rows, changed_count=0, removed_count=0)
    return True


def _load_people(folder: Path, say: Callable[[str], None]) -> int:
    author = User.objects.create_superuser(AUTHOR, name="Demonstration", language="fr")
    with acting_as(author, verb="load demonstration"):
        organisations = load_organisations(folder)
        say(f"{organisations} organisations with their mandates")
        places = load_establishments(folder)
        say(f"{len(places)} establishments, all invented")
        groups = load_working_groups(folder, places)
        say(f"{groups} working groups")
    contributions = load_contributions(folder, author, places)
    say(f"{len(contributions)} initiatives, cooperation projects and pooled services")
    pictures = load_pictures(folder, author, contributions)
    say(f"{pictures} sketches and documents, all invented")
    rasters = load_rasters(author)
    say(f"{rasters} rasters derived and weighed")
    needs = load_needs_and_offers(folder, author, places)
    say(f"{needs} needs and offers, all invented")
    enquiries = load_enquiries(folder, places)
    say(f"{enquiries} enquiries about a shared service, all invented")
    leads = load_leads(author)
    say(f"{leads} leads between invented neighbours")
    studies = load_studies(folder, author)
    say(f"{studies} siting study")
    suggestions = load_suggestions(folder)
    say(f"{suggestions} suggestions of invented visitors, waiting for communes")
    meetings = load_meetings(folder, author)
    say(f"{meetings} meetings of working groups, all invented")
    goals = load_goals(folder, author)
    say(f"{goals} goals of the region, all invented")
    moved = date_land_back(folder, timezone.now())
    say(f"{moved} phases of works that were announced otherwise before, all invented")
    # It wrote everything and is nobody: it may neither sign in nor decide any more.
    author.is_active = author.is_staff = author.is_superuser = False
    author.save()
    things = groups + len(contributions) + rasters + pictures + needs + leads + studies + suggestions + meetings
    return organisations + len(places) + things + enquiries + goals


def _refuse_content_of_others() -> None:
    for model in MUST_BE_EMPTY:
        count = model._default_manager.count()
        if count:
            raise Refused(
                _(
                    "This database already holds content that is not the demonstration's "
                    "(%(count)d %(kind)s): use an empty one. Nothing was changed."
                )
                % {"count": count, "kind": model._meta.verbose_name_plural}
            )
