import csv
import datetime
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from layers.errors import UnreadableFile
from layers.sources.apply import apply_delivery
from layers.sources.columns import MissingColumns
from layers.sources.gtfs import read_trams
from layers.sources.plan import Plan, plan_delivery
from layers.transit.models import RouteStop, TransitRoute, TransitSection, TransitStop
from tests.layers.sources.files import FIXTURES_LAND, delivery, reasons, touched

pytestmark = pytest.mark.django_db
OPENINGS = FIXTURES_LAND / "tram_openings.csv"
# Opening day and length in metres of each section of the official line, from Findel to Stadion.
SECTIONS = [
    ("Findel – Luxembourg Airport → Luxexpo", datetime.date(2025, 3, 2), 4131),
    ("Luxexpo → Rout Bréck – Pafendall", datetime.date(2017, 12, 10), 3508),
    ("Rout Bréck – Pafendall → Stäreplaz / Étoile", datetime.date(2018, 7, 27), 1637),
    ("Stäreplaz / Étoile → Gare Centrale", datetime.date(2020, 12, 13), 2019),
    ("Gare Centrale → Lycée Bouneweg", datetime.date(2022, 9, 11), 1374),
    ("Lycée Bouneweg → Stadion", datetime.date(2024, 7, 7), 3664),
]


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """A copy of the tram of the demonstration, to be changed."""
    return Path(shutil.copytree(FIXTURES_LAND / "tram", tmp_path / "tram"))


