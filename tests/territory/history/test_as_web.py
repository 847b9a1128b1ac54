"""The history as the application's own role of the database: added to, never changed."""

import pytest
from django.db import DatabaseError, connection, transaction

from territory.contributions.actions import propose, revise
from territory.history.actions import restore
from territory.history.as_of import as_of
from territory.history.versions import versions_of
from territory.initiatives.models import LocalInitiative
from tests.territory.history.days import noon
from tests.tiny_land import at

EVENTS = LocalInitiative.pgh_event_model._meta.db_table


@pytest.fixture
def draft(tiny_land) -> LocalInitiative:
    values = {"title": {"de": "Garten"}, "theme": "food", "location": at(500, 500)}
    thing = propose(LocalInitiative, tiny_land.editor_westen, tiny_land.gemeinde_westen, values)
    return revise(thing, tiny_land.editor_westen, {"title": {"de": "Wiese"}})


@pytest.fixture
def as_web(draft):
    """From here on the test acts as the role ``web``."""
    with connection.cursor() as cursor:
        cursor.execute("select 1 from pg_roles where rolname = 'web'")
        if cursor.fetchone() is None:
            pytest.skip("A server with one role only.")
        cursor.execute("set local role web")


def test_bringing_back_passes_the_policies(tiny_land, draft, as_web):
    back = restore(draft, tiny_land.editor_westen, versions_of(LocalInitiative, draft.pk)[0])
    assert (back.title_de, back.version) == ("Garten", 3)
    assert len(versions_of(LocalInitiative, draft.pk)) == 3


def test_what_was_known_can_be_read(tiny_land, draft, as_web):
    assert not as_of(LocalInitiative.objects.visible_to(tiny_land.editor_westen), noon("2020-01-01")).exists()


REWRITING = (f"update {EVENTS} set title_de = 'x'", f"delete from {EVENTS}", f"truncate {EVENTS}")


@pytest.mark.parametrize("statement", REWRITING)
def test_nobody_rewrites_history(draft, as_web, statement):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
