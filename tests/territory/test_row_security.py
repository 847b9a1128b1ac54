"""The database draws the same line as the rules, for every role, state, step and place."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from territory.acting import acting_as
from territory.contributions import rules
from territory.contributions.models import Contribution, State, Theme
from territory.contributions.workflow import CONTRIBUTION_WORKFLOW
from territory.cooperation.models import CooperationProject
from territory.errors import WrongState
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Organisation
from territory.people.models import User
from territory.pooled_services.models import PooledService
from tests.tiny_land import TinyLand, at, box

PEOPLE = (
    "nobody",
    "administrator",
    "editor_westen",
    "editor_osten",
    "park_manager",
    "moderator",
    "coordinator",
    "company_member",
)
PLACES = {
    "in the park": at(1200, 1200),
    "in Westen": at(500, 500),
    "across the border": box(2900, 500, 3100, 700),
    "in Osten": at(4000, 500),
    "in Süden": at(500, -500),
}
# Who owns it where: a commune everywhere, the others where they differ from a commune.
OWNED = (
    *(("gemeinde_westen", place) for place in PLACES),
    ("parkverwaltung", "in the park"),
    ("parkverwaltung", "in Westen"),
    ("firma", "in Osten"),
)


class _Undone(Exception):
    pass


def as_web(user: User | None, sql: str, parameters: list[object]) -> bool:
    """Whether the application's role, ``user`` acting, changed exactly one row; it is undone."""
    changed = 0
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local role web")
            cursor.execute("select set_config('territory.user_id', %s, true)", [str(user.pk) if user else ""])
            cursor.execute(sql, parameters)
            changed = cursor.rowcount
            raise _Undone
    except _Undone:
        return changed == 1
    except DatabaseError as error:
        if not any(words in str(error) for words in ("row-level security", "may not")):
            raise
        return False


def stored(kind: type[Contribution], owner: Organisation, place, state: str = State.DRAFT):
    was_public = state in (State.PUBLISHED, State.ARCHIVED)
    return kind.objects.create(
        title="Bench",
        theme=Theme.objects.get(code="mobility"),
        owner=owner,
        location=place,
        state=state,
        published_at=timezone.now() if was_public else None,
    )


def expectations(user: User | AnonymousUser, thing: Contribution):
    """What the rules say of every action on ``thing``, with the plain SQL that tries it."""
    table = thing._meta.db_table
    yield (
        "edit",
        rules.can_edit(user, thing),
        f"update {table} set summary = 'x' where id = %s",
        [thing.pk],
    )
    yield (
        "trash",
        rules.can_delete(user, thing),
        f"update {table} set trashed_at = now() where id = %s",
        [thing.pk],
    )
    yield "delete for good", False, f"delete from {table} where id = %s", [thing.pk]
    for target in set(State.values) - {thing.state}:
        try:
            step = CONTRIBUTION_WORKFLOW.step(thing.state, target)
            may = step.rule(user, thing) and not step.lacks(thing)
        except WrongState:
            may = False
        sql = f"update {table} set state = %s, published_at = now() where id = %s"
        yield f"to {target}", may, sql, [target, thing.pk]


@pytest.mark.parametrize("kind", [LocalInitiative, PooledService])
@pytest.mark.parametrize("name", PEOPLE)
def test_plain_sql_may_do_what_the_rules_allow_and_nothing_else(
    tiny_land: TinyLand, kind: type[Contribution], name: str
) -> None:
    acting = None if name == "nobody" else getattr(tiny_land, name)
    user = acting or AnonymousUser()
    table = kind._meta.db_table
    columns = ", ".join(f.column for f in kind._meta.concrete_fields if f.column != "id")
    tried = 0
    for owner_name, place_name in OWNED:
        owner, place = getattr(tiny_land, owner_name), PLACES[place_name]
        for state in State.values:
            thing = stored(kind, owner, place, state)
            for action, expected, sql, parameters in expectations(user, thing):
                tried += 1
                outcome = as_web(acting, sql, parameters)
                assert outcome == expected, (name, owner_name, place_name, state, action)
        draft = stored(kind, owner, place)
        sql = f"insert into {table} ({columns}) select {columns} from {table} where id = %s"
        expected = rules.can_propose(user, kind, owner) and rules.can_place(kind, owner, place)
        assert as_web(acting, sql, [draft.pk]) == expected, (name, owner_name, place_name, "insert")
    assert tried == len(OWNED) * len(State.values) * 7


