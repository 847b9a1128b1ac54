"""A planner looks at the vision, compares two places, and finds a way out of too many filters."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, open_map


@pytest.mark.screen(DESKTOP, "de")
def test_a_planner_goes_from_the_vision_to_the_map(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/de/vision/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vision von ProSud")
    cell = page.locator(".vision__theme .vision__count").first
    number = cell.inner_text().strip()
    cell.click()
    expect(page).to_have_url(re.compile(r"commune=\d{4}.*theme=|theme=.*commune=\d{4}"))
    # The list holds what the figure counted, and nothing else.
    expect(page.locator("#list .group:visible .row")).to_have_count(int(number))


@pytest.mark.screen(DESKTOP, "de")
def test_two_maps_move_together(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/de/compare/?a=commune:0204&b=region:prosud")
    page.locator("iframe").first.scroll_into_view_if_needed()
    left, right = (page.locator("iframe").nth(side).content_frame for side in (0, 1))
    before = left.locator(".leaflet-control-scale").inner_text()
    expect(right.locator(".leaflet-control-scale")).to_have_text(before)
    for _step in range(3):
        left.locator(".leaflet-control-zoom-in").click()
    expect(left.locator(".leaflet-control-scale")).not_to_have_text(before)
    expect(right.locator(".leaflet-control-scale")).not_to_have_text(before)


@pytest.mark.screen(PHONE, "fr")
def test_one_commune_on_a_phone(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/fr/vision/")
    page.get_by_label("Commune", exact=True).select_option("0204")
    page.get_by_role("button", name="Afficher").click()
    expect(page.locator("thead th")).to_have_count(2)
    page.get_by_role("link", name="Comparer avec la région").click()
    expect(page.locator(".compare__table thead th")).to_have_text(["Chiffre", "Esch-sur-Alzette", "ProSud"])
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.screen(DESKTOP, "de")
def test_nothing_found_says_what_to_leave_out_and_undo_brings_it_back(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/de/?theme=buildings&commune=0204")
    way = page.get_by_role("button", name=re.compile("ohne „Thema“"))
    way.click()
    expect(page).not_to_have_url(re.compile("theme="))
    expect(page.locator("#list .group:visible .row").first).to_be_visible()
    page.locator("#main").press("Control+z")
    expect(page).to_have_url(re.compile("theme=buildings"))
    expect(way).to_be_visible()
