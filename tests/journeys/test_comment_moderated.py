"""Somebody comments, the commune finds it in the queue and shows it, and everybody reads it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, sign_in
from tests.journeys.test_everybody_can_use_it import violations

GARDEN = "local-initiatives/1/"  # of Bettembourg, published


def commented_and_shown(page: Page, demo: Demo, browser: Browser, language: str) -> None:
    words = f"{language.upper()}: Ist es <b>samstags</b> offen? https://example.org/{language}"
    address = f"{demo.base_url}/{language}/{GARDEN}"
    sign_in(page, demo, "company_member")
    page.goto(address)
    page.locator("#comment-text").fill(words)
    page.locator(".comments__form button").click()
    mine = page.locator(".comment--waiting", has_text=words)
    expect(mine).to_be_visible()
    expect(mine.locator("a")).to_have_attribute("rel", "nofollow")
    assert violations(page) == []

    visitor = browser.new_page()
    visitor.goto(address)
    expect(visitor.locator("#comments")).to_be_visible()
    expect(visitor.locator("#comments")).not_to_contain_text(words)

    editor = browser.new_page(locale=f"{language}-LU")
    sign_in(editor, demo, "commune_editor")
    editor.goto(f"{demo.base_url}/{language}/queue/")
    assert violations(editor) == []
    # By keyboard alone: to the row's button, and pressed.
    row = editor.locator("#queue-comments ~ form li", has_text=words)
    row.locator("input[type=checkbox]").focus()
    editor.keyboard.press("Tab")
    editor.keyboard.press("Tab")
    expect(row.locator("button[name=only]")).to_be_focused()
    editor.keyboard.press("Enter")
    expect(editor.locator("#queue-comments ~ form li", has_text=words)).to_have_count(0)
    visitor.goto(address)
    expect(visitor.locator("#comments")).to_contain_text(words)
    editor.close()
    visitor.close()


@pytest.mark.screen(DESKTOP, "de")
def test_on_a_desktop_in_german(page: Page, demo: Demo, browser: Browser) -> None:
    commented_and_shown(page, demo, browser, "de")


@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone_in_french(page: Page, demo: Demo, browser: Browser) -> None:
    commented_and_shown(page, demo, browser, "fr")
