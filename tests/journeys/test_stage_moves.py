"""A commune says how far its project is: what is missing is asked for, then there and back stays on the page."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, sign_in

SINCE, RUNNING, BACK = "Seit wann?", "In Betrieb", "zurück von"
LEAST_TARGET = 44  # pixels


@pytest.mark.screen(DESKTOP, "de")
def test_there_and_back_on_a_desktop_in_german(page: Page, demo: Demo, browser: Browser) -> None:
    sign_in(page, demo, "commune_editor")
    page.goto(f"{demo.base_url}/de/mine/")
    page.locator('a[href*="/local-initiatives/"]:not([href*="/edit/"])', has_text="Krakelshaff").first.click()
    form = page.locator(".stage-moves__form")
    form.locator("summary").click()
    form.locator("select").select_option("running")
    form.get_by_label(SINCE).fill("2025-01-01")  # before the move before it
    form.locator("textarea").fill("Erste Ernte & Fest")
    form.locator("button").click()
    expect(page.locator("#stage-on-error")).to_be_visible()
    expect(form.locator("textarea")).to_have_value("Erste Ernte & Fest")
    expect(form.locator("select")).to_have_value("running")
    form.get_by_label(SINCE).fill(str(form.get_by_label(SINCE).get_attribute("max")))  # today
    form.locator("button").click()
    expect(page.locator(".stage-line__now")).to_contain_text(RUNNING)

    form.locator("summary").click()
    form.locator("select").select_option("pilot")
    form.locator("textarea").fill("Der Brunnen ist trocken.")
    form.locator("button").click()
    expect(page.locator(".stage-line__now")).not_to_contain_text(RUNNING)

    # Everybody reads the way there and back, newest first; nobody else writes.
    visitor = browser.new_page(locale="de-LU")
    visitor.goto(page.url.split("#")[0])
    visitor.locator(".stage-moves__past summary").click()
    moves = visitor.locator(".stage-moves__move")
    expect(moves.nth(0)).to_contain_text(BACK)
    expect(moves.nth(0)).to_contain_text("Der Brunnen ist trocken.")
    expect(moves.nth(1)).to_contain_text("Erste Ernte & Fest")
    expect(visitor.locator(".stage-moves__form")).to_have_count(0)
    visitor.close()


WORDS = {
    "de": {"back": "zurück von „in Betrieb“", "since": "seit", "running": "In Betrieb"},
    "fr": {"back": "retour de", "since": "depuis", "running": "En service"},
}


def there_and_back_on_a_phone(page: Page, demo: Demo, browser: Browser, language: str) -> None:
    words = WORDS[language]
    first, why = f"Première récolte <b> ({language})", f"Le puits est à sec ({language})"
    sign_in(page, demo, "commune_editor")
    page.goto(f"{demo.base_url}/{language}/local-initiatives/15/")
    form, summary = page.locator(".stage-moves__form"), page.locator(".stage-moves__form summary")
    summary.scroll_into_view_if_needed()
    assert summary.bounding_box()["height"] >= LEAST_TARGET
    summary.tap()
    form.locator("select").select_option("running")
    # Without a word of evidence it is asked for, and what was chosen stays.
    button = form.locator("button")
    assert button.bounding_box()["height"] >= LEAST_TARGET
    button.tap()
    expect(page.locator("#stage-evidence-error")).to_be_visible()
    expect(form.locator("select")).to_have_value("running")
    form.locator("textarea").fill(first)
    button.tap()
    expect(page.locator(".stage-line__now")).to_contain_text(words["running"])
    # Nothing is wider than the phone.
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    summary.tap()
    form.locator("select").select_option("pilot")
    form.locator("textarea").fill(why)
    button.tap()
    expect(page.locator(".stage-line__now")).not_to_contain_text(words["running"])

    # Everybody reads on their phone that it went back, since when and why.
    visitor = browser.new_page(locale=f"{language}-LU", viewport=PHONE, has_touch=True, is_mobile=True)
    visitor.goto(page.url.split("#")[0])
    moves = visitor.locator(".stage-moves__move")
    if not moves.first.is_visible():
        visitor.locator(".stage-moves__past summary").tap()
    expect(moves.nth(0)).to_contain_text(words["back"])
    expect(moves.nth(0)).to_contain_text(words["since"])
    expect(moves.nth(0)).to_contain_text(why)
    expect(moves.nth(1)).to_contain_text(first)
    expect(visitor.locator(".stage-moves__form")).to_have_count(0)
    visitor.close()


@pytest.mark.screen(PHONE, "de")
def test_there_and_back_on_a_phone_in_german(page: Page, demo: Demo, browser: Browser) -> None:
    there_and_back_on_a_phone(page, demo, browser, "de")


@pytest.mark.screen(PHONE, "fr")
def test_there_and_back_on_a_phone_in_french(page: Page, demo: Demo, browser: Browser) -> None:
    there_and_back_on_a_phone(page, demo, browser, "fr")
