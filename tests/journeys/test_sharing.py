"""A view of the map is handed on: as a link, on paper, as data, as one file, in a frame. The same things arrive."""

import http.server
import io
import re
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pypdfium2
import pytest
from playwright.sync_api import BrowserContext, Download, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, open_map, until
from tests.journeys.test_everybody_can_use_it import violations

VIEW = "z=11&lon=6.05&lat=49.55&theme=mobility"
FETCHED = "async (address) => [...new Uint8Array(await (await fetch(address)).arrayBuffer())]"


def counted(page: Page) -> dict[str, str]:
    """What the legend counts, by the names of the map layers; without those that show nothing here."""
    rows = page.locator(".legend__row")
    names = rows.locator(".legend__name").all_text_contents()
    counts = rows.locator(".legend__count").all_text_contents()
    return {name: count for name, count in zip(names, counts, strict=True) if count not in {"", "0"}}


def open_sharing(page: Page) -> None:
    page.locator("#share-button").click()
    page.locator(".sharing-dialog #sharing-address").wait_for()


def saved(download: Download, folder: Path) -> bytes:
    path = folder / download.suggested_filename
    download.save_as(path)
    return path.read_bytes()


@pytest.mark.screen(DESKTOP, "de")
def test_a_planner_sends_a_short_link_and_it_shows_the_same(page: Page, demo: Demo, context: BrowserContext) -> None:
    open_map(page, f"{demo.base_url}/de/?{VIEW}")
    page.wait_for_load_state("networkidle")
    open_sharing(page)
    assert violations(page) == []
    assert "theme=mobility" in page.locator("#sharing-address").input_value()
    page.get_by_role("button", name="Kurzlink erstellen").click()
    short = page.locator("#sharing-short").input_value()
    assert re.fullmatch(rf"{demo.base_url}/v/\w{{7}}/", short)
    page.keyboard.press("Escape")
    expect(page.locator(".sharing-dialog")).to_have_count(0)
    here = counted(page)
    assert here["Kooperationsprojekte"]

    other = context.new_page()
    other.goto(short)
    other.locator("#filters[data-ready]").first.wait_for()
    other.wait_for_load_state("networkidle")
    assert "theme=mobility" in other.url
    expect(other.locator(".legend__row").first).to_be_visible()
    assert counted(other) == here


@pytest.mark.screen(DESKTOP, "de")
def test_the_sheet_counts_what_the_screen_counts(page: Page, demo: Demo) -> None:
    open_map(page, f"{demo.base_url}/de/?{VIEW}")
    page.wait_for_load_state("networkidle")
    on_screen = counted(page)
    open_sharing(page)
    page.locator("#sharing-heading").fill("Sitzung am Montag <b>")
    page.locator("#sharing-size").select_option("A3")
    form = page.locator("form.sharing__paper")
    address = form.evaluate("(form) => form.action + '?' + new URLSearchParams(new FormData(form))")
    document = pypdfium2.PdfDocument(bytes(page.evaluate(FETCHED, address)))
    words = document[0].get_textpage().get_text_bounded().replace("\r\n", " ")
    assert len(document) == 1
    assert round(document[0].get_size()[0] * 25.4 / 72) == 420
    assert "Sitzung am Montag <b>" in words
    for name, count in on_screen.items():
        assert f"{name} {count}" in words, words
    assert "1 : " in words
    assert "Thema: Mobilität" in words


@pytest.mark.screen(PHONE, "lb")
def test_on_a_phone_a_link_shows_its_middle_above_the_sheet(page: Page, demo: Demo) -> None:
    place = {"lon": "6.11680", "lat": "49.58120"}
    open_map(page, f"{demo.base_url}/lb/?{urlencode({'z': '17', **place})}")
    page.wait_for_load_state("networkidle")
    page.reload()
    page.wait_for_load_state("networkidle")
    stays = parse_qs(urlsplit(page.url).query)
    assert {name: stays[name][0] for name in place} == place
    box, sheet = page.locator("#map").bounding_box(), page.locator("#panel").bounding_box()
    assert box
    assert sheet
    page.touchscreen.tap(box["x"] + box["width"] / 2, (box["y"] + sheet["y"]) / 2)
    expect(page.get_by_role("heading", name="Gemeinsam Kantin Cloche d’Or")).to_be_visible()


@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone_the_data_is_taken_away(page: Page, demo: Demo, tmp_path: Path) -> None:
    open_map(page, f"{demo.base_url}/fr/?{VIEW}")
    open_sharing(page)
    assert violations(page) == []
    with page.expect_download() as expected:
        page.get_by_role("link", name="GeoJSON").click()
    archive = zipfile.ZipFile(io.BytesIO(saved(expected.value, tmp_path)))
    assert "README.txt" in archive.namelist()
    assert "Thème\u00a0: Mobilité" in archive.read("README.txt").decode()


