#!/usr/bin/env python3
"""The pictures of docs/screens/ and of the help pages, taken from the demo that runs.

`make demo DETACH=1`, then `make screens`; `ONLY=map,help` takes some: names of screens, codes of help pages, or "help".
"""

import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("TERRITORY_DATA") or ROOT / ".data")
PICTURES = ROOT / "docs" / "screens"
HELP = ROOT / "frontend" / "static" / "frontend" / "help"
ICONS = ROOT / "frontend" / "static" / "frontend" / "icons"
LANGUAGES = ("de", "en", "fr", "lb")
HELP_PICTURE_BYTES = 60_000
DESKTOP: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True}
DARK: dict[str, Any] = {**DESKTOP, "color_scheme": "dark"}
BESIDE_WORDS: dict[str, Any] = {"viewport": {"width": 1000, "height": 640}, "color_scheme": "light"}
# The tiles are there when the network is quiet; the last names are painted a moment later.
LAST_PAINT_MS = 1500
SHEET_SCALE = 1.7  # of 72 dots an inch: A4 is as wide as a screen

Preparation = Callable[[Page], None]


def as_it_is(_page: Page) -> None:
    """The page as it opens."""


def typed_search(page: Page) -> None:
    """The results of a search."""
    page.locator("#search-field").press_sequentially("Belval", delay=60)
    page.locator("#search-results [role=option]").first.wait_for()


def around_a_park(page: Page) -> None:
    """The companies around a business park."""
    page.locator("#tab-nearby").click()
    page.locator("#nearby select").first.select_option(label="Cloche d’Or")


def a_suitability_map(page: Page) -> None:
    """The first of the maps that are listed, with its legend."""
    page.locator(".study-list a").first.click()
    page.locator(".leaflet-container").wait_for()
    page.wait_for_load_state("networkidle")


def scrolled_to(part: str) -> Preparation:
    """That part of the page at the top."""
    return lambda page: page.locator(part).evaluate("(element) => element.scrollIntoView()")


# name, address, screen, role that is signed in, what is done first
SCREENS: tuple[tuple[str, str, dict[str, Any], str, Preparation], ...] = (
    ("map", "/en/", DESKTOP, "", as_it_is),
    ("vision", "/en/vision/", DESKTOP, "", as_it_is),
    ("compare", "/en/compare/", DESKTOP, "", as_it_is),
    ("nearby", "/en/", DESKTOP, "", around_a_park),
    ("siting", "/en/siting/?group=cloche-dor", DESKTOP, "working_group_coordinator", as_it_is),
    ("group", "/en/working-groups/1/", DESKTOP, "working_group_coordinator", as_it_is),
    ("works", "/en/working-groups/1/works/", DESKTOP, "", as_it_is),
    ("queue", "/en/queue/", DESKTOP, "regional_moderator", as_it_is),
    ("project-phone", "/en/local-initiatives/1/", PHONE, "", as_it_is),
)
# name and address of a sheet of paper
SHEETS: tuple[tuple[str, str], ...] = (("print", "/en/share/map.pdf"),)

# code of the help page, address below the language, role, what is done first
HELP_PICTURES: tuple[tuple[str, str, str, Preparation], ...] = (
    ("find", "", "", typed_search),
    ("nearby", "", "", around_a_park),
    ("add", "add/local-initiatives/", "commune_editor", as_it_is),
    ("border", "queue/", "commune_editor", as_it_is),
    ("decide", "queue/", "regional_moderator", as_it_is),
    ("needs", "needs-and-offers/", "company_member", as_it_is),
    ("siting", "siting/?group=cloche-dor", "working_group_coordinator", as_it_is),
    ("suitability", "suitability/", "", a_suitability_map),
    ("works", "working-groups/1/works/", "", as_it_is),
    ("share", "share/", "", as_it_is),
    ("follow", "following/", "company_member", as_it_is),
    ("time", "?on=2030-01-01", "", as_it_is),
    ("compare", "compare/?a=commune:0204&b=region:prosud", "", as_it_is),
    ("vision", "vision/", "", as_it_is),
    ("print", "share/", "", scrolled_to("#sharing-paper")),
    ("views", "views/?theme=mobility", "company_member", as_it_is),
    ("embed", "share/", "", scrolled_to("#sharing-embed")),
    ("suggest", "suggest/", "", as_it_is),
    ("meetings", "working-groups/1/meetings/", "working_group_coordinator", as_it_is),
    ("account", "account/", "company_member", as_it_is),
)


