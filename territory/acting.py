"""Who acts: told to the database, which enforces the mandates, and to the history."""

from collections.abc import Iterator
from contextlib import contextmanager

import pghistory
from django.db import connection, transaction

from territory.people.models import User


@contextmanager
def acting_as(user: User, **history: str) -> Iterator[None]:
    """One transaction in which ``user`` acts.

    ``history`` (verb, reason) is kept with every row it changes. Outside of it the application's
    role of the database can write nothing that is placed.
    """
    with transaction.atomic(), pghistory.context(user=user.pk, **history):
        before = _acting()
        _tell(str(user.pk))
        yield
        # After an exception the database goes back to who acted before by itself, with the transaction or savepoint.
        _tell(before)


def _acting() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('territory.user_id', true), '')")
        return str(cursor.fetchone()[0])


def _tell(user_id: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('territory.user_id', %s, true)", [user_id])


@contextmanager
def reading_as(user: object) -> Iterator[None]:
    """One transaction in which ``user`` reads what the database gives to this person only.

    A visitor reads as nobody. Write in it with ``acting_as``.
    """
    with transaction.atomic():
        before = _acting()
        _tell(str(user.pk) if isinstance(user, User) else "")
        yield
        _tell(before)
