"""Ending mails by one click: a signed word says whose mails of which kind, and needs no sign-in."""

from dataclasses import dataclass

from django.core import signing

from territory.acting import acting_as
from territory.alerts.following import duties_of
from territory.alerts.models import Channel, Notification, Rhythm, Subject, Subscription
from territory.people.models import User

SALT = "unsubscribe"


@dataclass(frozen=True)
class Unsubscribing:
    """``scope``: ``duties``, a rhythm whose digests end, or the number of one subscription."""

    reader_id: int
    scope: str

    def signed(self) -> str:
        """The word for the address. It does not expire: a mail may be read years later."""
        return signing.dumps([self.reader_id, self.scope], salt=SALT)


def read_unsubscribing(word: str) -> Unsubscribing | None:
    """What a signed word says; None for one that we never signed."""
    try:
        reader_id, scope = signing.loads(word, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return Unsubscribing(int(reader_id), str(scope))


def scope_of(notification: Notification) -> str:
    """Which mails end with the link in a mail about ``notification``."""
    if notification.mail_rhythm in {Rhythm.DAILY, Rhythm.WEEKLY}:
        return str(notification.mail_rhythm)
    if notification.subscription_id and notification.subscription:
        subscription = notification.subscription
        return Subject.DUTIES if subscription.subject == Subject.DUTIES else str(subscription.pk)
    return Subject.DUTIES


def set_mails(wish: Unsubscribing, *, wanted: bool) -> bool:
    """Ends the mails of that scope, or lets them come again; whether there is such a person.

    What is followed stays followed: it is still in the list of news.
    """
    reader = User.objects.filter(pk=wish.reader_id).first()
    if reader is None:
        return False
    with acting_as(reader, verb="mails again" if wanted else "unsubscribe"):
        _set_channel(reader, wish.scope, Channel.BOTH if wanted else Channel.NEWS)
        if not wanted and wish.scope in Rhythm.values:
            # What waits for the next digest does not come either.
            Notification.objects.filter(reader=reader, mail=None, mail_rhythm=wish.scope).update(mail_rhythm="")
    return True


def _set_channel(reader: User, scope: str, channel: str) -> None:
    if scope == Subject.DUTIES:
        duties = duties_of(reader)
        duties.channel = channel
        duties.save()
    elif scope in Rhythm.values:
        Subscription.objects.filter(reader=reader, rhythm=scope).update(channel=channel)
    else:
        Subscription.objects.filter(reader=reader, pk=int(scope)).update(channel=channel)
