"""Two people edit the same initiative in two browsers: what differs merges, what clashes is asked, no word vanishes."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, Demo, sign_in


def proposed(page: Page, demo: Demo, title: str) -> str:
    """The address of a new draft of the commune, made by its form."""
    page.goto(f"{demo.base_url}/de/add/local-initiatives/")
    page.locator(".place__map.leaflet-container").wait_for()
    page.locator(".place__map").click()
    expect(page.locator("#id_location")).to_have_value(re.compile('"Point"'))
    page.locator("[name=title_de]").fill(title)
    page.locator("[name=theme]").select_option(label="Mobilität")
    save(page)
    return page.url.split("?")[0]


def save(page: Page) -> None:
    """Presses "save" and waits for the page of the thing."""
    page.locator("button[name=intent][value=save]").click()
    page.wait_for_url(re.compile(r"/de/local-initiatives/\d+/($|\?)"))


def person(browser: Browser, demo: Demo, role: str) -> Page:
    """A signed-in browser of its own. It may hear of a clash (409), which a console calls an error."""
    context = browser.new_context(viewport=DESKTOP, locale="de-LU", reduced_motion="reduce")
    page = context.new_page()
    sign_in(page, demo, role)
    return page


def test_two_editors_lose_nothing(demo: Demo, browser: Browser) -> None:
    page = person(browser, demo, "commune_editor")
    address = proposed(page, demo, "Gemeinsamer Garten")
    colleague = person(browser, demo, "administrator")

    # Both open the form, then save different fields.
    page.goto(f"{address}edit/")
    colleague.goto(f"{address}edit/")
    colleague.locator("[name=summary_de]").fill("Beete für alle.")
    save(colleague)
    page.locator("[name=starts_on]").fill("2026-05-01")
    save(page)
    expect(page.locator(".message")).to_contain_text("In wenigen Sätzen")
    expect(page.locator("article")).to_contain_text("Beete für alle.")
    page.goto(f"{address}edit/")
    expect(page.locator("[name=starts_on]")).to_have_value("2026-05-01")
    expect(page.locator("[name=summary_de]")).to_have_value("Beete für alle.")

    # Both change the same field: the second is asked, sees all three and chooses by keyboard.
    colleague.goto(f"{address}edit/")
    colleague.locator("[name=title_de]").fill("Garten der Nachbarn")
    save(colleague)
    page.locator("[name=title_de]").fill("Garten der Gemeinde")
    page.locator("[name=summary_de]").fill("Beete und Bänke für alle.")
    page.locator("button[name=intent][value=save]").click()
    clash = page.locator("#clash")
    expect(clash).to_be_focused()
    for words in ("Gemeinsamer Garten", "Garten der Nachbarn", "Garten der Gemeinde"):
        expect(clash).to_contain_text(words)
    expect(page.locator("[name=summary_de]")).to_have_value("Beete und Bänke für alle.")
    page.locator("[name=choose-title_de]").first.focus()
    page.keyboard.press("Space")
    expect(page.locator("[name=choose-title_de][value=mine]")).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=choose-title_de][value=theirs]")).to_be_checked()
    save(page)
    expect(page.locator("#detail-title")).to_have_text("Garten der Nachbarn")
    expect(page.locator("article")).to_contain_text("Beete und Bänke für alle.")
    colleague.context.close()
    page.context.close()


def test_what_was_deleted_comes_back_by_undo(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "commune_editor")
    address = proposed(page, demo, "Kurzer Garten")
    page.locator("form[action$='/delete/'] summary").click()
    page.locator("form[action$='/delete/'] button").click()
    page.wait_for_url(re.compile("/de/mine/$"))
    page.locator(".message form.undo button").click()
    page.wait_for_url(re.compile(re.escape(address)))
    expect(page.locator("#detail-title")).to_have_text("Kurzer Garten")
