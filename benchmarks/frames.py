"""How fluid the map is with a million establishments and twenty thousand projects: frames, long tasks, elements.

``python -m benchmarks.frames [ADDRESS]`` drags the map at several zooms and filters it, and prints for each part of
the trace the frames per second, the longest task of the page with the processor's own time for it, and how many
elements stand for features. A task that is much longer than its processor time waited for others of the machine.
Without an address it serves the database of the settings itself.
"""

import sys
from collections.abc import Callable

from playwright.sync_api import Browser, Page

from benchmarks import measuring
from benchmarks.measuring.browser import chromium, collect_static_files, fresh_page
from benchmarks.measuring.tracing import Task, traced

LEAST_FPS, LONGEST_TASK_MS, MOST_ELEMENTS = 30, 100, 5_000
SETTLED_MS = 1_500
ZOOMS = (10, 12, 14, 15, 16)
DRAG_STEPS, DRAG_STEP_PX, STEP_MS = 60, 12, 16
WATCH = """
window.trace = { frames: 0, since: 0 };
requestAnimationFrame(function count() {
  trace.frames += 1;
  requestAnimationFrame(count);
});
window.begin = () => Object.assign(trace, { frames: 0, since: performance.now() });
window.end = () => (trace.frames / (performance.now() - trace.since)) * 1000;
"""


def drag(page: Page) -> None:
    """There and back, with a turn, as a hand does."""
    box = page.locator("#map").bounding_box()
    if box is None:
        raise SystemExit("The page has no map.")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(DRAG_STEPS):
        side = 1 if step < DRAG_STEPS / 2 else -1
        x, y = x + side * DRAG_STEP_PX, y + side * DRAG_STEP_PX / 3
        page.mouse.move(x, y)
        page.wait_for_timeout(STEP_MS)
    page.mouse.up()
    page.wait_for_timeout(SETTLED_MS)


def choose_theme(page: Page) -> None:
    """A filter on, and off again."""
    fold = page.locator("details[data-filter=theme]")
    fold.locator("summary").click()
    option = fold.locator("input").first
    option.check()
    page.wait_for_timeout(SETTLED_MS)
    option.uncheck()
    page.keyboard.press("Escape")
    page.wait_for_timeout(SETTLED_MS)


def move_in_time(page: Page) -> None:
    """Twelve months on, key by key."""
    slider = page.locator("#time input[type=range]").first
    for _month in range(12):
        slider.press("ArrowRight")
        page.wait_for_timeout(60)
    page.wait_for_timeout(SETTLED_MS)
    page.locator("#time .time__today").click()
    page.wait_for_timeout(SETTLED_MS)


PARTS: tuple[tuple[str, Callable[[Page], None]], ...] = (
    ("dragging", drag),
    ("filtering", choose_theme),
    ("moving in time", move_in_time),
)


def measure(address: str, place: tuple[float, float]) -> None:
    """Prints what each part of the trace took, and whether all of it was within the limits."""
    lon, lat = place
    print(
        f"At least {LEAST_FPS} frames/s, no task over {LONGEST_TASK_MS} ms, at most {MOST_ELEMENTS} elements; "
        f"{measuring.load()}\n\n"
        f"{'zoom':<5}{'part':<16}{'frames/s':>9}{'longest task':>14}{'its processor time':>20}{'elements':>10}"
    )
    fluid = True
    with chromium() as browser:
        page, _session, _traffic = fresh_page(browser, locale="de-LU")
        page.add_init_script(WATCH)
        for zoom in ZOOMS:
            page.goto(f"{address}?z={zoom}&lon={lon:.5f}&lat={lat:.5f}")
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(SETTLED_MS)
            for name, part in PARTS:
                fluid &= _one(browser, page, f"{zoom:<5}{name:<16}", part)
    print(f"\n{'All within the limits' if fluid else 'NOT all within the limits'}; {measuring.load()}")


def _one(browser: Browser, page: Page, title: str, part: Callable[[Page], None]) -> bool:
    tasks: list[Task] = []
    with traced(browser, page, tasks):
        page.evaluate("begin()")
        part(page)
        fps = page.evaluate("end()")
    longest = max(tasks, key=lambda task: task.took_ms)
    elements = page.locator("#map *").count()
    fluid = bool(fps >= LEAST_FPS and longest.took_ms <= LONGEST_TASK_MS and elements <= MOST_ELEMENTS)
    print(
        f"{title}{fps:9.1f}{longest.took_ms:11.0f} ms{longest.processor_ms:17.0f} ms{elements:10d}"
        f"   {'ok' if fluid else 'MORE than it may be'}",
        flush=True,
    )
    return fluid


def main() -> None:
    """The trace at the place where the first establishments stand."""
    measuring.start()
    (place,) = measuring.places(1)
    if len(sys.argv) > 1:
        measure(sys.argv[1], place)
        return
    collect_static_files()
    with measuring.web_server() as server:
        measure(f"http://{server.host}:{server.port}/de/", place)


if __name__ == "__main__":
    main()
