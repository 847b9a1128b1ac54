"""The first view stays light: few requests, few bytes, nothing that jumps."""

import pytest
from playwright.sync_api import Page, expect

from benchmarks.measuring.browser import Traffic
from tests.journeys.conftest import DESKTOP, PHONE, open_map, until


@pytest.mark.parametrize("language", ["de", "fr"])
@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_first_view_asks_for_little(page: Page, base_url: str, screen: dict[str, int], language: str) -> None:
    page.set_viewport_size({"width": screen["width"], "height": screen["height"]})
    traffic = Traffic()
    traffic.watch(page.context.new_cdp_session(page))
    open_map(page, f"{base_url}/{language}/")
    page.wait_for_load_state("networkidle")
    assert traffic.requests <= 25
    assert traffic.bytes_of() <= 350_000
    assert traffic.bytes_of("Script") <= 120_000


def test_the_rows_that_the_server_wrote_stay_in_their_place(page: Page, base_url: str) -> None:
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { window.written = [...document.querySelectorAll('#list .row')]; })"
    )
    open_map(page, f"{base_url}/de/")
    until(page, "!document.querySelector('.row__sign--waiting') && !document.querySelector('#list [aria-busy]')")
    written, kept = page.evaluate("[written.length, written.filter((row) => row.isConnected).length]")
    assert 0 < written == kept


def test_what_is_put_away_is_told_to_nobody(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/de/")
    rows = page.locator("#list .row__link")
    expect(rows.first).to_be_visible()
    page.locator("#tab-add").click()
    expect(rows.first).to_be_hidden()
    expect(page.get_by_role("tabpanel")).to_have_count(1)
    page.locator("#tab-explore").click()
    rows.first.click()
    expect(page.locator("#detail-content h1")).to_be_visible()
    expect(rows.first).to_be_hidden()
    expect(page.get_by_role("tabpanel")).to_have_count(0)
    for _press in range(4):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.checkVisibility({ contentVisibilityAuto: true })")
