"""Saving from an earlier version: merged by field, or a clash that holds all three."""

import pytest

from territory.contributions.actions import discard, move, propose, revise
from territory.contributions.models import State
from territory.contributions.versions import changed_between, fields_at
from territory.errors import Clash, Outdated
from territory.initiatives.models import LocalInitiative
from territory.pooled_services.models import PooledService
from tests.tiny_land import TinyLand, at, box


@pytest.fixture
def garden(tiny_land: TinyLand) -> LocalInitiative:
    values = {
        "title": {"de": "Garten", "fr": "Jardin"},
        "theme": "food",
        "location": at(500, 500),
        "partners": ["firma"],
    }
    return propose(LocalInitiative, tiny_land.editor_westen, tiny_land.gemeinde_westen, values)


def test_changes_of_different_fields_are_both_kept(tiny_land, garden) -> None:
    revise(garden, tiny_land.editor_westen, {"title": {"de": "Gemüsegarten"}}, based_on=1)
    both = revise(
        garden,
        tiny_land.administrator,
        {"title": {"de": "Garten", "fr": "Potager"}, "location": at(600, 500)},
        based_on=1,
    )
    both.refresh_from_db()
    assert (both.title_de, both.title_fr, both.version) == ("Gemüsegarten", "Potager", 3)
    assert both.location.equals(at(600, 500))


def test_the_same_field_clashes_and_nothing_is_written(tiny_land, garden) -> None:
    revise(garden, tiny_land.editor_westen, {"title": {"de": "Gemüsegarten"}}, based_on=1)
    mine = {"title": {"de": "Blumengarten", "fr": "Fleurs"}}
    with pytest.raises(Clash) as caught:
        revise(garden, tiny_land.administrator, mine, based_on=1)
    (clash,) = caught.value.fields
    assert (clash.name, clash.base, clash.mine, clash.theirs) == (
        "title_de",
        "Garten",
        "Blumengarten",
        "Gemüsegarten",
    )
    garden.refresh_from_db()
    assert (caught.value.thing.version, garden.version, garden.title_fr) == (2, 2, "Jardin")


def test_a_place_moved_by_both_clashes_as_one_field(tiny_land, garden) -> None:
    revise(garden, tiny_land.editor_westen, {"location": at(600, 500)}, based_on=1)
    with pytest.raises(Clash) as caught:
        revise(garden, tiny_land.editor_westen, {"location": box(0, 0, 9, 9)}, based_on=1)
    assert [clash.name for clash in caught.value.fields] == ["location"]


def test_partners_added_by_one_and_removed_by_the_other(tiny_land, garden) -> None:
    revise(garden, tiny_land.editor_westen, {"partners": ["firma", "netzwerk"]}, based_on=1)
    revise(garden, tiny_land.administrator, {"partners": []}, based_on=1)
    assert [each.slug for each in garden.partners.all()] == ["netzwerk"]


def test_lists_are_known_at_versions_that_did_not_touch_them(tiny_land, garden) -> None:
    move(garden, tiny_land.editor_westen, State.SUBMITTED)
    move(garden, tiny_land.editor_westen, State.DRAFT)
    revise(garden, tiny_land.editor_westen, {"partners": []})
    assert fields_at(garden, 3, ["partners"]) == {"partners": frozenset({tiny_land.firma.pk})}
    assert fields_at(garden, 4, ["partners"]) == {"partners": frozenset()}


def test_subscribers_merge_like_partners(tiny_land) -> None:
    values = {"title": {"de": "Kantine"}, "theme": "food", "location": at(500, 500)}
    owner = tiny_land.gemeinde_westen
    canteen = propose(PooledService, tiny_land.editor_westen, owner, values)
    revise(canteen, tiny_land.editor_westen, {"capacity": 80}, based_on=1)
    canteen = revise(canteen, tiny_land.editor_westen, {"capacity_unit": "Essen"}, based_on=1)
    assert (canteen.capacity, canteen.capacity_unit) == (80, "Essen")


def test_saving_without_a_change_makes_no_version(tiny_land, garden) -> None:
    same = {"title": {"de": "Garten", "lb": ""}, "location": at(500, 500), "theme": "food"}
    assert revise(garden, tiny_land.editor_westen, same, based_on=1).version == 1


def test_an_unknown_version_is_refused(tiny_land, garden) -> None:
    with pytest.raises(Outdated, match="version 7"):
        revise(garden, tiny_land.editor_westen, {"title": {"de": "Park"}}, based_on=7)


def test_nobody_decides_on_or_deletes_what_they_have_not_read(tiny_land, garden) -> None:
    revise(garden, tiny_land.editor_westen, {"title": {"de": "Park"}})
    with pytest.raises(Outdated):
        move(garden, tiny_land.editor_westen, State.SUBMITTED, based_on=1)
    with pytest.raises(Outdated):
        discard(garden, tiny_land.editor_westen, based_on=1)


def test_a_change_past_the_actions_counts_a_version(tiny_land, garden) -> None:
    LocalInitiative.objects.filter(pk=garden.pk).update(title_de="Wiese")
    with pytest.raises(Clash):
        revise(garden, tiny_land.editor_westen, {"title": {"de": "Park"}}, based_on=1)


def test_who_changed_what_since_a_version(tiny_land, garden) -> None:
    revise(garden, tiny_land.editor_westen, {"title": {"de": "Park"}, "partners": []})
    revise(garden, tiny_land.administrator, {"location": at(600, 500)})
    changes = {change.name: change.by for change in changed_between(garden, 1, 3)}
    assert changes == {
        "title_de": tiny_land.editor_westen,
        "partners": tiny_land.editor_westen,
        "location": tiny_land.administrator,
    }
