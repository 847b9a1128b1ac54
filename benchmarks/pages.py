"""Every page of the service with a crowd behind it: how long it takes with the demo alone, and with a million more.

Started by ``python -m benchmarks.pages``. Makes a demo in a folder of its own, opens each page of
``tests/journeys/pages.py`` as the person who uses it, adds the crowd of ``benchmarks/measuring/crowd.py`` and opens
them again. Printed are the slowest, with the ratio: what grows with the crowd, and what does not.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from benchmarks.measuring import ROOT, free_port
from tests.journeys.pages import PAGES

TURNS = 3
SHOWN = 25
LANGUAGE = "en"


@contextmanager
def demo_of_its_own(folder: str) -> Iterator[dict[str, str]]:
    """The surroundings in which the demo's programs run, while it runs."""
    surroundings = {name: value for name, value in os.environ.items() if not name.endswith("DATABASE_URL")}
    surroundings |= {"TERRITORY_DATA": folder, "PORT": str(free_port()), "DETACH": "1"}
    make = ["make", "--no-print-directory"]
    subprocess.run([*make, "demo"], cwd=ROOT, env=surroundings, check=True, stdout=subprocess.DEVNULL)
    try:
        yield surroundings
    finally:
        subprocess.run([*make, "stop"], cwd=ROOT, env=surroundings, check=True)


def signed_in(base: str, account: dict[str, str] | None) -> OpenerDirector:
    """Somebody's browser, as far as answers and cookies go."""
    cookies = CookieJar()
    browser = build_opener(HTTPCookieProcessor(cookies))
    if account:
        address = f"{base}/{LANGUAGE}/accounts/login/"
        browser.open(address).read()
        token = next(cookie.value for cookie in cookies if "csrf" in cookie.name)
        form = {"csrfmiddlewaretoken": token, "login": account["email"], "password": account["password"]}
        answer = browser.open(Request(address, urlencode(form).encode(), {"Referer": address}))
        if "login" in answer.url:
            sys.exit(f"Could not sign in as {account['email']}.")
    return browser


def seconds_of_pages(folder: str) -> dict[str, float]:
    """The quickest of three answers of each page, by role and address."""
    facts = json.loads((Path(folder) / "demo.json").read_text())
    took = {}
    for role, pages in PAGES.items():
        browser = signed_in(facts["base_url"], facts["roles"][role] if role else None)
        for path in (path for paths in pages.values() for path in paths):
            times = []
            for _turn in range(TURNS):
                begun = time.perf_counter()
                browser.open(f"{facts['base_url']}/{LANGUAGE}/{path}").read()
                times.append(time.perf_counter() - begun)
            took[f"{role or 'visitor':<26} /{path}"] = min(times)
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--establishments", type=int, default=1_000_000)
    parser.add_argument("--projects", type=int, default=20_000)
    parser.add_argument("--phases", type=int, default=5_000)
    crowd = vars(parser.parse_args())
    with tempfile.TemporaryDirectory() as folder, demo_of_its_own(folder) as surroundings:
        before = seconds_of_pages(folder)
        addresses = dict(line.split("=", 1) for line in (Path(folder) / "cluster.env").read_text().split())
        wishes = [f"--{name}={count}" for name, count in crowd.items()]
        subprocess.run(
            [sys.executable, "-m", "benchmarks.measuring.crowd", *wishes],
            cwd=ROOT,
            env=surroundings | {"DATABASE_URL": addresses["OWNER_DATABASE_URL"]},
            check=True,
        )
        after = seconds_of_pages(folder)
    print(f"{'ms alone':>9} {'with crowd':>10} {'ratio':>6}  page")
    for page in sorted(after, key=lambda page: -after[page])[:SHOWN]:
        print(f"{before[page] * 1000:9.0f} {after[page] * 1000:10.0f} {after[page] / before[page]:6.1f}  {page}")


if __name__ == "__main__":
    main()
