"""HTML in every text stays text where browsers put pages together: map, popups, lists, tooltips, files.

What the server writes is tried page by page in tests/frontend/test_hostile_everywhere.py. Here whatever an
administrator can write is spoilt in the served demo, looked at, and mended again.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.frontend.test_hostile_everywhere import PROBE, Read
from tests.journeys.conftest import DESKTOP, PHONE, Demo, open_map, sign_in

LON, LAT = 6.1074, 49.5165  # in Bettembourg
SHOWN = "hostile-probe onprobe"
BECAME_HTML = """() => document.querySelectorAll('hostile-probe, [onprobe], [onerror], img[src="x"]').length"""
POINTED_AT = "(dots) => dots[0].dispatchEvent(new MouseEvent('mouseover', { bubbles: true }))"
# Of the pages where scripts put words: role, address, and where the words must have come.
PAGES = (
    ("working_group_coordinator", "siting/?group=cloche-dor", "main"),
    ("working_group_coordinator", "working-groups/1/leads/", "main"),
    ("working_group_coordinator", "meetings/1/", "main"),
    ("working_group_coordinator", "working-groups/1/map/", "main"),
    ("regional_moderator", "queue/", "main"),
    ("regional_moderator", "vision/", "main"),
    ("regional_moderator", "compare/?a=commune:0204&b=region:prosud", "main"),
    ("regional_moderator", "plan/", "main"),
    ("regional_moderator", "outbox/", "main"),
    ("regional_moderator", "suitability/1/", "main"),
)


def in_the_demo(wish: str, kept: Path) -> None:
    # Not the settings of the tests: they have another database.
    theirs = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if not name.endswith(theirs)}
    environment["TERRITORY_DATA"] = str(Path(settings.DATA_DIR) / "journeys")
    code = f"from tests.journeys.hostile_words import run; run({wish!r}, {str(kept)!r})"
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", code], cwd=settings.BASE_DIR, env=environment, check=True
    )


@pytest.fixture(scope="module")
def spoilt(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo with a probe in every name."""
    kept = tmp_path_factory.mktemp("hostile") / "kept.json"
    in_the_demo("spoil", kept)
    yield demo
    in_the_demo("mend", kept)


@pytest.fixture
def published(page: Page, spoilt: Demo) -> Iterator[list[str]]:
    """Addresses of two initiatives at one place, each text of theirs a probe; nobody sees them afterwards."""
    headers = {"Authorization": f"Token {spoilt.roles['administrator']['token']}"}
    languages = ("de", "fr", "en", "lb")
    ours: list[str] = []

    def ask(method: str, path: str, body: dict[str, Any]) -> Any:
        answer = page.request.fetch(f"{spoilt.base_url}/api/v1/{path}", method=method, data=body, headers=headers)
        assert answer.ok, answer.text()
        return answer.json()

    for number in (1, 2):
        properties = {
            "title": dict.fromkeys(languages, f"{PROBE} {number}"),
            "summary": dict.fromkeys(languages, PROBE),
            "theme": "mobility",
            "owner": "commune-bettembourg",
        }
        geometry = {"type": "Point", "coordinates": [LON, LAT]}
        made = ask("post", "local-initiatives/", {"type": "Feature", "geometry": geometry, "properties": properties})
        ours.append(f"local-initiatives/{made['id']}/")
        for state in ("submitted", "published"):
            ask("patch", ours[-1], {"properties": {"state": state}})
        ask("post", f"{ours[-1]}comments/", {"text": PROBE})
    yield ours
    for path in ours:
        ask("patch", path, {"properties": {"state": "archived"}})


def only_text(page: Page, where: str = "body") -> None:
    """The probe stands there as words, and nothing of it became an element."""
    expect(page.locator(where).filter(has_text=SHOWN).first).to_be_attached()
    assert page.evaluate(BECAME_HTML) == 0


