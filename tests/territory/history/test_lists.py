"""Partners and subscribers have no history table: the versions carry them, and bringing one back brings them back."""

import pytest

from territory.contributions.actions import propose, revise
from territory.errors import Invalid, Outdated, WrongState
from territory.history.actions import restore, what_restoring_changes
from territory.history.versions import versions_of
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Organisation
from tests.territory.contributions.making import make
from tests.tiny_land import at


@pytest.fixture
def two_versions(tiny_land) -> LocalInitiative:
    """First with the company as partner, then with the network, and another title."""
    values = {"title": {"de": "Garten"}, "theme": "food", "location": at(500, 500), "partners": [tiny_land.firma]}
    thing = propose(LocalInitiative, tiny_land.editor_westen, tiny_land.gemeinde_westen, values)
    return revise(thing, tiny_land.editor_westen, {"title": {"de": "Wiese"}, "partners": [tiny_land.netzwerk]})


def first(thing: LocalInitiative):
    return versions_of(LocalInitiative, thing.pk)[0]


def partners(thing: LocalInitiative) -> set[Organisation]:
    return set(LocalInitiative.objects.get(pk=thing.pk).partners.all())


def test_bringing_back_brings_the_partners_back(tiny_land, two_versions) -> None:
    told = {each.name: (each.before, each.after) for each in what_restoring_changes(two_versions, first(two_versions))}
    assert told["partners"] == ("Netzwerk", "Firma")
    restore(two_versions, tiny_land.editor_westen, first(two_versions))
    assert partners(two_versions) == {tiny_land.firma}
    # And forward again: no version is lost.
    again = LocalInitiative.objects.get(pk=two_versions.pk)
    restore(again, tiny_land.editor_westen, versions_of(LocalInitiative, again.pk)[1])
    assert partners(again) == {tiny_land.netzwerk}


def test_partners_alone_are_enough_to_bring_back(tiny_land, two_versions) -> None:
    thing = revise(two_versions, tiny_land.editor_westen, {"partners": []})
    assert [each.name for each in what_restoring_changes(thing, versions_of(LocalInitiative, thing.pk)[1])] == [
        "partners"
    ]
    restore(thing, tiny_land.editor_westen, versions_of(LocalInitiative, thing.pk)[1])
    assert partners(thing) == {tiny_land.netzwerk}
    thing.refresh_from_db()
    with pytest.raises(WrongState, match="Nothing would change"):
        restore(thing, tiny_land.editor_westen, versions_of(LocalInitiative, thing.pk)[1])


def test_a_first_version_without_partners_comes_back_without(tiny_land) -> None:
    values = {"title": {"de": "Garten"}, "theme": "food", "location": at(500, 500)}
    thing = propose(LocalInitiative, tiny_land.editor_westen, tiny_land.gemeinde_westen, values)
    thing = revise(thing, tiny_land.editor_westen, {"partners": [tiny_land.netzwerk]})
    assert [each.name for each in what_restoring_changes(thing, first(thing))] == ["partners"]
    restore(thing, tiny_land.editor_westen, first(thing))
    assert partners(thing) == set()


def test_a_partner_that_has_gone_is_said(tiny_land, two_versions) -> None:
    tiny_land.firma.memberships.all().delete()
    tiny_land.firma.delete()
    with pytest.raises(Invalid) as refusal:
        restore(two_versions, tiny_land.editor_westen, first(two_versions))
    assert set(refusal.value.problems) == {"partners"}


def test_where_nobody_noted_the_partners_they_stay(tiny_land) -> None:
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500))
    thing.partners.add(tiny_land.firma)
    LocalInitiative.objects.filter(pk=thing.pk).update(title_fr="Autre")
    restore(LocalInitiative.objects.get(pk=thing.pk), tiny_land.editor_westen, first(thing))
    assert partners(thing) == {tiny_land.firma}


def test_bringing_back_does_not_overrule_what_others_wrote_meanwhile(tiny_land, two_versions) -> None:
    as_read = LocalInitiative.objects.get(pk=two_versions.pk)
    revise(two_versions, tiny_land.administrator, {"title": {"de": "Teich"}})
    with pytest.raises(Outdated):
        restore(as_read, tiny_land.editor_westen, first(as_read))
    assert LocalInitiative.objects.get(pk=two_versions.pk).title_de == "Teich"
