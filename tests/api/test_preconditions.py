"""Writing by REST with the version one started from: merged, refused with all three, or as before without it."""

import json
import math

import pytest

from territory.contributions.actions import revise
from territory.contributions.models import State
from tests.tiny_land import at

KIND = "/api/v1/local-initiatives"
LINK = "https://example.org/"


@pytest.fixture
def draft(full_land):
    return full_land.draft


def patch(ask, land, draft, properties, tag=None, geometry=None, **headers):
    body = {"type": "Feature", "properties": properties}
    if geometry:
        body["geometry"] = geometry
    if tag:
        headers["if-match"] = tag
    return ask(f"{KIND}/{draft.pk}/", land.editor_westen, "patch", json.dumps(body), **headers)


def test_a_feature_tells_its_version_and_language(full_land, ask, draft) -> None:
    for language in ("de", "fr"):
        answer = ask(f"{KIND}/{draft.pk}/?lang={language}", full_land.editor_westen)
        assert answer["ETag"] == f'"1-{language}"'
    changed = patch(ask, full_land, draft, {"link": LINK}, '"1-de"')
    assert changed["ETag"].startswith('"2-')
    assert changed.json()["properties"]["version"] == 2


def test_different_fields_merge(full_land, ask, draft) -> None:
    assert patch(ask, full_land, draft, {"title": {"de": "Mein Plan"}}, '"1-de"').status_code == 200
    merged = patch(ask, full_land, draft, {"title": {"fr": "Mon plan"}, "link": LINK}, '"1"')
    assert merged.status_code == 200
    properties = merged.json()["properties"]
    assert properties["title"] == {"de": "Mein Plan", "fr": "Mon plan"}
    assert (properties["link"], properties["version"]) == (LINK, 3)


def test_a_clash_holds_all_three_and_writes_nothing(full_land, ask, draft) -> None:
    place = ask(f"{KIND}/{draft.pk}/", full_land.editor_westen).json()["geometry"]
    moved = {"type": "Point", "coordinates": [round(place["coordinates"][0] + 0.0001, 7), place["coordinates"][1]]}
    values = {
        "title": {"de": "Ihr Plan"},
        "location": at(1200, 1000),
        "theme": "food",
        "starts_on": "2026-01-02",
    }
    revise(draft, full_land.editor_westen, values)
    properties = {"title": {"de": "Mein Plan"}, "theme": "waste", "starts_on": "2026-02-03", "link": LINK}
    answer = patch(ask, full_land, draft, properties, '"1-de"', moved)
    assert (answer.status_code, answer["ETag"]) == (412, '"2"')
    clashes = {part["pointer"]: (part["base"], part["mine"], part["theirs"]) for part in answer.json()["errors"]}
    assert clashes.pop("/geometry")[:2] == (place, moved)
    assert clashes == {
        "/properties/title/de": ("Geheimer Plan", "Mein Plan", "Ihr Plan"),
        "/properties/theme": ("mobility", "waste", "food"),
        "/properties/starts_on": (None, "2026-02-03", "2026-01-02"),
    }
    draft.refresh_from_db()
    assert (draft.version, draft.link) == (2, "")


def test_what_was_refused_goes_through_with_the_new_version(full_land, ask, draft) -> None:
    revise(draft, full_land.editor_westen, {"title": {"de": "Ihr Plan"}})
    refused = patch(ask, full_land, draft, {"title": {"de": "Mein Plan"}}, '"1"')
    again = patch(ask, full_land, draft, {"title": {"de": "Mein Plan"}}, refused["ETag"])
    assert again.json()["properties"]["title"]["de"] == "Mein Plan"


def test_who_wants_no_merging_says_so(full_land, ask, draft) -> None:
    revise(draft, full_land.editor_westen, {"link": LINK})
    answer = patch(ask, full_land, draft, {"title": {"fr": "Plan"}}, '"1"', prefer="handling=strict")
    assert answer.status_code == 412


def test_without_a_version_the_last_writer_wins(full_land, ask, draft) -> None:
    revise(draft, full_land.editor_westen, {"title": {"de": "Ihr Plan"}})
    answer = patch(ask, full_land, draft, {"title": {"de": "Mein Plan"}})
    assert answer.json()["properties"]["title"]["de"] == "Mein Plan"


@pytest.mark.parametrize("tag", ['"77-de"', 'W/"1-de"', "1", '"abc"'])
def test_a_tag_that_is_no_version_of_it_is_refused(full_land, ask, draft, tag) -> None:
    answer = patch(ask, full_land, draft, {"link": LINK}, tag)
    assert answer.status_code == 412
    assert answer["Content-Type"] == "application/problem+json"


def test_a_star_and_a_list_of_tags(full_land, ask, draft) -> None:
    assert patch(ask, full_land, draft, {"link": LINK}, "*").status_code == 200
    assert patch(ask, full_land, draft, {"link": LINK + "2"}, '"1-de", "2-fr"').status_code == 200


def test_nobody_moves_or_deletes_another_version_than_they_read(full_land, ask, draft) -> None:
    revise(draft, full_land.editor_westen, {"link": LINK})
    assert patch(ask, full_land, draft, {"state": State.SUBMITTED}, '"1-de"').status_code == 412
    address = f"{KIND}/{draft.pk}/"
    headers = {"if-match": '"1-de"'}
    assert ask(address, full_land.editor_westen, "delete", **headers).status_code == 412
    headers = {"if-match": '"2-de"'}
    assert ask(address, full_land.editor_westen, "delete", **headers).status_code == 204


def test_a_merged_change_can_be_handed_in_at_once(full_land, ask, draft) -> None:
    revise(draft, full_land.editor_westen, {"link": LINK})
    answer = patch(ask, full_land, draft, {"title": {"fr": "Plan"}, "state": "submitted"}, '"1"')
    properties = answer.json()["properties"]
    assert (properties["state"], properties["link"], properties["title"]["fr"]) == ("submitted", LINK, "Plan")


DOORS = (
    KIND + "/{pk}/",
    KIND + "/",
    "/ogc/collections/local-initiatives/items/{pk}",
    "/ogc/collections/local-initiatives/items",
    "/api/v1/search?q=Geheimer",
)


@pytest.mark.parametrize("door", DOORS)
def test_what_is_in_the_trash_is_behind_no_door(full_land, ask, draft, door) -> None:
    address = door.format(pk=draft.pk)
    assert "Geheimer Plan" in ask(address, full_land.editor_westen).content.decode()
    assert ask(f"{KIND}/{draft.pk}/", full_land.editor_westen, "delete").status_code == 204
    for person in (full_land.editor_westen, full_land.administrator):
        assert "Geheimer Plan" not in ask(address, person).content.decode()


def test_tiles_do_not_draw_what_is_in_the_trash(full_land, ask) -> None:
    lon, lat = ask(f"{KIND}/{full_land.published.pk}/").json()["geometry"]["coordinates"]
    x = int((lon + 180) / 360 * 2**14)
    y = int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * 2**14)
    address = f"/ogc/collections/local-initiatives/tiles/WebMercatorQuad/14/{y}/{x}"
    assert "Grüner Weg" in ask(address).content.decode(errors="replace")
    ask(f"{KIND}/{full_land.published.pk}/", full_land.administrator, "delete")
    assert "Grüner Weg" not in ask(address).content.decode(errors="replace")
