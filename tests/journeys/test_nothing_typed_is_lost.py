"""What was typed survives a lost connection, a closed tab and an expired sign-in, and is forgotten once saved."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PHONE, Demo, sign_in


def phone(browser: Browser, demo: Demo) -> Page:
    """A signed-in phone; it may complain of a network that is not there."""
    page = browser.new_context(viewport=PHONE, locale="de-LU", reduced_motion="reduce").new_page()
    sign_in(page, demo, "commune_editor")
    return page


def type_in(page: Page, demo: Demo, title: str) -> None:
    page.goto(f"{demo.base_url}/de/add/local-initiatives/")
    page.locator(".place__map.leaflet-container").wait_for()
    page.locator(".place__map").click()
    expect(page.locator("#id_location")).to_have_value(re.compile('"Point"'))
    page.locator("[name=title_de]").fill(title)
    page.locator("[name=theme]").select_option(label="Mobilität")


def save(page: Page) -> None:
    page.locator("button[name=intent][value=save]").click()


def take_up(page: Page, title: str) -> None:
    offer = page.locator(".draft")
    expect(offer).to_contain_text(title)
    offer.locator("button").first.click()
    expect(offer).to_have_count(0)
    expect(page.locator("[name=title_de]")).to_have_value(title)
    expect(page.locator("#id_location")).to_have_value(re.compile('"Point"'))


def test_without_a_connection_it_is_said_and_kept(demo: Demo, browser: Browser) -> None:
    page = phone(browser, demo)
    type_in(page, demo, "Bank im Funkloch")
    page.context.set_offline(True)
    save(page)
    expect(page.locator("[role=alert]")).to_be_focused()
    expect(page.locator("[name=title_de]")).to_have_value("Bank im Funkloch")
    # The tab is closed; later the form is opened again.
    page.close()
    again = page.context.new_page()
    again.context.set_offline(False)
    again.goto(f"{demo.base_url}/de/add/local-initiatives/")
    take_up(again, "Bank im Funkloch")
    save(again)
    expect(again.locator("#detail-title")).to_have_text("Bank im Funkloch")
    # Saved: nothing is offered any more.
    again.goto(f"{demo.base_url}/de/add/local-initiatives/")
    again.locator(".place__map.leaflet-container").wait_for()
    expect(again.locator(".draft")).to_have_count(0)
    again.context.close()


def test_an_expired_sign_in_costs_nothing(demo: Demo, browser: Browser) -> None:
    page = phone(browser, demo)
    type_in(page, demo, "Bank nach der Pause")
    page.context.clear_cookies(name="sessionid")
    save(page)
    page.wait_for_url(re.compile("/accounts/login/"))
    account = demo.roles["commune_editor"]
    page.locator("input[name=login]").fill(account["email"])
    page.locator("input[name=password]").fill(account["password"])
    page.locator("form:has(input[name=password]) button[type=submit]").click()
    page.wait_for_url(re.compile("/add/local-initiatives/"))
    take_up(page, "Bank nach der Pause")
    page.context.close()


def test_a_form_that_is_too_old_leads_back_to_what_was_typed(demo: Demo, browser: Browser) -> None:
    page = phone(browser, demo)
    type_in(page, demo, "Bank mit altem Formular")
    page.context.clear_cookies(name="csrftoken")
    save(page)
    page.locator("a.button--main").click()
    take_up(page, "Bank mit altem Formular")
    page.context.close()


def test_what_is_thrown_away_is_gone(demo: Demo, browser: Browser) -> None:
    page = phone(browser, demo)
    type_in(page, demo, "Bank, doch nicht")
    page.reload()
    page.locator(".draft button").nth(1).click()
    page.reload()
    page.locator(".place__map.leaflet-container").wait_for()
    expect(page.locator(".draft")).to_have_count(0)
    expect(page.locator("[name=title_de]")).to_have_value("")
    page.context.close()
