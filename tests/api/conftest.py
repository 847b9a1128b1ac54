"""A land with something in every collection, and ways to ask for it."""

import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.gis.geos import LineString
from django.test import Client

from layers.construction_zones.models import ConstructionPhase, ConstructionZone
from layers.crs import STORAGE_SRID
from layers.public_places.models import PublicPlace
from layers.transit.models import RouteStop, TransitRoute, TransitSection, TransitStop
from territory.companies.models import Company, Establishment
from territory.contributions import actions
from territory.contributions.models import State, Theme
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from territory.people.models import ApiToken
from territory.pooled_services.models import PooledService
from territory.suitability.actions import derive, publish
from territory.suitability.work import compute
from territory.working_groups.models import WorkingGroup
from tests.tiny_land import TinyLand, at, box


class FullLand(TinyLand):
    """The tiny land with a zone of two phases, a tram, three establishments, a group and four contributions.

    Works close (1000..1200, 1000..1200) from January to March 2026 and slow (1200..1400, 1000..1200)
    from April on. The tram runs along y = 500 from x = 0 to 4000; its second half opens in 2030.
    Establishments stand at (1100, 1100), (1400, 1100) and (5000, 3000): 300 m and 4338 m from the first.
    """

    def __init__(self) -> None:
        super().__init__()
        self.zone = ConstructionZone.objects.create(
            release=self.release, code="works", name="Works", kind="road_works", footprint=box(1000, 1000, 1400, 1200)
        )
        for number, (west, start, end, certainty, effect) in enumerate(
            [
                (1000, datetime.date(2026, 1, 1), datetime.date(2026, 3, 31), "fixed", "closed"),
                (1200, datetime.date(2026, 4, 1), None, "open_ended", "slowed"),
            ],
            start=1,
        ):
            ConstructionPhase.objects.create(
                zone=self.zone,
                number=number,
                title=f"Phase {number}",
                footprint=box(west, 1000, west + 200, 1200),
                starts_on=start,
                ends_on=end,
                certainty=certainty,
                effect_car=effect,
            )
        self.route = TransitRoute.objects.create(release=self.release, gtfs_route_id="T1", short_name="T1", name="Tram")
        for number, opened_on in enumerate([datetime.date(2020, 12, 13), datetime.date(2030, 1, 1)]):
            west = number * 2000
            TransitSection.objects.create(
                release=self.release,
                route=self.route,
                code=f"section-{number}",
                name=f"Section {number}",
                alignment=LineString(at(west, 500).tuple, at(west + 2000, 500).tuple, srid=STORAGE_SRID),
                opened_on=opened_on,
            )
            stop = TransitStop.objects.create(
                release=self.release,
                gtfs_stop_id=f"00{number}",
                name=["Bréck", "Stäreplaz"][number],
                gtfs_name="Stop",
                location=at(west, 500),
                opened_on=opened_on,
            )
            RouteStop.objects.create(route=self.route, stop=stop, sequence=number)
        PublicPlace.objects.create(
            release=self.release, code="bus-1", kind="bus_stop", name="Gare routière", location=at(5000, 500)
        )
        self.company = Company.objects.create(name="Schreinerei Müller", organisation=self.firma)
        self.establishments = [
            Establishment.objects.create(
                company=self.company,
                name=name,
                location=at(*place),
                nace_section=code[0],
                nace_code=code[1:],
                jobs=jobs,
            )
            for name, place, code, jobs in (
                ("Atelier Müller", (1100, 1100), "C16.2", 12),
                ("Bäckerei Élise", (1400, 1100), "C10.7", None),
                ("Transports Weber", (5000, 3000), "H49.4", 30),
            )
        ]
        self.group = WorkingGroup.objects.create(
            slug="gruppe", name="Gruppe", coordinator=self.netzwerk, footprint=box(900, 900, 1600, 1500)
        )
        self.published = self.contribution(LocalInitiative, "Grüner Weg", at(1000, 1000), State.PUBLISHED)
        self.draft = self.contribution(LocalInitiative, "Geheimer Plan", at(1100, 1000), State.DRAFT)
        self.project = self.contribution(CooperationProject, "Gemeinsam fahren", at(2000, 1000), State.PUBLISHED)
        self.service = self.contribution(PooledService, "Kantine", box(1100, 1100, 1200, 1200), State.PUBLISHED)

    def contribution(self, kind, title, place, state):
        """A stored contribution of the commune of Westen in ``state``."""
        thing = actions.propose(
            kind,
            self.editor_westen,
            self.gemeinde_westen,
            {"title": {"de": title}, "theme": Theme.objects.get(code="mobility"), "location": place},
        )
        if state != State.DRAFT:
            actions.move(thing, self.editor_westen, State.SUBMITTED)
            thing = actions.move(thing, self.moderator, state)
        return thing


@pytest.fixture
def full_land(db) -> FullLand:
    return FullLand()


@pytest.fixture
def rasters_dir(settings, tmp_path):
    settings.RASTERS_DIR = tmp_path / "rasters"


@pytest.fixture
def jobs(full_land, rasters_dir):
    """A published raster: jobs per hectare."""
    layer = derive(full_land.moderator, "job-density", "alles", 50, begin=compute)
    layer.refresh_from_db()
    return publish(full_land.moderator, layer, is_published=True)


@pytest.fixture
def ask():
    """Asks as a visitor, or as ``user`` with an API token; answers the response."""

    def asking(path, user=None, method="get", body=None, **headers):
        client = Client(raise_request_exception=False)
        if user is not None:
            _token, text = ApiToken.objects.create(user=user, name="test")
            headers["authorization"] = f"Token {text}"
        more = (
            {} if body is None else {"data": body, "content_type": headers.pop("content_type", "application/geo+json")}
        )
        return getattr(client, method)(path, headers=headers, **more)

    return asking


@pytest.fixture
def transactional_land(transactional_db) -> FullLand:
    """The same land for a server in another thread; the themes come back, which emptying the tables took."""
    import_module("territory.migrations.0002_themes").add_themes(apps, None)
    return FullLand()
