"""Readers of the pages, and one thing of each collection to read about."""

import datetime
from collections.abc import Callable

import pytest
from django.contrib.gis.geos import LineString
from django.db.models import Model
from django.test import Client

from layers.construction_zones.models import ConstructionPhase, ConstructionZone
from layers.crs import STORAGE_SRID
from layers.public_places.models import PublicPlace
from layers.transit.models import TransitRoute, TransitSection, TransitStop
from territory.companies.models import Company, Establishment
from territory.contributions.models import State
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from territory.people.models import User
from territory.pooled_services.models import PooledService
from territory.working_groups.models import WorkingGroup
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at, box

Reader = Callable[[User | None], Client]


@pytest.fixture
def reading_as() -> Reader:
    """A browser in which that person is signed in; None is a visitor."""

    def client(person: User | None) -> Client:
        browser = Client()
        if person is not None:
            browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return client


@pytest.fixture
def one_of_each(tiny_land: TinyLand) -> dict[str, Model]:
    """Something published of every collection, in or at the park of Westen."""
    release = tiny_land.release
    route = TransitRoute.objects.create(release=release, gtfs_route_id="t1", short_name="T1", name="Ost–West")
    day = datetime.date(2024, 7, 7)
    # 300 m east of the park's edge at x = 1500.
    stop = TransitStop.objects.create(
        release=release,
        gtfs_stop_id="0001",
        name="Parkplatz",
        gtfs_name="Westen, Parkplatz",
        location=at(1800, 1200),
        opened_on=day,
    )
    line = LineString(at(1000, 1200).coords, at(2000, 1200).coords, srid=STORAGE_SRID)
    section = TransitSection.objects.create(
        release=release, route=route, code="erster", name="Erster Abschnitt", alignment=line, opened_on=day
    )
    company = Company.objects.create(name="Schreinerei", is_invented=True)
    establishment = Establishment.objects.create(
        company=company,
        name="Schreinerei am Park",
        location=at(1200, 1200),
        nace_section="C",
        nace_code="16.2",
        jobs=1250,
        is_invented=True,
    )
    zone = ConstructionZone.objects.create(
        release=release, code="gleise", name="Gleisbau", kind="tram_works", footprint=box(1000, 1000, 1100, 1100)
    )
    ConstructionPhase.objects.create(
        zone=zone,
        number=1,
        title="Bauabschnitt 1",
        footprint=zone.footprint,
        starts_on=datetime.date(2024, 1, 1),
        certainty="open_ended",
        effect_car="closed",
    )
    group = WorkingGroup.objects.create(
        slug="runde", name="Runde", coordinator=tiny_land.netzwerk, footprint=box(1000, 1000, 1500, 1400)
    )
    place = at(1200, 1200)
    return {
        "communes": tiny_land.westen,
        "business-parks": tiny_land.park,
        "construction-zones": zone,
        "transit-sections": section,
        "transit-stops": stop,
        "public-places": PublicPlace.objects.create(
            release=release, code="bus", kind="bus_stop", name="Am Park", location=at(1300, 1200)
        ),
        "establishments": establishment,
        "working-groups": group,
        "local-initiatives": make(LocalInitiative, tiny_land.gemeinde_westen, place, State.PUBLISHED),
        "cooperation-projects": make(CooperationProject, tiny_land.firma, place, State.PUBLISHED),
        "pooled-services": make(PooledService, tiny_land.firma, place, State.PUBLISHED),
    }
