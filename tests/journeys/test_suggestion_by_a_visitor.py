"""A visitor without an account suggests something; the commune makes a draft of it, and the answer comes by mail."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, sign_in
from tests.journeys.test_changes_requested import seen_after_a_while
from tests.journeys.test_everybody_can_use_it import violations

QUICKEST_S = 3  # what the form takes for a person


def suggested(page: Page, demo: Demo, language: str, words: str) -> None:
    """From the button for visitors: the pin in the middle of the map, once that shows Bettembourg, and the words."""
    page.goto(f"{demo.base_url}/{language}/add/")
    page.locator(f"a[href='/{language}/suggest/']").last.click()
    page.locator(".place__tools button").first.wait_for()
    assert violations(page) == []
    page.locator("details.by-hand summary").first.click()
    page.locator("#id_lon").fill("6.1003")
    page.locator("#id_lat").fill("49.5172")
    page.locator("#id_lat").blur()
    # The pin is set by hand there, on the map itself.
    page.locator(".place__tools button").nth(1).click()
    expect(page.locator("#id_location")).to_have_value(re.compile("Point"))
    page.locator("#id_text").fill(words)
    page.locator("#id_email").fill("nobody")
    page.wait_for_timeout(QUICKEST_S * 1000)
    page.locator("form.contribute button[type=submit]").click()
    # The mistake comes back with all that was typed.
    expect(page.locator("#form-errors")).to_be_visible()
    expect(page.locator("#id_text")).to_have_value(words)
    page.locator("#id_email").fill(f"nachbarin.{language}@example.org")
    page.locator("form.contribute button[type=submit]").click()
    expect(page.locator("main")).to_contain_text(f"nachbarin.{language}@example.org")
    assert violations(page) == []


def link_in_the_mail(reader: Page, demo: Demo, language: str) -> str:
    """The address in the newest mail to the visitor, as the outbox of the demonstration shows it."""
    address = f"nachbarin.{language}@example.org"
    seen_after_a_while(reader, f"{demo.base_url}/{language}/outbox/", address)
    text = reader.locator("main").inner_text()
    found = re.search(rf"{demo.base_url}/{language}/suggest/[\w-]+/", text)
    assert found, text[:500]
    return found[0]


def suggested_and_taken_up(page: Page, demo: Demo, browser: Browser, language: str) -> None:
    words = f"{language.upper()}: Un banc <b>à l’ombre</b>, s’il vous plaît."
    suggested(page, demo, language, words)
    editor = browser.new_page(locale=f"{language}-LU")
    sign_in(editor, demo, "commune_editor")
    editor.goto(f"{demo.base_url}/{language}/queue/")
    expect(editor.locator("main")).not_to_contain_text(words)

    page.goto(link_in_the_mail(editor, demo, language))
    assert violations(page) == []
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main h1")).to_be_visible()
    expect(page.locator(".suggestion__text")).to_contain_text(words)

    # The commune reads it, words as they were typed, and makes a draft of it.
    editor.goto(f"{demo.base_url}/{language}/queue/")
    assert violations(editor) == []
    editor.locator("#queue-suggestions ~ form a", has_text=words[:20]).first.click()
    expect(editor.locator(".suggestion__text")).to_contain_text(words)
    expect(editor.locator(".outlines .leaflet-overlay-pane path").first).to_be_visible()
    assert violations(editor) == []
    editor.locator("#decision-answer").fill("Merci, die Bank kommt.")
    editor.locator("#decision-theme").select_option("green-spaces")
    editor.locator("button[value=draft]").click()
    expect(editor.locator("#detail")).to_contain_text(words)
    expect(editor.locator(".badge--draft")).to_be_visible()
    seen_after_a_while(editor, f"{demo.base_url}/{language}/outbox/", "Merci, die Bank kommt.")
    editor.close()


@pytest.mark.screen(DESKTOP, "de")
def test_on_a_desktop_in_german(page: Page, demo: Demo, browser: Browser) -> None:
    suggested_and_taken_up(page, demo, browser, "de")


@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone_in_french(page: Page, demo: Demo, browser: Browser) -> None:
    suggested_and_taken_up(page, demo, browser, "fr")