def main() -> None:
    """Takes every picture anew, or those that ONLY names. Ends with a sentence when no demo runs."""
    only = set(filter(None, os.environ.get("ONLY", "").split(",")))
    try:
        demo = json.loads((DATA / "demo.json").read_text())
    except FileNotFoundError:
        raise SystemExit("No demo has been made here: make demo DETACH=1") from None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox"] if os.geteuid() == 0 else [],  # Chromium refuses its sandbox to root
        )
        if not only or "icons" in only:
            icons(browser)
        for name, address, screen, role, prepare in SCREENS:
            if not only or name in only:
                with shown(browser, demo, screen, "en", role) as page:
                    page.goto(address, wait_until="networkidle")
                    save(as_png(take(page, prepare)), PICTURES / f"{name}.png")
        for name, address in SHEETS:
            if not only or name in only:
                with shown(browser, demo, DESKTOP, "en", "") as page:
                    save(as_png(first_page(page.request.get(address).body())), PICTURES / f"{name}.png")
        for language in LANGUAGES:
            for code, path, role, prepare in HELP_PICTURES:
                if not only or code in only or "help" in only:
                    with shown(browser, demo, BESIDE_WORDS, language, role) as page:
                        page.goto(f"/{language}/{path}", wait_until="networkidle")
                        save(as_webp(take(page, prepare)), HELP / language / f"{code}.webp")
        browser.close()


def icons(browser: Browser) -> None:
    """The brand in the sizes of an installed app; the full one has room for what a phone cuts off at the corners."""
    drawing = (ICONS / "brand.svg").read_text()
    for name, size, share in (("192", 192, 100), ("512", 512, 100), ("full", 512, 72)):
        page = browser.new_page(viewport={"width": size, "height": size})
        ground = "#0B3B5C" if share < 100 else "transparent"
        style = (
            f"body{{margin:0;display:grid;place-items:center;height:100vh;background:{ground}}}svg{{width:{share}%}}"
        )
        page.set_content(f"<style>{style}</style>{drawing}")
        save(page.screenshot(omit_background=True), ICONS / f"app-{name}.png")
        page.close()


@contextmanager
def shown(browser: Browser, demo: dict[str, Any], screen: dict[str, Any], language: str, role: str) -> Iterator[Page]:
    """A page of a browser that was here before, signed in where ``role`` is named."""
    region = "GB" if language == "en" else "LU"
    context = browser.new_context(
        base_url=demo["base_url"], locale=f"{language}-{region}", reduced_motion="reduce", **screen
    )
    context.add_init_script("localStorage.setItem('territory.tour', 'seen')")
    page = context.new_page()
    if role:
        page.goto(f"/{language}/accounts/login/")
        page.locator("input[name=login]").fill(demo["roles"][role]["email"])
        page.locator("input[name=password]").fill(demo["roles"][role]["password"])
        with page.expect_navigation():
            page.keyboard.press("Enter")
    yield page
    context.close()


def take(page: Page, prepare: Preparation) -> bytes:
    """PNG of what is seen once all is painted."""
    prepare(page)
    page.wait_for_timeout(LAST_PAINT_MS)
    return page.screenshot()


def first_page(document: bytes) -> bytes:
    """PNG of the first page of a PDF."""
    out = io.BytesIO()
    pypdfium2.PdfDocument(document)[0].render(scale=SHEET_SCALE).to_pil().save(out, "PNG")
    return out.getvalue()


def as_png(picture: bytes) -> bytes:
    """The picture in 256 colours: flat drawings lose nothing that is seen, and are a third as large."""
    out = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()


def as_webp(picture: bytes) -> bytes:
    """The picture in the best quality that still is small enough for a page that is read on a phone."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for quality in range(80, 20, -10):
        out = io.BytesIO()
        image.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= HELP_PICTURE_BYTES:
            return out.getvalue()
    raise SystemExit(f"A picture of the help does not go into {HELP_PICTURE_BYTES} bytes.")


def save(content: bytes, path: Path) -> None:
    """Writes the file and says so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
