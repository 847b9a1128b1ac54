"""A town with thousands of establishments: every one is seen and can be pointed at, painted apart from the page."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import DESKTOP, open_map, until

SIDE, STEP = 64, 64  # 64 × 64 discs over the 4096 steps of a tile
NAME = "Kiosk um Eck"
# Level 16 of the map is drawn with tiles of level 15, 512 px wide.
VIEW = "z=16&lon=6.0000&lat=49.5000"
DARK_PIXELS = """() => {
    const canvas = document.querySelector('#map canvas.map__canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i] < 110 && data[i + 1] < 120 && data[i + 2] < 125) count += 1;
    return count;
}"""


def varint(number: int) -> bytes:
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*found, number])


def field(number: int, content: bytes | int) -> bytes:
    if isinstance(content, int):
        return varint(number << 3) + varint(content)
    return varint(number << 3 | 2) + varint(len(content)) + content


def crowd() -> bytes:
    """A layer of establishments that stand on a grid, after the Mapbox vector tile specification 2.1."""
    features = b""
    for number in range(SIDE * SIDE):
        row, column = divmod(number, SIDE)
        x, y = column * STEP + STEP // 2, row * STEP + STEP // 2
        geometry = bytes([9]) + varint(2 * x) + varint(2 * y)  # MoveTo once, zigzag
        features += field(2, field(1, number + 1) + field(2, bytes([0, 0])) + field(3, 1) + field(4, geometry))
    named = field(3, b"name") + field(4, field(1, NAME.encode()))
    return field(3, field(15, 2) + field(1, b"establishments") + features + named + field(5, 4096))


def with_crowd(route: Route) -> None:
    """The tile as it is; where establishments stand alone, the crowd instead of them."""
    if "establishments" in route.request.url:
        route.fulfill(body=crowd(), content_type="application/vnd.mapbox-vector-tile")
    else:
        route.continue_()


@pytest.mark.screen(DESKTOP, "fr")
def test_thousands_are_painted_apart_from_the_page_and_each_can_be_pointed_at(page: Page, base_url: str) -> None:
    workers: list[str] = []
    page.on("worker", lambda worker: workers.append(worker.url))
    page.route(re.compile(r"/ogc/tiles/WebMercatorQuad/15/"), with_crowd)
    open_map(page, f"{base_url}/fr/?{VIEW}")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1_500)
    assert [url.rpartition("/js/")[2] for url in workers] == ["worker/tiles.js"]
    painted = page.evaluate(DARK_PIXELS)
    _point_at_one(page)

    # Where no worker runs, the page paints the same itself.
    page.route("**/js/worker/tiles.js", lambda route: route.fulfill(body="throw 0", content_type="text/javascript"))
    page.reload()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1_500)
    assert page.evaluate(DARK_PIXELS) == pytest.approx(painted, rel=0.02)
    assert painted > 50_000
    _point_at_one(page)


@pytest.mark.screen(DESKTOP, "de")
def test_one_of_thousands_is_opened_and_the_keyboard_moves_the_map(page: Page, base_url: str) -> None:
    page.route(re.compile(r"/ogc/tiles/WebMercatorQuad/15/"), with_crowd)
    article = f'<article id="detail"><h1 tabindex="-1">{NAME}</h1></article>'
    opened = re.compile(r"/de/establishments/\d+/")
    page.route(opened, lambda route: route.fulfill(body=article, content_type="text/html"))
    open_map(page, f"{base_url}/de/?{VIEW}")
    until(page, f"() => ({DARK_PIXELS})() > 50_000")

    # Several lie under the point that is clicked: the first is opened, and all of them are offered.
    _point_at_one(page)
    page.mouse.click(700, 500)
    expect(page.locator("#detail-content h1")).to_have_text(NAME)
    offered = page.locator("#map .popup__link")
    expect(offered.first).to_contain_text(NAME)
    assert "/de/establishments/" in page.url
    offered.last.focus()
    last = offered.last.get_attribute("href")
    page.keyboard.press("Enter")
    expect(offered).to_have_count(0)
    until(page, "(address) => location.pathname === address", last)

    # By keyboard: back to the list, then the map is moved, and the crowd is there again.
    page.locator("#back").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#detail-slot")).to_be_hidden()
    page.locator("#map").focus()
    before = page.url
    page.keyboard.press("ArrowRight")
    until(page, "(address) => location.href !== address", before)
    until(page, f"() => ({DARK_PIXELS})() > 50_000")
    _point_at_one(page)


def _point_at_one(page: Page) -> None:
    """Discs stand 8 px apart and are 6 px wide: whatever is pointed at, it is one of them, once they are all sorted."""
    pointing = page.locator("#map.map--pointing")
    for step in range(100):
        page.mouse.move(700 + step % 2, 500)
        if pointing.count():
            break
        page.wait_for_timeout(100)
    expect(pointing).to_have_count(1)
    expect(page.get_by_text(NAME).first).to_be_visible()
