"""The commune invites a colleague: a letter, a password, a first draft. On a desktop and on a phone."""

import re
import secrets

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PHONE, Demo, sign_in
from tests.journeys.letters import link_in_the_letter_to


@pytest.mark.screen(PHONE, "fr")
def test_an_invited_colleague_writes_a_first_draft(page: Page, browser: Browser, demo: Demo) -> None:
    address = f"{secrets.token_hex(4)}@example.org"
    office = browser.new_context(viewport={"width": 1440, "height": 900}, locale="de-LU").new_page()
    sign_in(office, demo, "commune_editor")
    office.goto(f"{demo.base_url}/de/organisation/")
    office.get_by_label("E-Mail-Adresse").fill(address)
    office.locator("select[name=language]").select_option("fr")
    office.get_by_role("button", name="Einladung senden").click()
    expect(office.locator(".message--success")).to_contain_text(address)
    office.context.close()

    link = link_in_the_letter_to(address, "/invitation/")
    assert "/fr/invitation/" in link
    page.goto(link)
    expect(page.locator("h1")).to_contain_text("Bettembourg")
    page.locator("input[name=name]").fill("Nouvelle collègue")
    for name in ("password1", "password2"):
        page.locator(f"input[name={name}]").fill("une phrase assez longue")
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/fr/organisation/commune-bettembourg/")
    expect(page.locator("main")).to_contain_text("Nouvelle collègue")

    page.goto(f"{demo.base_url}/fr/add/local-initiatives/?lon=6.103&lat=49.518")
    page.locator("#id_title_fr").fill("Jardin de la gare")
    page.locator("select[name=theme]").select_option(index=1)
    page.locator("button[name=intent][value=save]").click()
    page.wait_for_url(re.compile(r"/fr/local-initiatives/\d+/$"))
    page.goto(f"{demo.base_url}/fr/mine/")
    expect(page.locator("main")).to_contain_text("Jardin de la gare")
