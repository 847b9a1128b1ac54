"""Forgetting visitors: their addresses are kept for the answer, and for a while after it."""

from dataclasses import dataclass

from django.conf import settings
from django.db import connection


@dataclass(frozen=True)
class Forgotten:
    """``unconfirmed``: suggestions deleted because nobody confirmed them. ``addresses``: addresses deleted."""

    unconfirmed: int
    addresses: int


def forget_visitors() -> Forgotten:
    """What was deleted now, by the database itself: the worker acts for nobody and could not read the rows."""
    with connection.cursor() as cursor:
        cursor.execute("select * from territory_forget_visitors(%s)", [settings.VISITOR_ADDRESS_DAYS])
        return Forgotten(*cursor.fetchone())
