"""A headless Chromium for the benchmarks that look: empty caches, a slower processor, what came over the network."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.management import call_command
from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, sync_playwright

DESKTOP: ViewportSize = {"width": 1440, "height": 900}
QUIET = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",  # without a graphics card its emulation now and then stops painting
)
# A machine that is busy with other things is slow, and yet there is something to measure.
PATIENCE_MS = 120_000


def collect_static_files() -> None:
    """Lays the static files of the settings where the web server takes them from, bundles included."""
    call_command("collectstatic", interactive=False, verbosity=0)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses its sandbox to root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=[*QUIET, *sandbox]
        )
        yield browser
        browser.close()


@dataclass
class Traffic:
    """What a page asked for: kind and address of each request, and the bytes that came for it over the network."""

    kinds: dict[str, tuple[str, str]] = field(default_factory=dict)
    received: dict[str, float] = field(default_factory=dict)

    def watch(self, session: CDPSession) -> None:
        """Notes everything that ``session`` asks for from now on."""

        def begun(event: dict[str, Any]) -> None:
            if not event["request"]["url"].startswith(("data:", "blob:")):
                self.kinds[event["requestId"]] = (event.get("type", "Other"), event["request"]["url"])

        def done(event: dict[str, Any]) -> None:
            self.received[event["requestId"]] = event["encodedDataLength"]

        session.on("Network.requestWillBeSent", begun)
        session.on("Network.loadingFinished", done)
        session.send("Network.enable")

    @property
    def requests(self) -> int:
        return len(self.kinds)

    def bytes_of(self, kind: str = "") -> float:
        """Bytes on the network, headers included, of one ``kind`` of request or of all."""
        return sum(self.received.get(key, 0) for key, (its, _address) in self.kinds.items() if kind in {"", its})


def fresh_page(browser: Browser, slow_down: int = 1, **options: Any) -> tuple[Page, CDPSession, Traffic]:
    """A page with an empty cache on a processor ``slow_down`` times slower, and its traffic."""
    page = browser.new_context(viewport=DESKTOP, **options).new_page()
    page.set_default_timeout(PATIENCE_MS)
    session = page.context.new_cdp_session(page)
    traffic = Traffic()
    traffic.watch(session)
    if slow_down > 1:
        session.send("Emulation.setCPUThrottlingRate", {"rate": slow_down})
    return page, session, traffic
