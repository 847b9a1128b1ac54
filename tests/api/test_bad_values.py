"""The same bad values by REST: a problem document that says what was wrong, and offers what could be right."""

import json

import pytest

from layers.crs import in_lonlat
from territory.initiatives.models import LocalInitiative
from tests.api.test_preconditions import KIND
from tests.frontend.test_bad_input import SCRIPT, bow_tie
from tests.tiny_land import at


@pytest.fixture
def post(full_land, ask):
    """Sends one initiative with ``geometry`` or more properties; answers status and errors by pointer."""

    def posting(geometry=None, **properties):
        body = {
            "type": "Feature",
            "geometry": geometry or json.loads(in_lonlat(at(500, 500)).geojson),
            "properties": {
                "title": "Plan",
                "theme": "waste",
                "owner": "gemeinde-westen",
                **properties,
            },
        }
        answer = ask(f"{KIND}/?lang=en", full_land.editor_westen, "post", json.dumps(body))
        document = answer.json()
        return (
            answer.status_code,
            {part.get("pointer"): part for part in document.get("errors", [])},
            document,
        )

    return posting


def test_a_shape_that_crosses_itself_comes_back_repaired(post) -> None:
    drawn = json.loads(bow_tie().geojson)
    before = LocalInitiative.objects.count()
    status, errors, _document = post(drawn)
    assert status == 422
    assert LocalInitiative.objects.count() == before
    repaired = errors["/geometry"]["repaired"]
    assert repaired["type"] == "MultiPolygon"
    assert len(repaired["coordinates"]) == 2
    assert post(repaired)[0] == 201


def test_two_hundred_thousand_points_are_too_many(post) -> None:
    line = [[6.04, 49.5 + number / 1e7] for number in range(200_000)]
    status, errors, _document = post({"type": "LineString", "coordinates": line})
    assert status == 422
    assert "20000 points" in errors["/geometry/coordinates"]["detail"]


def test_a_title_of_ten_thousand_characters_is_told_how_long_it_may_be(post) -> None:
    status, errors, _document = post(title="x" * 10_000)
    assert status == 422
    assert "at most 150" in errors["/properties/title"]["detail"]


@pytest.mark.parametrize("day", ["1830-05-01", "0024-05-01", "2999-01-01"])
def test_a_day_before_the_tram_is_asked_about(post, day) -> None:
    status, errors, _document = post(ends_on=day)
    assert status == 422
    assert "Is the year right?" in errors["/properties/ends_on"]["detail"]


def test_a_point_in_another_country_is_told(post) -> None:
    status, errors, _document = post({"type": "Point", "coordinates": [2.35, 48.86]})
    assert status == 422
    assert "outside the communes" in errors["/geometry"]["detail"]


def test_html_is_stored_and_answered_as_text(post) -> None:
    status, _errors, feature = post(title=SCRIPT, summary={"de": SCRIPT})
    assert status == 201
    assert feature["properties"]["title"]["en"] == SCRIPT
    assert feature["properties"]["summary"]["de"] == SCRIPT
