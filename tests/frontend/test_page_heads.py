"""What pages tell machines: previews, structured data, the list of all pages; of what is not public nothing."""

import io
import json
import re

import pytest
from defusedxml import ElementTree
from django.core.cache import caches
from django.db.models import Model
from django.test import Client
from PIL import Image

from frontend.views import search_engines
from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from tests.frontend.conftest import Reader
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def meta(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', page))


def structured(page: str) -> dict[str, object]:
    (text,) = re.findall(r'<script type="application/ld\+json">(.+?)</script>', page)
    return json.loads(text)  # type: ignore[no-any-return]


def content(address: str, client: Client | None = None) -> str:
    response = (client or Client()).get(address)
    assert response.status_code == 200, address
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode()  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _no_pictures_of_other_tests() -> None:
    caches["pictures"].clear()


def test_every_object_says_what_it_is(one_of_each: dict[str, Model]) -> None:
    for collection, thing in one_of_each.items():
        address = f"http://testserver/de/{collection}/{thing.pk}/"
        page = content(f"/de/{collection}/{thing.pk}/?z=12&lon=6&lat=49.5")
        told = structured(page)
        assert told["@context"] == "https://schema.org"
        assert told["url"] == address
        assert told["name"] == str(thing)
        assert meta(page)["og:url"] == address
        assert meta(page)["og:image"] == f"{address}preview.png"
        assert f'<link rel="canonical" href="{address}">' in page
        for language in ("de", "fr", "en", "lb"):
            assert f'hreflang="{language}" href="http://testserver/{language}/{collection}/{thing.pk}/"' in page
        assert "application/json+oembed" in page


def test_a_hostile_title_stays_within_its_place(tiny_land: TinyLand) -> None:
    hostile = '</script><script>alert(1)</script>"><b>'
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED, title_de=hostile)
    page = content(f"/de/local-initiatives/{thing.pk}/")
    assert "<script>alert" not in page
    assert structured(page)["name"] == hostile


def test_of_a_draft_nothing_is_told_and_nothing_drawn(tiny_land: TinyLand, reading_as: Reader) -> None:
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.DRAFT, title_de="Geheim")
    page = content(f"/de/local-initiatives/{thing.pk}/", reading_as(tiny_land.editor_westen))
    assert "Geheim" in page
    assert "og:title" not in page
    assert "ld+json" not in page
    owner = reading_as(tiny_land.editor_westen)
    assert owner.get(f"/de/local-initiatives/{thing.pk}/preview.png").status_code == 404


def test_the_preview_is_drawn_once(one_of_each: dict[str, Model], monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"/de/local-initiatives/{one_of_each['local-initiatives'].pk}/preview.png"
    first = Client().get(address)
    assert Image.open(io.BytesIO(first.content)).size == (1200, 630)
    monkeypatch.setattr("frontend.views.sharing.previews.picture_as_png", None)
    assert Client().get(address).content == first.content


def test_the_map_itself_has_a_preview(tiny_land: TinyLand) -> None:
    page = content("/fr/")
    assert meta(page)["og:image"] == "http://testserver/fr/preview.png"
    assert Client().get("/fr/preview.png").status_code == 200


def test_the_preview_of_a_link_shows_what_the_link_shows(tiny_land: TinyLand) -> None:
    for number in range(3):
        make(LocalInitiative, tiny_land.gemeinde_westen, at(500 + 700 * number, 500), State.PUBLISHED, stage="pilot")
    told = meta(content("/de/?stage=pilot&commune=0901&z=12&lon=6&lat=49.5&utm_source=x"))
    query = "commune=0901&amp;lat=49.5&amp;lon=6&amp;stage=pilot&amp;z=12"
    assert told["og:image"] == f"http://testserver/de/preview.png?{query}"
    assert told["og:url"] == f"http://testserver/de/?{query}"
    assert told["og:title"] == "Westen"
    assert "Pilot" in told["og:description"]

    def picture(query: str) -> bytes:
        response = Client().get(f"/de/preview.png{query}")
        assert response.status_code == 200
        assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
        return response.content

    asked = picture("?stage=pilot")
    assert picture("?stage=running") != asked
    assert picture("?stage=pilot&z=12&lon=6&lat=49.5") != asked
    # What cannot be read, or names what does not exist, is the picture of the whole map; so is no view at all.
    assert picture("?stage=none") == picture("?on=never") == picture("?utm_source=x") == picture("")


def test_the_preview_of_a_link_is_drawn_once_and_of_what_is_public(
    tiny_land: TinyLand, reading_as: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = Client().get("/de/preview.png?stage=pilot&z=14").content
    caches["pictures"].clear()
    make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.DRAFT, stage="pilot")
    owner = reading_as(tiny_land.editor_westen)
    assert owner.get("/de/preview.png?stage=pilot&z=14").content == empty
    monkeypatch.setattr("frontend.views.sharing.previews.picture_as_png", None)
    assert Client().get("/de/preview.png?z=14&stage=pilot").content == empty


def test_the_list_of_pages_holds_each_public_thing_in_four_languages(
    one_of_each: dict[str, Model], tiny_land: TinyLand
) -> None:
    draft = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.DRAFT)
    index = ElementTree.fromstring(content("/sitemap.xml"))
    files = [loc.text.removeprefix("http://testserver") for loc in index.iter(f"{SITEMAP}loc")]
    found: set[str] = set()
    for file in files:
        for entry in ElementTree.fromstring(content(file)).iter(f"{SITEMAP}url"):
            found.add(entry.find(f"{SITEMAP}loc").text)
            assert len(entry.findall(f"{XHTML}link")) == 4
    for collection, thing in one_of_each.items():
        for language in ("de", "fr", "en", "lb"):
            assert f"http://testserver/{language}/{collection}/{thing.pk}/" in found
    assert not any(f"/local-initiatives/{draft.pk}/" in address for address in found)
    assert "http://testserver/lb/help/" in found


def test_every_address_in_it_is_a_page(one_of_each: dict[str, Model]) -> None:
    for collection, thing in one_of_each.items():
        paths = search_engines._paths(collection, thing.pk)
        assert all(Client().get(path).status_code == 200 for path in paths.values())


def test_long_lists_come_in_several_files(tiny_land: TinyLand, monkeypatch: pytest.MonkeyPatch) -> None:
    things = [make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED) for _ in range(5)]
    monkeypatch.setattr(search_engines, "THINGS_A_FILE", 2)
    files = re.findall(r"sitemap-local-initiatives-\d+\.xml", content("/sitemap.xml"))
    assert len(files) >= 3
    found = []
    for file in files:
        response = Client().get(f"/{file}")
        if response.status_code == 200:
            listed = re.findall(r"/de/local-initiatives/(\d+)/</loc>", b"".join(response.streaming_content).decode())  # type: ignore[attr-defined]
            assert len(listed) <= 2
            found += listed
    assert sorted(map(int, found)) == sorted(thing.pk for thing in things)


def test_machines_are_told_where_not_to_go(tiny_land: TinyLand) -> None:
    text = content("/robots.txt")
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text
