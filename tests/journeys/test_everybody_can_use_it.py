"""axe finds nothing on any page, on desktop and phone, in light and dark; nothing is wider than the screen."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import URLPattern, URLResolver
from playwright.sync_api import Page

from frontend import urls
from tests.journeys.conftest import DESKTOP, PHONE, Demo, sign_in
from tests.journeys.pages import BEHIND_DOORS, DOES_NOT_SHOW, IS_A_FILE, PAGES, VISITOR

# All that axe knows, and what it asks only where told to: targets of 24 px, or room around them (WCAG 2.2, 2.5.8).
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
# 1280 px of a desktop at 400 %.
ZOOMED = {"width": 320, "height": 256}


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def test_no_address_is_left_out() -> None:
    looked_at = {name for pages in PAGES.values() for name in pages}
    assert set(names(urls.urlpatterns)) == looked_at | BEHIND_DOORS | DOES_NOT_SHOW | IS_A_FILE
    assert not looked_at & (BEHIND_DOORS | DOES_NOT_SHOW | IS_A_FILE)


# Two pins may stand closer than a finger is wide: their place is what they say (WCAG 2.5.8, essential).
IS_A_PIN = "(selector) => Boolean(document.querySelector(selector)?.closest('.leaflet-marker-pane'))"


def violations(page: Page) -> list[str]:
    results = Axe().run(page, options=RULES)
    return [
        f"{page.url}: {violation['id']} ({violation['impact']}): {node['target']}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
        if not (violation["id"] == "target-size" and page.evaluate(IS_A_PIN, node["target"][-1]))
    ]


def open_pages(page: Page, demo: Demo, language: str, role: str) -> Iterator[str]:
    """Opens one page of ``role`` after the other and says which it is."""
    if role:
        sign_in(page, demo, role)
    for paths in PAGES[role].values():
        for path in paths:
            answer = page.goto(f"{demo.base_url}/{language}/{path}")
            page.wait_for_load_state("networkidle")
            assert answer is not None
            assert answer.status == 200, path
            assert "/accounts/login/" not in page.url or "login" in path, f"{path} is not for {role or 'visitors'}"
            yield path


@pytest.mark.parametrize("role", PAGES)
@pytest.mark.screen(DESKTOP, "de")
def test_on_a_desktop(page: Page, demo: Demo, role: str) -> None:
    assert [found for _path in open_pages(page, demo, "de", role) for found in violations(page)] == []


@pytest.mark.parametrize("role", PAGES)
@pytest.mark.screen(PHONE, "fr")
def test_on_a_phone_in_the_dark(page: Page, demo: Demo, role: str) -> None:
    page.emulate_media(color_scheme="dark")
    assert [found for _path in open_pages(page, demo, "fr", role) for found in violations(page)] == []


@pytest.mark.parametrize("role", [VISITOR, "commune_editor"])
@pytest.mark.screen(ZOOMED, "de")
def test_at_400_percent_nothing_has_to_be_moved_sideways(page: Page, demo: Demo, role: str) -> None:
    wide = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert [path for path in open_pages(page, demo, "de", role) if page.evaluate(wide)] == []
