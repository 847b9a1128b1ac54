"""What narrows items narrows tiles: filters, words, days, commune and region, counts at low zoom included."""

import datetime

import mapbox_vector_tile
import pytest
from django.contrib.gis.geos import Point

from layers.communes.models import Region, RegionMembership
from layers.crs import in_crs
from territory.companies.models import Company, Establishment
from territory.contributions.models import State, Theme
from territory.initiatives.models import LocalInitiative
from tests.territory.contributions.making import make
from tests.tiny_land import START, TinyLand, at

FOOD = "food"
ONE_DAY = datetime.timedelta(days=1)


def tile_at(point: Point, z: int) -> str:
    """The address part z/y/x of the tile that holds ``point``."""
    lonlat = in_crs(point, 3857)
    half_world_m = 20037508.342789244
    size_m = 2 * half_world_m / 2**z
    return f"{z}/{int((half_world_m - lonlat.y) / size_m)}/{int((lonlat.x + half_world_m) / size_m)}"


def tile(client, collection: str, place: str, **query: str) -> list[dict]:
    """The features of a tile."""
    response = client.get(f"/ogc/collections/{collection}/tiles/WebMercatorQuad/{place}", query)
    assert response.status_code == 200, response.content
    return mapbox_vector_tile.decode(response.content).get(collection, {}).get("features", [])


@pytest.fixture
def initiatives(tiny_land: TinyLand) -> None:
    make(LocalInitiative, tiny_land.gemeinde_westen, at(100, 100), State.PUBLISHED, title_fr="Jardin")
    food = Theme.objects.get(code=FOOD)
    garden = make(LocalInitiative, tiny_land.gemeinde_osten, at(3200, 100), State.PUBLISHED, title_fr="Verger")
    LocalInitiative.objects.filter(pk=garden.pk).update(theme=food)
    region = Region.objects.create(release=tiny_land.release, code="sud", name="Sud", valid_from=START)
    for commune in (tiny_land.osten, tiny_land.sueden):
        RegionMembership.objects.create(region=region, commune=commune, valid_from=START)


@pytest.mark.parametrize(
    ("narrowing", "title"),
    [
        ({"theme": FOOD}, "Verger"),
        ({"q": "jardin"}, "Jardin"),
        ({"commune": "0902"}, "Verger"),
        ({"region": "sud"}, "Verger"),
    ],
)
def test_a_tile_holds_what_the_items_hold(initiatives, client, narrowing, title):
    items = client.get("/ogc/collections/local-initiatives/items", narrowing).json()
    assert [feature["properties"]["title_fr"] for feature in items["features"]] == [title]
    place = tile_at(at(1500, 500), 9)
    assert [each["properties"]["title"] for each in tile(client, "local-initiatives", place, **narrowing)] == [title]


def test_without_narrowing_the_tile_holds_both(initiatives, client):
    features = tile(client, "local-initiatives", tile_at(at(1500, 500), 9))
    assert sum(each["properties"].get("count", 1) for each in features) == 2


def test_establishments_of_a_commune_are_counted_at_low_zoom(tiny_land, client):
    company = Company.objects.create(name="Firma")
    for x_m in (100, 200, 3100):
        Establishment.objects.create(
            company=company, name=f"Werk {x_m}", location=at(x_m, 100), nace_section="C", nace_code="16.2", jobs=5
        )
    features = tile(client, "establishments", tile_at(at(1500, 500), 9), commune="0901")
    assert sum(each["properties"].get("count", 1) for each in features) == 2


def test_several_communes_are_those_that_touch_one_of_them(initiatives, tiny_land, client):
    make(LocalInitiative, tiny_land.gemeinde_westen, at(100, -500), State.PUBLISHED, title_fr="Puits")
    asked = {"commune": "0902,0901"}
    items = client.get("/ogc/collections/local-initiatives/items", asked).json()
    assert {each["properties"]["title_fr"] for each in items["features"]} == {"Jardin", "Verger"}
    assert items["numberMatched"] == 2
    summary = client.get("/api/v1/summary/", {"collections": "local-initiatives", **asked}).json()
    assert summary["local-initiatives"]["numberMatched"] == 2
    features = tile(client, "local-initiatives", tile_at(at(1500, 500), 9), **asked)
    assert sum(each["properties"].get("count", 1) for each in features) == 2


@pytest.mark.parametrize("codes", ["0901,9999", "0901,", "0901,\x00"])
def test_one_commune_among_several_that_is_none_is_refused(tiny_land, client, codes):
    response = client.get("/ogc/collections/business-parks/items", {"commune": codes})
    assert response.status_code == 400
    assert "commune" in response.json()["detail"]


@pytest.mark.parametrize("name", ["commune", "region"])
def test_a_place_that_is_none_is_refused_in_words(tiny_land, client, name):
    response = client.get("/ogc/collections/business-parks/items", {name: "9999"})
    assert response.status_code == 400
    assert "9999" in response.json()["detail"]


def test_several_regions_are_those_that_touch_one_of_them(initiatives, tiny_land, client):
    found = client.get("/ogc/collections/local-initiatives/items", {"region": "sud,nord"}).json()
    assert {each["properties"]["title_fr"] for each in found["features"]} == {"Jardin", "Verger"}
    # Osten belongs to both: what lies there counts once, on tiles too.
    assert found["numberMatched"] == 2
    features = tile(client, "local-initiatives", tile_at(at(1500, 500), 9), region="sud,nord")
    assert sum(each["properties"].get("count", 1) for each in features) == 2
    refused = client.get("/ogc/collections/local-initiatives/items", {"region": "sud,nowhere"})
    assert refused.status_code == 400
    assert "nowhere" in refused.json()["detail"]


def test_a_region_is_the_land_of_its_communes_of_today(initiatives, tiny_land, client):
    RegionMembership.objects.filter(commune=tiny_land.osten, region__code="sud").update(valid_until=START + ONE_DAY)
    items = client.get("/ogc/collections/local-initiatives/items", {"region": "sud"}).json()
    assert items["features"] == []
