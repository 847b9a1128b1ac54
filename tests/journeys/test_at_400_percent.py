"""At 400 % zoom (1280 × 1024 becomes 320 × 256) everybody gets their main task done: nothing covers what they need."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.conftest import Demo, open_map, sign_in, until
from tests.journeys.test_everybody_can_use_it import ZOOMED

pytestmark = pytest.mark.screen(ZOOMED, "de")

# Whether a press in the middle of the element reaches it, and all of it lies on the screen from left to right.
FREE = """(element) => {
    const { left, top, width, height, right } = element.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return left >= 0 && right <= innerWidth && (element.contains(hit) || hit?.contains(element) === true);
}"""


def free(target: Locator) -> Locator:
    """``target``, once nothing covers it: a list may still be coming."""
    for _attempt in range(20):
        target.scroll_into_view_if_needed()
        if target.evaluate(FREE):
            return target
        target.page.wait_for_timeout(250)
    raise AssertionError(f"{target} is covered")


@pytest.mark.first_visit
def test_a_visitor_finds_filters_reads_and_shares(page: Page, demo: Demo) -> None:
    open_map(page, f"{demo.base_url}/de/")
    for tab in ("Hinzufügen", "In der Nähe", "Entdecken"):
        free(page.get_by_role("tab", name=tab)).click()
    rows = page.locator("#list .row__link")
    free(rows.first)
    all_rows = rows.count()
    theme = page.locator("details[data-filter=theme]")
    free(theme.locator("summary")).click()
    free(theme.locator("label", has_text="Energie")).click()
    page.keyboard.press("Escape")
    until(page, "(most) => document.querySelectorAll('#list .row__link').length < most", all_rows)
    expect(rows.first).to_contain_text("Energie")
    title = rows.first.locator(".row__name").inner_text()
    free(rows.first).click()
    expect(page.locator("#detail h1")).to_have_text(title)
    free(page.locator("#back")).click()
    free(rows.first)
    page.locator("#panel-handle").click()
    buttons = page.locator(".leaflet-top.leaflet-right :is(a, button)").all()
    assert len(buttons) >= 7
    for button in buttons:
        free(button)
    free(page.locator("#layers-button")).click()
    for layer in page.locator("#legend .legend__switch").all():
        free(layer)
    free(page.locator("#layers-button")).click()
    free(page.locator("#share-button")).click()
    free(page.get_by_role("button", name="Kurzlink erstellen")).click()
    expect(page.locator("#sharing-short")).to_have_value(re.compile("/v/"))


@pytest.mark.first_visit
def test_the_tour_can_be_read_and_gone_through(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.base_url}/de/help/")
    page.locator("a[href$='#tour']").click()
    tour = page.get_by_role("dialog")
    for step in range(1, 5):
        expect(tour).to_contain_text(f"Schritt {step} von 4")
        free(tour.get_by_role("heading"))
        free(tour.locator(".button--main")).click()
    expect(tour).to_be_hidden()


def test_a_commune_submits_and_a_moderator_asks_for_changes(page: Page, demo: Demo, browser: Browser) -> None:
    sign_in(page, demo, "commune_editor")
    page.goto(f"{demo.base_url}/de/add/local-initiatives/")
    page.locator(".place__map.leaflet-container").wait_for()
    free(page.locator("[name=title_de]")).fill("Bank in Groß")
    free(page.locator("[name=theme]")).select_option(label="Mobilität")
    free(page.locator("details.by-hand summary").first).click()
    for field, value in (("#id_lon", "6.1010"), ("#id_lat", "49.5180")):
        free(page.locator(field)).fill(value)
    free(page.locator("button[name=intent][value=submit]")).click()
    expect(page.locator("#detail h1")).to_have_text("Bank in Groß")

    moderator = browser.new_page(viewport=ZOOMED, locale="de-LU")
    sign_in(moderator, demo, "regional_moderator")
    moderator.goto(f"{demo.base_url}/de/queue/")
    waiting = moderator.locator("form:has(#submissions-words) li", has_text="Bank in Groß")
    free(waiting.locator("input[type=checkbox]")).check()
    free(moderator.locator("#submissions-words")).fill("Bitte ein Bild dazu.")
    free(moderator.locator("button[value=request_changes]")).click()
    expect(moderator.locator("section[aria-labelledby=queue-others]")).to_contain_text("Bank in Groß")
    moderator.close()


def test_a_company_states_a_need(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "company_member")
    page.goto(f"{demo.base_url}/de/needs-and-offers/")
    free(page.locator("main a[href*='/service/']").first).click()
    free(page.locator("[name=service]")).select_option(index=1)
    free(page.locator("[name=amount]")).fill("12")
    free(page.locator("main form button[type=submit]").first).click()
    expect(page.locator(".message--success")).to_be_visible()


def test_a_coordinator_plans_a_meeting_and_looks_for_a_place(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "working_group_coordinator")
    page.goto(f"{demo.base_url}/de/working-groups/1/meetings/plan/")
    for field, value in (
        ("#id_title", "In Groß"),
        ("#id_starts_at", "2031-03-05T14:00"),
        ("#id_ends_at", "2031-03-05T15:00"),
    ):
        free(page.locator(field)).fill(value)
    free(page.locator("form.people__forms .button--main")).click()
    expect(page.locator("h1")).to_have_text("In Groß")
    page.goto(f"{demo.base_url}/de/siting/?group=cloche-dor")
    expect(page.locator(".siting__sites li").first).to_be_visible()
    free(page.locator("#siting-sites")).fill("3")
    expect(page.locator(".siting__pin")).to_have_count(3)


def test_a_park_manager_reads_the_works(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "park_manager")
    page.goto(f"{demo.base_url}/de/business-parks/1/")
    free(page.locator("#detail a[href$='/works/']").first).click()
    expect(page.locator("main h1")).to_be_visible()
    free(page.locator("main a, main button").first)
