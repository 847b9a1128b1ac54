"""Somebody who comes for the first time is shown around in four steps, with the mouse or the keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, open_map

pytestmark = pytest.mark.first_visit


@pytest.mark.screen(DESKTOP, "de")
def test_four_steps_with_the_keyboard(page: Page, demo: Demo) -> None:
    open_map(page, f"{demo.base_url}/de/")
    start = page.get_by_role("button", name="Rundgang zeigen")
    expect(start).not_to_be_focused()
    start.focus()
    page.keyboard.press("Enter")
    tour = page.get_by_role("dialog")
    for step, title in enumerate(
        ("Finden", "Die Karte lesen", "Durch die Zeit reisen", "In der Nähe und hinzufügen"), 1
    ):
        expect(tour).to_contain_text(f"Schritt {step} von 4")
        expect(tour.get_by_role("heading")).to_have_text(title)
        expect(page.locator(".tour-target")).to_have_count(1)
        page.keyboard.press("Enter")
    expect(tour).to_be_hidden()
    expect(page.locator(".tour-target")).to_have_count(0)
    expect(page.locator("#main")).to_be_focused()
    page.reload()
    page.locator("#filters[data-ready]").first.wait_for()
    expect(page.locator("#tour-invitation")).to_be_hidden()


@pytest.mark.screen(PHONE, "fr")
def test_it_can_be_left_and_called_again(page: Page, demo: Demo) -> None:
    open_map(page, f"{demo.base_url}/fr/")
    page.get_by_role("button", name="Faire la visite").tap()
    tour = page.get_by_role("dialog")
    expect(tour).to_contain_text("Étape 1 sur 4")
    page.wait_for_load_state("networkidle")
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
    page.keyboard.press("Escape")
    expect(tour).to_be_hidden()
    page.goto(f"{demo.base_url}/fr/help/")
    page.get_by_role("link", name="Faire la visite").tap()
    expect(tour).to_contain_text("Étape 1 sur 4")


@pytest.mark.screen(PHONE, "fr")
def test_who_declines_is_not_asked_again(page: Page, demo: Demo) -> None:
    open_map(page, f"{demo.base_url}/fr/")
    page.get_by_role("button", name="Non, merci").tap()
    expect(page.locator("#tour-invitation")).to_be_hidden()
    page.reload()
    page.locator("#filters[data-ready]").first.wait_for()
    expect(page.locator("#tour-invitation")).to_be_hidden()


@pytest.mark.screen(PHONE, "fr")
def test_the_invitation_covers_neither_clock(page: Page, demo: Demo) -> None:
    """Nor do the clocks push the buttons of the map under the sheet."""
    open_map(page, f"{demo.base_url}/fr/?on=2024-07-06&as_of=2026-03-10")
    expect(page.locator("#as-of")).to_contain_text("Tel que connu le 10 mars 2026")
    tops = [page.locator(each).bounding_box()["y"] for each in ("#time", "#as-of", "#tour-invitation")]
    heights = [page.locator(each).bounding_box()["height"] for each in ("#time", "#as-of")]
    assert tops[0] + heights[0] <= tops[1]
    assert tops[1] + heights[1] <= tops[2]
    sheet = page.locator("#panel").bounding_box()["y"]
    buttons = page.locator("#map .leaflet-top.leaflet-right").bounding_box()
    assert buttons["y"] + buttons["height"] <= sheet
