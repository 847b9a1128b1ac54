"""Establishments as they were known: until when each event held, what the cells counted then, all by index."""

import datetime
import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum
from django.test import Client
from django.test.utils import CaptureQueriesContext

from territory.acting import acting_as
from territory.companies.models import Company, Establishment, EstablishmentCell, EstablishmentCellChange
from territory.history.as_of import as_of
from tests.api.decoding import path_of
from tests.territory.history.days import noon
from tests.tiny_land import ORIGIN_X_M, ORIGIN_Y_M, at

EVENTS = Establishment.pgh_event_model
CELL = ("changed_at", "gx", "gy", "establishments", "stating", "jobs", "sum_x_m", "sum_y_m")
SUMS = {name: Sum(name) for name in ("establishments", "stating", "jobs", "sum_x_m", "sum_y_m")}


@pytest.fixture
def bakery(db) -> Establishment:
    return Establishment.objects.create(
        company=Company.objects.create(name="Firma"), name="Bakery", location=at(100, 100), nace_section="C", jobs=3
    )


def date_events(establishment: Establishment, *days: str) -> None:
    """Puts the events, in their order, at noon of ``days``."""
    keys = EVENTS.objects.filter(pgh_obj_id=establishment.pk).order_by("pgh_id").values_list("pgh_id", flat=True)
    with connection.cursor() as cursor:
        for key, day in zip(keys, days, strict=True):
            cursor.execute(
                "update territory_establishmentevent set pgh_created_at = %s where pgh_id = %s", [noon(day), key]
            )
        cursor.execute("select recount_cell_changes()")


def named(day: str) -> list[str]:
    return [row.name for row in as_of(Establishment.objects.all(), noon(day))]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (
            ("2026-01-01", "2026-02-01", "2026-03-01"),
            {"2025-12-31": [], "2026-01-02": ["Bakery"], "2026-02-02": ["Café"], "2026-03-02": ["Crêperie"]},
        ),
        # The clock of an event shows when its transaction began: the second to be written may have begun first.
        (
            ("2026-02-01", "2026-01-01", "2026-03-01"),
            {"2025-12-31": [], "2026-01-02": ["Café"], "2026-02-02": ["Café"], "2026-03-02": ["Crêperie"]},
        ),
        (("2026-01-01",) * 3, {"2025-12-31": [], "2026-01-02": ["Crêperie"]}),
    ],
)
def test_each_event_holds_until_a_later_one(bakery, days, told):
    for name in ("Café", "Crêperie"):
        bakery.name = name
        bakery.save()
    date_events(bakery, *days)
    assert {day: named(day) for day in told} == told


def test_the_trigger_notes_it_where_the_application_may_not(bakery, tiny_land):
    with connection.cursor() as cursor:
        cursor.execute("select 1 from pg_roles where rolname = 'web'")
        if cursor.fetchone() is None:
            pytest.skip("A server with one role only.")
        cursor.execute("set local role web")
    with acting_as(tiny_land.administrator):
        bakery.jobs = 4
        bakery.save()
    held = EVENTS.objects.filter(pgh_obj_id=bakery.pk).order_by("pgh_id").values_list("known_until", "pgh_created_at")
    (until, _first), (still, second) = held
    assert (until, still) == (second, None)
    for change in (
        "territory_establishmentevent set known_until = null",
        "territory_establishmentcellchange set jobs = 0",
    ):
        with transaction.atomic(), connection.cursor() as cursor:
            try:
                cursor.execute(f"update {change}")
                assert cursor.rowcount == 0  # a policy leaves nothing to change
            except DatabaseError as refused:
                assert "permission denied" in str(refused)  # noqa: PT017 -- either way is fine
                transaction.set_rollback(True)


def test_what_was_removed_held_until_then(bakery):
    gone = Establishment(pk=bakery.pk)
    bakery.delete()
    date_events(gone, "2026-01-01", "2026-02-01")
    assert [named(day) for day in ("2026-01-02", "2026-02-02")] == [["Bakery"], []]


