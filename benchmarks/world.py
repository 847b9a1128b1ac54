"""A made-up country of N establishments, to measure on.

Made by ``python -m benchmarks.world --establishments 1000000``.

100 square communes of 5 km, as large together as Luxembourg, each with a town and a business park or
two, around which establishments crowd. Always the same for the same seed, and kept when it is there
already. It goes into the database of the settings, which must hold nothing that others made.
"""

import argparse
import datetime
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import django
from django.db import connection, transaction

MARK = "benchmark-world"
COMMUNES_A_SIDE = 10
COMMUNE_M = 5_000
# South-western corner in the national grid, metres: the country lies where Luxembourg does.
WEST_M, SOUTH_M = 50_000, 58_000
# Shares of establishments in the town, in parks, and scattered over the commune.
IN_TOWN, IN_PARKS = 0.55, 0.35
TOWN_SPREAD_M, PARK_SPREAD_M = 450.0, 180.0
# NACE sections as frequent as in a small service economy, with one code each (Rev. 2).
SECTIONS = {
    "G": ("47.11", 22),
    "M": ("70.22", 18),
    "F": ("43.21", 10),
    "I": ("56.10", 9),
    "S": ("96.02", 8),
    "K": ("64.19", 7),
    "N": ("81.21", 7),
    "Q": ("86.21", 6),
    "C": ("10.71", 5),
    "J": ("62.01", 5),
    "H": ("49.41", 3),
}
TABLES = ("territory_company", "territory_establishment")
COLUMNS = "company_id, name, location, nace_section, nace_code, jobs, address, nace_revision, is_invented"
TRADES = ("Atelier", "Boulangerie", "Café", "Garage", "Bureau", "Maler", "Schreinerei", "Bäckerei", "Studio", "Elektro")
NAMES = ("Müller", "Weber", "Schmit", "Hoffmann", "Thill", "Wagner", "Reuter", "Kieffer", "Élise", "Da Silva", "Rossi")


def establishments(count: int, seed: int) -> Iterator[tuple[object, ...]]:
    """Rows of (company, name, EWKT location, NACE section, code, jobs), in storage CRS."""
    chance = random.Random(seed)
    communes = [
        _Commune(WEST_M + column * COMMUNE_M, SOUTH_M + row * COMMUNE_M, chance)
        for row in range(COMMUNES_A_SIDE)
        for column in range(COMMUNES_A_SIDE)
    ]
    sizes = [commune.size for commune in communes]
    codes, frequencies = list(SECTIONS), [frequency for _code, frequency in SECTIONS.values()]
    for number in range(1, count + 1):
        commune = chance.choices(communes, sizes)[0]
        x_m, y_m = commune.place(chance)
        section = chance.choices(codes, frequencies)[0]
        name = f"{chance.choice(TRADES)} {chance.choice(NAMES)} {number}"
        jobs = min(5_000, int(chance.paretovariate(1.1)))
        location = f"SRID=2169;POINT({x_m:.2f} {y_m:.2f})"
        yield number, name, location, section, SECTIONS[section][0], jobs


class _Commune:
    """A square with a town, one or two parks and a size as uneven as real ones."""

    def __init__(self, west_m: float, south_m: float, chance: random.Random) -> None:
        self.west_m, self.south_m = west_m, south_m
        self.size = chance.paretovariate(1.2)
        self.town = self._anywhere(chance)
        self.parks = [self._anywhere(chance) for _ in range(chance.randint(1, 2))]

    def _anywhere(self, chance: random.Random) -> tuple[float, float]:
        return (
            self.west_m + chance.uniform(0.1, 0.9) * COMMUNE_M,
            self.south_m + chance.uniform(0.1, 0.9) * COMMUNE_M,
        )

    def place(self, chance: random.Random) -> tuple[float, float]:
        """A position inside the commune, metres in the storage CRS."""
        drawn = chance.random()
        if drawn < IN_TOWN:
            (x_m, y_m), spread_m = self.town, TOWN_SPREAD_M
        elif drawn < IN_TOWN + IN_PARKS:
            (x_m, y_m), spread_m = chance.choice(self.parks), PARK_SPREAD_M
        else:
            return self._anywhere(chance)
        return (
            min(max(chance.gauss(x_m, spread_m), self.west_m), self.west_m + COMMUNE_M - 1),
            min(max(chance.gauss(y_m, spread_m), self.south_m), self.south_m + COMMUNE_M - 1),
        )


