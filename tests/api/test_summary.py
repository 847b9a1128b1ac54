"""The list beside the map in one answer: as many and the same as page by page, and no more than the asker may see."""

import pytest

from api.catalogue import COLLECTIONS

BOX = "bbox=6.03,49.50,6.11,49.56"


def test_it_tells_of_each_collection_what_its_own_page_tells(ask, full_land):
    summary = ask(f"/api/v1/summary?{BOX}&lang=de").json()
    assert list(summary) == [collection.id for collection in COLLECTIONS]
    for name, told in summary.items():
        page = ask(f"/ogc/collections/{name}/items?{BOX}&lang=de&limit=8").json()
        assert told["numberMatched"] == page["numberMatched"]
        assert [each["id"] for each in told["features"]] == [each["id"] for each in page["features"]]
        for short, whole in zip(told["features"], page["features"], strict=True):
            assert short["geometry"] is None
            # The texts in other languages are what is left out.
            assert short["properties"].items() <= whole["properties"].items()


def test_what_narrows_narrows_number_and_features(ask, full_land):
    placed = "collections=local-initiatives,cooperation-projects"
    told = ask(f"/api/v1/summary?{placed}&theme=mobility").json()
    assert {each["properties"]["theme"] for part in told.values() for each in part["features"]} == {"mobility"}
    assert ask(f"/api/v1/summary?{placed}&q=gibt-es-nicht").json() == {
        "local-initiatives": {"numberMatched": 0, "features": []},
        "cooperation-projects": {"numberMatched": 0, "features": []},
    }
    elsewhere = ask("/api/v1/summary?collections=communes&bbox=7,50,7.1,50.1").json()
    assert elsewhere["communes"]["numberMatched"] == 0


def test_drafts_are_counted_for_those_who_may_see_them_only(ask, full_land):
    path = "/api/v1/summary?collections=local-initiatives"
    assert ask(path).json()["local-initiatives"]["numberMatched"] == 1
    own = ask(path, user=full_land.editor_westen)
    assert own.json()["local-initiatives"]["numberMatched"] == 2
    assert own["Cache-Control"] == "private, no-store"


def test_the_number_of_rows_is_held(ask, full_land):
    told = ask("/api/v1/summary?collections=establishments&limit=2").json()["establishments"]
    assert (told["numberMatched"], len(told["features"])) == (3, 2)


@pytest.mark.parametrize(
    ("query", "status"),
    [("theme=mobility", 400), ("collections=nothing", 404), ("collections=", 400), ("limit=0", 400), ("bbox=1,2", 400)],
)
def test_what_cannot_be_answered_for_each_is_refused(query, status, ask, full_land):
    response = ask(f"/api/v1/summary?{query}")
    assert response.status_code == status
    assert response.json()["detail"]
