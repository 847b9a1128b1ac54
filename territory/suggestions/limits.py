"""How often somebody without an account may write: counted in the cache the web processes share.

Neither addresses nor network addresses are stored: only an HMAC of them, whose salt changes every day,
and it is forgotten after a day.
"""

from collections.abc import Iterable

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from layers.one_at_a_time import one_at_a_time
from territory.errors import TooOften

DAY_S = 86_400


def count_attempt(sender: str, email: str) -> None:
    """Counts one suggestion of ``sender`` (a network address) and ``email``. Raises TooOften."""
    for name, value, most in _counted(sender, email.lower()):
        if _one_more(_anonymous(name, value)) > most:
            raise TooOften(
                _("That is as many as one day takes. Send the next one tomorrow, or write to the commune directly.")
            )


def _one_more(key: str) -> int:
    """How often ``key`` was counted, this time included.

    Not ``cache.incr``: it reads and writes in two steps, and forgets the count after five minutes. The day is
    in the key, so that whoever keeps trying does not prolong it.
    """
    with transaction.atomic():
        one_at_a_time(key)
        count = int(cache.get(key, 0)) + 1
        cache.set(key, count, DAY_S)
    return count


def _counted(sender: str, email: str) -> Iterable[tuple[str, str, int]]:
    if sender:
        yield "sender", sender, settings.SUGGESTIONS_PER_SENDER
    yield "email", email, settings.SUGGESTIONS_PER_ADDRESS


def _anonymous(name: str, value: str) -> str:
    digest = salted_hmac(f"suggestion {name} {timezone.localdate().isoformat()}", value, algorithm="sha256")
    return f"suggestion-{name}-{digest.hexdigest()}"
