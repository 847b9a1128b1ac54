"""The map as one file: nothing outside of it, everything in it that the map showed, nothing of it that is secret."""

import json
import re

import pytest
from django.db.models import Model
from django.test import Client

from frontend.sharing import offline_layers
from frontend.views.sharing import files
from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from tests.frontend.sharing.conftest import ALL, Fetch
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at, box

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}"
DATA = re.compile(r"geo_json_\w+_add\((\{.+\})\);")


def features_in(page: str) -> dict[str, dict[str, object]]:
    """The features of the file by their ids."""
    found = [feature for text in DATA.findall(page) for feature in json.loads(text)["features"]]
    return {feature["id"]: feature for feature in found}


def test_it_holds_each_thing_once_with_its_words(one_of_each: dict[str, Model], fetched: Fetch) -> None:
    page = fetched(f"/de/share/map.html?{ALL}&hide=none&show=public-places").decode()
    features = features_in(page)
    expected = {f"{collection}/{thing.pk}" for collection, thing in one_of_each.items() if collection != "communes"}
    assert {name for name in features if not name.startswith("communes/")} == expected
    assert "Schreinerei am Park" in str(features[f"establishments/{one_of_each['establishments'].pk}"])
    assert "Tiny land" in page
    assert "Lokale Initiativen" in page


def test_it_asks_nobody_for_anything(one_of_each: dict[str, Model], fetched: Fetch) -> None:
    page = fetched(f"/de/share/map.html?{ALL}&hide=none&show=public-places").decode()
    assert not re.findall(r"""<(?:script|img|link|iframe)[^>]+(?:src|href)=["']?(?!data:)[^>]+>""", page)
    assert not re.findall(r"url\((?!data:|#)[^)]+\)", page)
    assert "L.map(" in page
    assert "Leaflet 1." in page


def test_a_line_and_an_area_carry_their_sign_too(tiny_land: TinyLand, fetched: Fetch) -> None:
    area = make(LocalInitiative, tiny_land.gemeinde_westen, box(100, 100, 600, 600), State.PUBLISHED)
    features = features_in(fetched(f"/de/share/map.html?{ALL}").decode())
    sign, shape = features[f"local-initiatives/{area.pk}"], features[f"local-initiatives/{area.pk}/shape"]
    assert sign["geometry"]["type"] == "Point"  # type: ignore[index]
    assert shape["geometry"]["type"] == "Polygon"  # type: ignore[index]


def test_many_signs_are_counted_on_their_spot(
    tiny_land: TinyLand, fetched: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    things = [make(LocalInitiative, tiny_land.gemeinde_westen, at(500 + i, 500), State.PUBLISHED) for i in range(3)]
    assert "L.markerClusterGroup(" not in fetched(f"/de/share/map.html?{ALL}").decode().rpartition("</style>")[2]
    monkeypatch.setattr(offline_layers, "CROWD", 2)
    page = fetched(f"/de/share/map.html?{ALL}").decode()
    assert "L.markerClusterGroup(" in page.rpartition("</style>")[2]
    assert '{"title": "Lokale Initiativen", "form": ' in page
    assert {f"local-initiatives/{thing.pk}" for thing in things} <= set(features_in(page))


def test_the_page_says_its_language_and_may_be_enlarged(tiny_land: TinyLand, fetched: Fetch) -> None:
    page = fetched(f"/fr/share/map.html?{ALL}").decode()
    assert '<html lang="fr">' in page
    assert "user-scalable" not in page


def test_hostile_words_are_words(tiny_land: TinyLand, fetched: Fetch) -> None:
    make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED, title_en=HOSTILE)
    page = fetched(f"/en/share/map.html?{ALL}").decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    (feature,) = (found for name, found in features_in(page).items() if name.startswith("local-initiatives"))
    # In the pop-up, which is HTML, it is escaped once more.
    assert "&lt;/script&gt;" in str(feature["properties"])
    # folium reads its own output as a template: nothing of it may be carried out.
    assert "&#123;&#123; 7*7 &#125;&#125;" in str(feature["properties"])
    assert "49" not in str(feature["properties"])


def test_words_of_the_address_are_no_template(tiny_land: TinyLand, fetched: Fetch) -> None:
    page = fetched("/en/share/map.html?q=%7B%7B%207*7%20%7D%7D%7B%25%20endraw%20%25%7D%7B%23x").decode()
    assert "{{ 7*7 }}{% endraw %}{#x" in page


def test_drafts_are_in_no_file_of_a_visitor(tiny_land: TinyLand, fetched: Fetch) -> None:
    make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.DRAFT, title_en="Secret plan")
    assert "Secret" not in fetched(f"/en/share/map.html?{ALL}").decode()
    assert "Secret" in fetched(f"/en/share/map.html?{ALL}", tiny_land.editor_westen).decode()


def test_it_is_handed_out_to_be_kept_and_never_opened_under_our_address(tiny_land: TinyLand) -> None:
    response = Client().get("/en/share/map.html")
    assert response["Content-Disposition"].startswith("attachment")


def test_too_much_for_a_browser_is_refused(tiny_land: TinyLand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_ON_OFFLINE_MAP", 2)
    response = Client().get(f"/en/share/map.html?{ALL}")
    assert response.status_code == 400
    assert "more than 2 things" in response.content.decode()
