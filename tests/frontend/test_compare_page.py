"""The page that compares: what it says, what it refuses, what it gives away as a file."""

import datetime
import io

from django.contrib.gis.geos import MultiPolygon
from openpyxl import load_workbook

from layers.communes.models import Commune
from layers.crs import STORAGE_SRID
from territory.contributions.models import State
from territory.cooperation.models import CooperationProject
from territory.indicators.definitions import INDICATORS
from tests.frontend.conftest import Reader
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at, box


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
        assert (response.status_code, response.context["groups"]) == (422, []), wrong
        assert 'role="alert"' in response.content.decode()


def test_the_ways_to_other_comparisons(tiny_land: TinyLand, reading_as: Reader) -> None:
    response = reading_as(None).get("/en/compare/?a=commune:0901&a_theme=energy&b=commune:0902")
    assert dict(response.context["ways"]) == {
        "Swap sides": "/en/compare/?a=commune:0902&b=commune:0901&b_theme=energy",
        "Today and 2030": "/en/compare/?a=commune:0901&a_theme=energy&b=commune:0901&b_theme=energy&b_on=2030-01-01",
        "With the whole region": "/en/compare/?a=commune:0901&a_theme=energy&b=region:nord&b_theme=energy",
    }


def test_beside_a_place_that_comes_alone_stands_another(tiny_land: TinyLand, reading_as: Reader) -> None:
    for asked, left, right in (
        ("", "commune:0902", "commune:0901"),
        ("a=commune:0902", "commune:0902", "region:nord"),
        ("b=park:park", "region:nord", "park:park"),
        ("a=region:nord", "region:nord", "commune:0902"),
    ):
        chosen = reading_as(None).get(f"/en/compare/?{asked}").context["chosen"]
        assert [each.asked.place for each in chosen] == [left, right], asked


def test_the_same_twice_and_a_place_without_anything_are_said(tiny_land: TinyLand, reading_as: Reader) -> None:
    text = reading_as(None).get("/en/compare/?a=commune:0901&b=commune:0901").content.decode()
    assert "Both sides show the same." in text
    assert "Westen: nothing is published there" in text
    make(CooperationProject, tiny_land.firma, at(500, 500), State.PUBLISHED)
    text = reading_as(None).get("/en/compare/?a=commune:0901&b=commune:0901&b_on=2029-01-01").content.decode()
    assert "Both sides show the same." not in text
    assert "nothing is published there" not in text


def test_a_commune_of_a_past_day_can_be_chosen_on_that_day(tiny_land: TinyLand, reading_as: Reader) -> None:
    _merge(tiny_land)
    then = reading_as(None).get("/en/compare/?a=commune:0902&a_on=2019-12-31&b=commune:0901")
    assert then.status_code == 200
    assert ("commune:0902", "Osten") in then.context["chosen"][0].places[1][1]
    now = reading_as(None).get("/en/compare/?a=commune:0902&b=commune:0901")
    assert now.status_code == 422
    problem = now.context["chosen"][0].problem
    assert problem.startswith("“Osten” existed until 31 December 2019.")
    assert problem.endswith("its land belongs to Westen.")
    # What was asked for stays chosen, under a heading that says what is wrong with it.
    assert now.context["chosen"][0].places[0] == ("Not there on that day", [("commune:0902", "Osten")])


def _merge(tiny_land: TinyLand) -> None:
    """Osten becomes part of Westen."""
    day = datetime.date(2020, 1, 1)
    Commune.objects.filter(pk__in=[tiny_land.westen.pk, tiny_land.osten.pk]).update(valid_until=day)
    whole = MultiPolygon(box(0, 0, 6000, 4000), srid=STORAGE_SRID)
    Commune.objects.create(
        release=tiny_land.release, lau2_code="0901", name="Westen", canton="Tiny", boundary=whole, valid_from=day
    )


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
