"""What the map shows, taken away: opened again by other programs, complete, and never more than the reader may see."""

import csv
import datetime
import io
import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pyogrio.raw
import pytest
from django.db.models import Model
from django.test import Client
from openpyxl import load_workbook

from frontend.views.sharing import files
from layers.crs import in_lonlat
from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from tests.frontend.sharing.conftest import ALL, Fetch
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at

FORMATS = ("xlsx", "csv", "geojson", "gpkg", "kml")
HOSTILE = '=HYPERLINK("http://example.org") <script>alert(1)</script> & ]]>'


def titles_in(name: str, content: bytes, tmp_path: Path) -> set[str]:
    """Titles of the local initiatives in a file, read as a stranger would."""
    if name == "xlsx":
        sheet = load_workbook(io.BytesIO(content))["local-initiatives"]
        header, *rows = sheet.iter_rows(values_only=True)
        return {str(row[header.index("Title (de)")]) for row in rows}
    if name == "csv":
        text = zipfile.ZipFile(io.BytesIO(content)).read("local-initiatives.csv").decode("utf-8-sig")
        return {row["title_de"] for row in csv.DictReader(io.StringIO(text))}
    if name == "geojson":
        found = json.loads(zipfile.ZipFile(io.BytesIO(content)).read("local-initiatives.geojson"))
        return {feature["properties"]["title_de"] for feature in found["features"]}
    path = tmp_path / f"map.{name}"
    path.write_bytes(content)
    layer = "local-initiatives" if name == "gpkg" else "Local initiatives"
    known = subprocess.run(["ogrinfo", "-ro", str(path)], capture_output=True, text=True, check=True).stdout
    assert layer in known
    _meta, _ids, _shapes, columns = pyogrio.raw.read(path, layer=layer, columns=["title_de"])
    return set(columns[0])


@pytest.fixture
def initiatives(tiny_land: TinyLand) -> None:
    owner = tiny_land.gemeinde_westen
    make(LocalInitiative, owner, at(500, 500), State.PUBLISHED, title_de="Öffentlich", title_en="Public")
    make(LocalInitiative, owner, at(600, 600), State.DRAFT, title_de="Geheim", title_en="Secret")
    make(LocalInitiative, owner, at(600, 600), State.SUBMITTED, title_de="Eingereicht", title_en="Submitted")


@pytest.mark.parametrize("name", FORMATS)
def test_a_visitor_takes_away_what_is_public_and_nothing_else(
    name: str, initiatives: None, fetched: Fetch, tmp_path: Path
) -> None:
    content = fetched(f"/en/share/data/{name}/?{ALL}")
    assert titles_in(name, content, tmp_path) == {"Öffentlich"}
    assert b"Geheim" not in content
    assert b"Secret" not in content


@pytest.mark.parametrize("name", FORMATS)
def test_the_owner_takes_away_the_draft_too(
    name: str, initiatives: None, fetched: Fetch, tiny_land: TinyLand, tmp_path: Path
) -> None:
    content = fetched(f"/en/share/data/{name}/?{ALL}", tiny_land.editor_westen)
    assert titles_in(name, content, tmp_path) == {"Öffentlich", "Geheim", "Eingereicht"}


@pytest.mark.parametrize("name", FORMATS)
def test_a_hostile_title_stays_text(name: str, tiny_land: TinyLand, fetched: Fetch, tmp_path: Path) -> None:
    make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED, title_de=HOSTILE)
    (title,) = titles_in(name, fetched(f"/en/share/data/{name}/?{ALL}"), tmp_path)
    # A spreadsheet shows what follows the apostrophe as text and calculates nothing.
    assert title == (f"'{HOSTILE}" if name in {"xlsx", "csv"} else HOSTILE)


@pytest.mark.parametrize("name", FORMATS)
def test_every_layer_can_be_taken_away_and_says_where_it_comes_from(
    name: str, one_of_each: dict[str, Model], fetched: Fetch, tmp_path: Path
) -> None:
    content = fetched(f"/en/share/data/{name}/?{ALL}&hide=none&show=public-places")
    readme, layers = _described(name, content, tmp_path)
    assert "Tiny land. Test, 1 January 2024, CC0-1.0" in readme
    assert "/en/" in readme
    for collection in one_of_each:
        assert collection in readme
    assert len(layers) == len(one_of_each)


def _described(name: str, content: bytes, tmp_path: Path) -> tuple[str, list[Any]]:
    """The read-me of a file and its map layers."""
    if name == "xlsx":
        book = load_workbook(io.BytesIO(content))
        return "\n".join(str(row[0]) for row in book["README"].iter_rows(values_only=True)), book.sheetnames[1:]
    if name in {"csv", "geojson"}:
        archive = zipfile.ZipFile(io.BytesIO(content))
        return archive.read("README.txt").decode(), [each for each in archive.namelist() if each != "README.txt"]
    path = tmp_path / f"map.{name}"
    path.write_bytes(content)
    layers = [layer for layer, _kind in pyogrio.list_layers(path) if layer != "readme"]
    if name == "gpkg":
        return pyogrio.read_info(path, layer="communes")["dataset_metadata"]["README"], layers
    return content.decode(), layers


