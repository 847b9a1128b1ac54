"""A commune says how far its project is: what is missing is asked for, then there and back stays on the page."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, Demo, sign_in

SINCE, RUNNING, BACK = "Seit wann?", "In Betrieb", "zurück von"


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
