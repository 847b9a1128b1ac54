"""Somebody edits twice, looks at what changed, and brings back what stood there before."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Demo, sign_in

EASTWARD = 0.0006  # degrees: about 43 m


def _edit(page: Page, address: str, values: dict[str, str]) -> None:
    page.goto(address)
    # The scripts have taken over: they fold what is typed by hand.
    page.locator(".place__map.leaflet-container").wait_for()
    if "lon" in values:
        page.locator("details.by-hand > summary").click()
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("button[name=intent][value=save]").click()
    page.wait_for_url(lambda reached: "/edit/" not in reached)


def _restore(page: Page, demo: Demo, language: str) -> None:
    sign_in(page, demo, "commune_editor")
    page.goto(f"{demo.base_url}/{language}/mine/")
    edits = [demo.base_url + str(link.get_attribute("href")) for link in page.locator('a[href*="/edit/"]').all()]
    # The first that has a title in this language.
    for edit in edits:
        page.goto(edit)
        title = page.locator(f"[name=title_{language}]").input_value()
        if title:
            break
    assert title
    place = page.locator("[name=location]").input_value()

    _edit(page, edit, {f"title_{language}": f"{title} (neu)"})
    lon, lat = json.loads(place)["coordinates"]
    _edit(page, edit, {"lon": f"{lon + EASTWARD:.6f}", "lat": str(lat), f"title_{language}": "Verschrieben"})
    expect(page.locator("h1#detail-title")).to_have_text("Verschrieben")

    page.locator('#detail a[href$="/history/"]').click()
    entries = page.locator(".history__entry")
    newest, before_both = entries.nth(0), entries.nth(2)
    expect(newest.locator(".history__fields")).to_be_visible()
    newest.locator('a[href*="from="]').click()
    # Words in the table, both outlines on the map.
    expect(page.locator(".differences del")).to_have_text(f"{title} (neu)")
    expect(page.locator(".differences ins")).to_have_text("Verschrieben")
    expect(page.locator(".outlines path.outline")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    before_both.locator('a[href*="/restore/"]').click()
    expect(page.locator(".differences ins")).to_have_text(title)
    expect(page.locator(".outlines path.outline")).to_have_count(2)
    page.locator("form.restore button").click()

    page.wait_for_url(lambda reached: "/history/" not in reached)
    expect(page.locator("h1#detail-title")).to_have_text(title)
    expect(page.locator("#detail .message")).to_be_visible()
    page.goto(edit)
    assert page.locator("[name=location]").input_value() == place

    # The slip of the pen is still on record, as it was then.
    page.goto(edit.replace("/edit/", "/history/"))
    page.locator(".history__entry").nth(1).locator('a[href*="as_of="]').click()
    expect(page.locator("h1#detail-title")).to_have_text("Verschrieben")
    expect(page.locator("#detail .steps")).to_have_count(0)


def test_on_a_large_screen_in_german(page: Page, demo: Demo) -> None:
    _restore(page, demo, "de")


@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone_in_french(page: Page, demo: Demo) -> None:
    _restore(page, demo, "fr")
