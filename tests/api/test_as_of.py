"""What programs are told of a day gone by."""

import datetime

import mapbox_vector_tile
import pytest
from django.utils import timezone

from territory.contributions.actions import move, propose, revise
from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from tests.api.decoding import tile_at
from tests.territory.contributions.making import make
from tests.territory.history.conftest import garden  # noqa: F401  the scripted life of an initiative
from tests.territory.history.days import noon, spread_over
from tests.tiny_land import at

# Of the six days of the initiative: those on which it was public.
PUBLIC = {"2026-05-04", "2026-05-05"}
DAYS = [f"2026-05-0{day}" for day in range(1, 8)]
LISTS = ("/api/v1/local-initiatives/", "/ogc/collections/local-initiatives/items")


@pytest.fixture
def initiative(garden):  # noqa: F811
    return garden


def ids(response) -> list[int]:
    assert response.status_code == 200, response.content
    return [feature["id"] for feature in response.json()["features"]]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("day", DAYS)
def test_a_visitor_is_told_of_a_day_what_was_public_then(initiative, ask, path, day):
    assert ids(ask(f"{path}?as_of={day}")) == ([initiative.pk] if day in PUBLIC else [])


@pytest.mark.parametrize("day", DAYS)
def test_tiles_and_the_summary_tell_of_that_day_too(initiative, ask, day):
    known = [initiative.pk] if day in PUBLIC else []
    x, y = tile_at(at(1100, 1100), 8)
    for z, path in ((8, f"8/{y}/{x}"), (0, "0/0/0")):
        for tiles in ("/ogc/collections/local-initiatives/tiles", "/ogc/tiles"):
            more = "" if "collections" in tiles else "&collections=local-initiatives,pooled-services"
            response = ask(f"{tiles}/WebMercatorQuad/{path}?as_of={day}{more}")
            assert response.status_code == 200, response.content
            layers = mapbox_vector_tile.decode(response.content) if response.content else {}
            assert [each["id"] for each in layers.get("local-initiatives", {}).get("features", [])] == known, z
    summary = ask(f"/api/v1/summary?collections=local-initiatives&as_of={day}").json()["local-initiatives"]
    assert [each["id"] for each in summary["features"]] == known


@pytest.mark.parametrize("day", DAYS)
def test_one_feature_is_told_of_or_not_found(initiative, ask, day):
    for path in (f"/api/v1/local-initiatives/{initiative.pk}/", f"{LISTS[1]}/{initiative.pk}"):
        response = ask(f"{path}?as_of={day}")
        assert response.status_code == (200 if day in PUBLIC else 404)


def test_the_content_is_that_of_the_day(tiny_land, initiative, ask):
    path = f"/api/v1/local-initiatives/{initiative.pk}/"
    published, written = (ask(f"{path}?as_of={day}").json()["properties"] for day in ("2026-05-04", "2026-05-05"))
    assert (published["summary"], published["state"], published["version"]) == ({}, "published", 4)
    assert (written["summary"], written["version"]) == ({"de": "Beete für alle."}, 5)
    draft = ask(f"{path}?as_of=2026-05-01", user=tiny_land.editor_westen).json()
    assert (draft["properties"]["title"], draft["properties"]["state"]) == ({"de": "Garten"}, "draft")
    assert draft["properties"]["owner"] == "gemeinde-westen"
    assert draft["properties"]["communes"] == ["0901"]
    moved = ask(f"{path}?as_of=2026-05-02", user=tiny_land.editor_westen).json()
    # 100 m further east: 0.00138 degrees at this latitude.
    assert moved["geometry"]["coordinates"][0] - draft["geometry"]["coordinates"][0] == pytest.approx(0.00138, abs=2e-5)


@pytest.fixture
def partnered(tiny_land):
    """Public since 1 May with the company; since 3 May with the network beside it; since 5 May with nobody."""
    editor, moderator = tiny_land.editor_westen, tiny_land.moderator
    values = {"title": {"de": "Garten"}, "theme": "food", "location": at(500, 500), "partners": [tiny_land.firma]}
    thing = propose(LocalInitiative, editor, tiny_land.gemeinde_westen, values)
    move(thing, editor, State.SUBMITTED)
    move(thing, moderator, State.PUBLISHED)
    revise(thing, moderator, {"partners": [tiny_land.netzwerk, tiny_land.firma]})
    revise(thing, moderator, {"summary": {"de": "Beete."}})
    thing = revise(thing, moderator, {"partners": []})
    days = ("2026-05-01", "2026-05-01", "2026-05-01", "2026-05-03", "2026-05-04", "2026-05-05")
    spread_over(thing, *(noon(day) for day in days))
    return thing