def build(count: int, seed: int) -> None:
    """Empties what this module made before and writes the country anew, in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE territory_establishment, territory_company RESTART IDENTITY CASCADE")
        cursor.execute("DELETE FROM layers_commune WHERE canton = %s", [MARK])
        _write_communes(cursor)
        # The history is not what is measured, and a million entries would double the time.
        with without_history(cursor, TABLES):
            with cursor.copy("COPY territory_company (id, name, is_invented) FROM STDIN") as copy:
                for number in range(1, count + 1):
                    copy.write_row((number, f"Company {number}", True))
            with cursor.copy(f"COPY territory_establishment ({COLUMNS}) FROM STDIN") as copy:
                for company, name, location, section, code, jobs in establishments(count, seed):
                    copy.write_row((company, name, location, section, code, jobs, "", "2", True))
    with connection.cursor() as cursor:
        for table in (*TABLES, "territory_establishmentcell", "layers_commune"):
            cursor.execute(f"VACUUM ANALYZE {table}")


def _write_communes(cursor: Any) -> None:
    cursor.execute(
        "INSERT INTO layers_source (code, title, publisher, licence, attribution, url) "
        "VALUES (%s, 'Made-up country', 'benchmarks/world.py', 'CC0-1.0', '', '') "
        "ON CONFLICT (code) DO UPDATE SET title = excluded.title RETURNING id",
        [MARK],
    )
    (source,) = cursor.fetchone()
    cursor.execute(
        "INSERT INTO layers_release (source_id, released_on, checksum, file_name) "
        "VALUES (%s, '2026-01-01', %s, '') "
        "ON CONFLICT (source_id, checksum) DO UPDATE SET file_name = '' RETURNING id",
        [source, "0" * 64],
    )
    (release,) = cursor.fetchone()
    for number in range(COMMUNES_A_SIDE**2):
        row, column = divmod(number, COMMUNES_A_SIDE)
        west_m, south_m = WEST_M + column * COMMUNE_M, SOUTH_M + row * COMMUNE_M
        name = f"Commune {row}-{column}"
        box = [west_m, south_m, west_m + COMMUNE_M, south_m + COMMUNE_M]
        cursor.execute(
            "INSERT INTO layers_commune "
            "(lau2_code, name, name_fr, canton, boundary, valid_from, release_id) "
            "VALUES (%s, %s, %s, %s, ST_Multi(ST_MakeEnvelope(%s, %s, %s, %s, 2169)), %s, %s)",
            [f"{number:04d}", name, name, MARK, *box, datetime.date(2012, 1, 1), release],
        )


@contextmanager
def without_history(cursor: Any, tables: Sequence[str]) -> Iterator[None]:
    """Inside it, what is written to ``tables`` goes unrecorded; to be used within a transaction."""
    for table in tables:
        _switch_history(cursor, table, "DISABLE")
    yield
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables:
        _switch_history(cursor, table, "ENABLE")


def _switch_history(cursor: Any, table: str, how: str) -> None:
    """Turns the triggers that look at each row on or off; the one that counts cells sees statements."""
    cursor.execute(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgtype & 1 = 1",
        [table],
    )
    for (trigger,) in cursor.fetchall():
        cursor.execute(f'ALTER TABLE {table} {how} TRIGGER "{trigger}"')


def foreign_rows() -> str:
    """The first table with rows that this module did not make; empty where there are none."""
    for table, ours in (
        ("territory_user", "false"),
        ("territory_organisation", f"slug = '{MARK}'"),
        ("territory_company", "name LIKE 'Company %%' AND is_invented"),
        ("layers_commune", f"canton = '{MARK}'"),
    ):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT EXISTS (SELECT FROM {table} WHERE NOT ({ours}))", [])
            if cursor.fetchone()[0]:
                return table
    return ""


def is_there(count: int, seed: int) -> bool:
    """Whether the same country stands already: as many rows, the first and the last as they would be."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), min(name) FILTER (WHERE id = 1) FROM territory_establishment")
        found, first = cursor.fetchone()
    return bool(found == count and first == next(establishments(1, seed))[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--establishments", type=int, default=1_000_000)
    parser.add_argument("--projects", type=int, default=20_000)
    parser.add_argument("--phases", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    foreign = foreign_rows()
    if foreign:
        sys.exit(f"{foreign} holds rows that this module did not make; nothing was changed.")
    if is_there(options.establishments, options.seed):
        print(f"{options.establishments:,} establishments, as before")
    else:
        begun = time.monotonic()
        build(options.establishments, options.seed)
        print(f"{options.establishments:,} establishments after {time.monotonic() - begun:.0f} s")
    _projects(options.projects, options.seed)
    _works(options.phases, options.seed)
    _past(options.establishments)


def places_of(count: int, seed: int) -> list[tuple[float, float]]:
    """Positions as unevenly spread as the establishments, metres in the storage CRS."""
    points = (str(row[2]).partition("(")[2].rstrip(")").split() for row in establishments(count, seed))
    return [(float(x_m), float(y_m)) for x_m, y_m in points]


def _works(count: int, seed: int) -> None:
    """Makes construction phases, parks and stops, unless as many phases stand there."""
    measured = import_module("benchmarks.measuring.works")  # only now, as below
    if measured.count_phases() == count:
        print(f"{count:,} phases, as before")
        return
    measured.build_works(count, places_of(count, seed + 2), MARK, seed)
    print(f"{count:,} phases")


def _past(establishments: int) -> None:
    """Writes what was known before, unless all establishments have a past."""
    measured = import_module("benchmarks.measuring.past")  # only now, as below
    if measured.count_events() >= establishments:
        print(f"{measured.count_events():,} events of establishments, as before")
        return
    measured.build_past()
    print(f"{measured.count_events():,} events of establishments")


def _projects(count: int, seed: int) -> None:
    """Makes the projects, unless as many stand there; their history is not what is measured."""
    # Only now are the models loaded: Django has to be set up for them.
    measured = import_module("benchmarks.measuring.projects")
    if measured.count_projects() == count:
        print(f"{count:,} projects, as before")
        return
    tables = [kind._meta.db_table for kind in measured.KINDS]
    with transaction.atomic(), connection.cursor() as cursor, without_history(cursor, tables):
        measured.build_projects(count, places_of(count, seed + 1), MARK, seed)
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"VACUUM ANALYZE {table}")
    print(f"{count:,} projects")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    django.setup()
    main()
