"""What the main thread of a page did, task by task, from a trace of Chromium."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

TASK = "ThreadControllerImpl::RunTask"


@dataclass(frozen=True)
class Task:
    """From its beginning to its end on the clock, and how much of it the processor worked, ms."""

    took_ms: float
    processor_ms: float


@contextmanager
def traced(browser: Browser, page: Page, tasks: list[Task]) -> Iterator[None]:
    """Adds to ``tasks`` what the main thread of ``page`` does meanwhile; one of nothing where it does nothing."""
    browser.start_tracing(page=page, categories=["toplevel"])
    try:
        yield
    finally:
        events = json.loads(browser.stop_tracing())["traceEvents"]
    main = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"].get("name") == "CrRendererMain"
    }
    tasks.append(Task(0, 0))
    tasks += [
        Task(event["dur"] / 1000, event.get("tdur", 0) / 1000)
        for event in events
        if event.get("ph") == "X" and event["name"] == TASK and (event["pid"], event["tid"]) in main
    ]
