"""A working group looks for companies near a place."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, open_map


@pytest.mark.screen(DESKTOP, "de")
def test_from_a_park_the_nearest_companies_come_first(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/de/")
    page.get_by_role("tab", name="In der Nähe").click()
    page.locator("#nearby select").first.select_option(label=re.compile("Howald").pattern)
    rows = page.locator("#nearby .row--numbered")
    expect(rows.first).to_be_visible()
    distances = [_metres(text) for text in page.locator("#nearby .row--numbered").all_inner_texts()]
    assert len(distances) > 3
    assert distances == sorted(distances)
    total = page.locator(".nearby__total")
    expect(total).to_contain_text(re.compile(r"\d"))
    before = rows.count()
    page.locator("#nearby-radius").fill("200")
    page.locator("#nearby-radius").press("Enter")
    expect(rows).not_to_have_count(before)
    expect(page).to_have_url(re.compile("200"))


@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone_a_point_with_nobody_near_says_what_to_loosen(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/fr/")
    page.get_by_role("tab", name="À proximité").click()
    page.locator("#nearby-pick").click()
    page.locator("#map").click(position={"x": 60, "y": 130})
    expect(page.locator("#nearby .list__empty")).to_contain_text(re.compile("rayon|m"))


def _metres(row: str) -> float:
    kilometres = re.search(r"(\d+(?:,\d+)?)\s*km", row)
    if kilometres:
        return float(kilometres.group(1).replace(",", ".")) * 1000
    metres = re.search(r"([\d.\s\u202f\u00a0]+)\s*m\b", row)
    assert metres, row
    return float(re.sub(r"\D", "", metres.group(1)))
