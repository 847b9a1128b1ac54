"""Without JavaScript: the list with its filters, a project, the page for sharing, signing in, adding by coordinates."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, choose, sign_in


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "java_script_enabled": False}


def read_and_share(page: Page, demo: Demo, language: str) -> None:
    page.goto(f"{demo.base_url}/{language}/")
    row = page.locator("#list .row__link").first
    title = row.locator(".row__name").inner_text()
    row.click()
    expect(page.locator("#detail h1")).to_have_text(title)
    page.locator("#back").click()
    page.locator("noscript a[href*='/share/']").click()
    expect(page.locator("main h1")).to_be_visible()
    expect(page.locator("input[readonly]").first).to_have_value(f"{demo.base_url}/{language}/")


def filter_the_list(page: Page, demo: Demo, language: str) -> None:
    """By theme, then the order, then what nothing matches; a page of one kind and the next one."""
    page.goto(f"{demo.base_url}/{language}/")
    before = page.locator("#list .row").count()
    choose(page, "theme", "energy")
    page.locator("#filters button[type=submit]").click()
    expect(page).to_have_url(re.compile("theme=energy"))
    rows = page.locator("#list .row")
    expect(rows.first).to_be_visible()
    assert 0 < rows.count() < before
    expect(page.locator("#filters input[name=theme][value=energy]")).to_be_checked()
    # A page of the list, and back to the same list.
    rows.first.locator("a").click()
    page.locator("#back").click()
    expect(page.locator("#filters input[name=theme][value=energy]")).to_be_checked()
    # Another theme as well, and only one of the two again.
    energy = rows.count()
    choose(page, "theme", "mobility")
    page.locator("#filters button[type=submit]").click()
    expect(page).to_have_url(re.compile("theme=mobility.*theme=energy|theme=energy.*theme=mobility"))
    assert rows.count() > energy
    page.locator(".chosen__chip").last.click()
    expect(page.locator(".chosen__chip")).to_have_count(1)
    choose(page, "works", "running")
    page.locator("#filters button[type=submit]").click()
    expect(page.locator("#list .list__empty")).to_be_visible()
    page.locator("#filters a.chosen__clear").click()
    assert page.locator("#list .row").count() == before
    # Two communes at once are more than one of them.
    choose(page, "commune", "0204")
    page.locator("#filters button[type=submit]").click()
    one = page.locator("#list .row").count()
    choose(page, "commune", "0202")
    page.locator("#filters button[type=submit]").click()
    expect(page.locator("[data-filter=commune] .chip-fold__chosen")).to_have_text(re.compile(r"Differd.*, Esch"))
    assert page.locator("#list .row").count() > one
    page.locator("#filters a.chosen__clear").click()
    choose(page, "kind", "establishments")
    page.locator("#filters button[type=submit]").click()
    names = page.locator("#list .row__name").all_inner_texts()
    assert len(names) == 100
    page.locator("#list .group__more").click()
    expect(page.locator("#list .row__name").first).not_to_have_text(names[0])
    assert not set(names) & set(page.locator("#list .row__name").all_inner_texts())
    # Read on, the filters are the same, and there is a way back to the whole list.
    expect(page.locator(".chosen__chip")).to_have_count(1)
    page.locator("#list > p a").click()
    assert page.locator("#list .row__name").all_inner_texts() == names
    page.locator("#sort").select_option("distance")
    page.locator(".list-head button[type=submit]").click()
    expect(page).to_have_url(re.compile("sort=distance"))
    expect(page.locator("#list .row__name").first).not_to_have_text(names[0])


def add_by_coordinates(page: Page, demo: Demo, language: str, title: str) -> None:
    sign_in(page, demo, "commune_editor")
    page.goto(f"{demo.base_url}/{language}/add/")
    page.locator(f"main a[href='/{language}/add/local-initiatives/'], #add a[href*='local-initiatives']").first.click()
    page.locator(f"[name=title_{language}]").fill(title)
    page.locator("[name=theme]").select_option(index=1)
    by_hand = page.locator("details.by-hand")
    if by_hand.get_attribute("open") is None:
        by_hand.locator("summary").click()
    page.locator("#id_lon").fill("6.1010")
    page.locator("#id_lat").fill("49.5180")
    page.locator("button[name=intent][value=save]").click()
    expect(page.locator("#detail")).to_contain_text(title)


@pytest.mark.screen(DESKTOP, "de")
def test_on_a_desktop(page: Page, demo: Demo) -> None:
    read_and_share(page, demo, "de")
    filter_the_list(page, demo, "de")
    add_by_coordinates(page, demo, "de", "Bank ohne Skript")


@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone(page: Page, demo: Demo) -> None:
    read_and_share(page, demo, "fr")
    filter_the_list(page, demo, "fr")
    add_by_coordinates(page, demo, "fr", "Un banc sans script")
