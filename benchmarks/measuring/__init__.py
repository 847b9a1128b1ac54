"""How the benchmarks measure: medians of the same question asked bare, through the view, and through the web server."""

import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

ROOT = Path(__file__).resolve().parent.parent.parent
REPEATS = 60


def start() -> None:
    """Django in this process, on the database of the settings, as the web service would run."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    django.setup()


def median_ms(question: Callable[[int], None]) -> float:
    """Median time of ``question`` in milliseconds; it gets a number, so that it need not ask for the same place."""
    times = []
    for number in range(-5, REPEATS):
        begun = time.perf_counter()
        question(number % REPEATS)
        if number >= 0:  # the first ones fill caches
            times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


@contextmanager
def web_server() -> Iterator[HTTPConnection]:
    """A connection to the real server with two workers, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["granian", "--interface", "wsgi", "--workers", "2", "--no-ws", "--port", str(port)]
    server = subprocess.Popen(
        [sys.executable, "-m", *command, "config.wsgi:application"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        http = HTTPConnection("127.0.0.1", port)
        for _attempt in range(100):
            try:
                http.request("GET", "/healthz")
                http.getresponse().read()
                break
            except OSError:
                http.close()
                time.sleep(0.1)
        yield http
    finally:
        server.terminate()
        server.wait(10)


def statements_of(path: str) -> list[str]:
    """The SQL that answers ``path``, as sent to the database."""
    with CaptureQueriesContext(connection) as captured:
        response = Client(headers={"host": "localhost"}).get(path)
    if response.status_code != 200:
        sys.exit(f"{path}: {response.status_code} {response.content[:300]!r}")
    return [query["sql"] for query in captured.captured_queries]


def compare(title: str, paths: list[str]) -> None:
    """Prints how long ``paths`` take as bare SQL, through the view in this process, and through the web server."""
    statements_of(paths[0])  # the storage CRS is looked up once per process
    statements = [statements_of(path) for path in paths]
    client = Client(headers={"host": "localhost"})

    def bare(number: int) -> None:
        with connection.cursor() as cursor:
            for statement in statements[number % len(paths)]:
                cursor.execute(statement)
                cursor.fetchall()

    def through_view(number: int) -> None:
        client.get(paths[number % len(paths)])

    with web_server() as server:

        def through_server(number: int) -> None:
            server.request("GET", paths[number % len(paths)], headers={"Host": "localhost"})
            server.getresponse().read()

        bare_ms, view_ms, server_ms = median_ms(bare), median_ms(through_view), median_ms(through_server)
    print(
        f"{title:<44} {len(statements[0])} statement(s)   SQL {bare_ms:7.2f} ms   "
        f"view {view_ms:7.2f} ms = {view_ms / bare_ms:4.1f} ×   "
        f"granian {server_ms:7.2f} ms = {server_ms / bare_ms:4.1f} ×"
    )


def places(count: int) -> list[tuple[float, float]]:
    """Longitude and latitude of ``count`` establishments, the same ones each time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM territory_establishment")
        (last,) = cursor.fetchone()
        if last is None:
            sys.exit("There are no establishments: run python -m benchmarks.world first.")
        cursor.execute(
            "SELECT ST_X(point), ST_Y(point) FROM (SELECT id, ST_Transform(location, 4326) AS point "
            "FROM territory_establishment WHERE id = ANY(%s)) AS chosen ORDER BY id",
            [list(range(1, last + 1, max(1, last // count)))],
        )
        return cursor.fetchall()[:count]
