"""Filters change map, list and counts together, live in the address, survive a reload and are undone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, open_map

WORDS = {
    "de": {"works": "Stand der Bauarbeiten", "group": "Arbeitsgruppe", "region": "Region", "undo": "Letzten Filter"},
    "fr": {"works": "État des travaux", "group": "Groupe de travail", "region": "Région", "undo": "dernier filtre"},
}


def group_of(page: Page, collection: str):
    return page.locator(f"#list .group[data-collection='{collection}']")


def filter_each(page: Page, base_url: str, language: str, *, folded: bool) -> None:
    words = WORDS[language]
    open_map(page, f"{base_url}/{language}/")
    expect(group_of(page, "construction-zones").locator(".row").first).to_be_visible()
    if folded:
        page.locator(".filters__fold").click()
    # State of works: only zones are left, fewer of them, on the map too.
    before = int(group_of(page, "construction-zones").locator(".group__count").inner_text())
    with page.expect_request(re.compile(r"/ogc/tiles/.*works=planned")):
        page.get_by_role("combobox", name=words["works"], exact=True).select_option("planned")
    expect(page).to_have_url(re.compile("works=planned"))
    expect(group_of(page, "local-initiatives")).to_be_hidden()
    planned = group_of(page, "construction-zones").locator(".group__count")
    expect(planned).not_to_have_text(str(before))
    count = planned.inner_text()
    page.reload()
    expect(planned).to_have_text(count)
    # Seen from a day in a far future nothing is planned any more.
    address = page.url
    page.goto(f"{address}&on=2035-01-01")
    expect(page.locator(".list__empty")).to_be_visible()
    page.goto(address)
    expect(planned).to_have_text(count)
    if folded:
        page.locator(".filters__fold").click()
    # A working group: its project, its members; undone, the works are back.
    page.get_by_role("combobox", name=words["works"], exact=True).select_option("")
    page.get_by_role("combobox", name=words["group"], exact=True).select_option("cloche-dor")
    expect(page).to_have_url(re.compile("working_group=cloche-dor"))
    expect(group_of(page, "establishments").locator(".row").first).to_be_visible()
    expect(group_of(page, "local-initiatives")).to_be_hidden()
    page.get_by_role("button", name=re.compile(words["undo"])).click()
    expect(group_of(page, "local-initiatives").locator(".row").first).to_be_visible()
    expect(page).not_to_have_url(re.compile("working_group"))
    # A region takes the map with it, and what lies elsewhere is gone.
    with page.expect_request(re.compile(r"/ogc/tiles/.*region=prosud")):
        page.get_by_role("combobox", name=words["region"], exact=True).select_option("prosud")
    expect(page).to_have_url(re.compile("region=prosud"))
    mobility_pilots_in_three_communes(page, base_url, language, folded=folded)


def mobility_pilots_in_three_communes(page: Page, base_url: str, language: str, *, folded: bool) -> None:
    """Chosen one by one, undone one by one; the link and the sheet of paper are about the same three."""
    open_map(page, f"{base_url}/{language}/?theme=mobility&stage=pilot")
    if folded:
        page.locator(".filters__fold").click()
    fold = page.locator("details[data-several=commune]")
    fold.locator("summary").click()
    for code in ("0202", "0213", "0208"):
        fold.locator(f"input[value='{code}']").check()
    expect(page).to_have_url(re.compile("commune=0202,0208,0213"))
    named = fold.locator(".chip-fold__chosen")
    expect(named).to_have_text(re.compile("(Differd.*, (Sanem|Sassenheim))"))
    # One pilot lies in two of the three, and counts once.
    expect(group_of(page, "pooled-services").locator(".group__count")).to_have_text("1")
    expect(group_of(page, "establishments")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(fold.locator("fieldset")).to_be_hidden()
    expect(fold.locator("summary")).to_be_focused()
    page.reload()
    expect(named).to_have_text(re.compile(",.*,"))
    summary = page.request.get(f"{base_url}/{language}/share/?{page.url.partition('?')[2]}").text()
    assert named.inner_text() in summary


@pytest.mark.screen(DESKTOP, "de")
def test_on_a_desktop(page: Page, base_url: str) -> None:
    filter_each(page, base_url, "de", folded=False)


@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone(page: Page, base_url: str) -> None:
    filter_each(page, base_url, "fr", folded=True)
