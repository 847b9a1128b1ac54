"""With the keyboard alone: find a project and come back; place an initiative by its coordinates."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import DESKTOP, Demo, open_map, sign_in

MOST_STEPS = 120


def tab_to(page: Page, target: Locator) -> None:
    """Presses the tab key until ``target`` has the focus; fails when it cannot be reached."""
    for _step in range(MOST_STEPS):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The tab key does not lead to {target}")


@pytest.mark.screen(DESKTOP, "de")
def test_find_a_project_open_it_filter_and_come_back(page: Page, demo: Demo) -> None:
    open_map(page, f"{demo.base_url}/de/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    word = page.get_by_label("Nach einem Wort filtern")
    tab_to(page, word)
    page.keyboard.type("Firmengarten")
    rows = page.locator("#list .row__link")
    expect(page.locator("#list .row__name")).to_have_text([re.compile("Firmeng[aä]rten")] * 3)
    tab_to(page, rows.first)
    title = rows.first.locator(".row__name").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#detail h1")).to_have_text(title)
    tab_to(page, page.locator("#back"))
    page.keyboard.press("Enter")
    expect(word).to_have_value("Firmengarten")
    expect(rows.first).to_be_visible()


@pytest.mark.screen(DESKTOP, "fr")
def test_place_an_initiative_by_coordinates(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "commune_editor")
    page.goto(f"{demo.base_url}/fr/add/local-initiatives/")
    page.locator(".place__map.leaflet-container, .place__map .leaflet-container").first.wait_for()
    tab_to(page, page.locator("[name=title_fr]"))
    page.keyboard.type("Un banc sans souris")
    tab_to(page, page.locator("[name=theme]"))
    page.keyboard.press("ArrowDown")
    tab_to(page, page.locator("details.by-hand summary"))
    page.keyboard.press("Enter")
    for field, value in (("#id_lon", "6.1010"), ("#id_lat", "49.5180")):
        tab_to(page, page.locator(field))
        page.keyboard.type(value)
    tab_to(page, page.locator("button[name=intent][value=save]"))
    page.keyboard.press("Enter")
    expect(page.locator("#detail")).to_contain_text("Un banc sans souris")
