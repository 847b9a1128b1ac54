"""Keys of the map: listed by "?", silent while somebody types, switched off for good."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, open_map


def use_the_keys(page: Page, base_url: str, language: str) -> None:
    open_map(page, f"{base_url}/{language}/")
    page.locator("body").press("?")
    dialog = page.locator("dialog")
    expect(dialog.locator("kbd").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.keyboard.press("/")
    field = page.locator("#search-field")
    expect(field).to_be_focused()
    # What is typed is text: no dialog, no legend.
    page.keyboard.type("?l/")
    expect(field).to_have_value("?l/")
    expect(dialog).to_have_count(0)
    field.fill("")
    field.blur()
    page.keyboard.press("f")
    expect(page.locator("#filters input[type=search]")).to_be_focused()
    page.locator("#filters input[type=search]").blur()
    before = page.locator("#legend").is_visible()
    page.keyboard.press("l")
    expect(page.locator("#legend")).to_be_visible(visible=not before)
    # Switched off on its page, reached from the help, they stay off.
    page.goto(f"{base_url}/{language}/help/")
    page.locator("main a[href$='/help/keys/']").click()
    page.locator("[data-shortcuts-switch]").uncheck()
    open_map(page, f"{base_url}/{language}/")
    page.keyboard.press("/")
    expect(page.locator("#search-field")).not_to_be_focused()
    page.locator("body").press("?")
    expect(dialog).to_have_count(0)


@pytest.mark.screen(DESKTOP, "de")
def test_on_a_desktop(page: Page, base_url: str) -> None:
    use_the_keys(page, base_url, "de")


@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone_with_a_keyboard(page: Page, base_url: str) -> None:
    use_the_keys(page, base_url, "fr")
