"""Adds a crowd to a demo: establishments, projects and phases by the thousand, between what is there.

Made by ``python -m benchmarks.measuring.crowd --establishments 1000000 --projects 20000 --phases 5000`` as owner of the
tables. For a demo that is thrown away afterwards: nothing takes the crowd out again.
"""

import argparse
import datetime
import random
from importlib import import_module
from typing import Any

from django.db import connection, transaction

from benchmarks.measuring import start
from benchmarks.world import COLUMNS, establishments, places_of, without_history

SLUG = "made-up-organisation"
COMPANIES_FROM = 1_000_000_000  # far above the demo's own numbers
PHASES_A_ZONE = 4
PHASE_DAYS = 200
SEED = 7


def add_establishments(count: int) -> None:
    """``count`` companies of one establishment each, where the made-up country has its towns and parks."""
    with (
        transaction.atomic(),
        connection.cursor() as cursor,
        without_history(cursor, ("territory_company", "territory_establishment")),
    ):
        with cursor.copy("COPY territory_company (id, name, is_invented) FROM STDIN") as copy:
            for number in range(1, count + 1):
                copy.write_row((COMPANIES_FROM + number, f"Company {number}", True))
        with cursor.copy(f"COPY territory_establishment ({COLUMNS}) FROM STDIN") as copy:
            for number, place in enumerate(establishments(count, SEED), start=1):
                copy.write_row((COMPANIES_FROM + number, *place[1:], "", "2", True))


def add_projects(count: int) -> None:
    """``count`` published projects of all kinds."""
    measured: Any = import_module("benchmarks.measuring.projects")
    tables = [kind._meta.db_table for kind in measured.KINDS]
    with transaction.atomic(), connection.cursor() as cursor, without_history(cursor, tables):
        measured.add_projects(count, places_of(count, SEED + 1), SLUG, SEED)


def add_phases(count: int) -> None:
    """``count`` phases, four in a zone, each like one that the demo holds."""
    zones: Any = import_module("layers.construction_zones.models")
    chance = random.Random(SEED)
    release = zones.ConstructionZone.objects.first().release
    places = places_of(count // PHASES_A_ZONE, SEED + 2)
    with transaction.atomic():
        for number, (x_m, y_m) in enumerate(places):
            footprint = f"SRID=2169;POLYGON(({x_m} {y_m},{x_m + 120} {y_m},{x_m + 120} {y_m + 60},{x_m} {y_m}))"
            zone = zones.ConstructionZone.objects.create(
                code=f"crowd-{number}", name=f"Works {number}", kind="road_works", footprint=footprint, release=release
            )
            for phase in range(1, PHASES_A_ZONE + 1):
                starts_on = datetime.date(2024, 1, 1) + datetime.timedelta(days=chance.randrange(1_800))
                zones.ConstructionPhase.objects.create(
                    zone=zone,
                    number=phase,
                    title=f"Phase {phase}",
                    footprint=footprint,
                    starts_on=starts_on,
                    ends_on=starts_on + datetime.timedelta(days=PHASE_DAYS),
                    certainty=zones.Certainty.FIXED,
                    effect_foot=chance.choice(zones.Effect.values),
                    effect_car=chance.choice(zones.Effect.values),
                )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--establishments", type=int, default=1_000_000)
    parser.add_argument("--projects", type=int, default=20_000)
    parser.add_argument("--phases", type=int, default=5_000)
    options = parser.parse_args()
    add_establishments(options.establishments)
    add_projects(options.projects)
    add_phases(options.phases)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    start()
    main()
