"""A planner looks at the vision, compares two places, and finds a way out of too many filters."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, open_map, sign_in, until


@pytest.mark.screen(DESKTOP, "de")
def test_a_planner_goes_from_the_vision_to_the_map(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/de/vision/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vision von ProSud")
    cell = page.locator(".vision__theme .vision__count").first
    number = cell.inner_text().strip()
    cell.click()
    expect(page).to_have_url(re.compile(r"commune=\d{4}.*theme=|theme=.*commune=\d{4}"))
    # The list holds what the figure counted, and nothing else.
    expect(page.locator("#list .group:visible .row")).to_have_count(int(number))


@pytest.mark.screen(DESKTOP, "de")
def test_two_maps_move_together(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/de/compare/?a=commune:0204&b=region:prosud")
    page.locator("iframe").first.scroll_into_view_if_needed()
    left, right = (page.locator("iframe").nth(side).content_frame for side in (0, 1))
    before = left.locator(".leaflet-control-scale").inner_text()
    expect(right.locator(".leaflet-control-scale")).to_have_text(before)
    for _step in range(3):
        left.locator(".leaflet-control-zoom-in").click()
    expect(left.locator(".leaflet-control-scale")).not_to_have_text(before)
    expect(right.locator(".leaflet-control-scale")).not_to_have_text(before)


@pytest.mark.screen(DESKTOP, "de")
def test_what_is_chosen_counts_at_once_and_the_way_back_takes_it_back(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/de/compare/?a=commune:0204&b=region:prosud")
    left, right = (page.locator("iframe").nth(side).content_frame for side in (0, 1))
    left.locator(".leaflet-control-zoom-in").click()
    expect(right.locator(".leaflet-control-scale")).to_have_text(left.locator(".leaflet-control-scale").inner_text())
    scale = left.locator(".leaflet-control-scale").inner_text()
    page.get_by_role("group", name="Rechts").get_by_label("Thema").select_option("mobility")
    expect(page).to_have_url(re.compile("b_theme=mobility"))
    expect(page.locator(".figures thead th").nth(2)).to_have_text("ProSud · Mobilität")
    # The map comes anew, where it was moved to.
    expect(right.locator(".embed__foot")).to_contain_text("Mobilität")
    expect(right.locator(".leaflet-control-scale")).to_have_text(scale)
    page.get_by_role("link", name="Seiten tauschen").click()
    expect(left.locator(".embed__foot")).to_contain_text("Mobilität")
    expect(page.get_by_role("group", name="Links").get_by_label("Ort")).to_have_value("region:prosud")
    page.go_back()
    expect(page.get_by_role("group", name="Links").get_by_label("Ort")).to_have_value("commune:0204")
    expect(left.locator(".embed__foot")).to_contain_text("Esch an der Alzette")
    page.get_by_role("group", name="Links").get_by_label("Tag").fill("1990-01-01")
    expect(
        page.get_by_role("alert").filter(has_text="bekannt. Wählen Sie diesen oder einen späteren Tag")
    ).to_be_visible()
    expect(page.locator("iframe").first).to_be_hidden()
    page.get_by_role("group", name="Links").get_by_label("Tag").fill("2030-01-01")
    expect(page.locator("iframe").first).to_be_visible()
    expect(page.locator(".figures thead th").nth(1)).to_have_text("Esch an der Alzette · Alle Themen · 1. Januar 2030")


@pytest.mark.screen(PHONE, "fr")
def test_two_maps_on_a_phone_lie_on_each_other(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/fr/compare/?a=commune:0204")
    # Beside a commune that comes alone stands its region.
    expect(page.get_by_role("group", name="Droite").get_by_label("Lieu")).to_have_value("region:prosud")
    expect(page.locator("iframe").first).to_be_visible()
    expect(page.locator("iframe").nth(1)).to_be_hidden()
    page.locator(".compare__name").nth(1).tap()
    expect(page.locator("iframe").nth(1)).to_be_visible()
    expect(page.locator("iframe").first).to_be_hidden()
    page.locator("[data-indicator=jobs] summary").tap()
    expect(page.locator("[data-indicator=jobs] p")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.screen(DESKTOP, "fr")
def test_the_comparison_on_paper(page: Page, base_url: str) -> None:
    widths = "[...document.querySelectorAll('.compare__paper')].map(({ naturalWidth }) => naturalWidth)"
    page.add_init_script(f"window.print = () => {{ window.asked = {widths}; }}")
    page.goto(f"{base_url}/fr/compare/?a=commune:0204&b=commune:0204&b_on=2030-01-01")
    held: list[Route] = []
    page.route("**/share/map.png?*", lambda route: held.append(route))  # noqa: PLW0108  # asks for a function of Python
    first = page.locator(".compare__paper").first
    before = first.get_attribute("src")
    page.get_by_role("button", name="Imprimer").click()
    # Moved while its picture is drawn: another one is fetched before the browser prints.
    page.frame_locator("iframe").first.locator(".leaflet-control-zoom-in").click()
    expect(first).not_to_have_attribute("src", before or "")
    assert held
    page.unroute("**/share/map.png?*")  # lets go what was held
    until(page, "window.asked")
    here = page.evaluate("window.asked")
    assert len(here) == 2
    assert min(here) > 0
    page.emulate_media(media="print")
    for picture in page.locator(".compare__paper").all():
        expect(picture).to_be_visible()
    expect(page.locator("iframe").first).to_be_hidden()
    expect(page.locator("[data-indicator=jobs] p")).to_be_visible()


@pytest.mark.screen(DESKTOP, "de")
def test_what_is_chosen_on_the_map_goes_along_to_the_comparison(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/de/?commune=0204&on=2028-01-01")
    way = page.get_by_role("link", name="Vergleichen", exact=True)
    expect(way).to_have_attribute("href", "/de/compare/?a=commune:0204&b=commune:0204&b_on=2028-01-01")
    way.click()
    head = page.locator(".figures thead th")
    expect(head.nth(1)).to_have_text("Esch an der Alzette · heute")
    expect(head.nth(2)).to_have_text("Esch an der Alzette · 1. Januar 2028")


@pytest.mark.screen(DESKTOP, "fr")
def test_figures_in_the_panel_follow_the_slider(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/fr/regions/prosud/")
    page.locator(".region__table").get_by_role("link", name="Esch-sur-Alzette").click()
    heading = page.locator("#figures-title")
    expect(heading).to_have_text("Chiffres")
    page.locator("[data-indicator=works_weeks] summary").click()
    expect(page.locator("[data-indicator=works_weeks] p")).to_be_visible()
    page.locator(".time__day").fill("2030-01-01")
    expect(heading).to_have_text("Chiffres au 1er janvier 2030")
    # Whoever moves the slider keeps it under the fingers.
    expect(page.locator(".time__day")).to_be_focused()
    expect(page.get_by_role("link", name="Comparer aujourd’hui avec le 1er janvier 2030")).to_be_visible()


@pytest.mark.screen(DESKTOP, "de")
def test_the_region_writes_orders_and_takes_back_its_goals(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "regional_moderator")
    page.goto(f"{demo.base_url}/de/vision/")
    page.get_by_role("link", name="Ziel hinzufügen").click()
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Geben Sie dem Ziel einen Titel")).to_be_visible()
    page.get_by_label("Titel", exact=True).fill("Sichere Schulwege")
    page.get_by_text("In den anderen Sprachen").click()
    page.get_by_label("Titel (Français)").fill("Des chemins sûrs vers l’école")
    page.get_by_role("button", name="Speichern").click()
    goals = page.locator(".vision__table tbody").first.locator(".vision__goal summary")
    expect(goals).to_have_count(3)
    expect(goals.last).to_have_text("Sichere Schulwege")
    page.get_by_role("button", name="„Sichere Schulwege“ nach oben").click()
    expect(goals.nth(1)).to_have_text("Sichere Schulwege")
    page.goto(f"{demo.base_url}/fr/vision/")
    expect(goals.nth(1)).to_have_text("Des chemins sûrs vers l’école")
    page.goto(f"{demo.base_url}/de/vision/")
    for taken_back in (True, False):
        page.get_by_role("link", name="„Sichere Schulwege“ ändern").click()
        page.get_by_role("button", name="Dieses Ziel entfernen").click()
        expect(goals).to_have_count(2)
        if taken_back:
            page.get_by_role("button", name="Rückgängig").click()
            expect(goals.nth(1)).to_have_text("Sichere Schulwege")


@pytest.mark.screen(PHONE, "fr")
def test_one_commune_on_a_phone(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/fr/vision/")
    page.get_by_label("Commune", exact=True).select_option("0204")
    page.get_by_role("button", name="Afficher").click()
    expect(page.locator("thead th")).to_have_count(2)
    # Cards: nothing lies beside the screen, and what is missing leads on.
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    expect(page.locator(".reached--missing").nth(1).locator("..")).to_have_attribute("href", re.compile("/fr/suggest/"))
    page.get_by_role("link", name="Comparer avec la région").click()
    expect(page.locator(".figures thead th").nth(1)).to_have_text("Esch-sur-Alzette")
    expect(page.locator(".figures thead th").nth(2)).to_have_text("ProSud")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.screen(DESKTOP, "de")
def test_nothing_found_says_what_to_leave_out_and_undo_brings_it_back(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/de/?theme=buildings&commune=0204")
    way = page.get_by_role("button", name=re.compile("ohne „Thema“"))
    way.click()
    expect(page).not_to_have_url(re.compile("theme="))
    expect(page.locator("#list .group:visible .row").first).to_be_visible()
    page.locator("#main").press("Control+z")
    expect(page).to_have_url(re.compile("theme=buildings"))
    expect(way).to_be_visible()


@pytest.mark.screen(PHONE, "fr")
def test_nothing_found_near_by_offers_the_whole_map(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/fr/?theme=mobility&z=16&lon=5.85&lat=49.60")
    page.get_by_role("button", name=re.compile("sur toute la carte")).click()
    expect(page.locator("#list .group:visible .row").first).to_be_visible()
    expect(page).to_have_url(re.compile("theme=mobility"))
