"""The map page: what it hands to its scripts, what stands there without them, what the browser may run."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from api.catalogue import COLLECTIONS
from frontend.map_collections import MAP_COLLECTIONS
from frontend.map_texts import place_texts
from frontend.siting_texts import siting_texts
from frontend.suitability_texts import suitability_texts
from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from tests.territory.contributions.making import make
from tests.tiny_land import at

JS = Path(settings.BASE_DIR) / "frontend" / "static" / "frontend" / "js"


def data_of(response) -> dict:
    """The JSON that the page hands to its scripts."""
    return json.loads(re.search(r'<script id="page-data"[^>]*>(.*?)</script>', response.content.decode())[1])


def test_the_bare_address_leads_to_the_readers_language(db, client):
    assert client.get("/", headers={"accept-language": "lb,de;q=0.5"}).headers["Location"] == "/lb/"
    assert client.get("/", headers={"accept-language": "nl"}).headers["Location"] == "/en/"


def test_every_public_collection_is_on_the_map_and_no_other():
    assert {each.id for each in MAP_COLLECTIONS} == {each.id for each in COLLECTIONS}


def test_the_page_says_where_each_layer_comes_from(one_of_each, client):
    collections = {each["id"]: each for each in data_of(client.get("/en/"))["collections"]}
    assert collections["communes"]["credits"] == [
        {"title": "Tiny land", "publisher": "Test", "licence": "CC0-1.0", "released_on": "2024-01-01"}
    ]
    assert collections["establishments"]["credits"] == []


def test_the_map_begins_with_the_communes_of_the_regions(tiny_land, client):
    west, south, east, north = data_of(client.get("/en/"))["firstBox"]
    # The three communes reach 6 km from west to east and from south to north: 0.083° and 0.054° at 49.5° north.
    assert east - west == pytest.approx(0.083, abs=0.002)
    assert north - south == pytest.approx(0.054, abs=0.002)
    regions = {each["code"]: each["communes"] for each in data_of(client.get("/en/"))["regions"]}
    assert sorted(regions["nord"]) == ["0901", "0902"]


def test_the_map_of_an_empty_country_opens(db, client):
    response = client.get("/de/")
    assert response.status_code == 200
    assert data_of(response)["firstBox"] is None


def test_without_scripts_the_published_is_listed_and_a_draft_is_not(tiny_land, client):
    make(LocalInitiative, tiny_land.gemeinde_westen, at(100, 100), State.PUBLISHED, title_de="Sichtbar")
    make(LocalInitiative, tiny_land.gemeinde_westen, at(200, 200), State.DRAFT, title_de="Noch geheim")
    page = client.get("/de/").content.decode()
    assert "Sichtbar" in page
    assert "Noch geheim" not in page


def test_only_the_import_map_may_stand_in_the_page_as_a_script(db, client):
    response = client.get("/en/")
    policy = response.headers["Content-Security-Policy"]
    nonce = re.search(r"script-src 'self' 'nonce-([^']+)'", policy)[1]
    assert "unsafe" not in policy
    page = response.content.decode()
    assert f'<script type="importmap" nonce="{nonce}">' in page
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", page)
    assert all("importmap" in attributes or "application/json" in attributes for attributes in inline)
    assert not re.search(r'\s(?:on\w+|style)="', page)


def test_every_library_the_modules_import_is_in_the_import_map(db, client):
    page = client.get("/en/").content.decode()
    imports = json.loads(re.search(r'<script type="importmap"[^>]*>(.*?)</script>', page)[1])["imports"]
    bare = {
        name
        for path in JS.rglob("*.js")
        for name in re.findall(r"^import\s[^;]*?from '([^.'][^']*)'", path.read_text(), re.MULTILINE)
    }
    assert bare == set(imports)
    for address in imports.values():
        assert finders.find(address.removeprefix(settings.STATIC_URL))


def test_the_modules_are_fetched_at_once_but_for_those_loaded_on_use(db, client, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path  # nothing is bundled there
    page = client.get("/en/").content.decode()
    preloaded = set(re.findall(r'modulepreload" href="[^"]*/frontend/js/([^"]+)"', page))
    assert {"pages/overview.js", "map/vector-layer.js", "geo/bbox.js"} <= preloaded
    assert not {"pages/nearby.js", "pages/place.js", "map/draw.js"} & preloaded
    assert all((JS / name).exists() for name in preloaded)


def test_every_text_a_script_asks_for_is_handed_over(db, client):
    texts = data_of(client.get("/en/"))["texts"]
    place_only = {"pages/place.js", "map/draw.js", "pages/context-sheet.js", "pages/local-draft.js"}
    siting_only = {
        "pages/compose.js",
        "pages/compose-preview.js",
        "pages/raster.js",
        "pages/raster-wait.js",
        "ui/criterion.js",
    } | {
        "pages/siting.js",
        "ui/siting-results.js",
        "ui/siting-question.js",
        "ui/siting-keep.js",
    }
    asked = {
        key
        for path in JS.rglob("*.js")
        if path.relative_to(JS).as_posix() not in place_only | siting_only
        for key in re.findall(r"\bt\('(\w+)'", path.read_text())
    }
    assert asked <= set(texts)


@pytest.mark.parametrize(
    ("modules", "texts"),
    [
        (["pages/place.js", "pages/context-sheet.js", "pages/local-draft.js"], place_texts),
        (
            ["pages/siting.js", "ui/siting-results.js", "ui/siting-question.js", "ui/siting-keep.js"],
            siting_texts,
        ),
        (
            [
                "pages/compose.js",
                "pages/compose-preview.js",
                "pages/raster.js",
                "pages/raster-wait.js",
                "ui/criterion.js",
            ],
            suitability_texts,
        ),
    ],
)
def test_forms_and_siting_get_their_texts(modules, texts):
    asked = {key for name in modules for key in re.findall(r"\bt\('(\w+)'", (JS / name).read_text())}
    assert asked <= set(place_texts()) | set(texts())


def test_the_time_slider_knows_its_years_and_when_something_changes(one_of_each, client):
    clock = data_of(client.get("/en/"))["clock"]
    opened = one_of_each["transit-stops"].opened_on.isoformat()
    assert (clock["first"], clock["last"], clock["openings"]) == (2015, 2035, [opened])
    assert clock["works"] == ["2024-01-01"]
    assert clock["communes"] == ["2012-01-01"]
