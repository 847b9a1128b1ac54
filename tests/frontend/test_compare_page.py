"""The page that compares: what it says, what it refuses, what it gives away as a file."""

import io

from openpyxl import load_workbook

from territory.contributions.models import State
from territory.cooperation.models import CooperationProject
from territory.indicators.definitions import INDICATORS
from tests.frontend.conftest import Reader
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at


def test_two_communes_with_bars_and_definitions(tiny_land: TinyLand, reading_as: Reader) -> None:
    for x_m in (500, 600):
        make(CooperationProject, tiny_land.firma, at(x_m, 500), State.PUBLISHED)
    make(CooperationProject, tiny_land.firma, at(5000, 500), State.PUBLISHED)
    response = reading_as(None).get("/de/compare/?a=commune:0901&b=commune:0902&b_on=2028-05-01")
    assert response.status_code == 200
    first, by_stage = response.context["groups"][:2]
    assert [(cell.text, cell.share) for cell in first.lines[0].cells] == [("2", 1.0), ("1", 0.5)]
    # All bars of a group have the scale of its largest number.
    assert max(cell.share for line in by_stage.lines for cell in line.cells) == 1.0
    assert {line.title: [cell.share for cell in line.cells] for line in by_stage.lines}["Bestandsaufnahme"] == [
        1.0,
        0.5,
    ]
    text = response.content.decode()
    for indicator in INDICATORS:
        assert f'data-indicator="{indicator.id}"' in text
    left, right = (each["frame"] for each in response.context["maps"])
    assert "commune=0901" in left
    assert "commune=0902&on=2028-05-01" in right
    assert left.partition("bbox=")[2] == right.partition("bbox=")[2] != ""
    # One side has chosen a day: the other says that it shows today.
    assert response.context["titles"] == ["Westen · heute", "Osten · 1. Mai 2028"]


def test_what_does_not_exist_is_said_and_nothing_is_compared(tiny_land: TinyLand, reading_as: Reader) -> None:
    for wrong in ("a=commune:9999", "b_on=2028-99-01", "a_theme=nothing", "a=%00"):
        response = reading_as(None).get(f"/fr/compare/?{wrong}")
        assert (response.status_code, response.context["groups"]) == (400, []), wrong
        assert 'role="alert"' in response.content.decode()


def test_the_table_as_a_file(tiny_land: TinyLand, reading_as: Reader) -> None:
    make(CooperationProject, tiny_land.firma, at(500, 500), State.PUBLISHED)
    browser = reading_as(None)
    lines = browser.get("/en/compare/indicators.csv?a=commune:0901&b=region:nord").content.decode("utf-8-sig")
    assert lines.splitlines()[0] == "Figure,Westen,Nord,Formula,Source"
    assert lines.splitlines()[1].startswith('"Initiatives, projects and services",1,1,')
    book = load_workbook(io.BytesIO(browser.get("/en/compare/indicators.xlsx?a=commune:0901&b=park:park").content))
    assert [cell.value for cell in next(book.active.iter_rows(min_row=2))][1:3] == [1, 0]
    assert browser.get("/en/compare/indicators.pdf").status_code == 404


def test_programs_get_the_same_figures(tiny_land: TinyLand, reading_as: Reader) -> None:
    make(CooperationProject, tiny_land.firma, at(500, 500), State.PUBLISHED)
    answer = reading_as(None).get("/api/v1/indicators/?place=commune:0901,commune:0902&lang=de").json()
    assert [(place["name"], place["projects"]) for place in answer["places"]] == [("Westen", 1), ("Osten", 0)]
    assert {one["id"] for one in answer["definitions"]} >= {"projects", "jobs", "services_per_1000_jobs", "works_weeks"}
    for wrong in ("", "place=commune:1", "place=commune:0901&on=soon", "place=commune:0901&theme=x", "plaec=x"):
        assert reading_as(None).get(f"/api/v1/indicators/?{wrong}").status_code == 400, wrong
