"""Who reads an entry: the rule, the list and the database's own policy give one answer, written down here by hand."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction

from territory.acting import acting_as, reading_as
from territory.needs_and_offers.actions import change_entry, withdraw_entry
from territory.needs_and_offers.models import NeedOrOffer
from territory.needs_and_offers.rules import can_see, can_state
from territory.organisations.models import Membership
from tests.tiny_land import START

TABLE, EVENTS = "territory_needoroffer", "territory_needorofferevent"
# Who reads what anna of the group states, by whom it is for.
READERS = {
    "facilitator": {"anna", "facilitator", "administrator"},
    "group": {"anna", "facilitator", "administrator", "bert", "editor_westen"},
    "all": {
        "anna",
        "facilitator",
        "administrator",
        "bert",
        "editor_westen",
        "fred",
        "other_facilitator",
        "moderator",
        "visitor",
    },
    "withdrawn": {"anna", "administrator"},
}
PEOPLE = sorted(READERS["all"])


def person(neighbours, name):
    if name == "visitor":
        return AnonymousUser()
    found = neighbours.people.get(name) or getattr(neighbours, name, None)
    return found or getattr(neighbours.land, name)


def rows(user, table=TABLE) -> int:
    """How many rows plain SQL gives."""
    with reading_as(user), connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("visibility", READERS)
def test_rule_list_and_plain_sql_agree(neighbours, as_web, name, visibility):
    entry = neighbours.states("anna", visibility if visibility != "withdrawn" else "all")
    if visibility == "withdrawn":
        withdraw_entry(entry, neighbours.people["anna"])
    reader = person(neighbours, name)
    expected = name in READERS[visibility]
    with reading_as(reader):
        assert can_see(reader, entry) == expected
        assert NeedOrOffer.objects.visible_to(reader).exists() == expected
        assert NeedOrOffer.objects.exists() == expected
    assert (rows(reader) > 0) == expected


@pytest.mark.parametrize("name", PEOPLE)
def test_without_an_acting_person_only_the_public_is_read(neighbours, as_web, name):
    neighbours.states("anna", "group")
    neighbours.states("bert", "all")
    assert list(NeedOrOffer.objects.values_list("visibility", flat=True)) == ["all"]


def test_an_earlier_version_is_for_whom_it_was_then_and_the_entry_is_now(neighbours, as_web):
    anna, bert = neighbours.people["anna"], neighbours.people["bert"]
    opened = change_entry(neighbours.states("anna"), anna, {"visibility": "group"})
    assert rows(anna, EVENTS) == 2
    assert rows(bert, EVENTS) == 1  # not the version that was for the facilitator only
    change_entry(opened, anna, {"visibility": "facilitator"})
    assert rows(bert, EVENTS) == 0
    assert rows(AnonymousUser(), EVENTS) == 0
    assert rows(neighbours.facilitator, EVENTS) == 3


def test_who_left_the_company_reads_nothing_any_more(neighbours, as_web):
    neighbours.states("anna")
    with connection.cursor() as cursor:
        cursor.execute("reset role")
    Membership.objects.filter(user=neighbours.people["anna"]).update(valid_from=START, valid_until="2020-01-01")
    with connection.cursor() as cursor:
        cursor.execute("set local role web")
    assert rows(neighbours.people["anna"]) == 0
    assert not can_state(neighbours.people["anna"], neighbours.places["anna"])


COLUMNS = "establishment_id, direction, service, material, unit, period, note, visibility, has_permit, is_invented"
ADD = f"insert into {TABLE} ({COLUMNS}, created_at, updated_at, version) values"
WRITING = {
    "add": ADD + " ({place}, 'in', 'shuttle', '', '', '', '', 'all', false, false, now(), now(), 1)",
    "open": f"update {TABLE} set visibility = 'all' where id = {{entry}}",
    "delete": f"delete from {TABLE} where id = {{entry}}",
}


@pytest.mark.parametrize("name", ["bert", "facilitator", "moderator", "fred"])
@pytest.mark.parametrize("statement", WRITING)
def test_nobody_else_writes_by_plain_sql(neighbours, as_web, name, statement):
    entry = neighbours.states("anna", "group")
    sql = WRITING[statement].format(place=neighbours.places["anna"].pk, entry=entry.pk)
    try:
        with acting_as(person(neighbours, name)), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
            changed = cursor.rowcount
    except DatabaseError as error:
        assert "row-level security" in str(error)  # noqa: PT017  either answer will do, but only this error
        changed = 0
    assert changed == 0


@pytest.mark.parametrize("statement", [f"update {EVENTS} set note = 'x'", f"delete from {EVENTS}"])
def test_nobody_rewrites_its_history(neighbours, as_web, statement):
    neighbours.states("anna")
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
