"""A straight way of 400 m from a tram stop to an office, with a loop of 80 m at its middle; metres from (2000, 3000).

    80            ┌──────┐
     0  stop ─────┴══════┴───── office        the phase lies on x = 170 to 230, y = -10 to 10
        0        160    240    400

Walking 80 m a minute: 5 minutes. By the loop 160 + 80 + 80 + 80 + 160 = 560 m: 7 minutes.
"""

import datetime

import pytest

from layers.construction_zones.models import ConstructionPhase, ConstructionZone
from layers.public_places.models import PublicPlace
from layers.transit.models import TransitStop
from territory.companies.models import Company, Establishment
from territory.reach.network import Way, network_from
from tests.tiny_land import TinyLand, at, box

TODAY = datetime.date(2026, 11, 18)  # a Wednesday
FOOTWAY = {"highway": "footway"}


def here(x_m, y_m):
    return at(2000 + x_m, 3000 + y_m)


class StreetLand(TinyLand):
    def __init__(self):
        super().__init__()
        straight = [here(x, 0).coords for x in (0, 160, 240, 400)]
        loop = [here(x, y).coords for x, y in ((160, 0), (160, 80), (240, 80), (240, 0))]
        self.network = network_from([Way(straight, FOOTWAY), Way(loop, FOOTWAY)])
        self.stop = self.add_stop("near", 0)
        company = Company.objects.create(name="Office")
        self.office = Establishment.objects.create(
            company=company, name="Office", location=here(400, 0), nace_section="J", nace_code="62.0", jobs=100
        )
        self.zone = ConstructionZone.objects.create(
            release=self.release,
            code="works",
            name="Works",
            kind="road_works",
            footprint=self.ground(170, -10, 230, 10),
        )

    def ground(self, west, south, east, north):
        return box(2000 + west, 3000 + south, 2000 + east, 3000 + north)

    def add_stop(self, code, x_m):
        return TransitStop.objects.create(
            release=self.release,
            gtfs_stop_id=code,
            name=code,
            gtfs_name=code,
            location=here(x_m, 0),
            opened_on=datetime.date(2020, 1, 1),
        )

    def add_bus_stop(self, code, x_m):
        return PublicPlace.objects.create(
            release=self.release, code=code, kind="bus_stop", name=code, location=here(x_m, 0)
        )

    def add_phase(self, starts_on, ends_on, footprint=None, **effects):
        return ConstructionPhase.objects.create(
            zone=self.zone,
            number=ConstructionPhase.objects.count() + 1,
            title="Phase",
            footprint=footprint or self.ground(170, -10, 230, 10),
            starts_on=starts_on,
            ends_on=ends_on,
            certainty="estimated",
            **{f"effect_{mode}": effect for mode, effect in effects.items()},
        )


@pytest.fixture
def street(db):
    return StreetLand()
