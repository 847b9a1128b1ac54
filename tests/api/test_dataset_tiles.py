"""A tile of several collections holds, layer by layer, what the tiles of each hold."""

import mapbox_vector_tile
import pytest

from api.catalogue import COLLECTIONS
from tests.api.decoding import path_of, tile_at
from tests.tiny_land import at

HERE = at(1100, 1100)


def dataset_path(z, query=""):
    x, y = tile_at(HERE, z)
    return f"/ogc/tiles/WebMercatorQuad/{z}/{y}/{x}{query}"


@pytest.mark.parametrize("z", [5, 11, 14])
def test_its_layers_are_the_tiles_of_the_collections(z, ask, full_land):
    together = mapbox_vector_tile.decode(ask(dataset_path(z)).content)
    apart = {}
    for collection in COLLECTIONS:
        apart |= mapbox_vector_tile.decode(ask(path_of(collection.id, HERE, z)).content)
    assert together == apart
    assert list(together) == list(apart)
    assert z == 14 or len(together) == len(COLLECTIONS)


def test_only_what_is_chosen_comes_in_the_order_asked(ask, full_land):
    layers = mapbox_vector_tile.decode(ask(dataset_path(11, "?collections=transit-stops,communes,communes")).content)
    assert list(layers) == ["transit-stops", "communes"]


def test_it_is_one_statement(ask, full_land, django_assert_num_queries):
    with django_assert_num_queries(1):
        ask(dataset_path(12))


def test_a_draft_is_in_the_tile_of_those_who_may_see_it(ask, full_land):
    path = dataset_path(14, "?collections=communes,local-initiatives")

    def initiatives(**who):
        response = ask(path, **who)
        layer = mapbox_vector_tile.decode(response.content)["local-initiatives"]
        return {feature["id"] for feature in layer["features"]}, response["Cache-Control"]

    assert initiatives() == ({full_land.published.pk}, "public, max-age=60")
    own = {full_land.published.pk, full_land.draft.pk}
    assert initiatives(user=full_land.editor_westen) == (own, "private, no-store")


def test_the_land_alone_may_be_kept_by_everyone(ask, full_land):
    path = dataset_path(11, "?collections=communes,business-parks")
    first = ask(path, user=full_land.editor_westen)
    assert first["Cache-Control"] == "public, max-age=60"
    assert "Cookie" not in first["Vary"]
    assert ask(path, **{"if-none-match": first["ETag"]}).status_code == 304


def test_the_day_and_the_filters_hold_for_every_layer(ask, full_land):
    path = dataset_path(10, "?collections=communes,transit-stops&on=2011-12-31")
    before = mapbox_vector_tile.decode(ask(path).content)
    assert list(before) == ["transit-stops"]
    path = dataset_path(14, "?collections=local-initiatives,cooperation-projects&theme=mobility")
    narrowed = mapbox_vector_tile.decode(ask(path).content)
    themes = {each["properties"]["theme"] for layer in narrowed.values() for each in layer["features"]}
    assert themes == {"mobility"}


@pytest.mark.parametrize(
    ("query", "status", "named"),
    [
        ("?collections=", 400, "collections"),
        ("?collections=communes,nothing", 404, "nothing"),
        # A theme narrows projects; of communes it would silently leave all.
        ("?collections=communes,local-initiatives&theme=mobility", 400, "theme"),
        ("?collections=communes,local-initiatives&as_of=2026-01-01", 400, "as_of"),
        ("?nonsense=1", 400, "nonsense"),
    ],
)
def test_what_cannot_be_answered_for_each_is_refused(query, status, named, ask, full_land):
    response = ask(dataset_path(11, query))
    assert response.status_code == status
    assert named in response.json()["detail"]


def test_the_tile_set_names_every_layer(ask, full_land):
    told = ask("/ogc/tiles/WebMercatorQuad").json()
    assert [layer["id"] for layer in told["layers"]] == [collection.id for collection in COLLECTIONS]
    template = next(link for link in told["links"] if link.get("templated"))
    assert template["href"].endswith("/ogc/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}")
