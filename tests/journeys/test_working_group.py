"""The coordinator of Cloche d'Or: who is within ten minutes' walk, where a shared service stands best, an own try."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, sign_in

OFFICES = "near=6.115300,49.580300"


@pytest.mark.screen(DESKTOP, "de")
def test_ten_minutes_on_foot_are_walked_and_not_flown(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "working_group_coordinator")
    page.goto(f"{demo.base_url}/de/?tab=nearby&{OFFICES}&radius=800")
    rows = page.locator("#nearby .row--numbered")
    expect(rows.first).to_be_visible()
    as_the_crow_flies = rows.count()
    page.locator("#nearby-by-foot").click()
    expect(page.locator(".reach-area")).to_have_count(2)  # five and ten minutes
    expect(rows.first).to_contain_text("min")
    minutes = [int(re.search(r"(\d+)\s*min", text).group(1)) for text in rows.all_inner_texts()]
    assert minutes == sorted(minutes)
    assert max(minutes) <= 10
    assert len(minutes) < as_the_crow_flies  # ten minutes are 800 m of way
    expect(page).to_have_url(re.compile("by=foot&minutes=10"))
    address = page.url
    page.locator("#nearby-sort").select_option("jobs")
    expect(rows.first).to_contain_text("1.350")
    with page.expect_download() as download:
        page.locator(".nearby__files a", has_text="XLSX").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    page.goto(address)
    expect(rows).to_have_count(len(minutes))


@pytest.mark.screen(DESKTOP, "de")
def test_the_best_places_and_an_own_try(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "working_group_coordinator")
    page.goto(f"{demo.base_url}/de/siting/?group=cloche-dor")
    pins = page.locator(".siting__pin")
    expect(pins).to_have_count(2)
    expect(page.locator("#siting-enough")).to_contain_text("400")
    page.locator("#siting-sites").fill("3")
    expect(pins).to_have_count(3)
    expect(page).to_have_url(re.compile("sites=3"))
    box = pins.first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 15, box["y"] + 15)
    page.mouse.down()
    page.mouse.move(box["x"] + 75, box["y"] + 75, steps=5)
    page.mouse.up()
    expect(page.locator("#siting-own")).to_contain_text(re.compile(r"\d"))
    expect(page.locator(".siting__pin--own")).to_have_count(3)
    page.locator("#siting-back").click()
    expect(page.locator(".siting__pin--own")).to_have_count(0)
    page.locator("#siting-model").select_option("lscp")
    expect(page.locator("#siting-sites")).to_be_hidden()


@pytest.mark.screen(PHONE, "de")
def test_what_lies_around_follows_the_pin(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "working_group_coordinator")
    page.goto(f"{demo.base_url}/de/add/pooled-services/?lon=6.1153&lat=49.5803")
    sheet = page.locator(".context-sheet")
    expect(sheet).to_contain_text("Cloche d’Or")
    expect(sheet).to_contain_text("Waassertuerm")
    page.locator("#id_starts_on").fill("2027-03-01")
    page.locator(".by-hand summary").click()
    page.locator("#id_lon").fill("6.1404")
    page.locator("#id_lat").fill("49.5820")
    page.locator("#id_lat").press("Tab")
    expect(sheet).to_contain_text("Scillas")
    expect(sheet).to_contain_text("Howald")
