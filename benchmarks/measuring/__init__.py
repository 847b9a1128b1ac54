"""How the benchmarks measure: medians of the same question asked bare, through the view, and through the web server."""

import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

ROOT = Path(__file__).resolve().parent.parent.parent
TURNS = 7
START_TRIES = 600  # a tenth of a second each
# Answers the question of a number.
Way = Callable[[int], Any]


def start() -> None:
    """Django in this process, on the database of the settings, as the web service would run."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    django.setup()


def medians_ms(ways: dict[str, Way], places: int) -> dict[str, float]:
    """Milliseconds of each way to answer: the median over ``places`` of the quickest time at each of them.

    The ways take turns, so that what else the machine does hits all of them alike; the quickest of several times
    is the one that it disturbed least.
    """
    quickest = {name: [float("inf")] * places for name in ways}
    for turn in range(-1, TURNS):
        for number in range(places):
            for name, answer in ways.items():
                begun = time.perf_counter()
                answer(number)
                if turn >= 0:  # the first turn fills caches
                    took_ms = (time.perf_counter() - begun) * 1000
                    quickest[name][number] = min(quickest[name][number], took_ms)
    return {name: statistics.median(times) for name, times in quickest.items()}


def load() -> str:
    """How busy the machine is, in words to be printed beside what was measured."""
    return f"{os.getloadavg()[0]:.1f} processes for {os.cpu_count()} processors in the last minute"


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def web_server() -> Iterator[HTTPConnection]:
    """A connection to the real server with two workers, on a free port."""
    port = free_port()
    command = ["granian", "--interface", "wsgi", "--workers", "2", "--no-ws", "--port", str(port)]
    server = subprocess.Popen(
        [sys.executable, "-m", *command, "config.wsgi:application"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        http = HTTPConnection("127.0.0.1", port)
        for _attempt in range(START_TRIES):
            try:
                http.request("GET", "/healthz")
                http.getresponse().read()
                break
            except OSError:
                http.close()
                time.sleep(0.1)
        else:
            sys.exit("The web server did not start within a minute: is the machine too busy?")
        yield http
    finally:
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()


@dataclass(frozen=True)
class Ask:
    """A question to the interface; with ``body`` it is posted as JSON."""

    path: str
    body: dict[str, Any] | None = None

    def through(self, client: Client) -> Any:
        """The answer of the view in this process."""
        if self.body is None:
            return client.get(self.path)
        return client.post(self.path, self.body, content_type="application/json")

    def over(self, http: HTTPConnection) -> None:
        """Asks the web server and reads the whole answer."""
        headers = {"Host": "localhost"}
        if self.body is None:
            http.request("GET", self.path, headers=headers)
        else:
            headers["Content-Type"] = "application/json"
            http.request("POST", self.path, json.dumps(self.body), headers=headers)
        http.getresponse().read()


def statements_of(ask: Ask, client: Client | None = None) -> list[str]:
    """The SQL that answers ``ask``, as sent to the database."""
    with CaptureQueriesContext(connection) as captured:
        response = ask.through(client or Client(headers={"host": "localhost"}))
    if response.status_code != 200:
        sys.exit(f"{ask.path}: {response.status_code} {response.content[:300]!r}")
    return [query["sql"] for query in captured.captured_queries]


def run_bare(statements: list[str]) -> None:
    """Sends ``statements`` and fetches what comes back, with nothing around."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            cursor.fetchall()


def compare(
    title: str,
    asked: list[Ask] | list[str],
    at_most: float | None = None,
    action: Way | None = None,
) -> float:
    """How many times the bare SQL the answer takes: of ``action`` where there is one, else of the view.

    Printed are the bare SQL, ``action`` (what the view calls, by number of the question), the view in this process and
    the web server; ``at_most`` beside them.
    """
    asks = [each if isinstance(each, Ask) else Ask(each) for each in asked]
    statements_of(asks[0])  # the storage CRS is looked up once per process
    statements = [statements_of(ask) for ask in asks]
    client = Client(headers={"host": "localhost"})
    with web_server() as server:
        ways: dict[str, Way] = {
            "SQL": lambda number: run_bare(statements[number]),
            **({"action": action} if action else {}),
            "view": lambda number: asks[number].through(client),
            "granian": lambda number: asks[number].over(server),
        }
        taken_ms = medians_ms(ways, len(asks))
    bare_ms = taken_ms.pop("SQL")
    line = f"{title:<44} {len(statements[0])} statement(s)   SQL {bare_ms:7.2f} ms"
    for name, ms in taken_ms.items():
        line += f"   {name} {ms:7.2f} ms = {ms / bare_ms:4.1f} ×"
    print(line + ("" if at_most is None else f"   at most {at_most:g} ×"), flush=True)
    return taken_ms["action" if action else "view"] / bare_ms


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
