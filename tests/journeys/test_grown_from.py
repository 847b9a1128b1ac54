"""A commune says which project its new service has grown out of, without scrolling through all of them."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, sign_in


@pytest.mark.parametrize(
    ("language", "more", "search", "origin"),
    [
        pytest.param(
            "de",
            "Weitere Felder",
            "Alle nach dem Titel durchsuchen",
            "Entstanden aus",
            marks=pytest.mark.screen(DESKTOP, "de"),
        ),
        pytest.param(
            "fr", "Plus de champs", "Chercher parmi tous par le titre", "Issu de", marks=pytest.mark.screen(PHONE, "fr")
        ),
    ],
)
def test_the_origin_is_searched_by_title(
    page: Page, demo: Demo, language: str, more: str, search: str, origin: str
) -> None:
    sign_in(page, demo, "commune_editor")
    page.goto(f"{demo.base_url}/{language}/add/pooled-services/")
    page.locator("details.more > summary", has_text=more).click()
    choice = page.get_by_label(origin)
    title = choice.locator("option").nth(1).inner_text()
    field = page.get_by_label(search)
    field.fill(title[:12])
    found = page.get_by_role("listbox", name="").locator("li", has_text=title)
    found.first.wait_for()
    field.press("ArrowDown")
    field.press("Enter")
    expect(choice.locator("option:checked")).to_have_text(title)
    expect(page.locator("[role=status]", has_text=title)).to_have_count(1)
