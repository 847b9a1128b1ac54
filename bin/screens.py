#!/usr/bin/env python3
"""The pictures of docs/screens/, taken from the demo that runs: `make demo DETACH=1`, then `make screens`."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("TERRITORY_DATA") or ROOT / ".data")
PICTURES = ROOT / "docs" / "screens"
DESKTOP: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True}
DARK: dict[str, Any] = {**DESKTOP, "color_scheme": "dark"}
# The tiles are there when the network is quiet; the last names are painted a moment later.
LAST_PAINT_MS = 1500


def as_it_is(_page: Page) -> None:
    """The page as it opens."""


def around_a_park(page: Page) -> None:
    """The companies around a business park."""
    page.get_by_role("tab", name="Nearby").click()
    page.locator("#nearby select").first.select_option(label="Cloche d’Or")


def an_area(page: Page) -> None:
    """A form on whose map an area is drawn."""
    page.get_by_role("button", name="Area").click()
    box = page.locator(".leaflet-container").bounding_box()
    if box is None:
        raise SystemExit("The form has no map.")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for right, down in ((60, 60), (130, 55), (140, 115), (70, 125)):
        page.mouse.click(x + right, y + down)
        page.wait_for_timeout(400)  # two clicks at once would be a double click


# name, address, screen, role that is signed in, what is done first
SCREENS: tuple[tuple[str, str, dict[str, Any], str, Callable[[Page], None]], ...] = (
    ("map", "/en/", DESKTOP, "", as_it_is),
    ("map-phone", "/en/", PHONE, "", as_it_is),
    ("nearby", "/en/", DESKTOP, "", around_a_park),
    ("contribute", "/en/add/local-initiatives/", DESKTOP, "commune_editor", an_area),
    ("detail-dark", "/en/pooled-services/1/", DARK, "", as_it_is),
    ("detail-phone", "/en/local-initiatives/1/", PHONE, "", as_it_is),
)


def main() -> None:
    """Takes every picture anew. Ends with a sentence when no demo runs."""
    try:
        demo = json.loads((DATA / "demo.json").read_text())
    except FileNotFoundError:
        raise SystemExit("No demo has been made here: make demo DETACH=1") from None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox"] if os.geteuid() == 0 else [],  # Chromium refuses its sandbox to root
        )
        for name, address, screen, role, prepare in SCREENS:
            context = browser.new_context(base_url=demo["base_url"], locale="en-GB", reduced_motion="reduce", **screen)
            page = context.new_page()
            if role:
                page.goto("/en/accounts/login/")
                page.locator("input[name=login]").fill(demo["roles"][role]["email"])
                page.locator("input[name=password]").fill(demo["roles"][role]["password"])
                with page.expect_navigation():
                    page.keyboard.press("Enter")
            page.goto(address, wait_until="networkidle")
            prepare(page)
            page.wait_for_timeout(LAST_PAINT_MS)
            page.screenshot(path=PICTURES / f"{name}.png")
            print(f"docs/screens/{name}.png", flush=True)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
