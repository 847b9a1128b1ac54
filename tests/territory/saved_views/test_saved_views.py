"""Views of the map that people keep: what may be kept, and that they are read by nobody else."""

import datetime

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from territory.accounts.leaving import delete_account
from territory.accounts.own_data import own_data
from territory.acting import acting_as
from territory.errors import Invalid
from territory.saved_views.actions import (
    MOST_VIEWS,
    recover_view,
    remove_view,
    rename_view,
    save_view,
    view_of,
    views_of,
)
from territory.saved_views.models import SavedView
from tests.tiny_land import TinyLand

pytestmark = pytest.mark.django_db
TARGET = "?theme=mobility&commune=0902"


@pytest.mark.parametrize(
    ("target", "is_kept"),
    [
        ("", True),
        (TARGET, True),
        ("cooperation-projects/7/?z=12&lon=6.1&lat=49.5", True),
        ("cooperation-projects/7/", True),
        ("https://elsewhere.example/", False),
        ("//elsewhere.example/", False),
        ("/de/", False),
        ("../accounts/logout/", False),
        ("?a=b c", False),
        ("?a=b#c", False),
        ("?" + "x" * 2000, False),
    ],
)
def test_only_addresses_of_the_map_are_kept(tiny_land: TinyLand, target: str, is_kept: bool) -> None:
    if is_kept:
        assert save_view(tiny_land.editor_westen, "Meine", target).target == target
    else:
        with pytest.raises(Invalid) as refusal:
            save_view(tiny_land.editor_westen, "Meine", target)
        assert list(refusal.value.problems) == ["target"]


def test_a_name_is_needed_and_taken_once(tiny_land: TinyLand) -> None:
    person = tiny_land.editor_westen
    first = save_view(person, "  Meine ", TARGET)
    assert first.name == "Meine"
    for name in ("Meine", "", "   ", "x" * 101):
        with pytest.raises(Invalid):
            save_view(person, name, TARGET)
    save_view(tiny_land.editor_osten, "Meine", TARGET)
    other = save_view(person, "Andere", "")
    with pytest.raises(Invalid):
        rename_view(person, other, "Meine")
    assert rename_view(person, other, "Andere").name == "Andere"
    assert [view.name for view in views_of(person)] == ["Andere", "Meine"]


def test_what_is_deleted_can_be_taken_back_for_a_day(tiny_land: TinyLand) -> None:
    person = tiny_land.editor_westen
    view = save_view(person, "Meine", TARGET)
    remove_view(person, view)
    assert views_of(person) == []
    recover_view(person, view)
    assert views_of(person) == [view]
    remove_view(person, view)
    again = save_view(person, "Meine", "")
    with pytest.raises(Invalid):
        recover_view(person, view)
    with acting_as(person):
        SavedView.objects.filter(pk=view.pk).update(removed_at=timezone.now() - datetime.timedelta(days=2))
    save_view(person, "Noch eine", "")
    assert view_of(person, view.pk) is None
    assert view_of(person, again.pk) == again


def test_nobody_keeps_more_than_anybody_finds_again(tiny_land: TinyLand) -> None:
    person = tiny_land.editor_westen
    with acting_as(person):
        SavedView.objects.bulk_create(SavedView(owner=person, name=f"{number}") for number in range(MOST_VIEWS))
    with pytest.raises(Invalid):
        save_view(person, "Eine mehr", "")


@pytest.mark.parametrize("who", ["editor_osten", "moderator", "administrator"])
def test_nobody_else_reads_or_writes_them_by_any_door(tiny_land: TinyLand, who: str) -> None:
    view = save_view(tiny_land.editor_westen, "Meine", TARGET)
    other = getattr(tiny_land, who)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role web")
        assert view_of(other, view.pk) is None
        with acting_as(other):
            assert not SavedView.objects.exists()
            assert not SavedView.objects.filter(pk=view.pk).update(name="Gelesen")
            assert SavedView.objects.filter(pk=view.pk).delete()[0] == 0
            with pytest.raises(DatabaseError), transaction.atomic():
                SavedView.objects.create(owner=tiny_land.editor_westen, name="Untergeschoben")
        assert [each.name for each in views_of(tiny_land.editor_westen)] == ["Meine"]
        cursor.execute("reset role")


def test_as_the_role_of_the_web_process_one_keeps_renames_and_deletes(tiny_land: TinyLand) -> None:
    person = tiny_land.company_member
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role web")
        view = rename_view(person, save_view(person, "Meine", TARGET), "Unsere")
        remove_view(person, view)
        recover_view(person, view)
        assert [each.name for each in views_of(person)] == ["Unsere"]
        cursor.execute("reset role")


def test_they_are_among_ones_own_data_and_go_with_the_account(tiny_land: TinyLand) -> None:
    person = tiny_land.company_member
    save_view(person, "Meine", TARGET)
    assert [(row["name"], row["address"]) for row in own_data(person)["saved_views"]] == [("Meine", TARGET)]
    delete_account(person)
    assert not SavedView.objects.filter(owner=person).exists()
