"""The vision on another day, and as it was known on a past one: from the map there and back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, open_map
from tests.journeys.test_everybody_can_use_it import violations


@pytest.mark.screen(DESKTOP, "de")
def test_both_clocks_go_along_to_the_vision_and_back_to_the_map(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/de/?on=2025-06-01&as_of=2025-09-01")
    page.get_by_role("link", name="Vision", exact=True).click()
    expect(page).to_have_url(re.compile(r"/de/vision/\?on=2025-06-01&as_of=2025-09-01$"))
    expect(page.get_by_text("so, wie sie am 1. September 2025 bekannt waren")).to_be_visible()
    cell = page.locator(".vision__theme .vision__count").first
    number = cell.locator("span:not(.vision__name)").first.inner_text().strip()
    cell.click()
    expect(page).to_have_url(re.compile("on=2025-06-01&as_of=2025-09-01"))
    # The list holds what the figure counted, by the same clocks, and nothing else.
    expect(page.locator("#list .group:visible .row")).to_have_count(int(number))


@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone_the_day_is_chosen_in_the_form(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/fr/vision/?commune=0204")
    goal = page.locator(".vision__goal", has=page.locator("summary", has_text="rassemble ses navetteurs"))
    expect(goal).to_contain_text("31 décembre 2030")
    page.get_by_label("Tel que connu le").fill("2023-06-01")
    page.get_by_role("button", name="Afficher").click()
    # What the region wanted then, before it asked for more.
    expect(goal).to_contain_text("31 décembre 2027")
    expect(page.get_by_text("tels que connus le 1er juin 2023")).to_be_visible()
    expect(page.locator("a:has(.reached--missing)")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert violations(page) == []
    page.get_by_role("link", name="Revenir à aujourd’hui").click()
    expect(goal).to_contain_text("31 décembre 2030")
    page.get_by_label("Jour").fill("1990-01-01")
    page.get_by_role("button", name="Afficher").click()
    expect(page.get_by_role("alert")).to_contain_text("Choisissez ce jour ou un jour plus tard")
    expect(page.get_by_label("Jour")).to_have_value("1990-01-01")