def rewrite(table: Path, change: Callable[[dict[str, str]], dict[str, str] | None]) -> None:
    """Changes each row of a table; a row for which nothing comes back goes."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = [changed for row in csv.DictReader(file) if (changed := change(row)) is not None]
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def apply_of(feed: Path, openings: Path | None = OPENINGS) -> Plan:
    return apply_delivery(delivery("transit", feed, source="atp-gtfs", openings=openings))


def test_the_official_sample_gives_the_line_its_stops_and_its_six_sections(official: Path) -> None:
    plan = apply_of(official / "tram_t1" / "gtfs_t1_sample")

    assert reasons(plan) == ""
    route = TransitRoute.objects.get()
    assert (route.short_name, route.stops.count()) == ("T1", 24)
    along = [(one.name, one.opened_on, round(one.alignment.length)) for one in route.sections.order_by("pk")]
    assert along == SECTIONS
    # The facts say 16.4 km in all and 3.7 km for the newest section in the south.
    assert sum(length_m for _name, _day, length_m in along) == pytest.approx(16_400, abs=100)


def test_stop_ids_keep_their_leading_zeros_and_stops_their_order(official: Path) -> None:
    apply_of(official / "tram_t1" / "gtfs_t1_sample")

    order = list(RouteStop.objects.order_by("sequence").values_list("stop__gtfs_stop_id", "sequence"))
    assert order[0] == ("000200501006", 1)
    assert order[-1] == ("000200423009", 24)


def test_stops_lie_where_they_should_to_a_metre(official: Path) -> None:
    apply_of(official / "tram_t1" / "gtfs_t1_sample")

    stadion = TransitStop.objects.get(gtfs_stop_id="000200423009")
    assert (stadion.name, stadion.gtfs_name) == ("Stadion", "Gasperich, Stadion")
    assert stadion.location.coords == pytest.approx((75_864.65, 71_323.02), abs=1)


def test_times_past_midnight_are_no_trouble(official: Path) -> None:
    times = (official / "tram_t1" / "gtfs_t1_sample" / "stop_times.txt").read_text(encoding="utf-8")
    assert ",24:" in times or ",25:" in times

    read_trams(official / "tram_t1" / "gtfs_t1_sample")


def test_a_second_import_touches_nothing(feed: Path) -> None:
    apply_of(feed)

    again = apply_of(feed)

    # 1 route, 24 stops, 6 sections, 24 places on the route.
    assert (again.changes, again.unchanged_count) == ([], 55)


def test_a_zip_is_read_like_a_folder(feed: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "gtfs.zip", "w") as archive:
        for table in feed.iterdir():
            archive.write(table, table.name)
    apply_of(feed)

    assert apply_of(tmp_path / "gtfs.zip").changes == []


def test_without_openings_what_is_known_stays(feed: Path) -> None:
    apply_of(feed)

    again = apply_of(feed, openings=None)

    assert again.changes == []
    assert TransitStop.objects.get(gtfs_stop_id="000200423009").opened_on == datetime.date(2024, 7, 7)


def test_without_any_openings_the_line_is_one_section_without_a_day(feed: Path) -> None:
    plan = apply_of(feed, openings=None)

    section = TransitSection.objects.get()
    assert section.opened_on is None
    assert any("No opening day is known of" in note for note in plan.notes)


def test_a_corrected_opening_day_cuts_the_line_anew(feed: Path, tmp_path: Path) -> None:
    apply_of(feed)
    moved = tmp_path / "openings.csv"
    shutil.copy(OPENINGS, moved)
    # Scillas opens with the section before it: the southern section then begins there.
    rewrite(
        moved,
        lambda row: {**row, "opened_on": "2022-09-11"} if row["gtfs_stop_id"] == "000200304021" else row,
    )

    plan = apply_of(feed, openings=moved)

    assert touched(plan) == {
        "changed": ["000200304021 Scillas"],
        "added": ["Gare Centrale → Scillas", "Scillas → Stadion"],
        "removed": ["Gare Centrale → Lycée Bouneweg", "Lycée Bouneweg → Stadion"],
    }
    assert TransitSection.objects.count() == 6


def test_a_line_is_found_by_its_name_since_route_ids_change(feed: Path) -> None:
    apply_of(feed)
    for table in ("routes.txt", "trips.txt"):
        rewrite(feed / table, lambda row: {**row, "route_id": "2:T1:2027"})

    plan = apply_of(feed)

    assert [list(change.columns) for change in plan.changes] == [["gtfs_route_id"]]


def test_only_trams_are_taken(feed: Path) -> None:
    with (feed / "routes.txt").open("a", encoding="utf-8") as file:
        file.write("B1,LUXTRAM,B1,A bus,3\n")

    apply_of(feed)

    assert TransitRoute.objects.count() == 1


def test_a_feed_without_trams_is_refused(feed: Path) -> None:
    rewrite(feed / "routes.txt", lambda row: {**row, "route_type": "3"})

    with pytest.raises(UnreadableFile, match=r"no row of routes\.txt has the route_type 0"):
        plan_delivery(delivery("transit", feed))


def test_a_missing_table_and_a_missing_column_are_named(feed: Path) -> None:
    (feed / "shapes.txt").write_text("shape_id,lat,lon\n", encoding="utf-8")
    with pytest.raises(MissingColumns, match="lacks the columns shape_pt_lat, shape_pt_lon, shape_pt_sequence"):
        plan_delivery(delivery("transit", feed))

    (feed / "shapes.txt").unlink()
    with pytest.raises(UnreadableFile, match=r"has no shapes\.txt"):
        plan_delivery(delivery("transit", feed))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"stop_lat": "48.86", "stop_lon": "2.35"},
            "stops.txt, row 24 (000200423009 Gasperich, Stadion): it lies outside",
        ),
        ({"stop_lat": "49.60", "stop_lon": "6.2"}, "stop Stadion lies "),
    ],
)
def test_a_stop_in_the_wrong_place_is_refused_and_nothing_is_written(
    feed: Path, change: dict[str, str], sentence: str
) -> None:
    rewrite(
        feed / "stops.txt",
        lambda row: {**row, **change} if row["stop_id"] == "000200423009" else row,
    )

    plan = apply_of(feed)

    assert sentence in reasons(plan)
    assert not TransitStop.objects.exists()


def test_swapped_columns_of_stops_are_recognised(feed: Path) -> None:
    rewrite(
        feed / "stops.txt",
        lambda row: {**row, "stop_lat": row["stop_lon"], "stop_lon": row["stop_lat"]},
    )

    with pytest.raises(UnreadableFile, match="swapped"):
        plan_delivery(delivery("transit", feed))


def test_a_number_that_is_none_is_named_with_its_row(feed: Path) -> None:
    rewrite(feed / "stops.txt", lambda row: {**row, "stop_lat": "north"})

    with pytest.raises(UnreadableFile, match=r"stops\.txt, row 1: stop_lat “north” is not a number"):
        plan_delivery(delivery("transit", feed))


def test_an_opening_day_that_is_none_is_refused(feed: Path, tmp_path: Path) -> None:
    openings = tmp_path / "openings.csv"
    openings.write_text("gtfs_stop_id,opened_on\n000200423009,summer\n", encoding="utf-8")

    plan = plan_delivery(delivery("transit", feed, openings=openings))

    assert "openings.csv, row 1 (000200423009): column opened_on has “summer”" in reasons(plan)