def was_on(day: str) -> None:
    """Dates what was written since the last call at noon of ``day``, in the history and in the cells alike."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update territory_establishmentevent set pgh_created_at = %s where pgh_created_at = now()", [noon(day)]
        )
        cursor.execute(
            "update territory_establishmentcellchange set changed_at = %s where changed_at = now()", [noon(day)]
        )


def test_the_cells_of_any_moment_count_what_was_known_then(db):
    """As the triggers note the changes of cells, so the history tells them; the last two are of one transaction."""
    company = Company.objects.create(name="Firma")
    values = {"company": company, "nace_section": "C", "nace_code": "10.1"}
    first = Establishment.objects.create(name="A", location=at(100, 100), jobs=3, **values)
    was_on("2026-01-01")
    Establishment.objects.bulk_create(
        Establishment(name=f"B{n}", location=at(n * 90, 200), jobs=n or None, **values) for n in range(40)
    )
    was_on("2026-02-01")
    first.location, first.jobs = at(3000, 100), None
    first.save()
    was_on("2026-03-01")
    Establishment.objects.filter(name__startswith="B1").delete()
    was_on("2026-04-01")
    Establishment.objects.update(jobs=1)
    Establishment.objects.update(location=at(50, 50))
    was_on("2026-05-01")

    noted = list(EstablishmentCellChange.objects.order_by(*CELL).values_list(*CELL))
    with connection.cursor() as cursor:
        cursor.execute("select recount_cell_changes()")
    recounted = list(EstablishmentCellChange.objects.order_by(*CELL).values_list(*CELL))
    # What came to nothing within a transaction may be noted as nothing.
    assert [row for row in noted if any(row[3:])] == [row for row in recounted if any(row[3:])]

    moments = list(EVENTS.objects.order_by("pgh_created_at").values_list("pgh_created_at", flat=True).distinct())
    assert len(moments) == 5
    for moment in (moments[0] - datetime.timedelta(microseconds=1), *moments):
        rows = as_of(Establishment.objects.all(), moment)
        counted = as_of(EstablishmentCell.objects.all(), moment).aggregate(**SUMS)
        assert (counted["establishments"] or 0) == rows.count()
        assert (counted["jobs"] or 0) == (rows.aggregate(all=Sum("jobs"))["all"] or 0)
        assert (counted["stating"] or 0) == rows.filter(jobs__isnull=False).count()


def test_a_name_of_then_is_found_and_one_of_today_is_not(bakery):
    bakery.name = "Tapisserie"
    bakery.save()
    date_events(bakery, "2026-01-01", "2026-02-01")

    def found(words: str, day: str) -> int:
        answer = Client().get(f"/ogc/collections/establishments/items?q={words}&as_of={day}")
        return len(answer.json()["features"])

    assert [found(words, "2026-01-02") for words in ("bakery", "tapisserie")] == [1, 0]
    assert [found(words, "2026-02-02") for words in ("bakery", "tapisserie")] == [0, 1]


@pytest.fixture
def crowd(bakery):
    """20,000 establishments, known since January; one in a hundred was called otherwise until March."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            insert into territory_establishment (company_id, name, address, location, nace_section, nace_code,
                nace_revision, jobs, is_invented)
            select %s, 'Atelier ' || n, '', ST_SetSRID(ST_MakePoint(%s + random() * 6000, %s + random() * 4000), 2169),
                'C', '10.1', '2', 1, true from generate_series(1, 20000) n
            """,
            [bakery.company_id, ORIGIN_X_M, ORIGIN_Y_M],
        )
        cursor.execute("update territory_establishmentevent set pgh_created_at = %s", [noon("2026-01-02")])
        cursor.execute("select coalesce(max(pgh_id), 0) from territory_establishmentevent")
        (before,) = cursor.fetchone()
        cursor.execute("update territory_establishment set name = 'Verrerie ' || id where id %% 100 = 0", [])
        cursor.execute(
            "update territory_establishmentevent set pgh_created_at = %s where pgh_id > %s",
            [noon("2026-03-02"), before],
        )
        cursor.execute("select recount_cell_changes()")
        cursor.execute("select gin_clean_pending_list('establishment_name_trigrams')")
        cursor.execute("select gin_clean_pending_list('establishment_once_called')")
        for table in ("establishment", "establishmentevent", "establishmentcellchange"):
            cursor.execute(f"analyze territory_{table}")


def plans_of(address: str) -> str:
    """The plans of the statements that answer ``address``."""
    Client().get(address)
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(address).status_code == 200
    plans = []
    for statement in captured.captured_queries:
        sql = re.sub(r"^\s*(--[^\n]*\n)+", "", statement["sql"])
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {sql}")
            plans.append("\n".join(row[0] for row in cursor.fetchall()))
    return "\n".join(plans)


THEN = "as_of=2026-02-01"
ITEMS = f"/ogc/collections/establishments/items?limit=20&{THEN}"


@pytest.mark.parametrize(
    ("address", "index"),
    [
        (f"{ITEMS}&cursor=after-3000", "territory_establishmentevent_pgh_obj_id"),
        (f"{ITEMS}&sortby=name", "establishment_known_by_name"),
        (path_of("establishments", at(1100, 1100), 16) + f"?{THEN}", "establishment_known_at"),
        (f"{ITEMS}&q=verrerie", "establishment_once_called"),
    ],
)
def test_the_past_of_many_is_read_by_index(crowd, address, index):
    assert index in plans_of(address)


def test_a_tile_far_away_reads_no_establishment_of_then(crowd):
    plan = plans_of(path_of("establishments", at(1100, 1100), 8) + f"?{THEN}")
    assert "territory_establishmentcellchange" in plan
    assert "territory_establishmentevent" not in plan
