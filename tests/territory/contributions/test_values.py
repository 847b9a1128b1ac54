"""What may be stored: every value that cannot is refused with a sentence, and nothing else is."""

import datetime

import pytest
from django.contrib.gis.geos import GeometryCollection, GEOSGeometry, LineString, Point, Polygon
from django.utils import translation

from layers.crs import CRS84_SRID, STORAGE_SRID, in_lonlat
from territory.contributions.models import Theme
from territory.contributions.values import (
    LANGUAGES,
    MAX_CORNERS,
    SET_BY_ACTIONS,
    checked_location,
    checked_values,
)
from territory.cooperation.models import CooperationProject
from territory.errors import Invalid
from territory.initiatives.models import LocalInitiative
from territory.pooled_services.models import PooledService
from territory.working_groups.models import WorkingGroup
from tests.tiny_land import ORIGIN_X_M, ORIGIN_Y_M, at, box


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def problem_with(field: str, kind=LocalInitiative, **values) -> str:
    with pytest.raises(Invalid) as refusal:
        checked_values(kind, values)
    assert set(refusal.value.problems) == {field}
    return " ".join(refusal.value.problems[field])


# Places.


def test_a_place_in_degrees_is_stored_in_the_national_grid(tiny_land):
    stored = checked_location(in_lonlat(at(500, 500)))
    assert stored.srid == STORAGE_SRID
    assert stored.distance(at(500, 500)) < 0.001


def test_heights_are_dropped(tiny_land):
    stored = checked_location(Point(ORIGIN_X_M + 500, ORIGIN_Y_M + 500, 287.5, srid=STORAGE_SRID))
    assert not stored.hasz
    assert stored.coords == (ORIGIN_X_M + 500, ORIGIN_Y_M + 500)


def test_a_place_that_is_partly_abroad_is_a_place_on_the_map(tiny_land):
    assert checked_location(box(-500, 100, 500, 200))


BAD_PLACES = {
    "nothing": (None, "Mark the place on the map"),
    "text": ("POINT (1 2)", "Mark the place on the map"),
    "no CRS": (Point(70500, 65500), "coordinate reference system"),
    "empty": (Point(srid=STORAGE_SRID), "no points"),
    "a collection": (GeometryCollection(at(1, 1), srid=STORAGE_SRID), "a point, a line or an area"),
    "a bow tie": (
        Polygon(
            [(70100, 65100), (70200, 65200), (70200, 65100), (70100, 65200), (70100, 65100)],
            srid=STORAGE_SRID,
        ),
        "touches itself, at 7",
    ),
    "not a number": (Point(float("nan"), 6.0, srid=CRS84_SRID), "not valid"),
    "no such degrees": (Point(500.0, 100.0, srid=CRS84_SRID), "the right way round"),
    "latitude before longitude": (Point(49.5, 6.1, srid=CRS84_SRID), "the right way round"),
    "another country": (Point(2.35, 48.85, srid=CRS84_SRID), "outside the communes"),
}


@pytest.mark.parametrize("name", BAD_PLACES)
def test_a_bad_place_is_refused_with_a_sentence(tiny_land, name):
    place, sentence = BAD_PLACES[name]
    assert sentence in problem_with("location", location=place)


def test_a_geometry_of_200_000_corners_is_refused_before_it_is_worked_on(tiny_land):
    points = [(ORIGIN_X_M + number / 100, ORIGIN_Y_M + number % 2) for number in range(200_000)]
    sentence = problem_with("location", location=LineString(points, srid=STORAGE_SRID))
    assert "200000 points" in sentence
    assert str(MAX_CORNERS) in sentence


# Texts.


def test_texts_come_by_language_and_are_stripped(tiny_land):
    columns = checked_values(LocalInitiative, {"title": {"de": "  Garten ", "lb": "Gaart"}, "summary": {"fr": None}})
    assert columns == {"title_de": "Garten", "title_lb": "Gaart", "summary_fr": ""}


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ({"es": "Jardín"}, "es is not one of the languages de, fr, en, lb"),
        ({"fr": "x" * 151}, "151 characters in “fr”; at most 150"),
        ({"fr": "x" * 10_000}, "10000 characters"),
        ({"fr": 7}, "is not a text"),
        ({"fr": "a\x00b"}, "Null characters"),
        ({7: "x"}, "7 is not one of the languages"),
        ("plain", "Texts by language"),
        (["a"], "Texts by language"),
        (None, "Texts by language"),
    ],
)
def test_bad_texts_are_refused_with_a_sentence(tiny_land, texts, sentence):
    assert sentence in problem_with("title", title=texts)


def test_a_title_of_exactly_150_characters_fits_and_html_stays_text(tiny_land):
    title = "<b>" + "x" * 147
    assert checked_values(LocalInitiative, {"title": {"fr": title}}) == {"title_fr": title}


