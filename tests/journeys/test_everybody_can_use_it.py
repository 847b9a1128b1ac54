"""axe finds nothing on any page, on desktop and phone, in light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.conftest import DESKTOP, PHONE, Demo, sign_in

PUBLIC = (
    "",
    "?tab=nearby&near=6.1229,49.5772,500",
    "communes/1/",
    "business-parks/1/",
    "construction-zones/1/",
    "transit-stops/1/",
    "establishments/1/",
    "working-groups/1/",
    "working-groups/1/works/",
    "establishments/1/works/",
    "local-initiatives/1/",
    "pooled-services/1/",
    "add/",
    "suggest/",
    "suggest/?about=communes/1",
    "themes/mobility/",
    "compare/?a=commune:0204&b=region:prosud",
    "vision/",
    "vision/?commune=0204",
    "accounts/login/",
    "help/",
    "about/",
)
SIGNED_IN = (
    "add/",
    "add/local-initiatives/",
    "add/pooled-services/",
    "mine/",
    "needs-and-offers/",
    "working-groups/1/needs/",
    "leads/",
    "leads/1/",
    "working-groups/1/leads/",
    "working-groups/1/enough/?service=shuttle",
)


def violations(page: Page) -> list[str]:
    results = Axe().run(page, options={"resultTypes": ["violations"]})
    return [
        f"{page.url}: {violation['id']} ({violation['impact']}): {node['target']}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]


def look_at(page: Page, demo: Demo, language: str, paths: tuple[str, ...]) -> list[str]:
    found = []
    for path in paths:
        page.goto(f"{demo.base_url}/{language}/{path}")
        page.wait_for_load_state("networkidle")
        found += violations(page)
    return found


@pytest.mark.screen(DESKTOP, "de")
def test_on_a_desktop(page: Page, demo: Demo) -> None:
    assert look_at(page, demo, "de", PUBLIC) == []


@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone_in_the_dark(page: Page, demo: Demo) -> None:
    page.emulate_media(color_scheme="dark")
    assert look_at(page, demo, "fr", PUBLIC) == []


@pytest.mark.screen(DESKTOP, "de")
def test_signed_in(page: Page, demo: Demo) -> None:
    sign_in(page, demo, "commune_editor")
    assert look_at(page, demo, "de", SIGNED_IN) == []
