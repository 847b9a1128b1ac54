"""Works, parks and stops for the made-up country: where its people are, as many as asked."""

import datetime
import random

from django.contrib.gis.geos import MultiPolygon, Point, Polygon
from django.db import connection, transaction

from layers.business_parks.models import BusinessPark, StateType
from layers.construction_zones.models import (
    MODES,
    Certainty,
    ConstructionKind,
    ConstructionPhase,
    ConstructionZone,
    Effect,
)
from layers.crs import STORAGE_SRID
from layers.sources.models import Release
from layers.transit.models import TransitStop

PHASES_A_ZONE = 2
PARKS, STOPS = 150, 2_500  # the country has some 2,300 stops of buses and trains
BATCH = 2_000
MODELS = (ConstructionPhase, ConstructionZone, BusinessPark, TransitStop)


def count_phases() -> int:
    """How many construction phases stand in the database."""
    return ConstructionPhase.objects.count()


def build_works(phases: int, places: list[tuple[float, float]], mark: str, seed: int) -> None:
    """``phases`` phases, two a zone, parks and stops around ``places`` (storage CRS, metres); those before go."""
    chance = random.Random(seed)
    release = Release.objects.get(source__code=mark)
    with transaction.atomic():
        for model in MODELS:
            model._default_manager.all().delete()
        zones = ConstructionZone.objects.bulk_create(
            [
                ConstructionZone(
                    code=f"works-{number}",
                    name=f"Works {number}",
                    kind=chance.choice(ConstructionKind.values),
                    footprint=_square(chance.choice(places), chance.uniform(20, 300)),
                    release=release,
                )
                for number in range(phases // PHASES_A_ZONE)
            ],
            batch_size=BATCH,
        )
        rows = []
        for zone in zones:
            day = datetime.date(2025, 1, 1) + datetime.timedelta(days=chance.randrange(1_500))
            for number in range(1, PHASES_A_ZONE + 1):
                ends_on = day + datetime.timedelta(days=chance.randrange(14, 400))
                effects = {f"effect_{mode}": chance.choice(Effect.values) for mode in MODES}
                rows.append(
                    ConstructionPhase(
                        zone=zone,
                        number=number,
                        title=f"Phase {number}",
                        footprint=zone.footprint,
                        starts_on=day,
                        ends_on=ends_on,
                        certainty=Certainty.ESTIMATED,
                        **effects,
                    )
                )
                day = ends_on + datetime.timedelta(days=1)
        ConstructionPhase.objects.bulk_create(rows, batch_size=BATCH)
        BusinessPark.objects.bulk_create(
            BusinessPark(
                code=f"park-{number}",
                name=f"Park {number}",
                state_type=chance.choice(StateType.values),
                footprint=MultiPolygon(_square(chance.choice(places), chance.uniform(300, 900)), srid=STORAGE_SRID),
                release=release,
            )
            for number in range(PARKS)
        )
        TransitStop.objects.bulk_create(
            TransitStop(
                gtfs_stop_id=f"made-up-{number}",
                name=f"Stop {number}",
                gtfs_name=f"Stop {number}",
                location=Point(*chance.choice(places), srid=STORAGE_SRID),
                opened_on=datetime.date(2020, 1, 1),
                release=release,
            )
            for number in range(STOPS)
        )
    with connection.cursor() as cursor:
        for model in MODELS:
            cursor.execute(f"VACUUM ANALYZE {model._meta.db_table}")


def _square(corner: tuple[float, float], side_m: float) -> Polygon:
    west_m, south_m = corner
    square = Polygon.from_bbox((west_m, south_m, west_m + side_m, south_m + side_m))
    square.srid = STORAGE_SRID
    return square
