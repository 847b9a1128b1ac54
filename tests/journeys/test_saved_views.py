"""Somebody keeps what the map shows, finds it again, renames and deletes it, takes that back; a visitor is told how."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, open_map, sign_in

WORDS = {
    "de": {"views": "Gespeicherte Ansichten", "rename": "Umbenennen", "undo": "Rückgängig", "delete": "löschen"},
    "fr": {"views": "Vues enregistrées", "rename": "Renommer", "undo": "Annuler", "delete": "Supprimer"},
}


def keep_and_find(page: Page, demo: Demo, language: str) -> None:
    words = WORDS[language]
    sign_in(page, demo, "commune_editor")
    open_map(page, f"{demo.base_url}/{language}/?theme=energy&sort=-date")
    page.get_by_role("button", name=words["views"]).click()
    dialog = page.locator("dialog")
    dialog.locator("#view-name").fill("Energie im Süden")
    dialog.locator("#view-name").press("Enter")
    expect(dialog.get_by_role("status")).to_contain_text("Energie im Süden")
    # The same name again is refused in words, and what was typed stays.
    dialog.locator("#view-name").fill("Energie im Süden")
    dialog.locator("#view-name").press("Enter")
    expect(dialog.get_by_role("alert")).to_be_visible()
    expect(dialog.locator("#view-name")).to_have_value("Energie im Süden")
    # Renamed, deleted, taken back.
    dialog.locator(".saved-views__rename summary").first.click()
    renaming = dialog.locator(".saved-views__rename form").first
    renaming.locator("input[name=name]").fill("Mein Süden")
    renaming.get_by_role("button", name=words["rename"]).click()
    link = dialog.get_by_role("link", name="Mein Süden", exact=True)
    expect(link).to_be_visible()
    dialog.get_by_role(
        "button", name=re.compile(rf"{words['delete']}.*Mein Süden|Mein Süden.*{words['delete']}")
    ).click()
    expect(link).to_have_count(0)
    dialog.get_by_role("button", name=words["undo"]).click()
    expect(link).to_be_visible()
    # From the account, later, the map shows exactly this again.
    page.goto(f"{demo.base_url}/{language}/account/")
    page.get_by_role("link", name=words["views"]).click()
    page.get_by_role("link", name="Mein Süden", exact=True).click()
    expect(page).to_have_url(re.compile(r"theme=energy.*sort=-date|sort=-date.*theme=energy"))
    expect(page.locator("#filters input[name=theme][value=energy]")).to_be_checked()


@pytest.mark.screen(DESKTOP, "de")
def test_on_a_desktop(page: Page, demo: Demo) -> None:
    keep_and_find(page, demo, "de")


@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone(page: Page, demo: Demo) -> None:
    keep_and_find(page, demo, "fr")
    # Shared, it becomes a short link.
    page.goto(f"{demo.base_url}/fr/views/")
    page.get_by_role("link", name="Partager « Mein Süden »").first.click()
    expect(page.locator("input[readonly]").first).to_have_value(re.compile("theme=energy"))
    page.locator("form[data-short-link] button").click()
    expect(page.locator("#sharing-short")).to_have_value(re.compile("/v/"))


@pytest.mark.screen(PHONE, "de")
def test_a_visitor_is_led_to_sign_in_and_back(page: Page, demo: Demo) -> None:
    open_map(page, f"{demo.base_url}/de/?theme=energy")
    page.get_by_role("button", name=WORDS["de"]["views"]).click()
    page.get_by_role("link", name="Anmelden, um Ansichten zu speichern").click()
    account = demo.roles["company_member"]
    page.locator("input[name=login]").fill(account["email"])
    page.locator("input[name=password]").fill(account["password"])
    page.locator("form:has(input[name=password]) button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"/de/views/\?.*theme=energy"))
    expect(page.locator("#view-name")).to_be_visible()
