"""Without JavaScript: the list, a project, the page for sharing, signing in, adding by coordinates."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, sign_in


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "java_script_enabled": False}


def read_and_share(page: Page, demo: Demo, language: str) -> None:
    page.goto(f"{demo.base_url}/{language}/")
    row = page.locator("#list .row__link").first
    title = row.locator(".row__name").inner_text()
    row.click()
    expect(page.locator("#detail h1")).to_have_text(title)
    page.locator("#back").click()
    page.locator("noscript a[href*='/share/']").click()
    expect(page.locator("main h1")).to_be_visible()
    expect(page.locator("input[readonly]").first).to_have_value(f"{demo.base_url}/{language}/")


def add_by_coordinates(page: Page, demo: Demo, language: str, title: str) -> None:
    sign_in(page, demo, "commune_editor")
    page.goto(f"{demo.base_url}/{language}/add/")
    page.locator(f"main a[href='/{language}/add/local-initiatives/'], #add a[href*='local-initiatives']").first.click()
    page.locator(f"[name=title_{language}]").fill(title)
    page.locator("[name=theme]").select_option(index=1)
    by_hand = page.locator("details.by-hand")
    if by_hand.get_attribute("open") is None:
        by_hand.locator("summary").click()
    page.locator("#id_lon").fill("6.1010")
    page.locator("#id_lat").fill("49.5180")
    page.locator("button[name=intent][value=save]").click()
    expect(page.locator("#detail")).to_contain_text(title)


@pytest.mark.screen(DESKTOP, "de")
def test_on_a_desktop(page: Page, demo: Demo) -> None:
    read_and_share(page, demo, "de")
    add_by_coordinates(page, demo, "de", "Bank ohne Skript")


@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone(page: Page, demo: Demo) -> None:
    read_and_share(page, demo, "fr")
    add_by_coordinates(page, demo, "fr", "Un banc sans script")
