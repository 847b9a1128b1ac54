"""A working group looks for companies near a place."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, open_map, sign_in


@pytest.mark.screen(DESKTOP, "de")
def test_from_a_park_the_nearest_companies_come_first(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/de/")
    page.get_by_role("tab", name="In der Nähe").click()
    page.locator("#nearby-park").select_option(label="Howald")
    rows = page.locator("#nearby .row--numbered")
    expect(rows.first).to_be_visible()
    distances = [_metres(text) for text in page.locator("#nearby .row--numbered").all_inner_texts()]
    assert len(distances) > 3
    assert distances == sorted(distances)
    total = page.locator(".nearby__total")
    expect(total).to_contain_text(re.compile(r"\d"))
    before = rows.count()
    # Metres begin at the edge of the park: the largest radius has more than the park and what lies at its edge.
    page.locator("#nearby-radius").fill("2000")
    page.locator("#nearby-radius").press("Enter")
    expect(rows).not_to_have_count(before)
    expect(page).to_have_url(re.compile("near_of=business-parks/.*radius=2000"))


@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone_a_point_with_nobody_near_says_what_to_loosen(page: Page, base_url: str) -> None:
    open_map(page, f"{base_url}/fr/")
    page.get_by_role("tab", name="À proximité").click()
    page.locator("#nearby-pick").click()
    page.locator("#map").click(position={"x": 60, "y": 130})
    expect(page.locator("#nearby .list__empty")).to_contain_text(re.compile("rayon|m"))


@pytest.mark.screen(DESKTOP, "de")
def test_only_certain_companies_and_the_address_keeps_it(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "working_group_coordinator")
    page.goto(f"{demo.base_url}/de/?tab=nearby")
    page.locator("#nearby-search").fill("Cloche")
    page.locator("#nearby-found [role=option]", has_text="Gewerbegebiet").first.click()
    page.locator("#nearby-by-foot").click()
    rows = page.locator("#nearby .row--numbered")
    expect(rows.first).to_be_visible()
    total = page.locator(".nearby__total")
    expect(total).to_contain_text("Minuten")
    everybody = total.inner_text()
    page.locator("#nearby-whom summary").click()
    page.locator("#nearby-jobs-from").fill("100")
    page.locator("#nearby-jobs-from").press("Tab")
    expect(total).not_to_have_text(everybody)
    large = rows.count()
    page.locator("#nearby-subject").select_option("shuttle")
    page.locator("#nearby-direction").select_option("in")
    expect(page).to_have_url(re.compile("near_jobs=100-&near_subject=shuttle&near_direction=in"))
    expect(page.locator("#nearby-whom summary")).to_contain_text("2")
    expect(rows).not_to_have_count(large)
    needing = rows.all_inner_texts()
    assert 0 < len(needing) < large
    address = page.url
    with page.expect_download() as download:
        page.locator(".nearby__files a", has_text="CSV").click()
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert len(lines) == len(needing) + 1
    page.goto(address)
    expect(rows).to_have_count(len(needing))
    assert rows.all_inner_texts() == needing
    page.locator("#nearby-whom summary").click()
    page.locator("#nearby-everybody").click()
    expect(total).to_have_text(everybody)


@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone_an_area_is_drawn_and_its_inside_listed(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/fr/?tab=nearby&z=16&lon=6.1153&lat=49.5803")
    page.locator("#nearby-draw").click()
    for x, y in ((40, 120), (250, 120), (250, 400), (40, 400)):
        page.locator("#map").click(position={"x": x, "y": y})
    expect(page.locator(".sketch-corner")).to_have_count(4)
    expect(page.locator(".nearby__status")).to_contain_text("ha")
    expect(page).to_have_url(re.compile("near_area="))
    page.get_by_role("button", name="Terminé").click()
    expect(page.locator(".sketch-corner")).to_have_count(0)
    page.locator("#nearby-radius").fill("0")
    page.locator("#nearby-radius").press("Enter")
    expect(page.locator(".nearby__total")).to_contain_text("à l’intérieur")
    inside = page.locator("#nearby .row--numbered").count()
    assert inside > 0
    page.reload()
    expect(page.locator("#nearby .row--numbered")).to_have_count(inside)
    expect(page.locator("path.sketch")).to_have_count(1)


def _metres(row: str) -> float:
    kilometres = re.search(r"(\d+(?:,\d+)?)\s*km", row)
    if kilometres:
        return float(kilometres.group(1).replace(",", ".")) * 1000
    metres = re.search(r"([\d.\s\u202f\u00a0]+)\s*m\b", row)
    assert metres, row
    return float(re.sub(r"\D", "", metres.group(1)))
