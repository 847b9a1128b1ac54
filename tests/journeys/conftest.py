"""Journeys drive Chromium against the demo as ``make demo`` serves it: own cluster, web role, collected files."""

import functools
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, expect
from playwright.sync_api import TimeoutError as TakesTooLong

# Machines are noisy: a journey waits for what comes, and only then judges it.
expect.set_options(timeout=20_000)

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
# Hosts of base maps are never asked in tests: their tiles are answered with one transparent pixel.
TRANSPARENT_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da6300010000050001"
    "0d0a2db40000000049454e44ae426082"
)


@dataclass(frozen=True)
class Demo:
    """A served demo: its address and one account per role."""

    base_url: str
    roles: dict[str, dict[str, str]]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def demo() -> Iterator[Demo]:
    """The demo, made from nothing in a folder of its own and removed afterwards."""
    folder = Path(settings.DATA_DIR) / "journeys"
    environment = {name: value for name, value in os.environ.items() if not name.endswith("DATABASE_URL")}
    environment |= {"TERRITORY_DATA": str(folder), "PORT": str(_free_port()), "DETACH": "1"}
    _stop_and_remove(folder, environment)
    subprocess.run(["make", "--no-print-directory", "demo"], cwd=settings.BASE_DIR, env=environment, check=True)
    facts = json.loads((folder / "demo.json").read_text())
    yield Demo(base_url=facts["base_url"], roles=facts["roles"])
    _stop_and_remove(folder, environment)


def _stop_and_remove(folder: Path, environment: dict[str, str]) -> None:
    if folder.exists():
        subprocess.run(["make", "--no-print-directory", "stop"], cwd=settings.BASE_DIR, env=environment, check=True)
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    quiet = [
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-gpu",  # without a graphics card its emulation now and then stops painting
    ]
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses its sandbox to root
    return {
        **browser_type_launch_args,
        "executable_path": os.environ.get("CHROMIUM") or shutil.which("chromium"),
        "args": quiet + sandbox,
    }


@pytest.fixture(scope="session", autouse=True)
def patient_fingers() -> Iterator[None]:
    """Presses again what was not pressed after ten seconds.

    Right after a page has come, Chromium without a window now and then loses the frame for which Playwright waits
    before it presses; asked again, it is there.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in ("click", "tap", "check"):
            patch.setattr(Locator, name, _patient(getattr(Locator, name)))
        yield


def _patient(press: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(press)
    def pressed(locator: Locator, **options: Any) -> None:
        try:
            press(locator, **{"timeout": 10_000, **options})
        except TakesTooLong as error:
            if "performing" in str(error) or "timeout" in options:
                raise
            press(locator, **options)

    return pressed


@pytest.fixture(scope="session")
def base_url(demo: Demo) -> str:
    return demo.base_url


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any], request: pytest.FixtureRequest) -> dict[str, Any]:
    """Size and language of the screen: ``@pytest.mark.screen(PHONE, "fr")``; desktop and German without it."""
    marker = request.node.get_closest_marker("screen")
    viewport, language = marker.args if marker else (DESKTOP, "de")
    return {
        **browser_context_args,
        "viewport": viewport,
        "locale": f"{language}-LU",
        "has_touch": viewport == PHONE,
        "is_mobile": viewport == PHONE,
        "reduced_motion": "reduce",
        # A worker answers for the network, and what a test holds up or breaks off would not be seen.
        "service_workers": "allow" if request.node.get_closest_marker("offline") else "block",
    }


@pytest.fixture
def context(context: BrowserContext, demo: Demo, request: pytest.FixtureRequest) -> BrowserContext:
    """A browser that sees nothing but the demo; other hosts get a transparent pixel.

    It was here before, unless ``@pytest.mark.first_visit``: nothing invites to the tour.
    """
    if not request.node.get_closest_marker("first_visit"):
        context.add_init_script("try { localStorage.setItem('territory.tour', 'seen') } catch {}")
    context.route(
        lambda address: not address.startswith((demo.base_url, "data:", "blob:")),
        lambda route: route.fulfill(content_type="image/png", body=TRANSPARENT_PIXEL),
    )
    return context


@pytest.fixture
def page(page: Page, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that must not report an error: no exception, no refused content, no missing file.

    With ``@pytest.mark.offline`` the browser may say that it reaches nobody.
    """
    complaints: list[str] = []
    may_reach_nobody = request.node.get_closest_marker("offline") is not None
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if _is_complaint(message) else None)
    yield page
    assert [each for each in complaints if not (may_reach_nobody and "net::ERR_" in each)] == []


def open_map(page: Page, address: str) -> None:
    """Opens the map and waits until its scripts have taken over: a click before that would be lost."""
    page.goto(address)
    page.locator("#filters[data-ready]").first.wait_for()


def choose(page: Page, name: str, *codes: str) -> Locator:
    """Chooses options of a filter on the map and folds it again; without options leaves it unfolded."""
    fold = page.locator(f"details[data-filter={name}]")
    if fold.locator("summary").is_hidden():
        page.locator(".filters__more").click()
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    for code in codes:
        fold.locator(f"input[value='{code}']").check()
    if codes and page.locator("#filters[data-ready]").count():
        page.keyboard.press("Escape")
    return fold


def until(page: Page, expression: str, arg: Any = None, timeout: float = 30) -> None:
    """Waits until JavaScript is true of the page, at most ``timeout`` seconds.

    Asked from outside each time: what polls inside the page needs ``eval``, which the page's policy forbids.
    """
    end = time.monotonic() + timeout
    while not page.evaluate(expression, arg):
        assert time.monotonic() < end, f"not true within {timeout:g} s: {expression}"
        page.wait_for_timeout(100)


def _is_complaint(message: ConsoleMessage) -> bool:
    # A form that comes back with its mistakes answers 422: told to the person, and to the console as well.
    return message.type == "error" and "status of 422" not in message.text


def sign_in(page: Page, demo: Demo, role: str) -> None:
    """Signs in through the page people use."""
    account = demo.roles[role]
    page.goto(f"{demo.base_url}/de/accounts/login/")
    page.locator("input[name=login]").fill(account["email"])
    page.locator("input[name=password]").fill(account["password"])
    page.locator("form:has(input[name=password]) button[type=submit]").click()
    page.wait_for_url(lambda address: "/accounts/login" not in address)
