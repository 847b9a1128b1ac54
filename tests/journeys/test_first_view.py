"""The first view stays light: few requests, few bytes, nothing that jumps."""

import pytest
from playwright.sync_api import Page

from benchmarks.measuring.browser import Traffic
from tests.journeys.conftest import DESKTOP, PHONE, open_map


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
