"""Vector tiles hold what the tables hold, and nothing that may not be seen."""

import mapbox_vector_tile
import pytest

from api.catalogue import COLLECTIONS
from layers.construction_zones.models import ConstructionPhase
from territory.companies.models import Company, Establishment
from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from tests.api.decoding import features_of, inside, path_of, tile_at
from tests.tiny_land import at

HERE = at(1100, 1100)


def tile(ask, collection_id, z, place=HERE, query="", **more):
    response = ask(path_of(collection_id, place, z) + query, **more)
    assert response.status_code == 200, response.content
    return features_of(response.content)


@pytest.mark.parametrize("collection_id", [collection.id for collection in COLLECTIONS])
def test_every_collection_has_tiles_named_after_it(collection_id, ask, full_land):
    layers = mapbox_vector_tile.decode(ask(path_of(collection_id, HERE, 11)).content)
    assert list(layers) == [collection_id]
    assert layers[collection_id]["extent"] == 4096


def test_a_tile_near_the_ground_holds_each_establishment_of_the_table(ask, full_land):
    found = {each["id"]: each["properties"] for each in tile(ask, "establishments", 14)}
    for establishment in full_land.establishments[:2]:
        told = found[establishment.pk]
        assert told["name"] == establishment.name
        assert told["nace_section"] == establishment.nace_section
        assert told.get("jobs") == establishment.jobs


def test_far_away_the_counts_of_all_tiles_make_the_table(ask, full_land):
    for number in range(40):
        Establishment.objects.create(
            company=full_land.company,
            name=f"Nr. {number}",
            location=at(number * 140, number * 90),
            nace_section="C",
            nace_code="10.1",
            jobs=number,
        )
    for z in range(14):
        west, north = tile_at(at(-100, 4100), z)
        east, south = tile_at(at(6100, -2100), z)
        cells = [
            feature["properties"]
            for x in range(west, east + 1)
            for y in range(north, south + 1)
            for feature in features_of(
                ask(f"/ogc/collections/establishments/tiles/WebMercatorQuad/{z}/{y}/{x}").content
            )
        ]
        assert sum(cell["count"] for cell in cells) == 43, z
        # 12 + 30, and 0 + 1 + … + 39 = 780.
        assert sum(cell["jobs"] for cell in cells) == 822, z


def test_contributions_that_share_a_cell_are_counted_and_keep_their_secrets(ask, full_land):
    for number in range(3):
        full_land.contribution(LocalInitiative, f"Bank {number}", at(1000 + number, 1000), State.PUBLISHED)
    (alone_or_group,) = tile(ask, "local-initiatives", 8)
    assert alone_or_group["properties"] == {"count": 4}
    assert len(tile(ask, "local-initiatives", 13)) == 4
    (with_draft,) = tile(ask, "local-initiatives", 8, user=full_land.editor_westen)
    assert with_draft["properties"] == {"count": 5}


def test_a_contribution_alone_in_its_cell_is_drawn_as_itself(ask, full_land):
    (feature,) = tile(ask, "cooperation-projects", 8, query="?lang=de")
    assert feature["id"] == full_land.project.pk
    assert feature["properties"]["title"] == "Gemeinsam fahren"
    assert feature["properties"]["theme"] == "mobility"
    assert feature["properties"]["symbol"] == "bus"


def test_counts_of_contributions_over_all_tiles_make_the_table(ask, full_land):
    for number in range(30):
        place = at(100 + number * 95, 100 + number * 120)
        full_land.contribution(LocalInitiative, f"Nr. {number}", place, State.PUBLISHED)
    for z in (6, 9, 11, 12):
        west, north = tile_at(at(-100, 4100), z)
        east, south = tile_at(at(6100, -2100), z)
        found = [
            feature["properties"].get("count", 1)
            for x in range(west, east + 1)
            for y in range(north, south + 1)
            for feature in features_of(
                ask(f"/ogc/collections/local-initiatives/tiles/WebMercatorQuad/{z}/{y}/{x}").content
            )
        ]
        assert sum(found) == 31, z


def test_drafts_are_not_in_public_tiles(ask, full_land):
    path = path_of("local-initiatives", HERE, 14)
    assert [each["id"] for each in features_of(ask(path).content)] == [full_land.published.pk]
    own = ask(path, user=full_land.editor_westen)
    assert {each["id"] for each in features_of(own.content)} == {full_land.published.pk, full_land.draft.pk}
    assert own["Cache-Control"] == "private, no-store"


def test_each_phase_is_a_feature_with_its_activity_on_the_day(ask, full_land):
    def activities(day):
        found = tile(ask, "construction-zones", 14, query=f"?on={day}")
        assert {each["id"] for each in found} == set(ConstructionPhase.objects.values_list("pk", flat=True))
        assert {each["properties"]["zone"] for each in found} == {full_land.zone.pk}
        return {each["properties"]["phase"]: each["properties"]["activity"] for each in found}

    assert activities("2025-12-31") == {1: "later", 2: "later"}
    assert activities("2026-03-31") == {1: "now", 2: "later"}
    assert activities("2026-04-01") == {1: "past", 2: "now"}


