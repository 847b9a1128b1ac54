"""The list by name, by date, by distance: from the middle of the map, from oneself, from a chosen place."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, open_map

# Belval, in the west of the south.
HERE = {"longitude": 5.9486, "latitude": 49.5040}


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "geolocation": HERE, "permissions": ["geolocation"]}


def metres(text: str) -> float:
    """What a row says, in metres: "4.431 m", "12,4 km"."""
    number = re.sub(r"[^\d,]", "", text).replace(",", ".")
    return float(number) * (1000 if "km" in text else 1)


def order_by_each(page: Page, base_url: str, language: str) -> None:
    open_map(page, f"{base_url}/{language}/?kind=establishments")
    rows = page.locator("#list .group[data-collection='establishments'] .row")
    names = rows.locator(".row__name")
    expect(names.first).to_be_visible()
    by_name = names.first.text_content() or ""
    sort = page.locator("#sort")
    with page.expect_request(re.compile(r"sortby=distance&from=6\.")):
        sort.select_option("distance")
    expect(page).to_have_url(re.compile("sort=distance"))
    asides = rows.locator(".row__aside")
    expect(asides.first).to_be_visible()
    far = [metres(text) for text in asides.all_inner_texts()]
    assert far == sorted(far)
    # From where somebody is: rounded, so that the address tells no door.
    with page.expect_request(re.compile(r"sortby=distance&from=5\.949,49\.504")):
        sort.select_option("me")
    expect(page).to_have_url(re.compile(r"at=5\.949,49\.504"))
    expect(sort).to_have_value("me")
    page.reload()
    expect(sort).to_have_value("place")
    expect(asides.first).to_be_visible()
    nearest = names.first.text_content()
    # From a thing that was opened: it is the nearest to itself.
    third = names.nth(2).text_content() or ""
    rows.nth(2).locator("a").click()
    page.locator(".article__actions button").last.click()
    expect(names.first).to_have_text(third)
    assert third != nearest
    sort.select_option("name")
    expect(names.first).to_have_text(by_name)
    expect(page).not_to_have_url(re.compile("sort=|at="))


@pytest.mark.screen(DESKTOP, "de")
def test_on_a_desktop(page: Page, base_url: str) -> None:
    order_by_each(page, base_url, "de")


@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone(page: Page, base_url: str) -> None:
    order_by_each(page, base_url, "fr")


@pytest.mark.screen(DESKTOP, "fr")
def test_projects_by_their_first_day(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/fr/?kind=local-initiatives&sort=-date")
    names = page.locator("#list .group[data-collection='local-initiatives'] .row__name")
    expect(names.first).to_be_visible()
    expect(page.locator("#sort")).to_have_value("-date")
    latest = names.first.text_content()
    page.locator("#sort").select_option("date")
    expect(names.first).not_to_have_text(latest)
