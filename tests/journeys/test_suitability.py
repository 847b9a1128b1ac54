"""A coordinator composes a suitability map, tries its best cells as places, keeps the study and runs it again."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, sign_in
from tests.journeys.test_everybody_can_use_it import violations


@pytest.mark.screen(DESKTOP, "de")
def test_from_a_map_to_a_kept_study(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "working_group_coordinator")
    page.goto(f"{demo.base_url}/de/suitability/")
    page.get_by_label("Entfernung zur nächsten Haltestelle").check()
    page.get_by_label("Dichte der Arbeitsplätze").check()
    criteria = page.locator(".compose__criterion")
    density = criteria.filter(has_text="Dichte")
    density.locator("select").select_option("linear-up")
    before = density.locator("polyline").get_attribute("points")
    density.locator("input[type=number]").last.fill("20")
    assert density.locator("polyline").get_attribute("points") != before
    expect(page.locator("#preview-said")).to_contain_text("So würde die Karte aussehen")
    density.locator("input[type=range]").fill("10")
    expect(density.locator("output")).to_have_text("67 % des Ganzen")
    heavier = page.locator(
        '.compose__preview .raster__tiles img[src*="%22weight%22%3A10"], .raster__tiles img[src*="weight%22:10"]'
    )
    expect(heavier.first).to_be_visible()  # the map follows before anything is kept
    expect(page.locator(".compose__preview [aria-busy]")).to_have_count(0)
    page.get_by_label("Titel der Karte").fill("Kantine im Süden")
    assert violations(page) == []
    page.get_by_role("button", name="Karte berechnen").click()

    expect(page.locator(".raster__legend li")).to_have_count(6)  # once it is calculated
    expect(page.locator(".raster__cell")).to_have_count(10)
    page.locator("#raster-here").click()
    said = page.locator("#raster-value")
    expect(said).to_contain_text(re.compile(r"Eignung \d+ von 100"))
    expect(said).to_contain_text("Entfernung zur nächsten Haltestelle")
    expect(page.locator("#zones-business-parks + .raster__table")).to_contain_text("Cloche d’Or")
    assert violations(page) == []

    page.get_by_role("link", name="für Arbeitsgruppe Cloche d’Or").click()
    pins = page.locator(".siting__pin")
    expect(pins).to_have_count(2)
    page.locator("#siting-stops").uncheck()
    page.locator("#siting-ground").uncheck()
    page.locator("#siting-sites").fill("3")
    expect(pins).to_have_count(3)
    expect(page.locator(".siting__sites .siting__tick")).to_have_count(
        3
    )  # cells can be kept, places on the ground cannot
    page.locator("#siting-keep-name").fill("Kantine")
    page.get_by_role("button", name="Aufbewahren").click()

    expect(page).to_have_url(re.compile(r"/de/siting/\d+/$"))
    expect(page.get_by_role("heading", name="Kantine", exact=True)).to_be_visible()
    expect(pins).to_have_count(3)
    page.get_by_role("button", name="Neu rechnen").click()
    expect(page.locator("#nothing-changed")).to_be_visible()
    assert violations(page) == []


@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone_a_shared_study_is_opened_and_run_again(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "working_group_coordinator")
    page.goto(f"{demo.base_url}/fr/siting/")
    assert violations(page) == []
    page.get_by_role("link", name=re.compile("Navette pilote")).click()
    expect(page.locator(".siting__pin")).to_have_count(2)
    expect(page.locator(".siting__results")).to_contain_text(re.compile(r"\d,\d minutes"))  # a comma, as in French
    page.get_by_role("button", name="Relancer le calcul").click()
    expect(page.locator("#nothing-changed")).to_be_visible()
    assert violations(page) == []
    page.goto(f"{demo.base_url}/fr/suitability/?from=3")
    expect(page.locator("#preview-said")).to_contain_text("Voici la carte telle qu’elle serait")
    page.locator("#weight-1").scroll_into_view_if_needed()
    expect(page.locator(".compose__preview .siting__map")).to_be_in_viewport()  # stays above the sliders
    page.get_by_role("link", name=re.compile("Aptitude pour un service")).click()
    page.locator("#raster-here").click()
    expect(page.locator("#raster-value")).to_contain_text(re.compile("Aptitude"))
    assert violations(page) == []
