"""A mail is handed over at most once, whatever breaks."""

import smtplib
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from procrastinate.contrib.django.models import ProcrastinateJob

from territory.alerts.models import MailState, OutgoingMail
from territory.alerts.posting import ATTEMPTS, Letter, NotHandedOver, post, send, send_again
from tests.territory.alerts.mail_server import MailServer

LETTER = Letter("Subject\nwith a break", "Text", "<p>Text</p>", "https://example.org/unsubscribe/x/")


@pytest.fixture
def letter(db: None) -> OutgoingMail:
    stored = post(LETTER, "leser@example.org", "daily 2026-11-23", "de")
    assert stored
    return stored


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with MailServer() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server
        server.shutdown()


def state_of(mail: OutgoingMail) -> str:
    mail.refresh_from_db()
    return mail.state


def break_in(monkeypatch: pytest.MonkeyPatch, trouble: BaseException) -> None:
    def breaking(*_arguments: object) -> None:
        raise trouble

    monkeypatch.setattr(EmailBackend, "send_messages", breaking)


def test_one_key_is_written_to_an_address_once(letter: OutgoingMail) -> None:
    assert post(LETTER, letter.address, letter.key, "de") is None
    assert post(LETTER, "other@example.org", letter.key, "de")
    assert ProcrastinateJob.objects.filter(task_name="send_mail").count() == 2


def test_a_mail_is_sent_once_however_often_the_job_runs(letter: OutgoingMail) -> None:
    assert [send(letter.pk) for _time in range(3)] == [MailState.SENT] * 3
    assert len(outbox.outbox) == 1
    assert outbox.outbox[0].subject == "Subject with a break"


def test_headers_say_how_to_unsubscribe(letter: OutgoingMail, server: MailServer) -> None:
    assert send(letter.pk) == MailState.SENT
    taken = server.taken[0]
    assert taken["List-Unsubscribe"] == "<https://example.org/unsubscribe/x/>"
    assert taken["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert taken["Message-ID"] == letter.message_id
    assert taken["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in taken.walk()][1:] == ["text/plain", "text/html"]


def test_what_the_server_refuses_is_tried_again_until_given_up(letter: OutgoingMail, server: MailServer) -> None:
    server.refusing = True
    for _attempt in range(ATTEMPTS - 1):
        with pytest.raises(NotHandedOver):
            send(letter.pk)
        assert state_of(letter) == MailState.QUEUED
    assert send(letter.pk) == MailState.FAILED
    assert "451" in OutgoingMail.objects.get().problem
    server.refusing = False
    send_again(letter)
    assert send(letter.pk) == MailState.SENT


def test_a_server_that_is_away_has_not_taken_it(letter: OutgoingMail, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(NotHandedOver):
        send(letter.pk)
    assert state_of(letter) == MailState.QUEUED


def test_a_connection_that_breaks_midway_is_marked_and_not_repeated(
    letter: OutgoingMail, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_in(monkeypatch, smtplib.SMTPServerDisconnected("gone"))
    assert send(letter.pk) == MailState.UNCLEAR
    monkeypatch.undo()
    assert send(letter.pk) == MailState.UNCLEAR
    assert outbox.outbox == []


def test_a_worker_that_died_while_sending_leaves_a_mark(letter: OutgoingMail, monkeypatch: pytest.MonkeyPatch) -> None:
    break_in(monkeypatch, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        send(letter.pk)
    assert state_of(letter) == MailState.SENDING
    monkeypatch.undo()
    assert send(letter.pk) == MailState.UNCLEAR
    assert outbox.outbox == []
    send_again(letter)  # a person knows that it did not arrive
    assert send(letter.pk) == MailState.SENT
