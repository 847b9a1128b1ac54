"""Somebody moves through the years on the map, and asks what was known on another day."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, open_map
from tests.journeys.test_everybody_can_use_it import violations

ONLY_TRAM = (
    "hide=local-initiatives,cooperation-projects,pooled-services,working-groups,construction-zones,transit-stops,"
    "business-parks,establishments,communes"
)


def tram_pixels(page: Page) -> int:
    """How many pixels of the map have the colour of the tram line."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    return page.evaluate(
        """() => {
            const canvas = document.querySelector('#map canvas.map__canvas');
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            let count = 0;
            for (let i = 0; i < data.length; i += 4) {
                if (data[i] === 163 && data[i + 1] === 23 && data[i + 2] === 79 && data[i + 3] === 255) count += 1;
            }
            return count;
        }"""
    )


def count_in_list(page: Page, collection: str) -> int:
    return int(page.locator(f"#list .group[data-collection='{collection}'] .group__count").inner_text())


@pytest.mark.screen(DESKTOP, "de")
def test_the_tram_is_dashed_until_the_day_it_opens(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/de/?{ONLY_TRAM}&on=2024-07-06&z=12&lon=6.13&lat=49.6")
    before = tram_pixels(page)
    page.locator("#time input[type=date]").first.fill("2024-07-07")
    expect(page).to_have_url(re.compile("on=2024-07-07"))
    assert tram_pixels(page) > before > 0


@pytest.mark.screen(DESKTOP, "de")
def test_list_counts_and_address_follow_the_day_and_survive_a_reload(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/de/")
    stops = page.locator("#list .group[data-collection='transit-stops'] .group__count")
    expect(stops).to_be_visible()
    today = (count_in_list(page, "transit-stops"), count_in_list(page, "local-initiatives"))
    page.locator("#time input[type=date]").first.fill("2024-07-06")
    expect(page).to_have_url(re.compile("on=2024-07-06"))
    expect(stops).not_to_have_text(str(today[0]))
    then = (count_in_list(page, "transit-stops"), count_in_list(page, "local-initiatives"))
    assert then[0] < today[0]
    assert then[1] < today[1]
    legend = page.locator("#legend li", has=page.locator("input[data-collection='transit-stops']"))
    expect(legend.locator(".legend__count")).to_have_text(str(then[0]))
    page.reload()
    expect(stops).to_have_text(str(then[0]))
    page.get_by_role("button", name="Heute").click()
    expect(page).not_to_have_url(re.compile("on="))
    expect(stops).to_have_text(str(today[0]))


@pytest.mark.screen(DESKTOP, "fr")
def test_the_slider_obeys_the_keyboard_and_plays(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/fr/?on=2020-05-01")
    slider = page.locator("#time input[type=range]").first
    slider.press("ArrowRight")
    expect(page).to_have_url(re.compile("on=2020-06-01"))
    expect(slider).to_have_attribute("aria-valuetext", "1er juin 2020")
    slider.press("PageUp")
    expect(page).to_have_url(re.compile("on=2021-06-01"))
    page.get_by_role("button", name="Un pas en arrière").press("Enter")
    expect(page).to_have_url(re.compile("on=2021-05-01"))
    page.get_by_role("button", name="Lire").press("Enter")
    expect(page).to_have_url(re.compile(r"on=2021-0[67]-01"))
    page.get_by_role("button", name="Pause").press("Enter")
    expect(page.get_by_role("button", name="Lire")).to_be_visible()


@pytest.mark.screen(DESKTOP, "de")
def test_a_period_has_two_handles_that_push_each_other(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/de/?on=2023-01-01")
    page.get_by_role("button", name="Mehr zur Zeit").click()
    page.get_by_label("Ein Zeitraum statt eines Tages").check()
    expect(page).to_have_url(re.compile("period=2023-01-01/2023-12-31"))
    page.keyboard.press("Escape")
    first, last = page.locator("#time input[type=range]").all()
    last.press("PageDown")
    expect(page).to_have_url(re.compile("period=2022-12-01/2022-12-31"))
    first.press("PageUp")
    expect(page).to_have_url(re.compile("period=2023-12-01/2023-12-31"))
    page.wait_for_load_state("networkidle")
    expect(page.locator("#list [aria-busy]")).to_have_count(0)
    assert violations(page) == []


@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone_the_clocks_open_on_demand(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/fr/")
    projects = page.locator("#list .group[data-collection='cooperation-projects']")
    expect(projects).to_be_visible()
    known_today = projects.locator(".group__count").inner_text()
    bar = page.locator("#time")
    expect(bar).to_be_hidden()
    page.get_by_role("button", name="Temps").click()
    expect(bar).to_be_visible()
    page.get_by_role("button", name="Plus d’options sur le temps").click()
    page.get_by_label("Tel que connu le").fill("2025-01-15")
    banner = page.locator("#as-of")
    expect(banner).to_contain_text("Tel que connu le 15 janvier 2025. D’aujourd’hui, faute d’historique : Communes.")
    expect(page).to_have_url(re.compile("as_of=2025-01-15"))
    # Of the projects of today some were known then, and before the first of them none.
    count = projects.locator(".group__count")
    expect(count).not_to_have_text(known_today)
    assert 0 < int(count.inner_text()) < int(known_today)
    page.get_by_label("Tel que connu le").fill("2018-01-15")
    expect(page).to_have_url(re.compile("as_of=2018-01-15"))
    expect(projects).to_be_hidden()
    # Empty is not the same as nothing there.
    expect(banner).to_contain_text("Vide, car rien n’en était encore conservé : Initiatives locales, Projets de coop")
    page.keyboard.press("Escape")
    banner.get_by_role("button", name="Depuis quand le passé est conservé").click()
    kept = page.locator("#kept-since div", has_text="Projets de coopération")
    expect(kept).to_contain_text("1er février 2023")
    expect(page.locator("#kept-since div", has_text="Communes")).to_contain_text("non conservé")
    page.keyboard.press("Escape")
    expect(page.locator("#list [aria-busy]")).to_have_count(0)
    assert violations(page) == []
    banner.get_by_role("button", name="Revenir à aujourd’hui").click()
    expect(banner).to_be_hidden()
    expect(projects).to_be_visible()


@pytest.mark.screen(PHONE, "fr")
def test_a_project_is_seen_in_the_stage_of_the_day(page: Page, base_url: str) -> None:
    """The canteen of Cloche d’Or was tried out for two years before it ran for good."""
    row = page.locator("#list .group[data-collection='pooled-services'] .row__link", has_text="Cantine partagée")
    for on, stage in (("2023-06-01", "pilote"), ("2024-06-01", "en service")):
        open_map(page, f"{base_url}/fr/?on={on}")
        expect(row.locator(".row__facts")).to_contain_text(stage)
        page.goto(f"{base_url}/fr/?on={on}&stage=pilot")
        expect(row).to_have_count(1 if stage == "pilote" else 0)


@pytest.mark.screen(DESKTOP, "de")
def test_the_works_of_howald_as_they_were_announced_in_march(page: Page, base_url: str) -> None:
    """Until 15 April 2026 the bridge was to be done in October; the list, the page and its phases say so."""
    open_map(page, f"{base_url}/de/?as_of=2026-03-10&q=Howald&kind=construction-zones")
    row = page.locator("#list .group[data-collection='construction-zones'] .row__link")
    expect(row.locator(".row__facts")).to_contain_text("bis 30. April 2027")
    row.click()
    article = page.locator("#detail")
    expect(article).to_contain_text("Wie es am 10. März 2026")
    expect(article).to_contain_text("1. Dezember 2025 bis 30. Oktober 2026")
    page.locator("#as-of").get_by_role("button", name="Zurück zu heute").click()
    expect(article).to_contain_text("2. Februar 2026 bis 30. April 2027")
    expect(article).to_contain_text("Bis 15. April 2026 angekündigt für: 1. Dezember 2025 bis 30. Oktober 2026")