@pytest.mark.screen(DESKTOP, "de")
def test_the_file_opens_without_a_network_and_shows_the_same(
    page: Page, demo: Demo, context: BrowserContext, tmp_path: Path
) -> None:
    open_map(page, f"{demo.base_url}/de/?{VIEW}")
    page.wait_for_load_state("networkidle")
    on_screen = counted(page)
    open_sharing(page)
    with page.expect_download() as expected:
        page.get_by_role("link", name="Karte (HTML)").click()
    path = tmp_path / "map.html"
    path.write_bytes(saved(expected.value, tmp_path))

    asked: list[str] = []
    browser = context.browser
    assert browser
    cut_off = browser.new_context(viewport=DESKTOP, offline=True)
    offline = cut_off.new_page()
    complaints: list[str] = []
    offline.on("pageerror", lambda error: complaints.append(str(error)))
    offline.on("request", lambda request: asked.append(request.url))
    offline.goto(path.as_uri())
    layers = offline.locator(".leaflet-control-layers-overlays label")
    expect(layers.first).to_be_visible()
    written = dict(label.strip().rsplit(" ", 1) for label in layers.all_text_contents())
    assert on_screen.items() <= written.items()
    # What a theme does not concern stays in sight on the screen, uncounted.
    assert set(written) - set(on_screen) == {"Gewerbegebiete", "Tramhaltestellen"}
    # What is narrowed, and the same legend and list beside the map.
    expect(offline.locator(".side header")).to_contain_text("Thema: Mobilität")
    expect(offline.locator(".side .legend")).to_contain_text("Etappe: der Ring")
    assert violations(offline) == []
    signs = int(on_screen["Kooperationsprojekte"]) + int(on_screen.get("Lokale Initiativen", "0"))
    signs += int(on_screen.get("Gemeinsame Dienste", "0"))
    expect(offline.locator(".leaflet-marker-icon.sign")).to_have_count(signs)
    offline.locator(".leaflet-marker-icon.sign").last.dispatch_event("click")
    expect(offline.locator(".leaflet-popup .name")).not_to_be_empty()
    layers.filter(has_text="Kooperationsprojekte").locator("input").uncheck()
    expect(offline.locator(".leaflet-marker-icon.sign")).to_have_count(signs - int(on_screen["Kooperationsprojekte"]))
    # The list does everything that the map does: it brings back what is switched off, and says the same.
    offline.locator(".list > summary").click()
    offline.locator(".list summary", has_text="Kooperationsprojekte").click()
    first = offline.locator(".list details[open] button").first
    first.press("Enter")
    expect(offline.locator(".leaflet-popup .name").last).to_have_text(first.inner_text())
    expect(layers.filter(has_text="Kooperationsprojekte").locator("input")).to_be_checked()
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []
    assert complaints == []
    cut_off.close()


@pytest.fixture
def other_site(demo: Demo) -> Iterator[str]:
    """A page on another host that shows the map in a frame."""
    frame = f'<iframe src="{demo.base_url}/de/embed/?{VIEW}" width="420" height="380"></iframe>'

    class Site(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that the library asks for
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(frame.encode())

        def log_message(self, *_arguments: object) -> None:
            """Says nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


def test_a_site_that_is_not_on_the_list_shows_no_map(demo: Demo, context: BrowserContext, other_site: str) -> None:
    page = context.new_page()
    context.unroute_all()
    page.goto(other_site)
    frame = page.frame_locator("iframe")
    expect(frame.locator("#map canvas")).to_have_count(0)


@pytest.mark.screen(DESKTOP, "de")
def test_the_frame_shows_the_map_and_leads_to_it(page: Page, demo: Demo) -> None:
    page.set_viewport_size({"width": 420, "height": 380})
    page.goto(f"{demo.base_url}/de/embed/?{VIEW}")
    expect(page.locator("#map canvas")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert violations(page) == []
    link = page.get_by_role("link", name="Karte öffnen")
    assert "theme=mobility" in (link.get_attribute("href") or "")


@pytest.mark.screen(PHONE, "fr")
def test_without_scripts_the_page_does_it_all(demo: Demo, context: BrowserContext, page: Page) -> None:
    page.goto(f"{demo.base_url}/fr/share/?{VIEW}")
    assert violations(page) == []
    browser = context.browser
    assert browser
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{demo.base_url}/fr/share/?{VIEW}")
    plain.get_by_role("button", name="Créer un lien court").click()
    assert "/v/" in plain.locator("#sharing-short").input_value()
    plain.context.close()


# As the browser does when it prints: fetches what was kept for paper.
PRINTED = "for (const picture of document.querySelectorAll('img[loading=lazy]')) picture.loading = 'eager'"
HAVE_COME = (
    "[...document.querySelectorAll('{}')].every((picture) => 'here' in picture.dataset && picture.naturalWidth > 0)"
)


@pytest.mark.screen(DESKTOP, "de")
def test_the_keys_that_print_give_the_picture_and_the_list(page: Page, demo: Demo) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_map(page, f"{demo.base_url}/de/?theme=mobility")
    page.locator(".leaflet-control-zoom-in").click()
    expect(page).to_have_url(re.compile(r"z=\d"))
    picture = page.locator("#map-on-paper")
    assert not [address for address in asked if "map.png" in address], "fetched although nobody prints"
    page.evaluate(PRINTED)
    until(page, HAVE_COME.format("#map-on-paper"))
    page.emulate_media(media="print")
    expect(picture).to_be_visible()
    (address,) = [address for address in asked if "map.png" in address]
    assert "theme=mobility" in address
    assert re.search(r"[?&]z=\d", address)
    expect(page.locator("#list").get_by_text("Fahrradboxen an der Tramhaltestelle Scillas")).to_be_visible()
    for on_screen_only in (".leaflet-container", "#filters", ".tabs", "#time"):
        expect(page.locator(on_screen_only).first).to_be_hidden()
    assert page.evaluate("document.querySelector('.panel__body').scrollHeight <= document.documentElement.scrollHeight")


@pytest.mark.screen(PHONE, "fr")
def test_the_menu_that_prints_gives_pictures_of_both_sides(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.base_url}/fr/compare/?a=commune:0204&b=region:prosud")
    page.emulate_media(media="print")
    # What has not come is not there as an empty frame.
    expect(page.locator(".compare__no-maps")).to_be_visible()
    expect(page.locator("iframe").first).to_be_hidden()
    page.evaluate(PRINTED)
    until(page, HAVE_COME.format(".compare__paper"))
    expect(page.locator(".compare__no-maps")).to_be_hidden()
    for side in page.locator(".compare__paper").all():
        expect(side).to_be_visible()
