"""Somebody opens the map for the first time, looks around, filters, opens a project and goes back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, choose, open_map, until

DRAWN = """(least) => [...document.querySelectorAll('#map canvas')].reduce((sum, canvas) => {
    if (!canvas.width || !canvas.height) return sum;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let painted = 0;
    for (let i = 3; i < data.length; i += 4) if (data[i]) painted += 1;
    return sum + painted;
}, 0) > least"""
"""JavaScript: whether more than so many pixels of the map's canvases are painted; tiles come one after the other."""


@pytest.mark.screen(DESKTOP, "de")
def test_the_bare_address_leads_to_the_map_in_the_readers_language(page: Page, base_url: str) -> None:
    page.goto(base_url)
    expect(page).to_have_url(re.compile(r"/de/"))
    expect(page.get_by_role("tab", name="Entdecken")).to_be_visible()
    page.locator("#list .group[data-collection='local-initiatives'] a").first.wait_for()
    until(page, DRAWN, 50_000)


@pytest.mark.screen(DESKTOP, "fr")
def test_a_filter_changes_list_and_address_and_survives_a_reload(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/fr/")
    rows = page.locator("#list .group[data-collection='cooperation-projects'] .row")
    expect(rows.first).to_be_visible()
    all_rows = rows.count()
    choose(page, "theme", "energy")
    expect(page).to_have_url(re.compile("theme=energy"))
    expect(rows).not_to_have_count(all_rows)
    filtered = rows.count()
    page.reload()
    expect(rows).to_have_count(filtered)


@pytest.mark.screen(DESKTOP, "de")
def test_a_project_opens_beside_the_map_with_its_own_address_and_back_returns(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/de/")
    link = page.locator("#list .group[data-collection='pooled-services'] a").first
    name = link.locator(".row__name").inner_text()
    link.click()
    expect(page.locator("#detail h1, #detail h2").first).to_have_text(name)
    expect(page).to_have_url(re.compile(r"/de/pooled-services/\d+/"))
    page.go_back()
    expect(page.locator("#list .group[data-collection='pooled-services'] a").first).to_be_visible()
    expect(page.locator("#detail-slot")).to_be_hidden()


@pytest.mark.screen(PHONE, "lb")
def test_on_a_phone_the_search_finds_a_stop_without_its_accents(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/lb/")
    page.locator("#search-field").fill("staereplaz etoile")
    option = page.locator("#search-results [role=option]").first
    expect(option).to_contain_text("Stäreplaz")
    option.click()
    expect(page.locator("#detail")).to_contain_text("Stäreplaz")


@pytest.mark.screen(DESKTOP, "en")
def test_the_keyboard_alone_reaches_a_project(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/en/")
    page.locator("#list .row a").first.wait_for()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.matches('#list .row a')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#detail")).to_be_visible()


@pytest.mark.screen(DESKTOP, "de")
def test_without_scripts_lists_and_pages_can_be_read(browser, demo) -> None:
    context = browser.new_context(java_script_enabled=False, locale="de-LU")
    page = context.new_page()
    page.goto(f"{demo.base_url}/de/")
    page.locator("#list .row a").first.click()
    expect(page.locator("#detail")).to_contain_text(re.compile("Gemeinde|Organisation|Stadt"))
    context.close()
