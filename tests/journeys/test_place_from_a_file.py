"""The place of an initiative out of a file: a track of a walk, and a zipped Shapefile of the cadastre."""

import re

import pytest
import shapely
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, Demo, sign_in
from tests.territory.geometry_files import samples

# In Bettembourg, whose editor signs in.
LON, LAT = 6.1030, 49.5185


def gpx() -> bytes:
    points = "".join(f'<trkpt lat="{LAT + step / 2000}" lon="{LON}"/>' for step in range(4))
    return (
        '<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">'
        f'<wpt lat="{LAT}" lon="{LON}"><name>Tor</name></wpt>'
        f"<trk><name>Rundgang</name><trkseg>{points}</trkseg></trk></gpx>"
    ).encode()


def zipped_shapefile() -> bytes:
    square = shapely.box(LON, LAT, LON + 0.001, LAT + 0.001)
    return samples.zipped(
        {
            f"parcel{ending}": part
            for ending, part in samples.written("ESRI Shapefile", ".shp", "EPSG:4326", square).items()
        }
    )


def load(page: Page, demo: Demo, language: str, name: str, content: bytes) -> None:
    sign_in(page, demo, "commune_editor")
    page.goto(f"{demo.base_url}/{language}/add/local-initiatives/")
    page.locator(".place__finding").wait_for()
    page.locator(f"[name=title_{language}]").fill("Garten")
    page.locator("[name=theme]").select_option(index=1)
    page.locator(".place-file > summary").click()
    page.locator("#id_place_file").set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": content}]
    )


def save(page: Page) -> None:
    page.locator("button[name=intent][value=save]").click()
    expect(page.locator("#detail")).to_contain_text("Garten")


@pytest.mark.screen(DESKTOP, "de")
def test_of_a_gpx_the_track_is_chosen(page: Page, demo: Demo) -> None:
    load(page, demo, "de", "rundgang.gpx", gpx())
    expect(page.locator(".place-file__choices")).to_contain_text("Welche ist es?")
    page.locator(".place-file__choice", has_text="Rundgang").click()
    expect(page.locator("#id_location")).to_have_value(re.compile('"LineString"'))
    expect(page.locator(".place__status")).to_contain_text("Eine Linie von")
    save(page)
    expect(page.locator("#detail .facts")).to_contain_text("Länge")


@pytest.mark.screen(DESKTOP, "fr")
def test_a_zipped_shapefile_is_taken_at_once_and_a_bad_one_costs_nothing(page: Page, demo: Demo) -> None:
    load(page, demo, "fr", "parcelle.zip", samples.zip_bomb())
    expect(page.locator("[data-found] .field__error")).to_contain_text("pas été décompressé")
    expect(page.locator("[name=title_fr]")).to_have_value("Garten")
    page.locator("#id_place_file").set_input_files(
        [{"name": "parcelle.zip", "mimeType": "application/zip", "buffer": zipped_shapefile()}]
    )
    expect(page.locator("#id_location")).to_have_value(re.compile('"Polygon"'))
    save(page)
    expect(page.locator("#detail .facts")).to_contain_text("Surface")
