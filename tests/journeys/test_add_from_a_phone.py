"""Adding on the way: the place first, by position or by name, then a short form with a photo, submitted."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Demo, sign_in, until
from tests.territory.files import samples

# In Bettembourg, whose editor signs in.
HERE = {"latitude": 49.5185, "longitude": 6.1030, "accuracy": 20}
PHOTO = {"name": "IMG_0815.jpg", "mimeType": "image/jpeg", "buffer": samples.photo_of_a_phone()}
SCRIPT = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": b"<svg onload=alert(1)></svg>"}
WORDS = {
    "de": {"script": "kein Foto", "position": "Die Nadel steht, wo Sie sind", "title": "Bank am Bahnhof"},
    "fr": {"script": "pas une photo", "position": "L’épingle est là où vous êtes", "title": "Banc à la gare"},
}


def add(page: Page, demo: Demo, language: str) -> None:
    page.goto(f"{demo.base_url}/{language}/add/local-initiatives/")
    page.locator(".place__finding").wait_for()


def finish(page: Page, language: str) -> None:
    """Title, theme and photo; a script that calls itself a photo is refused on the way."""
    words = WORDS[language]
    page.locator(f"[name=title_{language}]").fill(words["title"])
    page.locator("[name=theme]").select_option(index=1)
    page.locator("#id_files").set_input_files([SCRIPT])
    expect(page.locator(".uploads__row--wrong")).to_contain_text(words["script"])
    page.locator("#id_files").set_input_files([PHOTO])
    page.locator(".uploads__row input[type=text]").fill("Eine Bank <b>")
    page.locator("button[name=intent][value=submit]").click()
    expect(page.locator("#detail")).to_contain_text(words["title"])
    photo = page.locator(".photos__picture")
    expect(photo).to_have_attribute("alt", "Eine Bank <b>")
    photo.scroll_into_view_if_needed()
    # The picture has arrived, through the permission of the thing it hangs on.
    until(page, "document.querySelector('.photos__picture').naturalWidth > 0")


@pytest.mark.screen(PHONE, "de")
def test_where_i_stand(page: Page, demo: Demo) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(HERE)
    sign_in(page, demo, "commune_editor")
    add(page, demo, "de")
    # On a phone the place comes first.
    place, title = (page.locator(each).bounding_box() for each in ("#place", "[name=title_de]"))
    assert place["y"] < title["y"]
    page.locator(".place__tools button:has(use[href$='#current-location'])").click()
    expect(page.locator("#id_location")).to_have_value(re.compile(r"6\.103,\s*49\.5185"))
    expect(page.locator(".place__status")).to_contain_text(WORDS["de"]["position"])
    finish(page, "de")


@pytest.mark.screen(PHONE, "fr")
def test_by_the_name_of_a_place(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "commune_editor")
    add(page, demo, "fr")
    page.locator("#place-search").press_sequentially("Bettembourg")
    page.locator("#place-results [role=option]").first.wait_for()
    page.locator("#place-search").press("ArrowDown")
    page.locator("#place-search").press("Enter")
    expect(page.locator("#id_location")).to_have_value(re.compile('"Point"'))
    expect(page.locator(".place__status")).to_contain_text("Bettembourg")
    finish(page, "fr")


@pytest.mark.screen(PHONE, "fr")
def test_a_browser_that_may_not_tell_the_position_says_so(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "commune_editor")
    add(page, demo, "fr")
    page.locator(".place__tools button:has(use[href$='#current-location'])").click()
    expect(page.locator(".place__status")).to_contain_text("pas autorisé à donner votre position")
    expect(page.locator("#id_location")).to_have_value("")