def test_far_away_works_and_stops_say_no_more_than_is_drawn(ask, full_land):
    """Thousands lie on such a tile; every feature is still there."""
    count = ConstructionPhase.objects.count()
    (far, near) = (tile(ask, "construction-zones", z) for z in (12, 13))
    assert len(far) == len(near) == count
    assert {name for each in far for name in each["properties"]} == {"zone", "name", "starts_on", "ends_on"}
    assert {"code", "kind", "phase", "certainty", "effect_bus"} <= set(near[0]["properties"])
    assert {name for each in tile(ask, "transit-stops", 11) for name in each["properties"]} <= {"name", "opened_on"}


def test_a_section_is_open_from_its_day_on(ask, full_land):
    def is_open(day):
        found = tile(ask, "transit-sections", 11, query=f"?on={day}")
        return {each["properties"]["code"]: each["properties"]["is_open"] for each in found}

    assert is_open("2026-01-01") == {"section-0": True, "section-1": False}
    assert is_open("2030-01-01") == {"section-0": True, "section-1": True}


def test_a_commune_is_drawn_only_while_it_holds(ask, full_land):
    assert len(tile(ask, "communes", 10)) == 3
    assert tile(ask, "communes", 10, query="?on=2011-12-31") == []


def test_neighbours_share_their_border_in_a_tile(ask, full_land):
    rings = {
        each["properties"]["lau2_code"]: {tuple(corner) for corner in each["geometry"]["coordinates"][0]}
        for each in tile(ask, "communes", 10)
    }
    assert len(rings["0901"] & rings["0902"]) >= 2


def test_a_point_lies_where_the_table_says(ask, full_land):
    (feature,) = [each for each in tile(ask, "establishments", 16) if each["id"] == full_land.establishments[0].pk]
    assert inside(feature)


@pytest.mark.parametrize("place", [(30, 30), (0, 0)])
def test_elsewhere_in_the_world_a_tile_is_empty(place, ask, full_land):
    x, y = place
    response = ask(f"/ogc/collections/communes/tiles/WebMercatorQuad/6/{y}/{x}")
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("communes/tiles/WebMercatorQuad/23/0/0", 400),
        ("communes/tiles/WebMercatorQuad/1/2/0", 400),
        ("communes/tiles/WebMercatorQuad/1/0/-1", 400),
        ("communes/tiles/WebMercatorQuad/1/0/1.5", 400),
        ("communes/tiles/WebMercatorQuad/x/y/z", 400),
        ("communes/tiles/WebMercatorQuad/99999999999999999999/0/0", 400),
        ("communes/tiles/Other/1/0/0", 404),
        ("nothing/tiles/WebMercatorQuad/1/0/0", 404),
        ("communes/tiles/WebMercatorQuad/1/0/0?on=yesterday", 400),
        ("communes/tiles/WebMercatorQuad/1/0/0?lang=xx", 400),
        ("communes/tiles/WebMercatorQuad/1/0/0?nonsense=1", 400),
        ("communes/tiles/WebMercatorQuad/1/0/0?f=png", 400),
    ],
)
def test_nonsense_is_refused_with_a_reason(path, status, ask, full_land):
    response = ask(f"/ogc/collections/{path}")
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"]


def test_a_tile_that_did_not_change_is_not_sent_again(ask, full_land):
    path = path_of("communes", HERE, 10)
    first = ask(path)
    assert first["Cache-Control"] == "public, max-age=60"
    assert ask(path, **{"if-none-match": first["ETag"]}).status_code == 304
    full_land.westen.name_en = "Western"
    full_land.westen.save()
    assert ask(path, **{"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("z", [5, 12, 14])
def test_a_tile_is_one_statement(z, ask, full_land, django_assert_num_queries):
    for collection in COLLECTIONS:
        with django_assert_num_queries(1):
            tile(ask, collection.id, z)


class TestCountedCells:
    """The cells follow every way in which establishments come, move and go."""

    @staticmethod
    def counted(ask):
        (cell,) = tile(ask, "establishments", 0)
        return cell["properties"]["count"], cell["properties"]["jobs"]

    def test_coming_and_going(self, ask, full_land):
        company = Company.objects.create(name="Neu")
        many = [
            Establishment(company=company, name=f"{i}", location=at(i, i), nace_section="A", nace_code="01", jobs=i)
            for i in range(10)
        ]
        Establishment.objects.bulk_create(many)
        assert self.counted(ask) == (13, 87)
        Establishment.objects.filter(name="9").delete()
        assert self.counted(ask) == (12, 78)
        company.delete()
        assert self.counted(ask) == (3, 42)

    def test_moving_and_changing_jobs(self, ask, full_land):
        moved = full_land.establishments[0]
        moved.location, moved.jobs = at(5000, -1500), 2
        moved.save()
        assert self.counted(ask) == (3, 32)
        assert sum(each["properties"]["count"] for each in tile(ask, "establishments", 12)) == 1
        Establishment.objects.update(jobs=None)
        assert self.counted(ask) == (3, 0)

    def test_all_gone(self, ask, full_land):
        Establishment.objects.all().delete()
        assert tile(ask, "establishments", 0) == []
