"""OGC API Features: what comes back, in which reference system, and page after page."""

import pytest

from api.catalogue import COLLECTIONS
from api.crs import LUREF, WEB_MERCATOR, WGS84
from layers.crs import in_lonlat
from territory.companies.models import Establishment
from tests.tiny_land import ORIGIN_X_M, ORIGIN_Y_M, at

IDS = [collection.id for collection in COLLECTIONS]


def items(ask, collection_id, query="", **more):
    response = ask(f"/ogc/collections/{collection_id}/items{query}", **more)
    assert response.status_code == 200, response.content
    return response.json()


def test_the_eleven_collections_are_public(ask, full_land):
    listed = ask("/ogc/collections").json()["collections"]
    assert (
        [entry["id"] for entry in listed]
        == IDS
        == [
            "communes",
            "business-parks",
            "construction-zones",
            "transit-sections",
            "transit-stops",
            "public-places",
            "establishments",
            "working-groups",
            "local-initiatives",
            "cooperation-projects",
            "pooled-services",
        ]
    )


@pytest.mark.parametrize("collection_id", IDS)
def test_items_hold_exactly_the_fields_of_the_catalogue(collection_id, ask, full_land):
    (collection,) = [entry for entry in COLLECTIONS if entry.id == collection_id]
    page = items(ask, collection_id)
    assert page["type"] == "FeatureCollection"
    assert page["numberReturned"] == page["numberMatched"] == len(page["features"]) > 0
    assert {"self", "collection"} <= {link["rel"] for link in page["links"]}
    languages = {f"{field.name}_{code}" for field in collection.fields for code in ("de", "fr", "en", "lb")}
    names = {field.name for field in collection.fields}
    for feature in page["features"]:
        assert names <= set(feature["properties"]) <= names | languages
        assert feature["geometry"]["type"] in collection.geometry_types
        if "page" in names:
            assert feature["properties"]["page"].endswith(f"/en/{collection_id}/{feature['id']}/")


@pytest.mark.parametrize("collection_id", IDS)
def test_one_item_is_the_one_of_the_page(collection_id, ask, full_land):
    feature = items(ask, collection_id)["features"][0]
    one = ask(f"/ogc/collections/{collection_id}/items/{feature['id']}").json()
    links = one.pop("links")
    assert one == feature
    assert {link["rel"] for link in links} == {"self", "collection"}


def test_positions_are_longitude_and_latitude(ask, full_land):
    feature = items(ask, "establishments")["features"][0]
    expected = in_lonlat(full_land.establishments[0].location).coords
    assert feature["geometry"]["coordinates"] == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize(
    ("crs", "expected", "tolerance"),
    [
        # The authority writes northing before easting.
        (LUREF, (ORIGIN_Y_M + 1100, ORIGIN_X_M + 1100), 0.01),
        (WGS84, (49.529545, 6.045182), 1e-6),
        # On a sphere of R = 6 378 137 m: R × 6.045182° and R × ln tan(45° + 49.529545° / 2).
        (WEB_MERCATOR, (672_946.6, 6_365_196.4), 0.2),
    ],
)
def test_another_reference_system_comes_in_its_own_order_of_axes(crs, expected, tolerance, ask, full_land):
    response = ask(f"/ogc/collections/establishments/items?crs={crs.uri}")
    assert response["Content-Crs"] == f"<{crs.uri}>"
    found = response.json()["features"][0]["geometry"]["coordinates"]
    assert found == pytest.approx(expected, abs=tolerance)


def box_of(west_m, south_m, east_m, north_m):
    south_west, north_east = in_lonlat(at(west_m, south_m)), in_lonlat(at(east_m, north_m))
    return f"{south_west.x},{south_west.y},{north_east.x},{north_east.y}"


def test_a_box_leaves_what_lies_outside(ask, full_land):
    page = items(ask, "establishments", f"?bbox={box_of(1000, 1000, 1450, 1200)}")
    assert [feature["properties"]["name"] for feature in page["features"]] == ["Atelier Müller", "Bäckerei Élise"]


def test_heights_of_a_box_are_left_aside(ask, full_land):
    west, south, east, north = box_of(1000, 1000, 1450, 1200).split(",")
    assert items(ask, "establishments", f"?bbox={west},{south},0,{east},{north},500")["numberMatched"] == 2


def test_a_box_in_the_national_grid_is_northing_first(ask, full_land):
    south, west = ORIGIN_Y_M + 1000, ORIGIN_X_M + 1000
    box = f"{south},{west},{south + 200},{west + 450}"
    assert items(ask, "establishments", f"?bbox={box}&bbox-crs={LUREF.uri}")["numberMatched"] == 2


def test_the_whole_world_as_a_box_holds_everything(ask, full_land):
    assert items(ask, "establishments", "?bbox=-180,-90,180,90")["numberMatched"] == 3


def test_a_box_far_away_holds_nothing(ask, full_land):
    assert items(ask, "establishments", "?bbox=100,-10,101,-9")["numberMatched"] == 0


def test_an_area_is_found_by_a_box_that_only_cuts_it(ask, full_land):
    assert items(ask, "business-parks", f"?bbox={box_of(1490, 1390, 2000, 2000)}")["numberMatched"] == 1
    assert items(ask, "business-parks", f"?bbox={box_of(1510, 1410, 2000, 2000)}")["numberMatched"] == 0