def around_the_map(page: Page, demo: Demo, language: str, paths: list[str]) -> None:
    """List, tip, popup, search, page, its context and its print."""
    root = f"{demo.base_url}/{language}"
    open_map(page, f"{root}/?z=16&lon={LON}&lat={LAT}")
    only_text(page, "#list .group[data-collection='local-initiatives']")
    page.locator("#search-field").fill("hostile-probe")
    expect(page.locator("#search-results [role=option]").first).to_be_visible()
    only_text(page, "#search-results")
    page.goto(f"{root}/{paths[0]}")
    only_text(page, "#detail h1")
    only_text(page, "#comments")
    page.emulate_media(media="print")
    only_text(page, "#detail h1")
    page.emulate_media(media="screen")
    page.goto(f"{root}/{paths[0]}history/")
    only_text(page, "main")
    page.goto(f"{root}/?tab=nearby&near=6.1153,49.5803,800")
    only_text(page, "#nearby .row--numbered")


@pytest.mark.screen(DESKTOP, "de")
def test_the_map_and_what_lies_around_it(page: Page, spoilt: Demo, published: list[str]) -> None:
    around_the_map(page, spoilt, "de", published)


@pytest.mark.screen(PHONE, "fr")
def test_the_map_of_a_phone_and_what_lies_around_it(page: Page, spoilt: Demo, published: list[str]) -> None:
    around_the_map(page, spoilt, "fr", published)


@pytest.mark.screen(DESKTOP, "en")
def test_the_popup_of_two_at_one_place(page: Page, spoilt: Demo, published: list[str]) -> None:
    assert len(published) == 2
    open_map(page, f"{spoilt.base_url}/en/?z=16&lon={LON}&lat={LAT}")
    only_text(page, "#list .group[data-collection='local-initiatives']")
    page.wait_for_load_state("networkidle")
    box = page.locator("#map").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 30, y - 30)
    page.mouse.move(x, y)
    only_text(page, ".map-tip")
    page.mouse.click(x, y)
    expect(page.locator(".map-popup .popup__link").first).to_be_visible()
    only_text(page, ".map-popup")


@pytest.mark.screen(DESKTOP, "de")
@pytest.mark.parametrize(
    ("path", "dots"),
    [("siting/?group=cloche-dor", ".siting__who"), ("working-groups/1/works/", ".works__shape")],
    ids=["siting", "works"],
)
def test_the_tooltips(page: Page, spoilt: Demo, path: str, dots: str) -> None:
    sign_in(page, spoilt, "working_group_coordinator")
    page.goto(f"{spoilt.base_url}/de/{path}")
    page.locator(dots).first.wait_for(state="attached")
    page.locator(dots).evaluate_all(POINTED_AT)
    only_text(page, ".leaflet-tooltip")


@pytest.mark.screen(DESKTOP, "de")
@pytest.mark.parametrize("role", sorted({role for role, _path, _where in PAGES}))
def test_the_pages_that_scripts_work_on(page: Page, spoilt: Demo, published: list[str], role: str) -> None:
    assert published
    sign_in(page, spoilt, role)
    for whose, path, where in PAGES:
        if whose == role:
            page.goto(f"{spoilt.base_url}/de/{path}")
            only_text(page, where)


@pytest.mark.screen(DESKTOP, "de")
def test_the_map_as_one_file(page: Page, spoilt: Demo, published: list[str], tmp_path: Path) -> None:
    assert published
    answer = page.request.get(f"{spoilt.base_url}/de/share/map.html?z=13&lon={LON}&lat={LAT}")
    path = tmp_path / "map.html"
    path.write_bytes(answer.body())
    browser = page.context.browser
    assert browser
    # In a file no policy of ours holds anything back: it would be run.
    cut_off = browser.new_context(viewport=DESKTOP, offline=True)
    offline = cut_off.new_page()
    complaints: list[str] = []
    offline.on("pageerror", lambda error: complaints.append(str(error)))
    offline.goto(path.as_uri())
    offline.locator(".leaflet-marker-icon.sign").first.wait_for()
    offline.locator(".leaflet-marker-icon.sign").last.dispatch_event("click")
    only_text(offline, ".leaflet-popup")
    assert complaints == []
    cut_off.close()


def test_the_feed(page: Page, spoilt: Demo, published: list[str]) -> None:
    assert published
    feed = page.request.get(f"{spoilt.base_url}/de/themes/mobility/new.atom")
    texts = [(each.get("type", "text"), each.text or "") for each in ElementTree.fromstring(feed.body()).iter()]
    assert any(SHOWN in text for _kind, text in texts)
    assert not any(Read(text).became_html for kind, text in texts if kind == "html")
