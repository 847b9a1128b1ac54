"""Filters change map, list and counts together, live in the address, survive a reload and are undone."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, choose, open_map

WORDS = {
    "de": {"undo": "Letzten Filter", "clear": "Filter löschen", "more": "Weitere Filter", "remove": "Filter entfernen"},
    "fr": {"undo": "dernier filtre", "clear": "Effacer", "more": "Plus de filtres", "remove": "Retirer le filtre"},
}


def group_of(page: Page, collection: str) -> Locator:
    return page.locator(f"#list .group[data-collection='{collection}']")


def filter_each(page: Page, base_url: str, language: str) -> None:
    words = WORDS[language]
    open_map(page, f"{base_url}/{language}/")
    expect(group_of(page, "construction-zones").locator(".row").first).to_be_visible()
    # State of works: only zones are left, fewer of them, on the map too.
    before = int(group_of(page, "construction-zones").locator(".group__count").inner_text())
    with page.expect_request(re.compile(r"/ogc/tiles/.*works=planned")):
        choose(page, "works", "planned")
    expect(page).to_have_url(re.compile("works=planned"))
    expect(group_of(page, "local-initiatives")).to_be_hidden()
    planned = group_of(page, "construction-zones").locator(".group__count")
    expect(planned).not_to_have_text(str(before))
    count = planned.inner_text()
    expect(page.get_by_role("button", name=words["more"]).locator(".filters__count")).to_have_text("1")
    page.reload()
    expect(planned).to_have_text(count)
    # What is over counts as well, once it is chosen too.
    with page.expect_request(re.compile(r"/ogc/tiles/.*works=planned,finished")):
        choose(page, "works", "finished")
    expect(planned).not_to_have_text(count)
    page.get_by_role("button", name=words["remove"]).last.click()
    expect(planned).to_have_text(count)
    # Seen from a day in a far future nothing is planned any more.
    address = page.url
    open_map(page, f"{address}&on=2035-01-01")
    expect(page.locator(".list__empty")).to_be_visible()
    open_map(page, address)
    expect(planned).to_have_text(count)
    # A working group: its project, its members; undone, the works are back.
    page.get_by_role("button", name=words["clear"]).click()
    choose(page, "working_group", "cloche-dor")
    expect(page).to_have_url(re.compile("working_group=cloche-dor"))
    expect(group_of(page, "establishments").locator(".row").first).to_be_visible()
    expect(group_of(page, "local-initiatives")).to_be_hidden()
    page.get_by_role("button", name=re.compile(words["undo"])).click()
    expect(group_of(page, "local-initiatives").locator(".row").first).to_be_visible()
    expect(page).not_to_have_url(re.compile("working_group"))
    # A region takes the map with it, and what lies elsewhere is gone.
    with page.expect_request(re.compile(r"/ogc/tiles/.*region=prosud")):
        choose(page, "region", "prosud")
    expect(page).to_have_url(re.compile("region=prosud"))


def mobility_pilots_in_three_communes(page: Page, base_url: str, language: str) -> None:
    """Chosen one by one, undone one by one; the link, the sheet of paper and the list are about the same three."""
    open_map(page, f"{base_url}/{language}/")
    choose(page, "theme", "mobility")
    choose(page, "stage", "pilot")
    fold = choose(page, "commune", "0202", "0213", "0208")
    expect(page).to_have_url(re.compile("theme=mobility&stage=pilot&commune=0202,0208,0213"))
    named = fold.locator(".chip-fold__chosen")
    expect(named).to_have_text(re.compile("(Differd.*, (Sanem|Sassenheim))"))
    # One pilot lies in two of the three, and counts once.
    expect(group_of(page, "pooled-services").locator(".group__count")).to_have_text("1")
    expect(page.locator("#list-count")).to_have_text(re.compile("^1 "), use_inner_text=True)
    expect(group_of(page, "establishments")).to_be_hidden()
    expect(fold.locator("fieldset")).to_be_hidden()
    expect(fold.locator("summary")).to_be_focused()
    page.reload()
    expect(named).to_have_text(re.compile(",.*,"))
    expect(page.locator(".chosen__chip")).to_have_count(5)
    query = page.url.partition("?")[2]
    summary = page.request.get(f"{base_url}/{language}/share/?{query}").text()
    assert named.text_content() in summary
    table = page.request.get(f"{base_url}/{language}/share/data/geojson/?{query}")
    assert table.status == 200


def several_of_each(page: Page, base_url: str, language: str) -> None:
    """Two kinds, two themes and two stages are more than one of each; each is left out alone, or all at once."""
    words = WORDS[language]
    open_map(page, f"{base_url}/{language}/?kind=local-initiatives&theme=green-spaces&stage=pilot")
    total = page.locator("#list-count")
    expect(total).to_have_text(re.compile(r"^\d"), use_inner_text=True)

    def grown(before: int) -> int:
        expect(total).not_to_have_text(re.compile(f"^{before} "), use_inner_text=True)
        expect(total).to_have_text(re.compile(r"^\d"), use_inner_text=True)
        return int(re.match(r"\d+", total.inner_text())[0])

    count = int(re.match(r"\d+", total.inner_text())[0])
    for name, code in (("theme", "mobility"), ("kind", "pooled-services"), ("stage", "extended")):
        choose(page, name, code)
        more = grown(count)
        assert more > count
        count = more
    expect(page).to_have_url(re.compile("kind=local-initiatives,pooled-services&theme=.*,.*&stage=pilot,extended"))
    shown = sum(int(each) for each in page.locator(".group:visible .group__count").all_inner_texts())
    assert shown == count
    # Ways out: the last one chosen by its name; all of them; and back.
    expect(page.locator(".chosen__chip")).to_have_count(6)
    page.get_by_role("button", name=re.compile(f"{words['remove']}.*Pilot")).click()
    expect(page).not_to_have_url(re.compile("pilot"))
    # Whoever uses the keyboard is still among the chips.
    expect(page.locator(".chosen button:focus")).to_have_count(1)
    page.get_by_role("button", name=words["clear"]).click()
    expect(page.locator(".chosen__chip")).to_have_count(0)
    expect(group_of(page, "establishments").locator(".row").first).to_be_visible()
    page.get_by_role("button", name=re.compile(words["undo"])).click()
    expect(page.locator(".chosen__chip")).to_have_count(5)


@pytest.mark.screen(DESKTOP, "de")
def test_on_a_desktop(page: Page, base_url: str) -> None:
    filter_each(page, base_url, "de")
    mobility_pilots_in_three_communes(page, base_url, "de")
    several_of_each(page, base_url, "de")


@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone(page: Page, base_url: str) -> None:
    filter_each(page, base_url, "fr")
    mobility_pilots_in_three_communes(page, base_url, "fr")
    several_of_each(page, base_url, "fr")


@pytest.mark.screen(DESKTOP, "fr")
def test_a_kind_that_is_switched_off_comes_on_when_it_is_asked_for(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/fr/")
    with page.expect_request(re.compile(r"/ogc/tiles/.*collections=[^&]*working-groups")):
        choose(page, "kind", "working-groups")
    expect(group_of(page, "working-groups").locator(".row").first).to_be_visible()
    open_map(page, f"{base_url}/fr/?kind=working-groups")
    expect(group_of(page, "working-groups").locator(".row").first).to_be_visible()


@pytest.mark.screen(PHONE, "de")
def test_options_stand_in_the_sheet_and_go_when_somebody_looks_elsewhere(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/de/")
    fold = choose(page, "stage")
    # A finger on the words of an option chooses it, and the options stay.
    fold.locator("label").first.click()
    expect(fold.locator("input").first).to_be_checked()
    expect(page).to_have_url(re.compile("stage="))
    for box in fold.locator("label").all():
        expect(box).to_be_in_viewport()
        assert (box.bounding_box() or {})["height"] >= 44
    choose(page, "theme")
    expect(fold.locator("fieldset")).to_be_hidden()
    page.locator("#tab-explore").click()
    expect(page.locator(".chip-fold[open]")).to_have_count(0)
