"""Every table of the catalogue, as the application's role with nobody acting: written nowhere, but for a reason."""

import pytest
from django.db import DatabaseError, connection, transaction

ALL = frozenset({"insert", "update", "delete"})
ADDED = frozenset({"insert"})
# Table → what can be done with a fresh row though nobody acts, and why that is so. Everything else is refused.
OPEN: dict[str, tuple[frozenset[str], str]] = {
    "account_emailaddress": (ALL, "allauth writes it while somebody signs in"),
    "account_emailconfirmation": (ALL, "allauth writes it while somebody signs in"),
    "django_session": (ALL, "signing in: there is no person yet"),
    "mfa_authenticator": (ALL, "allauth notes the use of a second factor while somebody signs in"),
    "territory_user": (
        ALL - {"delete"},
        "signing up, signing in, a new password; what gives rights is held by territory_check_person",
    ),
    "procrastinate_events": (ALL, "the queue of the worker"),
    "procrastinate_jobs": (ALL, "the queue of the worker"),
    "procrastinate_periodic_defers": (ALL, "the queue of the worker"),
    "procrastinate_workers": (ALL, "the queue of the worker"),
    "shared_cache": (ALL, "a cache"),
    "territory_notification": (ALL, "the worker tells people; it is nobody, and what it writes gives no right"),
    "territory_outgoingmail": (ALL, "the worker sends; it is nobody, and what it writes gives no right"),
    "territory_shortlink": (ADDED, "visitors make short links; none is changed or removed"),
}
# Tables that tell nobody anything while nobody acts.
CONFIDENTIAL = (
    "territory_decision",
    "territory_enquiry",
    "territory_invitation",
    "territory_lead",
    "territory_leadside",
    "territory_leadstep",
    "territory_matchingrun",
    "territory_meeting",
    "territory_meetingfile",
    "territory_needoroffer",
    "territory_needorofferevent",
    "territory_savedview",
    "territory_suggestion",
)
VALUES = {
    "boolean": "false",
    "bytea": "''",
    "date": "current_date",
    "inet": "'127.0.0.1'",
    "jsonb": "'{}'",
    "timestamp with time zone": "now()",
    "uuid": "gen_random_uuid()",
}
SHAPES = {
    "LineString": "LINESTRING(70500 65500, 70600 65600)",
    "MultiPolygon": "MULTIPOLYGON(((70500 65500, 70600 65500, 70600 65600, 70500 65500)))",
    "Polygon": "POLYGON((70500 65500, 70600 65500, 70600 65600, 70500 65500))",
}


@pytest.fixture(scope="module")
def tables(django_db_setup, django_db_blocker) -> list[str]:
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        return _tables(cursor)


def _tables(cursor) -> list[str]:
    cursor.execute(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1"
    )
    return [name for (name,) in cursor.fetchall()]


def _value(kind: str) -> str:
    """Something of a column's type, as SQL."""
    if kind.startswith("geometry"):
        shape = next((wkt for name, wkt in SHAPES.items() if f"({name}," in kind), "POINT(70500 65500)")
        return f"st_geomfromtext('{shape}', 2169)"
    if kind.startswith(("character", "text")):
        return "'x'"
    return VALUES.get(kind, "1")


def _columns(cursor, table: str) -> list[tuple[str, str, bool]]:
    """Name, type and whether it may be empty, of what can be written."""
    cursor.execute(
        "select attname, format_type(atttypid, atttypmod), not attnotnull or atthasdef or attidentity <> ''"
        " from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped and attgenerated = ''",
        [f"public.{table}"],
    )
    return cursor.fetchall()


def _put_a_row(cursor, table: str) -> None:
    """One fresh row past all triggers, checks and keys: only who may write is asked here."""
    cursor.execute("select conname from pg_constraint where conrelid = %s::regclass and contype = 'c'", [table])
    for (check,) in cursor.fetchall():
        cursor.execute(f'alter table "{table}" drop constraint "{check}"')
    needed = [(name, kind) for name, kind, may_be_empty in _columns(cursor, table) if not may_be_empty]
    names = ", ".join(f'"{name}"' for name, _kind in needed)
    values = ", ".join(_value(kind) for _name, kind in needed)
    cursor.execute("set local session_replication_role = replica")
    cursor.execute(
        f'insert into "{table}" ({names}) values ({values})' if needed else f'insert into "{table}" default values'
    )
    cursor.execute("set local session_replication_role = origin")


class _Undone(Exception):
    pass


def _does(statement: str) -> bool:
    """Whether the application's role, nobody acting, changes something with it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local role web")
            cursor.execute(statement)
            touched = cursor.rowcount
            raise _Undone
    except _Undone:
        return touched > 0
    except DatabaseError as error:
        refused = any(words in str(error) for words in ("row-level security", "permission denied", "may not"))
        # What fails for another reason (a key that is there already) was let through by those who watch.
        return not refused


def _tried(table: str) -> frozenset[str]:
    with connection.cursor() as cursor:
        _put_a_row(cursor, table)
        columns = [f'"{name}"' for name, _kind, _may_be_empty in _columns(cursor, table)]
    statements = {
        "insert": f'insert into "{table}" ({", ".join(columns)}) select {", ".join(columns)} from "{table}"',
        "update": f'update "{table}" set {columns[-1]} = {columns[-1]}',
        "delete": f'delete from "{table}"',
    }
    # A row that cannot be read cannot be copied: then one of nothing but what stands by itself.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role web")
        cursor.execute(f'select count(*) from "{table}"')
        if cursor.fetchone()[0] == 0:
            statements["insert"] = f'insert into "{table}" default values'
        cursor.execute("reset role")
    return frozenset(name for name, statement in statements.items() if _does(statement))


def test_nobody_writes_anywhere_without_a_reason(db, tables) -> None:
    assert len(tables) > 60
    for table in tables:
        allowed, reason = OPEN.get(table, (frozenset(), ""))
        try:
            with transaction.atomic():
                done = _tried(table)
                raise _Undone
        except _Undone:
            assert done == allowed, f"{table}: nobody can {sorted(done)}, expected {sorted(allowed)} {reason}"


def test_every_reason_is_about_a_table(tables) -> None:
    assert set(OPEN) <= set(tables)
    assert set(CONFIDENTIAL) <= set(tables)


@pytest.mark.parametrize("table", CONFIDENTIAL)
def test_nobody_reads_what_is_confidential(db, table) -> None:
    with connection.cursor() as cursor:
        _put_a_row(cursor, table)
        cursor.execute(f'select count(*) from "{table}"')
        assert cursor.fetchone()[0] == 1
        cursor.execute("set local role web")
        cursor.execute(f'select count(*) from "{table}"')
        assert cursor.fetchone()[0] == 0
        cursor.execute("reset role")
