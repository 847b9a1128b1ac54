"""The first view of the map: what it asks for, how much comes, and how soon it is seen and answers.

``python -m benchmarks.first_view [ADDRESS]`` opens the map with an empty cache in a Chromium whose processor is four
times slower, the base map off, five times, and prints the medians beside what they may be. Without an address it
serves the database of the settings itself.
"""

import statistics
import sys

from playwright.sync_api import Browser, Page

from benchmarks import measuring
from benchmarks.measuring.browser import Traffic, chromium, collect_static_files, fresh_page

RUNS, SLOW_DOWN = 5, 4
SETTLED_MS = 1_000
# Every measure: unit, what it may be at most, decimals.
LIMITS: dict[str, tuple[str, float, int]] = {
    "requests": ("", 25, 0),
    "all": ("kB", 350, 1),
    "JavaScript": ("kB", 120, 1),
    "LCP": ("ms", 1_500, 0),
    "INP": ("ms", 100, 0),
    "CLS": ("", 0.02, 3),
}
# Web Vitals as their definitions say (web.dev/articles/lcp, cls, inp): the largest paint, the shifts nobody asked for,
# and the slowest of the few things done, from the touch to the next frame.
OBSERVERS = """
window.vitals = { lcp: 0, cls: 0, inp: 0 };
function observe(type, take, more) {
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(take));
  observer.observe({ type, buffered: true, ...more });
}
observe('largest-contentful-paint', (entry) => { vitals.lcp = entry.startTime; });
observe('layout-shift', (entry) => { if (!entry.hadRecentInput) vitals.cls += entry.value; });
observe(
  'event',
  (entry) => { if (entry.interactionId) vitals.inp = Math.max(vitals.inp, entry.duration); },
  { durationThreshold: 16 },
);
"""


def once(browser: Browser, address: str) -> dict[str, float]:
    """One visit: what was loaded until all was quiet, then what the first touches took."""
    page, _session, traffic = fresh_page(browser, SLOW_DOWN, locale="de-LU")
    page.add_init_script(OBSERVERS)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(SETTLED_MS)
    loaded = _of(traffic)
    for touch in (_switch_layer, _open_tab, _point_at_list, _type_word):
        touch(page)
        page.wait_for_timeout(SETTLED_MS)
    vitals: dict[str, float] = page.evaluate("vitals")
    page.context.close()
    return {**loaded, "LCP": vitals["lcp"], "INP": vitals["inp"], "CLS": vitals["cls"]}


def _of(traffic: Traffic) -> dict[str, float]:
    return {
        "requests": traffic.requests,
        "all": traffic.bytes_of() / 1000,
        "JavaScript": traffic.bytes_of("Script") / 1000,
    }


def _switch_layer(page: Page) -> None:
    page.locator("#legend input[data-collection=business-parks]").click()


def _open_tab(page: Page) -> None:
    page.locator("#tab-add").click()
    page.wait_for_timeout(SETTLED_MS)
    page.locator("#tab-explore").click()


def _point_at_list(page: Page) -> None:
    page.locator("#list [data-key]").first.click()
    page.wait_for_timeout(SETTLED_MS)
    page.keyboard.press("Escape")


def _type_word(page: Page) -> None:
    page.locator("#filters input[type=search]").press_sequentially("rad", delay=80)


def measure(address: str) -> dict[str, list[float]]:
    """Each measure of every run; one run before them fills what the server keeps."""
    runs: list[dict[str, float]] = []
    with chromium() as browser:
        for number in range(-1, RUNS):
            found = once(browser, address)
            if number >= 0:
                runs.append(found)
    return {name: [run[name] for run in runs] for name in LIMITS}


def main() -> None:
    """Prints each measure: its median, the runs, and what it may be."""
    if len(sys.argv) > 1:
        _print(measure(sys.argv[1]))
        return
    measuring.start()
    collect_static_files()
    with measuring.web_server() as server:
        _print(measure(f"http://{server.host}:{server.port}/de/"))


def _print(found: dict[str, list[float]]) -> None:
    print(f"Medians of {RUNS}, a processor {SLOW_DOWN} times slower; {measuring.load()}\n")
    print(f"{'measure':<12}{'median':>12}{'at most':>12}   of")
    fine = True
    for name, (unit, limit, decimals) in LIMITS.items():
        median = statistics.median(found[name])
        runs = " ".join(f"{value:.{decimals}f}" for value in found[name])
        fine &= median <= limit
        verdict = "ok" if median <= limit else "MORE than it may be"
        print(f"{name:<12}{median:>9.{decimals}f} {unit:<2}{limit:>9g} {unit:<2}   [{runs}]   {verdict}")
    print(f"\n{'All within the limits' if fine else 'NOT all within the limits'}; {measuring.load()}")


if __name__ == "__main__":
    main()
