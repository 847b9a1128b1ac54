"""On some thousand establishments, near, items, tiles and search use their index and read no table whole."""

import re

import pgtrigger
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from layers.crs import in_lonlat
from territory.companies.models import Company
from tests.api.decoding import path_of
from tests.tiny_land import ORIGIN_X_M, ORIGIN_Y_M, TinyLand, at

ROWS = 6_000
TRADES = [
    "Atelier",
    "Bureau",
    "Café",
    "Garage",
    "Boulangerie",
    "Pharmacie",
    "Librairie",
    "Fleuriste",
    "Imprimerie",
    "Menuiserie",
    "Brasserie",
    "Laverie",
    "Quincaillerie",
    "Horlogerie",
    "Cordonnerie",
    "Fromagerie",
    "Droguerie",
    "Papeterie",
    "Mercerie",
    "Tannerie",
    "Verrerie",
    "Poterie",
    "Scierie",
    "Tuilerie",
    "Rubanerie",
    "Filature",
    "Fonderie",
    "Forge",
    "Moulin",
    "Relais",
]
HERE = at(3000, 1000)
TILES = (("establishments", HERE, 14), ("local-initiatives", HERE, 9))  # each by itself, and counted in cells


@pytest.fixture
def crowded_land(db):
    """ROWS establishments anywhere in the tiny land, as the planner knows it after ANALYZE."""
    land, company = TinyLand(), Company.objects.create(name="Firma")
    with pgtrigger.ignore(), connection.cursor() as cursor:  # the history is not looked at here
        cursor.execute("SELECT setseed(0.5)")
        cursor.execute(
            """
            INSERT INTO territory_establishment
                (company_id, name, address, location, nace_section, nace_code, nace_revision, jobs, is_invented)
            SELECT %s, (%s::text[])[1 + n %% 30] || ' ' || n, '',
                ST_SetSRID(ST_MakePoint(%s + random() * 6000, %s + random() * 6000), 2169),
                'C', 10 + n %% 23 || '.1', '2', n %% 50, true
            FROM generate_series(1, %s) AS n
            """,
            [company.pk, TRADES, ORIGIN_X_M, ORIGIN_Y_M - 2000, ROWS],
        )
    with connection.cursor() as cursor:
        # What the tests before this one took back waits in the index until then, and makes it look slow.
        cursor.execute("SELECT gin_clean_pending_list('establishment_name_trigrams')")
        cursor.execute("ANALYZE territory_establishment, territory_establishmentcell, territory_company")
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
    return land


def plans_of(ask, path, explain="EXPLAIN "):
    """The plan of each statement that answered ``path``."""
    ask(path)  # a process asks for the definition of the storage CRS once
    with CaptureQueriesContext(connection) as captured:
        response = ask(path)
    assert response.status_code == 200, response.content
    plans = []
    for statement in captured.captured_queries:
        sql = re.sub(r"^\s*(--[^\n]*\n)+", "", statement["sql"])
        if sql.upper().startswith(("SELECT", "WITH")):
            with connection.cursor() as cursor:
                cursor.execute(explain + sql)
                plans.append("\n".join(row[0] for row in cursor.fetchall()))
    return plans


def degrees(place):
    return in_lonlat(place).coords


def test_near_reads_the_spatial_index(ask, crowded_land):
    lon, lat = degrees(HERE)
    (plan,) = plans_of(ask, f"/api/v1/establishments/near?lon={lon}&lat={lat}&radius_m=1000&limit=50")
    assert "establishment_location" in plan
    assert "Seq Scan on territory_establishment" not in plan


def test_totals_around_a_point_read_the_spatial_index(ask, crowded_land):
    lon, lat = degrees(HERE)
    plans = plans_of(ask, f"/api/v1/establishments/near?lon={lon}&lat={lat}&radius_m=300&limit=5&totals=true")
    assert len(plans) == 2
    for plan in plans:
        assert "establishment_location" in plan
        assert "Seq Scan on territory_establishment" not in plan


