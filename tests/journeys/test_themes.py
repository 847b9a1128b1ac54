"""Whoever plans a region adds a theme, finds it on the map at once, and takes it away again."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, open_map, sign_in

ADDED = {"de": ("Thema hinzufügen", "Kultur", "Musik"), "fr": ("Ajouter un thème", "Culture", "musique")}
REMOVE = {"de": "Dieses Thema entfernen", "fr": "Retirer ce thème"}
SAVE = {"de": "Speichern", "fr": "Enregistrer"}


@pytest.mark.parametrize(
    "language",
    [
        pytest.param("de", marks=pytest.mark.screen(DESKTOP, "de"), id="desktop-de"),
        pytest.param("fr", marks=pytest.mark.screen(PHONE, "fr"), id="phone-fr"),
    ],
)
def test_a_theme_is_added_shown_on_the_map_and_removed(page: Page, base_url: str, demo: Demo, language: str) -> None:
    add, name, symbol = ADDED[language]
    sign_in(page, demo, "regional_moderator")
    page.goto(f"{base_url}/{language}/themes/")
    page.get_by_role("link", name=add).click()
    page.get_by_role("button", name=SAVE[language]).click()
    expect(page.locator(".field--wrong")).to_have_count(2)  # neither a name nor a symbol
    page.locator(f"#id_name_{language}").fill(name)
    # By keyboard alone: a symbol is one of many radio buttons.
    page.get_by_role("radio", name=symbol, exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name=SAVE[language]).click()
    expect(page).to_have_url(re.compile(f"/{language}/themes/#theme-"))
    mine = page.locator(".themes__one").last
    expect(mine.locator("h2")).to_have_text(name)
    expect(mine.locator("use")).to_have_attribute("href", re.compile("#music$"))
    code = (page.url.rsplit("#theme-", 1))[1]
    open_map(page, f"{base_url}/{language}/?theme={code}")
    expect(page.locator("#list .group:visible .row")).to_have_count(0)
    expect(page.locator(f'input[name="theme"][value="{code}"], option[value="{code}"]').first).to_be_attached()
    page.goto(f"{base_url}/{language}/vision/themes/{code}/change/")
    page.get_by_role("button", name=REMOVE[language]).click()
    expect(page.locator(f"#theme-{code}")).to_have_count(0)
    page.locator(".message .undo button").click()
    expect(page.locator(f"#theme-{code}")).to_be_visible()
    page.goto(f"{base_url}/{language}/vision/themes/{code}/change/")
    page.get_by_role("button", name=REMOVE[language]).click()
    expect(page.locator(f"#theme-{code}")).to_have_count(0)
