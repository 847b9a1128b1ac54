"""Short letters about confidential things: they say that there is something to read, and where."""

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from territory.alerts.posting import Letter, post
from territory.people.models import User


def letter_to(reader: User, subject: str, *lines: str) -> Letter:
    """A letter of ``lines`` between greeting and signature, in the language that is active."""
    greeting = _("Good day %(name)s,") % {"name": reader.name}
    return Letter(subject=subject, text="\n".join([greeting, "", *lines, "", _("Territory, the map of the region")]))


def post_unlinked(letter: Letter, reader: User, kind: str, about: str) -> bool:
    """Whether the letter was written now; the same ``about`` is written to each reader once.

    The key that remembers it does not name the thing: who reads the list of mails cannot lay two of them side by side.
    """
    key = salted_hmac(f"territory.{kind}.mail", f"{about} {reader.pk}", algorithm="sha256").hexdigest()
    return post(letter, reader.email, f"{kind} {key[:60]}", reader.language, reader) is not None
