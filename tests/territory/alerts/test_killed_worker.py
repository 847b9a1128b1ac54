"""``kill -9`` of a real worker, again and again, while it writes and sends digests."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from territory.alerts.following import follow
from territory.alerts.models import MailState, Notification, OutgoingMail, Rhythm, Subject
from territory.contributions.actions import move, propose
from territory.contributions.models import State
from territory.initiatives.models import LocalInitiative
from territory.jobs import leave_to_worker
from territory.people.models import User
from tests.territory.alerts.mail_server import MailServer
from tests.tiny_land import TinyLand, at

READERS = 30
KILLS = 4
SILENT_S = 2  # as a dead worker is noticed here; 60 s in service


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer(pause_s=0.05) as server:
        yield server
        server.shutdown()


def start_worker(server: MailServer, log: Path) -> subprocess.Popen[bytes]:
    """A worker as in service: a process of its own, with the web role, on the test's database."""
    facts = connection.get_connection_params()
    address = f"postgresql://web@/{facts['dbname']}?host={facts['host']}&port={facts.get('port') or 5432}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": address,
        "EMAIL_URL": server.url,
        "WORKER_SILENT_S": str(SILENT_S),
    }
    command = [sys.executable, "manage.py", "procrastinate", "worker"]
    with log.open("ab") as stream:
        return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=stream, stderr=stream)


def wait_until(condition: object, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.02)
    return False


def all_done() -> bool:
    open_jobs = ProcrastinateJob.objects.filter(
        task_name__in=["tell", "daily_digests", "write_digest", "send_mail"], status__in=["todo", "doing"]
    )
    return not open_jobs.exists()


def test_every_mail_is_sent_once_or_marked(
    committed_db: None, tiny_land: TinyLand, server: MailServer, tmp_path: Path
) -> None:
    for number in range(READERS):
        reader = User.objects.create_user(f"reader{number}@example.org", "a long password", name=f"Reader {number}")
        follow(reader, Subject.COMMUNE, tiny_land.westen)
    values = {"title": {"de": "Gaart"}, "theme": "food", "location": at(500, 500)}
    thing = propose(LocalInitiative, tiny_land.editor_westen, tiny_land.gemeinde_westen, values)
    move(move(thing, tiny_land.editor_westen, State.SUBMITTED), tiny_land.moderator, State.PUBLISHED)
    leave_to_worker("daily_digests", timestamp=int(time.time()))

    log = tmp_path / "worker.log"
    worker = start_worker(server, log)
    try:
        assert wait_until(lambda: len(server.taken) >= 1, 60), log.read_text()
        for kill in range(KILLS):
            already = len(server.taken)
            assert wait_until(lambda already=already: len(server.taken) >= already + 3 or all_done(), 60), (
                log.read_text()
            )
            os.kill(worker.pid, signal.SIGKILL)
            worker.wait()
            time.sleep(0.1 * kill)
            worker = start_worker(server, log)
        # What a dead worker held comes back within its silence and the next look, every 20 s.
        assert wait_until(all_done, 90), log.read_text()
    finally:
        worker.kill()
        worker.wait()

    mails = list(OutgoingMail.objects.all())
    times = server.times_taken()
    assert {mail.state for mail in mails} <= {MailState.SENT, MailState.UNCLEAR}
    for mail in mails:
        assert times[mail.message_id] == 1 if mail.state == MailState.SENT else times[mail.message_id] <= 1
    assert sum(mail.state == MailState.UNCLEAR for mail in mails) <= KILLS  # one in hand at each kill
    # Nobody was forgotten, nobody got two: one digest a reader, and the author's own mail.
    assert sorted(mail.address for mail in mails) == sorted(
        [*(f"reader{number}@example.org" for number in range(READERS)), tiny_land.editor_westen.email]
    )
    assert not Notification.objects.filter(mail_rhythm=Rhythm.DAILY, mail=None).exists()
