"""Telling people: the list of news at once, mail at once or gathered into a digest. Done by the worker.

How a mail reads is the door's business: it comes in as ``write``.
"""

import datetime
from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from territory.alerts.audience import told_of
from territory.alerts.models import Notification, OutgoingMail, Rhythm, Why
from territory.alerts.posting import Letter, post
from territory.contributions.models import State
from territory.happenings.models import Happening, What
from territory.people.models import User

# The reader, what there is to tell, and in which rhythm; None where there is nothing left to say.
Write = Callable[[User, Sequence[Notification], str], Letter | None]


def tell(happening_id: int, write: Write) -> int:
    """How many people are told of the happening now; 0 when all of them were before.

    Notifications and the mails that go at once are stored together, so a worker may break off and repeat this.
    """
    with transaction.atomic():
        happening = Happening.objects.filter(pk=happening_id).first()
        if happening is None:
            return 0
        _settle_earlier(happening)
        people = told_of(happening)
        before = set(Notification.objects.filter(happening=happening).values_list("reader_id", flat=True))
        new = Notification.objects.bulk_create(
            [
                Notification(
                    reader_id=told.reader_id,
                    happening=happening,
                    why=told.why,
                    subscription_id=told.subscription_id,
                    is_listed=told.is_listed,
                    mail_rhythm=told.mail_rhythm,
                )
                for told in people
                if told.reader_id not in before and (told.is_listed or told.mail_rhythm)
            ]
        )
        for notification in new:
            if notification.mail_rhythm == Rhythm.AT_ONCE:
                _post([notification], f"at once {happening.pk}", write)
    return len(new)


def _settle_earlier(happening: Happening) -> None:
    """Marks as read what asked somebody to act on the thing: it has been acted on."""
    earlier = Notification.objects.filter(
        happening__kind=happening.kind,
        happening__object_id=happening.object_id,
        happening__lt=happening.pk,
        read_at=None,
    )
    if happening.what in (What.CONSENT_GIVEN, What.CONSENT_REFUSED):
        settled = Q(why=Why.ASKED, happening__detail=happening.detail)
    elif happening.what in State.values:
        settled = Q(why=Why.DECIDES) | Q(why=Why.WRITES, happening__what=What.CHANGES_REQUESTED)
        if happening.what != State.SUBMITTED:
            settled |= Q(why=Why.ASKED)
    else:
        return  # it still waits for the same people
    earlier.filter(settled).update(read_at=timezone.now())


def readers_of_digest(rhythm: str) -> list[int]:
    """People for whom something waits to be told in ``rhythm``."""
    waiting = Notification.objects.filter(mail_rhythm=rhythm, mail=None)
    return list(waiting.order_by("reader").values_list("reader", flat=True).distinct())


def digest(reader_id: int, rhythm: str, day: datetime.date, write: Write) -> OutgoingMail | None:
    """The digest of ``day``, queued; None where there is nothing to tell or it was written before."""
    with transaction.atomic():
        waiting = list(
            Notification.objects.filter(reader=reader_id, reader__is_active=True, mail_rhythm=rhythm, mail=None)
            .select_related("happening", "reader", "subscription")
            .select_for_update(of=("self",), skip_locked=True)
            .order_by("pk")
        )
        return _post(waiting, digest_key(rhythm, day), write) if waiting else None


def digest_key(rhythm: str, day: datetime.date) -> str:
    """The name of the period that ``day`` ends: one digest each is written to a person."""
    if rhythm == Rhythm.WEEKLY:
        year, week, _weekday = day.isocalendar()
        return f"weekly {year}-W{week:02d}"
    return f"{rhythm} {day.isoformat()}"


def _post(waiting: Sequence[Notification], key: str, write: Write) -> OutgoingMail | None:
    reader = waiting[0].reader
    letter = write(reader, waiting, waiting[0].mail_rhythm)
    if letter is None:
        Notification.objects.filter(pk__in=[each.pk for each in waiting]).update(mail_rhythm="")
        return None
    mail = post(letter, reader.email, key, reader.language, reader)
    if mail is not None:
        Notification.objects.filter(pk__in=[each.pk for each in waiting]).update(mail=mail)
    return mail


def mark_read(reader: User, notification_ids: Sequence[int] | None = None) -> int:
    """How many of the person's news are marked as read now; all of them without ``notification_ids``."""
    unread = Notification.objects.filter(reader=reader, read_at=None)
    if notification_ids is not None:
        unread = unread.filter(pk__in=notification_ids)
    return unread.update(read_at=timezone.now())
