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
    return _setting("territory.user_id")


def _tell(user_id: str) -> None:
    _set("territory.user_id", user_id)


def _setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting(%s, true), '')", [name])
        return str(cursor.fetchone()[0])


def _set(name: str, value: str) -> None:
    """Until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config(%s, %s, true)", [name, value])


@contextmanager
def at_work() -> Iterator[None]:
    """One transaction in which the worker, who is nobody, finds what is due and keeps what hangs on something."""
    with transaction.atomic():
        before = _setting("territory.at_work")
        _set("territory.at_work", "on")
        yield
        _set("territory.at_work", before)


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