@pytest.mark.parametrize(
    ("collection_id", "moment", "count"),
    [
        ("communes", "2011-12-31", 0),
        ("communes", "2012-01-01", 3),
        ("communes", "../2011-06-01", 0),
        ("communes", "2030-01-01T00:00:00Z/..", 3),
        ("transit-sections", "2020-12-12", 0),
        ("transit-sections", "2020-12-13", 1),
        # 23:30 in Greenwich is the next day on the region's clocks.
        ("transit-sections", "2020-12-12T23:30:00Z", 1),
        ("transit-sections", "2031-01-01/2031-02-01", 2),
        ("construction-zones", "2025-12-31", 0),
        ("construction-zones", "2026-03-31", 1),
        ("construction-zones", "2099-01-01", 1),
        ("business-parks", "1900-01-01", 1),
        ("local-initiatives", "1900-01-01", 1),
    ],
)
def test_a_day_leaves_what_does_not_hold_then(collection_id, moment, count, ask, full_land):
    assert items(ask, collection_id, f"?datetime={moment}")["numberMatched"] == count


def test_pages_follow_each_other_without_gap_or_repetition(ask, full_land):
    path, names = "/ogc/collections/establishments/items?limit=1&nace_section=C,H", []
    for _page in range(3):
        page = ask(path).json()
        assert page["numberMatched"] == 3
        names += [feature["properties"]["name"] for feature in page["features"]]
        links = {link["rel"]: link["href"] for link in page["links"]}
        path = links.get("next", "").replace("http://testserver", "")
    assert names == ["Atelier Müller", "Bäckerei Élise", "Transports Weber"]
    assert path == ""
    before = ask(links["prev"].replace("http://testserver", "")).json()
    assert [feature["properties"]["name"] for feature in before["features"]] == ["Bäckerei Élise"]
    assert {link["rel"] for link in before["links"]} >= {"next", "prev"}
    first = ask({link["rel"]: link["href"] for link in before["links"]}["prev"]).json()
    assert "prev" not in {link["rel"] for link in first["links"]}


def test_a_row_that_appears_between_pages_is_not_told_twice(ask, full_land):
    first = ask("/ogc/collections/establishments/items?limit=2").json()
    Establishment.objects.filter(name="Atelier Müller").delete()
    link = next(link["href"] for link in first["links"] if link["rel"] == "next")
    assert [feature["properties"]["name"] for feature in ask(link).json()["features"]] == ["Transports Weber"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?nace_section=H", ["Transports Weber"]),
        ("?name=Atelier%20Müller", ["Atelier Müller"]),
        ("?nace_code=16.2,49.4", ["Atelier Müller", "Transports Weber"]),
        ("?is_invented=true", []),
        ("?q=elise", ["Bäckerei Élise"]),
        ("?q=BACKEREI", ["Bäckerei Élise"]),
        # Typing errors are forgiven in a name, another word is not.
        ("?q=Backerrei", ["Bäckerei Élise"]),
        ("?q=tranports%20weber", ["Transports Weber"]),
        ("?q=Becker", []),
        ("?q=100%25", []),
    ],
)
def test_filters_narrow(query, names, ask, full_land):
    found = items(ask, "establishments", query)["features"]
    assert [feature["properties"]["name"] for feature in found] == names


def test_texts_come_in_the_language_of_the_request(ask, full_land):
    full_land.park.name_de, full_land.park.name_fr = "Gewerbepark", "Parc d'activités"
    full_land.park.save()
    for query, headers, expected in (
        ("?lang=fr", {}, "Parc d'activités"),
        ("", {"accept-language": "de"}, "Gewerbepark"),
        ("?lang=lb", {}, "Gewerbepark"),  # no text of its own: the nearest language
    ):
        response = ask(f"/ogc/collections/business-parks/items{query}", **headers)
        assert response.json()["features"][0]["properties"]["name"] == expected
        assert "Accept-Language" in response["Vary"]


def test_phases_are_told_in_order_with_their_effects(ask, full_land):
    properties = items(ask, "construction-zones")["features"][0]["properties"]
    assert [phase["number"] for phase in properties["phases"]] == [1, 2]
    assert properties["phases"][0]["effects"]["car"] == "closed"
    assert (properties["starts_on"], properties["ends_on"]) == ("2026-01-01", None)


def test_lists_name_regions_routes_and_communes(ask, full_land):
    communes = {each["properties"]["lau2_code"]: each["properties"] for each in items(ask, "communes")["features"]}
    assert communes["0901"]["regions"] == ["alles", "nord"]
    assert communes["0903"]["regions"] == ["alles"]
    assert items(ask, "transit-stops")["features"][0]["properties"]["routes"] == ["T1"]
    assert items(ask, "local-initiatives")["features"][0]["properties"]["communes"] == ["0901"]


def test_drafts_are_seen_by_their_organisation_only(ask, full_land):
    def titles(user):
        found = items(ask, "local-initiatives", user=user)["features"]
        return {feature["properties"]["title"] for feature in found}

    everyone = {"Grüner Weg"}
    assert titles(None) == titles(full_land.editor_osten) == titles(full_land.moderator) == everyone
    assert titles(full_land.editor_westen) == everyone | {"Geheimer Plan"}
    hidden = f"/ogc/collections/local-initiatives/items/{full_land.draft.pk}"
    assert ask(hidden).status_code == 404
    assert ask(hidden, user=full_land.editor_westen).status_code == 200


def test_what_a_signed_in_person_sees_is_kept_by_nobody(ask, full_land):
    path = "/ogc/collections/local-initiatives/items"
    assert ask(path, user=full_land.editor_westen)["Cache-Control"] == "private, no-store"
    public = ask(path)
    assert public["Cache-Control"].startswith("public")
    assert {"Cookie", "Authorization"} <= {name.strip() for name in public["Vary"].split(",")}


def test_a_page_costs_two_statements(ask, full_land, django_assert_num_queries):
    for collection in COLLECTIONS:
        with django_assert_num_queries(2):
            items(ask, collection.id, "?bbox=5,49,7,50&limit=10")
