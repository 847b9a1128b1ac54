"""Mail: written once with what it tells of, taken by one worker, handed over at most once.

A mail is taken (``sending``) in a transaction of its own before it is handed to the mail server, and marked ``sent``
after. Whoever finds it still ``sending`` knows that a worker broke off in between: the mail may be with its
reader, so it is marked ``unclear`` and not sent again. What the server refused, or never heard of, is tried again.
"""

import secrets
import smtplib
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone

from territory.alerts.models import MailState, OutgoingMail
from territory.jobs import leave_to_worker
from territory.people.models import User

SEND = "send_mail"  # the worker's task
ATTEMPTS = 8  # with the pauses of the task: given up after some six hours
REFUSED = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError)


@dataclass(frozen=True)
class Letter:
    """What a mail says. ``unsubscribe_url``: the address of RFC 8058, empty for what nobody subscribed to."""

    subject: str
    text: str
    html: str = ""
    unsubscribe_url: str = ""


class NotHandedOver(Exception):
    """The mail server did not take the mail; it is tried again."""


def post(letter: Letter, address: str, key: str, language: str, reader: User | None = None) -> OutgoingMail | None:
    """The mail as written, waiting for a worker; None where one with this ``key`` was written before.

    Belongs into the transaction of what it tells of.
    """
    domain = settings.BASE_URL.split("://")[-1].split("/")[0].split(":")[0]
    mail, is_new = OutgoingMail.objects.get_or_create(
        address=address,
        key=key,
        defaults={
            "reader": reader,
            "language": language,
            "subject": " ".join(letter.subject.split())[:250],
            "text": letter.text,
            "html": letter.html,
            "unsubscribe_url": letter.unsubscribe_url,
            "message_id": f"<{secrets.token_hex(16)}@{domain}>",
        },
    )
    if not is_new:
        return None
    leave_to_worker(SEND, lock=f"mail-{mail.pk}", mail_id=mail.pk)
    return mail


def send(mail_id: int) -> str:
    """The state of the mail afterwards. Raises NotHandedOver where it is worth another try."""
    mail = _taken(mail_id)
    if mail is None:
        return OutgoingMail.objects.filter(pk=mail_id).values_list("state", flat=True).first() or ""
    try:
        _hand_over(mail)
    except NotHandedOver as refusal:
        given_up = mail.attempts >= ATTEMPTS
        _note(mail, MailState.FAILED if given_up else MailState.QUEUED, problem=str(refusal))
        if given_up:
            return MailState.FAILED
        raise
    except (smtplib.SMTPException, OSError) as trouble:
        # The connection broke after the mail had begun: whether it was taken over, only the server knows.
        _note(mail, MailState.UNCLEAR, problem=_in_words(trouble))
        return MailState.UNCLEAR
    _note(mail, MailState.SENT)
    return MailState.SENT


def send_again(mail: OutgoingMail) -> None:
    """Queues ``mail`` once more, as a person decided who knows that it did not arrive."""
    with transaction.atomic():
        waiting = OutgoingMail.objects.filter(pk=mail.pk, state__in=[MailState.UNCLEAR, MailState.FAILED])
        if waiting.update(state=MailState.QUEUED, attempts=0, problem=""):
            leave_to_worker(SEND, lock=f"mail-{mail.pk}", mail_id=mail.pk)


def _taken(mail_id: int) -> OutgoingMail | None:
    """The mail, now this worker's; None where there is nothing to send."""
    with transaction.atomic():
        mail = OutgoingMail.objects.select_for_update(skip_locked=True).filter(pk=mail_id).first()
        if mail is None or mail.state not in {MailState.QUEUED, MailState.SENDING}:
            return None
        if mail.state == MailState.SENDING:
            # Jobs of one mail never run side by side, so the worker that took it is gone.
            mail.state = MailState.UNCLEAR
            mail.problem = "The worker broke off while sending."
            mail.save(update_fields=["state", "problem"])
            return None
        mail.state = MailState.SENDING
        mail.attempts += 1
        mail.claimed_at = timezone.now()
        mail.save(update_fields=["state", "attempts", "claimed_at"])
    return mail


def _hand_over(mail: OutgoingMail) -> None:
    """Gives ``mail`` to the mail server. Raises NotHandedOver where the server certainly has not taken it."""
    connection = get_connection()
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as trouble:
        raise NotHandedOver(_in_words(trouble)) from trouble
    try:
        _message(mail, connection).send()
    except REFUSED as refusal:
        raise NotHandedOver(_in_words(refusal)) from refusal
    finally:
        connection.close()


def _message(mail: OutgoingMail, connection: object) -> EmailMultiAlternatives:
    headers = {
        "Message-ID": mail.message_id,
        "Content-Language": mail.language,
        "Auto-Submitted": "auto-generated",  # RFC 3834: no absence note comes back
    }
    if mail.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{mail.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.address], headers=headers, connection=connection)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _note(mail: OutgoingMail, state: MailState, problem: str = "") -> None:
    now = timezone.now() if state == MailState.SENT else None
    # What another worker has marked unclear meanwhile is known better here.
    ours = OutgoingMail.objects.filter(pk=mail.pk, state__in=[MailState.SENDING, MailState.UNCLEAR])
    ours.update(state=state, problem=problem, sent_at=now)


def _in_words(trouble: Exception) -> str:
    return f"{type(trouble).__name__}: {trouble}"[:500]
