"""The documents of the standards, and a desktop program that reads them."""

import json
import shutil
import subprocess
from urllib.request import urlopen

import pytest
from openapi_schema_validator import OAS30Validator
from openapi_spec_validator import validate

from api.catalogue import COLLECTIONS
from api.examples import CHANGED, VALUES, WRITTEN, feature_example
from api.schemas import feature_schema, written_schema


def test_every_link_of_the_ogc_interface_leads_somewhere(ask, full_land):
    waiting, seen = ["/ogc/"], set()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        response = ask(path)
        assert response.status_code == 200, path
        if "json" not in response["Content-Type"] or "openapi" in response["Content-Type"]:
            continue
        text = json.dumps(response.json())
        links = [part.split('"')[0] for part in text.split('"href": "http://testserver')[1:]]
        waiting += [link for link in links if link not in seen and "{" not in link and "items/" not in link]
    assert len(seen) > 3 * len(COLLECTIONS)


def test_the_landing_page_has_the_links_the_standard_asks_for(ask, db):
    rels = {link["rel"] for link in ask("/ogc").json()["links"]}
    assert {"self", "service-desc", "service-doc", "conformance", "data"} <= rels


def test_what_is_claimed(ask, db):
    claimed = ask("/ogc/conformance").json()["conformsTo"]
    for part in (
        "features-1/1.0/conf/core",
        "features-1/1.0/conf/geojson",
        "features-2/1.0/conf/crs",
        "tiles-1/1.0/conf/core",
    ):
        assert any(uri.endswith(part) for uri in claimed)


def test_extents_are_boxes_in_degrees_and_days(ask, full_land):
    extent = ask("/ogc/collections/communes").json()["extent"]
    west, south, east, north = extent["spatial"]["bbox"][0]
    # The tiny land lies around 6.03 to 6.11 E, 49.50 to 49.56 N.
    assert (west, south, east, north) == pytest.approx((6.03, 49.50, 6.11, 49.56), abs=0.01)
    assert extent["temporal"]["interval"] == [["2012-01-01T00:00:00Z", None]]


def test_extents_do_not_tell_where_drafts_are(ask, full_land):
    path = "/ogc/collections/local-initiatives"
    before = ask(path).json()["extent"]
    full_land.draft.location = full_land.establishments[2].location
    full_land.draft.save()
    assert ask(path).json()["extent"] == before


def test_the_tile_matrix_set_halves_from_level_to_level(ask, db):
    levels = ask("/ogc/tileMatrixSets/WebMercatorQuad").json()["tileMatrices"]
    assert levels[0]["cellSize"] == pytest.approx(156_543.033928041)
    assert [level["matrixWidth"] for level in levels[:4]] == [1, 2, 4, 8]


def test_the_definition_of_the_ogc_interface_is_valid(ask, db):
    response = ask("/ogc/api")
    assert response["Content-Type"].startswith("application/vnd.oai.openapi+json")
    document = response.json()
    validate(document)
    for collection in COLLECTIONS:
        operation = document["paths"][f"/collections/{collection.id}/items"]["get"]
        names = {each["name"] for each in operation["parameters"] if "name" in each}
        assert names == set(collection.filters)


def test_the_definition_of_the_rest_interface_is_valid_and_whole(ask, db):
    document = ask("/api/v1/openapi.json").json()
    validate(document)
    paths = document["paths"]
    for collection in COLLECTIONS:
        assert "get" in paths[f"/api/v1/{collection.id}/"]
        assert "get" in paths[f"/api/v1/{collection.id}/{{id}}/"]
    for kind in ("local-initiatives", "cooperation-projects", "pooled-services"):
        assert {"get", "post"} == set(paths[f"/api/v1/{kind}/"])
        assert {"get", "patch", "delete"} == set(paths[f"/api/v1/{kind}/{{id}}/"])
    assert {"/api/v1/establishments/near", "/api/v1/search"} <= set(paths)
    for path, operations in paths.items():
        for method, operation in operations.items():
            assert operation["summary"], (path, method)
            assert any(status.startswith("4") for status in operation["responses"]), (path, method)


def test_the_definitions_are_in_english_for_every_reader(ask, db):
    summary = ask("/api/v1/openapi.json", accept_language="de").json()["paths"]["/api/v1/communes/"]["get"]["summary"]
    assert (
        summary
        == ask("/api/v1/openapi.json", accept_language="en").json()["paths"]["/api/v1/communes/"]["get"]["summary"]
    )
    assert "Gemeinden" not in ask("/ogc/api", accept_language="de").content.decode()


@pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda collection: collection.id)
def test_answers_and_examples_are_what_the_definition_promises(collection, ask, full_land):
    rest = OAS30Validator(feature_schema(collection, flat=False))
    ogc = OAS30Validator(feature_schema(collection, flat=True))
    rest.validate(feature_example(collection))
    for feature in ask(f"/api/v1/{collection.id}/").json()["features"]:
        rest.validate(feature)
        assert set(feature["properties"]) == {field.name for field in collection.fields}
        rest.validate(ask(f"/api/v1/{collection.id}/{feature['id']}/").json())
    for feature in ask(f"/ogc/collections/{collection.id}/items").json()["features"]:
        ogc.validate(feature)
        assert set(feature["properties"]) == set(
            feature_schema(collection, flat=True)["properties"]["properties"]["properties"]
        )


def test_examples_name_fields_that_exist():
    assert set(VALUES) <= {field.name for collection in COLLECTIONS for field in collection.fields}


def test_the_examples_to_write_are_taken(ask, full_land):
    collection = next(entry for entry in COLLECTIONS if entry.id == "cooperation-projects")
    OAS30Validator(written_schema(collection, partial=False)).validate(WRITTEN)
    here = {"type": "Point", "coordinates": [6.045, 49.5295]}
    path = "/api/v1/cooperation-projects/"
    body = json.dumps({**WRITTEN, "geometry": here})
    stored = ask(path, user=full_land.editor_westen, method="post", body=body)
    assert stored.status_code == 201, stored.content
    changed = ask(
        f"{path}{stored.json()['id']}/", user=full_land.editor_westen, method="patch", body=json.dumps(CHANGED)
    )
    assert changed.status_code == 200
    assert changed.json()["properties"]["state"] == "submitted"


def test_the_documentation_needs_no_inline_script_or_style(ask, db):
    page = ask("/api/docs/").content.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert "<script>" not in page
    script = ask("/api/docs/?script=")
    assert script["Content-Type"].startswith("application/javascript")
    assert "/api/v1/openapi.json" in script.content.decode().replace("\\u002D", "-").replace("\\/", "/")


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="ogrinfo (gdal-bin) is not installed")
@pytest.mark.django_db(transaction=True)
def test_a_desktop_gis_reads_every_collection(live_server, transactional_land):
    for collection in COLLECTIONS:
        told = subprocess.run(
            ["ogrinfo", "-ro", "-al", "-so", f"OAPIF:{live_server.url}/ogc/", collection.id],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert told.returncode == 0, told.stderr
        assert "ERROR" not in told.stderr, told.stderr
        shown = ask_count(live_server, collection.id)
        assert f"Feature Count: {shown}" in told.stdout, told.stdout
        for field in collection.fields:
            assert f"{field.name}" in told.stdout, (collection.id, field.name)


def ask_count(live_server, collection_id):
    with urlopen(f"{live_server.url}/ogc/collections/{collection_id}/items") as response:
        return json.load(response)["numberMatched"]