def test_only_the_part_that_is_seen(tiny_land: TinyLand, fetched: Fetch, tmp_path: Path) -> None:
    make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED, title_de="Hier")
    make(LocalInitiative, tiny_land.gemeinde_osten, at(5500, 500), State.PUBLISHED, title_de="Dort")
    here = in_lonlat(at(500, 500))
    box = f"{here.x - 0.01},{here.y - 0.01},{here.x + 0.01},{here.y + 0.01}"
    assert titles_in("csv", fetched(f"/en/share/data/csv/?bbox={box}"), tmp_path) == {"Hier"}


def test_too_much_is_refused_with_what_would_be_right(
    one_of_each: dict[str, Model], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_ROWS", 5)
    response = Client().get(f"/en/share/data/csv/?{ALL}")
    assert response.status_code == 400
    assert "more than 5 things" in response.content.decode()


@pytest.mark.parametrize("query", ["bbox=1", "on=never", "theme=none", "as_of=2999-01-01"])
def test_a_wrong_question_is_refused_and_not_answered_with_everything(query: str, tiny_land: TinyLand) -> None:
    assert Client().get(f"/en/share/data/csv/?{query}").status_code == 400


def test_what_is_not_known_yet_on_a_past_day_is_not_in_it(initiatives: None, fetched: Fetch, tmp_path: Path) -> None:
    names = zipfile.ZipFile(io.BytesIO(fetched(f"/en/share/data/csv/?{ALL}&as_of=2020-01-01"))).namelist()
    assert "local-initiatives.csv" not in names
    assert "communes.csv" in names


def test_a_workbook_is_read_by_people(tiny_land: TinyLand, fetched: Fetch) -> None:
    """Its first row in their language, days as days, codes as words, numbers as numbers."""
    make(
        LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED, title_de="Hier",
        stage="pilot", starts_on=datetime.date(2026, 3, 1),
    )  # fmt: skip
    book = load_workbook(io.BytesIO(fetched(f"/de/share/data/xlsx/?{ALL}&on=2027-01-01&hide=none")))
    sheet = book["local-initiatives"]
    header, row = sheet.iter_rows(values_only=True)
    read = dict(zip(header, row, strict=True))
    assert read["Erster Tag"] == datetime.datetime(2026, 3, 1)  # noqa: DTZ001  # a workbook knows no zone
    assert isinstance(read["Geändert"], datetime.datetime)
    assert (read["Etappe"], read["Stand"]) == ("Pilot", "Veröffentlicht")
    assert isinstance(read["Breitengrad"], float)
    assert (sheet.freeze_panes, sheet.auto_filter.ref is not None, sheet.column_dimensions["B"].width) == (
        "C2",
        True,
        42,
    )
    communes = book["communes"]
    header, row = next(communes.iter_rows(values_only=True)), next(communes.iter_rows(min_row=2, values_only=True))
    assert isinstance(row[header.index("Gültig ab")], datetime.datetime)


def test_days_and_moments_have_their_type_in_a_geopackage(initiatives: None, fetched: Fetch, tmp_path: Path) -> None:
    path = tmp_path / "map.gpkg"
    path.write_bytes(fetched(f"/fr/share/data/gpkg/?{ALL}&hide=none"))
    info = pyogrio.read_info(path, layer="local-initiatives")
    types = dict(zip(info["fields"], info["dtypes"], strict=True))
    assert (types["starts_on"], types["updated_at"]) == ("datetime64[D]", "datetime64[ms]")
    _meta, _ids, _shapes, (moment,) = pyogrio.raw.read(path, layer="local-initiatives", columns=["updated_at"])
    written = LocalInitiative.objects.get(title_de="Öffentlich").updated_at.astimezone(datetime.UTC)
    assert abs(moment[0].astype(datetime.datetime) - written.replace(tzinfo=None)) < datetime.timedelta(seconds=1)


@pytest.mark.parametrize("name", FORMATS)
def test_the_readme_names_clocks_filters_and_columns(
    name: str, initiatives: None, fetched: Fetch, tmp_path: Path
) -> None:
    clocks = "on=2027-01-01&period=2026-01-01/2027-12-31"
    readme, _layers = _described(name, fetched(f"/de/share/data/{name}/?{ALL}&{clocks}&q=ffentlich"), tmp_path)
    for told in ("1. Januar 2027", "1. Januar 2026", "ffentlich", "starts_on: Erster Tag", "title_fr: Titel (fr)"):
        assert told in readme, told
