"""The printed sheet and the file that opens without a network show the same things at the same places as the screen."""

import io
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.conftest import DESKTOP, Demo, open_map
from tests.journeys.pictures import Picture, likeness, picture_of, picture_of_sheet, unlike
from tests.journeys.test_sharing import FETCHED, open_sharing, saved

MOBILITY = "z=11&lon=6.05&lat=49.55&theme=mobility"
CLOCHE_D_OR = "z=14&lon=6.118&lat=49.580"
# The legend beside the map in the file.
SIDE_PX = 340
# Of each hue. Where names in its hue (fewer fit on paper), hatching and counted discs lie about, less is the same.
VIEWS = [(MOBILITY, 0.85), (CLOCHE_D_OR, 0.6)]


def on_screen(page: Page, demo: Demo, view: str) -> tuple[Picture, int, int]:
    """The map without what lies on top of it, with its width and height."""
    open_map(page, f"{demo.base_url}/de/?{view}")
    page.wait_for_load_state("networkidle")
    expect(page.locator("#map .map__canvas")).to_be_visible()
    page.locator("#map .leaflet-control-container").evaluate("(controls) => { controls.style.opacity = 0 }")
    before = b""
    # Painted when two pictures in a row are the same.
    for _attempt in range(20):
        taken = page.locator("#map").screenshot()
        if taken == before:
            break
        before = taken
        page.wait_for_timeout(500)
    with Image.open(io.BytesIO(taken)) as image:
        width, height = image.size
    return picture_of(taken, width, height), width, height


def sheet_address(page: Page, size: str, turned: str) -> str:
    """Where the sheet of what is on the screen is printed."""
    page.locator("#sharing-size").select_option(size)
    page.locator("#sharing-turned").select_option(turned)
    form = page.locator("form.sharing__paper")
    return str(form.evaluate("(form) => form.action + '?' + new URLSearchParams(new FormData(form))"))


@pytest.mark.screen(DESKTOP, "de")
@pytest.mark.parametrize(("view", "least"), VIEWS)
def test_the_sheet_looks_like_the_screen(page: Page, demo: Demo, view: str, least: float) -> None:
    screen, width, height = on_screen(page, demo, view)
    open_sharing(page)
    address = sheet_address(page, "A4", "yes")
    printed = picture_of_sheet(bytes(page.evaluate(FETCHED, address)), width, height)
    assert {"cooperation-projects", "tram", "business-parks"} <= set(likeness(screen, printed))
    assert unlike(screen, printed, least) == {}


@pytest.mark.screen(DESKTOP, "de")
def test_a_sheet_of_anything_else_looks_different(page: Page, demo: Demo) -> None:
    """The comparison sees a filter that was ignored, a map layer that is missing, and a map that has moved."""
    screen, width, height = on_screen(page, demo, MOBILITY)
    open_sharing(page)
    address = sheet_address(page, "A2", "no")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}

    def different(**other: str) -> set[str]:
        changed = f"{address.partition('?')[0]}?{urlencode({**asked, **other})}"
        printed = picture_of_sheet(bytes(page.evaluate(FETCHED, changed)), width, height)
        return set(unlike(screen, printed, 0.7))

    assert different() == set()
    placed = {"local-initiatives", "cooperation-projects", "pooled-services"}
    assert different(theme="") >= placed
    assert different(hide="transit-sections,transit-stops") == {"tram"}
    west, south, east, north = (float(side) for side in asked["bbox"].split(","))
    aside = (east - west) / width * 40
    assert different(bbox=f"{west + aside},{south},{east + aside},{north}") >= placed | {"tram", "business-parks"}


@pytest.mark.screen(DESKTOP, "de")
@pytest.mark.parametrize(("view", "least"), VIEWS)
def test_the_file_looks_like_the_screen(
    page: Page, demo: Demo, context: BrowserContext, tmp_path: Path, view: str, least: float
) -> None:
    screen, width, height = on_screen(page, demo, view)
    open_sharing(page)
    with page.expect_download() as expected:
        page.get_by_role("link", name="Karte (HTML)").click()
    path = tmp_path / "map.html"
    path.write_bytes(saved(expected.value, tmp_path))

    browser = context.browser
    assert browser
    # Beside the legend, a little larger, so that the same box fits at the same zoom.
    cut_off = browser.new_context(viewport={"width": width + SIDE_PX + 8, "height": height + 8}, offline=True)
    offline = cut_off.new_page()
    offline.goto(path.as_uri())
    expect(offline.locator(".leaflet-marker-icon.sign").first).to_be_visible()
    offline.wait_for_timeout(500)
    plain = ".leaflet-control-container { visibility: hidden !important }"
    opened = picture_of(offline.locator(".leaflet-container").screenshot(style=plain), width, height)
    cut_off.close()
    assert unlike(screen, opened, least) == {}


@pytest.mark.screen(DESKTOP, "fr")
def test_names_in_the_file_are_read(page: Page, demo: Demo, context: BrowserContext, tmp_path: Path) -> None:
    """No name lies beneath an area or on another name."""
    open_map(page, f"{demo.base_url}/fr/?z=11&lon=6.05&lat=49.55")
    page.wait_for_load_state("networkidle")
    open_sharing(page)
    with page.expect_download() as expected:
        page.get_by_role("link", name="Carte (HTML)").click()
    path = tmp_path / "map.html"
    path.write_bytes(saved(expected.value, tmp_path))
    browser = context.browser
    assert browser
    cut_off = browser.new_context(viewport=DESKTOP, offline=True)
    offline = cut_off.new_page()
    offline.goto(path.as_uri())
    expect(offline.locator(".place", has_text="Differdange")).to_be_visible()
    offline.wait_for_timeout(500)
    count, over, seen = offline.evaluate(
        """() => {
          const shown = [...document.querySelectorAll('.place')].filter((each) => each.style.visibility !== 'hidden');
          const boxes = shown.map((each) => each.getBoundingClientRect());
          const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
          const pairs = boxes.flatMap((a, first) => boxes.slice(first + 1).filter((b) => meet(a, b)));
          const z = (pane) => Number(getComputedStyle(pane).zIndex);
          const panes = [document.querySelector('.leaflet-overlay-pane'), shown[0].parentElement];
          return [shown.length, pairs.length, z(panes[1]) > z(panes[0])];
        }"""
    )
    cut_off.close()
    assert count >= 8
    assert (over, seen) == (0, True)
