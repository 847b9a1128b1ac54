"""An act: what is done, to which things, who may by the rules, and how it is tried at each door."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.test import Client

from territory.people.models import User
from tests.frontend.doors import Interface, undone

NEW = "Neu durch diese Tür"
# A statement of SQL with its parameters.
Statement = tuple[str, list[Any]]
# What database and doors say when they refuse; anything else is a mistake of the test.
REFUSED = ("row-level security", "may not", "permission denied", "may only", "does not belong")


@dataclass(frozen=True)
class Act:
    """``on``: things in some state and place, with words for them. ``may`` is the rule; ``happened`` looks at the
    thing, and at what was answered, after it was tried. A door that has no such way is None.
    """

    what: str
    on: Sequence[tuple[str, Any]]
    may: Callable[[Any, Any], bool]
    happened: Callable[[Any, Any], bool]
    page: Callable[[Client, Any], Any] | None = None
    rest: Callable[[Interface, Any], Any] | None = None
    sql: Callable[[User, Any], list[Statement]] | None = None


def tried(door: Any, way: Callable[[Any, Any], Any], act: Act, thing: Any) -> bool:
    """Whether it has happened after ``door`` was asked for it ``way``; undone."""
    answers: list[Any] = []
    return undone(lambda: answers.append(way(door, thing)), lambda: act.happened(thing, answers[0]))


def done_by_sql(person: User | None, statements: list[Statement]) -> bool:
    """Whether the application's role, ``person`` acting, touched one row with the last of them; undone."""
    touched = 0
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local role web")
            cursor.execute("select set_config('territory.user_id', %s, true)", [str(person.pk) if person else ""])
            for sql, parameters in statements:
                cursor.execute(sql, parameters)
                touched = cursor.rowcount
            cursor.execute("set constraints all immediate")
            raise _Undone
    except _Undone:
        return touched == 1
    except DatabaseError as error:
        if not any(words in str(error) for words in REFUSED):
            raise
        return False


class _Undone(Exception):
    pass


def insert(row: Model) -> list[Statement]:
    """The statement that stores ``row``, not stored yet."""
    meta = row._meta
    fields = [field for field in meta.concrete_fields if not field.primary_key]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join("%s" for _field in fields)
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    return [(f'insert into "{meta.db_table}" ({columns}) values ({places})', values)]


def update(thing: Model, assignments: str, *values: Any) -> list[Statement]:
    """The statement that changes ``thing`` so."""
    return [(f'update "{thing._meta.db_table}" set {assignments} where id = %s', [*values, thing.pk])]


def delete(thing: Model) -> list[Statement]:
    """The statement that removes ``thing``."""
    return [(f'delete from "{thing._meta.db_table}" where id = %s', [thing.pk])]


def select(thing: Model) -> list[Statement]:
    """The statement that reads ``thing``."""
    return [(f'select id from "{thing._meta.db_table}" where id = %s', [thing.pk])]


def now(thing: Any) -> Any:
    """``thing`` as it is stored; None where it is gone."""
    return type(thing)._default_manager.filter(pk=thing.pk).first()


def is_shown(_thing: Any, answer: Any) -> bool:
    """Whether the answer is the thing itself."""
    return bool(answer.status_code == 200)
