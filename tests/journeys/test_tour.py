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
@pytest.mark.parametrize(
    ("query", "strips"), [("on=2024-07-06", ["#time"]), ("as_of=2021-06-01", ["#as-of"]), ("", ["#as-of", "#time"])]
)
def test_clocks_invitation_and_buttons_do_not_cover_each_other(
    page: Page, demo: Demo, query: str, strips: list[str]
) -> None:
    open_map(page, f"{demo.base_url}/fr/?{query or 'on=2024-07-06&as_of=2021-06-01'}")
    if "#as-of" in strips:
        expect(page.locator("#as-of")).to_contain_text("Depuis quand le passé est conservé")
    page.wait_for_load_state("networkidle")
    sheet = page.locator("#panel").bounding_box()
    buttons = page.locator("#map .leaflet-top.leaflet-right").bounding_box()
    invitation = page.locator("#tour-invitation")
    for strip in strips:
        lies = page.locator(strip).bounding_box()
        assert lies["y"] + lies["height"] <= buttons["y"]
        if invitation.is_visible():
            assert lies["y"] + lies["height"] <= invitation.bounding_box()["y"]
    assert buttons["y"] + buttons["height"] <= sheet["y"]
    if invitation.is_visible():
        assert invitation.bounding_box()["x"] + invitation.bounding_box()["width"] <= buttons["x"]