@pytest.mark.parametrize(
    ("day", "partners"),
    [
        ("2026-05-01", ["firma"]),
        ("2026-05-02", ["firma"]),
        ("2026-05-03", ["firma", "netzwerk"]),
        ("2026-05-04", ["firma", "netzwerk"]),
        ("2026-05-05", []),
    ],
)
def test_the_partners_are_those_of_the_day(partnered, ask, day, partners):
    for path in LISTS:
        (feature,) = ask(f"{path}?as_of={day}").json()["features"]
        assert feature["properties"]["partners"] == partners, path
        one = ask(f"{path.rstrip('/')}/{partnered.pk}?as_of={day}").json()
        assert one["properties"]["partners"] == partners
    assert ask(LISTS[0]).json()["features"][0]["properties"]["partners"] == []


def test_partners_that_nobody_noted_are_those_of_today(tiny_land, ask):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED)
    thing.partners.set([tiny_land.netzwerk, tiny_land.firma])
    alone = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED)
    today = timezone.localdate().isoformat()
    found = {each["id"]: each["properties"]["partners"] for each in ask(f"{LISTS[0]}?as_of={today}").json()["features"]}
    assert found == {thing.pk: ["firma", "netzwerk"], alone.pk: []}


def test_a_partner_that_is_gone_is_left_out(tiny_land, partnered, ask):
    tiny_land.netzwerk.memberships.all().delete()
    tiny_land.netzwerk.delete()
    answer = ask(f"{LISTS[0]}{partnered.pk}/?as_of=2026-05-03")
    assert answer.json()["properties"]["partners"] == ["firma"]


def test_a_moment_is_sharper_than_a_day(initiative, ask):
    path = f"/api/v1/local-initiatives/{initiative.pk}/"
    assert ask(f"{path}?as_of=2026-05-04T11:59:59Z").status_code == 404
    assert ask(f"{path}?as_of=2026-05-04T12:00:00Z").status_code == 200
    assert ask(f"{path}?as_of=2026-05-04T14:00:00%2B02:00").status_code == 200


@pytest.mark.parametrize("path", LISTS)
def test_filters_and_boxes_ask_about_that_day(tiny_land, initiative, ask, path):
    editor = tiny_land.editor_westen
    assert ids(ask(f"{path}?as_of=2026-05-01&q=Bach", user=editor)) == []
    assert ids(ask(f"{path}?as_of=2026-05-02&q=bach", user=editor)) == [initiative.pk]
    assert ids(ask(f"{path}?as_of=2026-05-02&state=draft", user=editor)) == [initiative.pk]
    assert ids(ask(f"{path}?as_of=2026-05-03&state=draft", user=editor)) == []
    answer = ask(f"{path}?as_of=2026-05-04&theme=food&commune=0901&bbox=5.7,49.4,6.6,50.2")
    assert (ids(answer), answer.json()["numberMatched"]) == ([initiative.pk], 1)


def test_today_is_what_is_stored(tiny_land, initiative, ask):
    today = timezone.localdate().isoformat()
    path = f"/api/v1/local-initiatives/{initiative.pk}/"
    editor = tiny_land.editor_westen
    assert ask(f"{path}?as_of={today}", user=editor).json() == ask(path, user=editor).json()


@pytest.mark.parametrize("path", [*LISTS, "/api/v1/local-initiatives/1/", "/ogc/collections/local-initiatives/items/1"])
def test_nonsense_and_the_future_get_a_problem_document(initiative, ask, path):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    for value in ("", "soon", "2026-02-30", "2026-05-01T10:00:00", tomorrow.isoformat(), "9999-12-31T00:00:00Z"):
        response = ask(f"{path}?as_of={value}")
        assert response.status_code == 400
        assert response["Content-Type"] == "application/problem+json"
        assert [error["parameter"] for error in response.json()["errors"]] == ["as_of"]


def test_what_keeps_no_past_has_no_such_parameter(tiny_land, ask):
    for path in ("/api/v1/communes/", "/ogc/collections/public-places/items"):
        assert ask(f"{path}?as_of=2026-05-01").status_code == 400


def test_writing_knows_no_other_day(tiny_land, initiative, ask):
    assert initiative.state == State.ARCHIVED
    path = f"/api/v1/local-initiatives/{initiative.pk}/?as_of=2026-05-01"
    answer = ask(
        path, user=tiny_land.editor_westen, method="patch", body={"properties": {"link": "https://example.org/"}}
    )
    assert answer.status_code == 400