@pytest.mark.parametrize("name", PEOPLE)
def test_plain_sql_takes_out_of_the_trash_what_the_rules_allow(tiny_land: TinyLand, name: str) -> None:
    acting = None if name == "nobody" else getattr(tiny_land, name)
    table = LocalInitiative._meta.db_table
    for state in State.values:
        thing = stored(LocalInitiative, tiny_land.gemeinde_westen, PLACES["in Westen"], state)
        thing.trashed_at = timezone.now()
        thing.save()
        may = rules.can_delete(acting or AnonymousUser(), thing)
        take_out = f"update {table} set trashed_at = null where id = %s"
        assert as_web(acting, take_out, [thing.pk]) == may, (name, state)
        for change in (
            "summary = 'x'",
            "trashed_at = '2000-01-01'",
            "trashed_at = null, stage = 'pilot'",
        ):
            sql = f"update {table} set {change} where id = %s"
            assert not as_web(acting, sql, [thing.pk]), (name, state, change)


def test_nothing_leaves_the_trash_for_good_before_its_time(tiny_land: TinyLand) -> None:
    table = PooledService._meta.db_table
    thing = stored(PooledService, tiny_land.gemeinde_westen, PLACES["in Westen"])
    thing.partners.add(tiny_land.firma)
    for days, expected in ((6, False), (8, True)):
        trashed_at = timezone.now() - datetime.timedelta(days=days)
        PooledService.objects.filter(pk=thing.pk).update(trashed_at=trashed_at)
        for sql in (
            f"delete from {table}_partners where pooledservice_id = %s",
            f"with lists as (delete from {table}_partners where pooledservice_id = %s) "  # noqa: ISC004
            f"delete from {table} where id = {thing.pk}",
        ):
            assert as_web(None, sql, [thing.pk]) == expected, (days, sql)


def test_cooperation_projects_are_guarded_like_the_others(tiny_land: TinyLand) -> None:
    project = stored(CooperationProject, tiny_land.gemeinde_westen, PLACES["in Westen"])
    sql = "update territory_cooperationproject set summary = 'x' where id = %s"
    assert as_web(tiny_land.editor_westen, sql, [project.pk])
    assert not as_web(tiny_land.editor_osten, sql, [project.pk])
    assert not as_web(None, sql, [project.pk])


def test_a_draft_cannot_be_moved_onto_a_neighbours_land_by_plain_sql(tiny_land: TinyLand) -> None:
    draft = stored(LocalInitiative, tiny_land.gemeinde_westen, PLACES["in Westen"])
    table = LocalInitiative._meta.db_table
    sql = f"update {table} set location = st_translate(location, %s, 0) where id = %s"
    assert as_web(tiny_land.editor_westen, sql, [100, draft.pk])
    assert not as_web(tiny_land.editor_westen, sql, [3000, draft.pk])


def test_an_expired_mandate_places_nothing(tiny_land: TinyLand) -> None:
    draft = stored(LocalInitiative, tiny_land.gemeinde_westen, PLACES["in Westen"])
    sql = "update territory_localinitiative set location = st_translate(location, 1, 0) where id = %s"
    assert as_web(tiny_land.editor_westen, sql, [draft.pk])
    tiny_land.gemeinde_westen.mandates.update(valid_until=timezone.localdate())
    assert not as_web(tiny_land.editor_westen, sql, [draft.pk])


def test_who_acts_is_forgotten_with_the_transaction(tiny_land: TinyLand) -> None:
    with connection.cursor() as cursor:

        def acting() -> int | None:
            cursor.execute("select territory_acting_user()")
            return cursor.fetchone()[0]

        with acting_as(tiny_land.editor_westen):
            assert acting() == tiny_land.editor_westen.pk
            with acting_as(tiny_land.moderator):
                assert acting() == tiny_land.moderator.pk
            assert acting() == tiny_land.editor_westen.pk
        assert acting() is None
