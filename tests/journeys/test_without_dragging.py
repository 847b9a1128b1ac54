"""What can be dragged is moved without it, too: by the arrow keys, or taken up with a click and put down with one."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, sign_in, until
from tests.journeys.test_without_a_mouse import tab_to

DRAWN = "() => document.querySelector('#id_location').value"


def corners(page: Page) -> list[Any]:
    """The corners of the area in the form, without the one that closes it."""
    ring: list[Any] = json.loads(page.evaluate(DRAWN))["coordinates"][0]
    return ring[:-1]


def open_form(page: Page, demo: Demo, language: str) -> None:
    sign_in(page, demo, "commune_editor")
    page.goto(f"{demo.base_url}/{language}/add/local-initiatives/")
    page.locator(".place__map.leaflet-container").wait_for()


@pytest.mark.screen(DESKTOP, "de")
def test_an_area_is_drawn_and_changed_with_the_keyboard(page: Page, demo: Demo) -> None:
    open_form(page, demo, "de")
    tab_to(page, page.get_by_role("button", name="Fläche"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator(".place__map"))
    for way in ("ArrowRight", "ArrowDown", "ArrowLeft"):
        page.keyboard.press("Enter")
        page.keyboard.press(way)
        page.wait_for_timeout(500)  # the map glides there
    until(page, f"{DRAWN}".replace("=> ", "=> JSON.parse(").replace(".value", ".value || '{}').type === 'Polygon'"))
    drawn = corners(page)
    assert len(drawn) == 3
    first = page.locator(".sketch-corner").first
    tab_to(page, first)
    page.keyboard.press("ArrowRight")
    moved = corners(page)
    assert moved[0][0] > drawn[0][0]
    assert moved[0][1] == pytest.approx(drawn[0][1], abs=1e-4)  # a pixel
    assert moved[1:] == drawn[1:]
    expect(first).to_be_focused()
    page.keyboard.press("+")
    assert len(corners(page)) == 4
    expect(page.locator(".sketch-corner").nth(1)).to_be_focused()
    page.keyboard.press("Delete")
    assert corners(page) == moved


@pytest.mark.screen(PHONE, "fr")
def test_a_corner_is_taken_up_and_put_down_with_two_taps(page: Page, demo: Demo) -> None:
    open_form(page, demo, "fr")
    page.get_by_role("button", name="Surface").tap()
    place = page.locator(".place__map")
    for x, y in ((80, 120), (240, 120), (160, 240)):
        place.tap(position={"x": x, "y": y})
    drawn = corners(page)
    page.locator(".sketch-corner").first.tap()
    expect(page.locator(".sketch-corner").first).to_have_attribute("aria-pressed", "true")
    place.tap(position={"x": 60, "y": 200})
    moved = corners(page)
    assert len(moved) == 3
    assert moved[0][1] < drawn[0][1]
    assert moved[1:] == drawn[1:]
    page.locator(".sketch-middle").first.tap()
    assert len(corners(page)) == 4


@pytest.mark.screen(DESKTOP, "de")
def test_the_middle_of_nearby_moves_with_the_keyboard(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.base_url}/de/?tab=nearby&near=6.1229,49.5772&radius=500")
    pin = page.locator(".nearby-pin")
    pin.wait_for()
    pin.focus()
    page.keyboard.press("ArrowUp")
    until(page, "() => Number(new URLSearchParams(location.search).get('near').split(',')[1]) > 49.5772")
    expect(pin).to_be_focused()


@pytest.mark.screen(DESKTOP, "fr")
def test_a_site_is_tried_elsewhere_with_the_keyboard(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "working_group_coordinator")
    page.goto(f"{demo.base_url}/fr/siting/?group=cloche-dor&service=creche&sites=2")
    pins = page.locator(".siting__pin")
    expect(pins).to_have_count(2)
    pins.first.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".siting__pin--own")).to_have_count(2)
    expect(pins.first).to_be_focused()
