"""The trash: what lies in it is gone for everyone, comes back as it was, and leaves after its time."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from territory.contributions import rules
from territory.contributions.actions import discard, move, propose, recover, revise
from territory.contributions.models import State
from territory.contributions.moderation import waiting_for
from territory.contributions.trash import purge_trash
from territory.errors import NotAllowed, WrongState
from territory.initiatives.models import LocalInitiative
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at


@pytest.fixture
def garden(tiny_land: TinyLand) -> LocalInitiative:
    values = {
        "title": {"de": "Garten"},
        "theme": "food",
        "location": at(500, 500),
        "partners": ["firma"],
    }
    return propose(LocalInitiative, tiny_land.editor_westen, tiny_land.gemeinde_westen, values)


def test_nobody_sees_what_is_in_the_trash(tiny_land, garden) -> None:
    published = make(LocalInitiative, tiny_land.gemeinde_westen, at(1, 1), State.PUBLISHED)
    discard(published, tiny_land.administrator)
    discarded = discard(garden, tiny_land.editor_westen)
    for person in (
        tiny_land.administrator,
        tiny_land.editor_westen,
        tiny_land.moderator,
        AnonymousUser(),
    ):
        assert not LocalInitiative.objects.visible_to(person).exists()
        assert not rules.can_see(person, discarded)
    assert not LocalInitiative.objects.public().exists()


def test_a_moderator_is_not_asked_about_it(tiny_land, garden) -> None:
    submitted = move(garden, tiny_land.editor_westen, State.SUBMITTED)
    discard(submitted, tiny_land.administrator)
    assert waiting_for(tiny_land.moderator, LocalInitiative) == []


def test_its_organisation_finds_it_in_the_trash_and_others_do_not(tiny_land, garden) -> None:
    discard(garden, tiny_land.editor_westen)
    trash = LocalInitiative.objects.in_trash_of
    assert list(trash(tiny_land.editor_westen)) == [garden]
    assert list(trash(tiny_land.administrator)) == [garden]
    assert not trash(tiny_land.editor_osten).exists()
    assert not trash(AnonymousUser()).exists()


def test_it_comes_back_as_it_was(tiny_land, garden) -> None:
    discard(garden, tiny_land.editor_westen)
    back = recover(garden, tiny_land.editor_westen)
    back.refresh_from_db()
    assert (back.title_de, back.state, back.trashed_at, back.version) == (
        "Garten",
        "draft",
        None,
        3,
    )
    assert [each.slug for each in back.partners.all()] == ["firma"]


def test_others_do_not_take_it_out(tiny_land, garden) -> None:
    discard(garden, tiny_land.editor_westen)
    with pytest.raises(NotAllowed):
        recover(garden, tiny_land.editor_osten)


def test_in_the_trash_nothing_changes(tiny_land, garden) -> None:
    discard(garden, tiny_land.editor_westen)
    with pytest.raises(WrongState, match="trash"):
        revise(garden, tiny_land.editor_westen, {"title": {"de": "Park"}})
    with pytest.raises(WrongState, match="trash"):
        move(garden, tiny_land.editor_westen, State.SUBMITTED)
    with pytest.raises(WrongState, match="trash"):
        discard(garden, tiny_land.editor_westen)


def test_after_its_time_it_is_deleted_and_its_history_stays(tiny_land, garden, settings) -> None:
    settings.TRASH_DAYS = 30
    young = propose(
        LocalInitiative,
        tiny_land.editor_westen,
        tiny_land.gemeinde_westen,
        {"title": {"de": "Hof"}, "theme": "food", "location": at(5, 5)},
    )
    for thing, days in ((garden, 31), (young, 29)):
        discard(thing, tiny_land.editor_westen)
        trashed_at = timezone.now() - datetime.timedelta(days=days)
        LocalInitiative.objects.filter(pk=thing.pk).update(trashed_at=trashed_at)
    assert purge_trash(timezone.now()) == 1
    assert list(LocalInitiative.objects.all()) == [young]
    events = LocalInitiative.pgh_event_model.objects.filter(pgh_obj_id=garden.pk)
    assert events.order_by("pgh_id").last().pgh_label == "delete"
    with pytest.raises(WrongState, match="deleted"):
        recover(garden, tiny_land.editor_westen)


def test_the_worker_empties_the_trash_as_the_role_it_has(tiny_land, garden) -> None:
    discard(garden, tiny_land.editor_westen)
    trashed_at = timezone.now() - datetime.timedelta(days=31)
    LocalInitiative.objects.filter(pk=garden.pk).update(trashed_at=trashed_at)
    with connection.cursor() as cursor:
        cursor.execute("set local role web")
    assert purge_trash(timezone.now()) == 1
    assert not LocalInitiative.objects.exists()


def test_the_worker_knows_when_to_empty_it() -> None:
    planned = [task.task.name for task in app.periodic_registry.periodic_tasks.values()]
    assert "territory.tasks.empty_trash" in planned
