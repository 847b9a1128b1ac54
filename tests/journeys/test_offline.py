"""Without a network: the last view of the map can be read, and says when it was fetched."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Demo, open_map, sign_in

pytestmark = pytest.mark.offline
KEPT = """async () => {
    const names = (await caches.keys()).filter(name => name.includes('views'));
    const kept = await Promise.all(names.map(async name => (await caches.open(name)).keys()));
    return kept.flat().map(each => each.url);
}"""


def wait_until_kept(page: Page, address: str) -> None:
    for _second in range(30):
        if address in page.evaluate(KEPT):
            return
        page.wait_for_timeout(1000)
    raise AssertionError(f"{address} is not kept")


@pytest.mark.screen(PHONE, "fr")
def test_the_last_view_is_readable(page: Page, demo: Demo) -> None:
    home = f"{demo.base_url}/fr/"
    open_map(page, home)
    wait_until_kept(page, home)
    page.reload()  # now the worker sees everything that the map asks for
    page.wait_for_load_state("networkidle")
    rows = page.locator("#list .row__name").all_text_contents()
    page.context.set_offline(True)
    page.reload()
    band = page.get_by_role("complementary", name="Pas de connexion")
    expect(band).to_contain_text("Vous voyez l’état du")
    expect(page.locator("#list .row__name")).to_have_text(rows)
    page.goto(f"{demo.base_url}/fr/communes/1/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Pas de connexion")
    # What was read on this device leads back to it.
    expect(page.get_by_role("heading", level=2)).to_have_text("Lu sur cet appareil")
    page.locator("#kept-pages a").first.click()
    expect(page.locator("#list .row__name")).to_have_text(rows)
    page.context.set_offline(False)
    page.goto(home)
    expect(band).to_be_hidden()


@pytest.mark.screen(DESKTOP, "de")
def test_it_says_at_once_that_the_network_went_away(page: Page, demo: Demo) -> None:
    home = f"{demo.base_url}/de/help/"
    page.goto(home)
    wait_until_kept(page, home)
    page.context.set_offline(True)
    band = page.get_by_role("complementary", name="Keine Verbindung")
    expect(band).to_be_visible()
    page.context.set_offline(False)
    expect(band).to_be_hidden()


@pytest.mark.screen(DESKTOP, "de")
def test_what_only_members_see_is_never_kept(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.base_url}/de/help/")
    wait_until_kept(page, f"{demo.base_url}/de/help/")
    sign_in(page, demo, "company_member")
    for path in ("needs-and-offers/", "account/", "", "local-initiatives/1/"):
        page.goto(f"{demo.base_url}/de/{path}")
        page.wait_for_load_state("networkidle")
    kept = {address.removeprefix(demo.base_url) for address in page.evaluate(KEPT)}
    assert {"/de/help/"} <= kept
    assert kept <= {"/de/help/", "/de/offline/", "/fr/offline/", "/en/offline/", "/lb/offline/"}