@pytest.mark.parametrize(
    ("narrowed", "index"), [("nace=10.1", "establishment_nace"), ("jobs_from=49", "establishment_jobs")]
)
def test_few_in_a_wide_radius_are_found_by_what_makes_them_few(narrowed, index, ask, crowded_land):
    lon, lat = degrees(HERE)
    address = f"/api/v1/establishments/near?lon={lon}&lat={lat}&radius_m=20000&limit=500&totals=true&{narrowed}"
    plans = plans_of(ask, address)
    assert len(plans) == 2
    for plan in plans:
        assert index in plan
        assert "Seq Scan on territory_establishment" not in plan


def test_all_in_a_wide_radius_are_summed_from_their_cells(ask, crowded_land):
    lon, lat = degrees(HERE)
    _page, sums = plans_of(ask, f"/api/v1/establishments/near?lon={lon}&lat={lat}&radius_m=20000&limit=5&totals=true")
    assert "territory_establishmentcell" in sums
    assert "Seq Scan on territory_establishment " not in sums


def test_a_page_in_a_box_reads_the_spatial_index(ask, crowded_land):
    (west, south), (east, north) = degrees(at(2900, 900)), degrees(at(3100, 1100))
    plans = plans_of(ask, f"/ogc/collections/establishments/items?bbox={west},{south},{east},{north}")
    assert len(plans) == 2
    for plan in plans:
        assert "establishment_location" in plan
        assert "Seq Scan on territory_establishment" not in plan


def test_the_nearest_come_in_the_order_of_the_spatial_index(ask, crowded_land):
    """Who is equally far comes by id, which the index does not know: only those near enough are sorted."""
    lon, lat = degrees(HERE)
    far, page, count = plans_of(ask, f"/ogc/collections/establishments/items?sortby=distance&from={lon},{lat}&limit=20")
    assert "Order By: (location <->" in far
    assert "establishment_location" in page
    assert "territory_establishmentcell" in count
    assert "Seq Scan on territory_establishment " not in far + page


@pytest.mark.parametrize("query", ["limit=50", "limit=50&cursor=after-3000"])
def test_a_page_of_everything_reads_the_primary_key_and_counts_cells(query, ask, crowded_land):
    page, count = sorted(plans_of(ask, f"/ogc/collections/establishments/items?{query}"), key=len, reverse=True)
    assert "territory_establishment_pkey" in page
    assert "territory_establishmentcell" in count
    assert "Seq Scan on territory_establishment " not in page + count


# At level 14 a tile holds a tenth of this small land, and the planner may read it whole.
@pytest.mark.parametrize("z", [15, 16])
def test_a_tile_near_the_ground_reads_the_spatial_index(z, ask, crowded_land):
    (plan,) = plans_of(ask, path_of("establishments", HERE, z))
    assert "establishment_location" in plan
    assert "Seq Scan" not in plan


def test_a_tile_far_away_reads_no_establishment(ask, crowded_land):
    (plan,) = plans_of(ask, path_of("establishments", HERE, 12))
    assert "territory_establishment " not in plan


def test_a_tile_works_out_what_it_shows_and_no_more(ask, crowded_land):
    """Each shape is cut once; of what is counted in cells only the place is read, the rest of what is alone in one."""
    plans = [plans_of(ask, path_of(*where), "EXPLAIN (VERBOSE) ")[0] for where in TILES]
    assert [plan.count("st_asmvtgeom(") for plan in plans] == [1, 1]
    places, _grouped, told = plans[1].partition("CTE grouped")
    assert places.count("st_pointonsurface(") == 1
    assert "title" not in places
    assert "title" in told


@pytest.mark.parametrize(
    ("words", "index"),
    [("atelier", "establishment_name_begins"), ("ateleir", "establishment_name_trigrams")],
)
def test_a_search_finds_establishments_by_index(words, index, ask, crowded_land):
    plans = plans_of(ask, f"/api/v1/search?q={words}")
    assert any(index in plan for plan in plans)
    # The found ones are then read by their ids: the only statement that names the company, too.
    looked_for = [plan for plan in plans if "territory_establishment" in plan and "ANY" not in plan]
    assert looked_for
    for plan in looked_for:
        assert "Seq Scan on territory_establishment" not in plan
