"""A commune's editor places an initiative on its own land, submits it, and the moderator publishes it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, sign_in


def fill_form(page: Page, demo: Demo, title: str) -> None:
    page.goto(f"{demo.base_url}/de/add/local-initiatives/")
    page.locator(".place__map .leaflet-container, .place__map.leaflet-container").first.wait_for()
    page.locator(".place__map").click()
    expect(page.locator("#id_location")).to_have_value(re.compile('"Point"'))
    page.locator("[name=title_de]").fill(title)
    page.locator("[name=theme]").select_option(label="Mobilität")


@pytest.mark.screen(DESKTOP, "de")
def test_from_the_pin_to_the_public_map(page: Page, demo: Demo, browser) -> None:
    sign_in(page, demo, "commune_editor")
    fill_form(page, demo, "Bank unter der Linde")
    page.locator("button[name=intent][value=submit]").click()
    expect(page.locator("#detail")).to_contain_text("Bank unter der Linde")
    address = page.url.split("?")[0]

    visitor = browser.new_page()
    assert visitor.goto(address).status == 404

    moderator = browser.new_page(locale="de-LU")
    sign_in(moderator, demo, "regional_moderator")
    moderator.goto(address)
    moderator.locator("form.step:has(input[value=published]) button").click()
    expect(moderator.locator("#detail")).to_contain_text("Bank unter der Linde")

    assert visitor.goto(address).status == 200
    expect(visitor.locator("#detail")).to_contain_text("Bank unter der Linde")
    visitor.close()
    moderator.close()


@pytest.mark.screen(PHONE, "de")
def test_on_a_phone_a_draft_is_saved(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "commune_editor")
    fill_form(page, demo, "Trinkbrunnen am Bahnhof")
    page.locator("button[name=intent][value=save]").click()
    expect(page.locator("#detail")).to_contain_text("Trinkbrunnen am Bahnhof")
    page.goto(f"{demo.base_url}/de/mine/")
    expect(page.locator("main")).to_contain_text("Trinkbrunnen am Bahnhof")


@pytest.mark.screen(DESKTOP, "de")
def test_a_place_outside_the_commune_is_explained_and_nothing_typed_is_lost(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "commune_editor")
    page.goto(f"{demo.base_url}/de/add/local-initiatives/")
    page.locator("[name=title_de]").fill("Im Nachbarort")
    page.locator("[name=theme]").select_option(label="Energie")
    page.locator("details.by-hand summary").click()
    page.locator("#id_lon").fill("6.0118")
    page.locator("#id_lat").fill("49.5220")
    page.locator("button[name=intent][value=save]").click()
    expect(page.locator("#form-errors")).to_contain_text(re.compile(r"\d+ m"))
    expect(page.locator("#form-errors")).to_contain_text("Monnerich")
    expect(page.locator("[name=title_de]")).to_have_value("Im Nachbarort")
    expect(page.locator("[name=theme] option:checked")).to_have_text("Energie")
