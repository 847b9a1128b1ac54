"""``kill -9`` of the database, then of the worker, while people write and digests go out: nothing answered is lost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests.operations.embedded import ROOT, Cluster
from tests.operations.writers import READERS
from tests.territory.alerts.mail_server import MailServer

FROM = "from tests.operations.writers import"
SILENT_S = 2  # as a dead worker is noticed here; 60 s in service


@pytest.fixture
def own_cluster(tmp_path: Path) -> Iterator[Cluster]:
    """As in service: with all safety."""
    cluster = Cluster(tmp_path / "data")
    answer = cluster.run("start")
    assert answer.returncode == 0, answer.stderr
    yield cluster
    cluster.run("stop")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer(pause_s=0.1) as server:
        yield server
        server.shutdown()


def environment(cluster: Cluster, role: str, **more: str) -> dict[str, str]:
    name = {"web": "DATABASE_URL", "owner": "OWNER_DATABASE_URL"}[role]
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": cluster.addresses()[name],
        "TERRITORY_DATA": str(cluster.folder),
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
        **more,
    }


def run(cluster: Cluster, role: str, *arguments: str) -> None:
    command = [sys.executable, *arguments]
    answer = subprocess.run(
        command, cwd=ROOT, env=environment(cluster, role), capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr


def start(cluster: Cluster, log: Path, *arguments: str, **more: str) -> subprocess.Popen[bytes]:
    with log.open("ab") as stream:
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment(cluster, "web", **more),
            stdout=stream,
            stderr=stream,
        )


def start_worker(cluster: Cluster, server: MailServer, log: Path) -> subprocess.Popen[bytes]:
    more = {"EMAIL_URL": server.url, "WORKER_SILENT_S": str(SILENT_S)}
    return start(cluster, log, "manage.py", "procrastinate", "worker", **more)


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.1)
    return False


def rows(cluster: Cluster, statement: str) -> list[tuple]:
    with psycopg.connect(cluster.addresses()["OWNER_DATABASE_URL"]) as connection:
        return connection.execute(statement).fetchall()  # type: ignore[call-overload]


def noted(notes: Path) -> list[tuple[int, int, str]]:
    """What was answered: thing, version, title."""
    lines = notes.read_text().splitlines() if notes.exists() else []
    return [(int(thing), int(version), words) for thing, version, words in (line.split("\t") for line in lines)]


def test_every_answered_write_survives_and_every_mail_is_sent_once_or_marked(
    own_cluster: Cluster, server: MailServer, tmp_path: Path
) -> None:
    notes, log = tmp_path / "notes", tmp_path / "log"
    run(own_cluster, "owner", "manage.py", "migrate", "--no-input", "--verbosity", "0")
    run(own_cluster, "owner", "manage.py", "shell", "-c", f"{FROM} prepare; prepare()")
    worker = start_worker(own_cluster, server, log)
    writers = start(own_cluster, log, "manage.py", "shell", "-c", f"{FROM} write; write({str(notes)!r})")
    try:
        assert wait_until(lambda: len(noted(notes)) >= 40 and len(server.taken) >= 2, 120), log.read_text()
        os.kill(own_cluster.postmaster(), signal.SIGKILL)
        assert writers.wait(60) == 0, log.read_text()
        worker.kill()
        worker.wait()
        answer = own_cluster.run("start")
        assert answer.returncode == 0, answer.stderr
        check_writes(own_cluster, noted(notes))
        worker = start_worker(own_cluster, server, log)
        assert wait_until(lambda: all_done(own_cluster), 120), log.read_text()
    finally:
        for process in (worker, writers):
            process.kill()
            process.wait()
    check_mails(own_cluster, server)


def check_writes(cluster: Cluster, answered: list[tuple[int, int, str]]) -> None:
    """Each answered change is the version it said, versions have no gap, and the last one is the row."""
    events = rows(
        cluster,
        "select pgh_obj_id, version, title_de from territory_localinitiativeevent order by pgh_obj_id, pgh_id",
    )
    titles = {(thing, version): title for thing, version, title in events}
    assert len(titles) == len(events)
    missing = [note for note in answered if titles.get(note[:2]) != note[2]]
    assert missing == []
    present = rows(cluster, "select id, version, title_de from territory_localinitiative")
    for thing, last, title in present:
        assert [version for number, version in titles if number == thing] == list(range(1, last + 1))
        assert titles[thing, last] == title


def all_done(cluster: Cluster) -> bool:
    names = "('tell', 'daily_digests', 'write_digest', 'send_mail')"
    (left,) = rows(
        cluster,
        f"select count(*) from procrastinate_jobs where task_name in {names} and status in ('todo', 'doing')",
    )[0]
    return left == 0


def check_mails(cluster: Cluster, server: MailServer) -> None:
    mails = rows(cluster, "select address, state, message_id from territory_outgoingmail")
    taken = server.times_taken()
    assert {state for _address, state, _message_id in mails} <= {"sent", "unclear"}
    for address, state, message_id in mails:
        assert taken[message_id] == 1 if state == "sent" else taken[message_id] <= 1, (address, state)
    readers = sorted(address for address, _state, _message_id in mails if address.startswith("reader"))
    assert readers == sorted(f"reader{number}@example.org" for number in range(READERS))
    # What was in hand when the database went, and when the worker did.
    assert sum(state == "unclear" for _address, state, _message_id in mails) <= 2