def test_a_summary_longer_than_4000_characters_is_refused(tiny_land):
    assert "4001 characters" in problem_with("summary", summary={"lb": "x" * 4001})


def test_languages_are_the_four_of_the_interface():
    assert LANGUAGES == ("de", "fr", "en", "lb")


# Related rows.


def test_a_theme_is_named_by_code_or_handed_in(tiny_land):
    theme = Theme.objects.get(code="food")
    assert checked_values(LocalInitiative, {"theme": "food"})["theme"] == theme
    assert checked_values(LocalInitiative, {"theme": theme})["theme"] == theme


@pytest.mark.parametrize("theme", ["space-travel", 999, ["food"], {"code": "food"}, True])
def test_an_unknown_theme_is_refused_and_the_known_ones_are_named(tiny_land, theme):
    sentence = problem_with("theme", theme=theme)
    assert sentence.startswith("There is no theme")
    assert "mobility, energy, waste, green-spaces, food, buildings, cohesion" in sentence


def test_a_missing_theme_is_refused(tiny_land):
    assert "cannot be null" in problem_with("theme", theme=None)


def test_partners_are_named_by_short_name_or_handed_in(tiny_land):
    values = {"partners": ["netzwerk", tiny_land.firma]}
    assert checked_values(CooperationProject, values)["partners"] == [
        tiny_land.netzwerk,
        tiny_land.firma,
    ]
    assert checked_values(CooperationProject, {"partners": []})["partners"] == []


@pytest.mark.parametrize(
    ("partners", "sentence"),
    [
        (["netzwerk", "niemand"], "There is no organisation “niemand”"),
        ("netzwerk", "A list is expected"),
        ({"netzwerk": 1}, "A list is expected"),
        (7, "A list is expected"),
        (None, "A list is expected"),
    ],
)
def test_bad_partners_are_refused(tiny_land, partners, sentence):
    assert sentence in problem_with("partners", partners=partners)


def test_a_working_group_is_named_by_short_name_and_may_be_taken_away(tiny_land):
    group = WorkingGroup.objects.create(
        slug="gruppe", name="Gruppe", coordinator=tiny_land.netzwerk, footprint=box(0, 0, 10, 10)
    )
    for kind in (CooperationProject, PooledService):
        assert checked_values(kind, {"working_group": "gruppe"})["working_group"] == group
        assert checked_values(kind, {"working_group": None})["working_group"] is None
        assert "no working group" in problem_with("working_group", kind, working_group="andere")
    assert "cannot be set" in problem_with("working_group", LocalInitiative, working_group="gruppe")


# Everything else.


def test_dates_come_as_dates_or_in_iso_form(tiny_land):
    columns = checked_values(LocalInitiative, {"starts_on": "2026-03-01", "ends_on": None})
    assert columns == {"starts_on": datetime.date(2026, 3, 1), "ends_on": None}


@pytest.mark.parametrize(
    ("kind", "field", "value", "sentence"),
    [
        (LocalInitiative, "starts_on", "1. März", "date"),
        (LocalInitiative, "starts_on", "2026-02-30", "date"),
        (LocalInitiative, "link", "javascript:alert(1)", "valid URL"),
        (LocalInitiative, "link", "ftp", "valid URL"),
        (PooledService, "capacity", -1, "greater than or equal to 0"),
        (PooledService, "capacity", 2**40, "less than or equal to"),
        (PooledService, "capacity", "many", "integer"),
        (PooledService, "catchment_m", 10.5, "whole number"),
        (PooledService, "catchment_m", float("inf"), "whole number"),
        (PooledService, "catchment_m", True, "whole number"),
        (PooledService, "catchment_m", [10], "integer"),
        (PooledService, "capacity_unit", ["seats"], "A text"),
        (LocalInitiative, "starts_on", 20260301, "cannot be read"),
        (PooledService, "capacity_unit", "x" * 51, "at most 50"),
    ],
)
def test_bad_plain_values_are_refused(tiny_land, kind, field, value, sentence):
    assert sentence in problem_with(field, kind, **{field: value})


@pytest.mark.parametrize("name", [*sorted(SET_BY_ACTIONS), "pk", "title_de", "colour", "projects", "__class__"])
def test_what_only_the_actions_set_and_what_does_not_exist_is_refused(tiny_land, name):
    assert "cannot be set" in problem_with(name, **{name: "published"})


def test_all_problems_are_told_at_once(tiny_land):
    with pytest.raises(Invalid) as refusal:
        checked_values(
            LocalInitiative,
            {"title": {"es": "x"}, "theme": "x", "location": GEOSGeometry("POINT(1 1)")},
        )
    assert set(refusal.value.problems) == {"title", "theme", "location"}
    assert str(refusal.value).count(".") >= 3
