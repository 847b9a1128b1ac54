"""Versions of a row, what differs between two of them, and bringing one back."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from territory.contributions.actions import discard, propose, revise
from territory.contributions.models import State, Theme
from territory.cooperation.models import CooperationProject
from territory.errors import Invalid, NotAllowed, WrongState
from territory.history.actions import restore, what_restoring_changes
from territory.history.differences import differences
from territory.history.versions import versions_of, versions_seen_by
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Organisation
from territory.working_groups.models import WorkingGroup
from tests.tiny_land import at, box


@pytest.fixture
def draft(tiny_land) -> LocalInitiative:
    """A draft of three versions: its beginning; a new title, theme and day; an area in place of the pin."""
    editor = tiny_land.editor_westen
    values = {"title": {"de": "Garten", "fr": "Jardin"}, "theme": "food", "location": at(500, 500)}
    thing = propose(LocalInitiative, editor, tiny_land.gemeinde_westen, values)
    changes = {
        "title": {"de": "Gemüsegarten"},
        "theme": "cohesion",
        "starts_on": "2026-06-01",
        "link": "https://example.org/",
    }
    thing = revise(thing, editor, changes)
    return revise(thing, editor, {"location": box(500, 500, 700, 600)})


def words(found) -> dict[str, tuple[str, str]]:
    return {each.label: (each.before, each.after) for each in found}


def test_versions_tell_when_who_and_what_came_to_be(tiny_land, draft):
    versions = versions_of(LocalInitiative, draft.pk)
    assert [version.number for version in versions] == [1, 2, 3]
    assert {version.actor_id for version in versions} == {tiny_land.editor_westen.pk}
    assert [version.verb for version in versions] == ["insert", "update", "update"]
    assert [version.row.title_de for version in versions] == ["Garten", "Gemüsegarten", "Gemüsegarten"]


def test_a_difference_is_in_words_of_the_fields(draft):
    first, second, _third = versions_of(LocalInitiative, draft.pk)
    with translation.override("en"):
        found = words(differences(LocalInitiative, first.row, second.row))
    assert found == {
        "Title (Deutsch)": ("Garten", "Gemüsegarten"),
        "Theme": tuple(Theme.objects.get(code=code).name for code in ("food", "cohesion")),
        "From": ("", "1 June 2026"),
        "Link": ("", "https://example.org/"),
    }
    with translation.override("de"):
        assert words(differences(LocalInitiative, first.row, second.row))["Von"] == ("", "1. Juni 2026")


def test_a_place_tells_how_far_and_how_large(draft):
    _first, second, third = versions_of(LocalInitiative, draft.pk)
    (found,) = differences(LocalInitiative, second.row, third.row)
    # From (500, 500) to the middle of 200 m × 100 m: 100 m east and 50 m north.
    assert found.place.moved_m == pytest.approx(111.80, abs=0.01)
    assert (found.place.area_before_m2, found.place.area_after_m2) == (0, pytest.approx(20_000))
    assert found.place.is_other_shape
    assert differences(LocalInitiative, third.row, third.row) == []


def test_it_works_for_any_tracked_table(tiny_land):
    firma = tiny_land.firma
    firma.website = "https://example.org/"
    firma.name_fr = "Entreprise"
    firma.save()
    first, second = versions_of(Organisation, firma.pk)
    found = words(differences(Organisation, first.row, second.row))
    assert ("", "https://example.org/") in found.values()
    assert ("", "Entreprise") in found.values()


def test_the_title_of_somebody_elses_draft_is_not_given_away(tiny_land, draft):
    editor = tiny_land.editor_westen
    values = {"title": {"de": "Projekt"}, "theme": "food", "location": at(500, 500)}
    project = propose(CooperationProject, editor, tiny_land.gemeinde_westen, values)
    revise(project, editor, {"grown_from": draft})
    first, second = versions_of(CooperationProject, project.pk)
    (found,) = differences(CooperationProject, first.row, second.row)
    assert "garten" not in found.after.lower()
    assert str(draft.pk) in found.after


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("visitor", [4, 5]),
        ("editor_osten", [4, 5]),
        ("moderator", [3, 4, 5, 6]),
        ("editor_westen", [1, 2, 3, 4, 5, 6]),
        ("administrator", [1, 2, 3, 4, 5, 6]),
    ],
)
def test_each_reads_the_versions_they_could_read_then(tiny_land, garden, name, numbers):
    person = AnonymousUser() if name == "visitor" else getattr(tiny_land, name)
    assert [version.number for version in versions_seen_by(person, garden)] == numbers


def test_a_version_comes_back_as_a_new_version(tiny_land, draft):
    first = versions_of(LocalInitiative, draft.pk)[0]
    told = {each.name for each in what_restoring_changes(draft, first)}
    assert told == {"title_de", "theme", "starts_on", "link", "location"}
    back = restore(draft, tiny_land.editor_westen, first)
    assert (back.title_de, back.title_fr, back.theme.code, back.starts_on, back.link) == (
        "Garten",
        "Jardin",
        "food",
        None,
        "",
    )
    assert back.location.equals_exact(at(500, 500))
    assert (back.version, back.state) == (4, State.DRAFT)
    versions = versions_of(LocalInitiative, draft.pk)
    assert (len(versions), versions[-1].restored, versions[-1].actor_id) == (4, 1, tiny_land.editor_westen.pk)
    assert differences(LocalInitiative, first.row, versions[-1].row) == []
    # And forth again: nothing was lost on the way.
    forth = restore(back, tiny_land.editor_westen, versions[2])
    assert (forth.title_de, forth.location.area) == ("Gemüsegarten", pytest.approx(20_000))


def test_bringing_back_asks_the_same_rules_as_changing(tiny_land, draft, garden):
    first = versions_of(LocalInitiative, draft.pk)[0]
    for person in (tiny_land.editor_osten, tiny_land.company_member, tiny_land.park_manager):
        with pytest.raises(NotAllowed):
            restore(draft, person, first)
    # Archived: nobody changes it, whatever they can read.
    with pytest.raises(NotAllowed):
        restore(garden, tiny_land.editor_westen, versions_of(LocalInitiative, garden.pk)[0])
    draft.refresh_from_db()
    assert (draft.version, draft.title_de) == (3, "Gemüsegarten")


def test_what_is_the_same_or_foreign_is_refused(tiny_land, draft, garden):
    with pytest.raises(WrongState, match="Nothing"):
        restore(draft, tiny_land.editor_westen, versions_of(LocalInitiative, draft.pk)[2])
    with pytest.raises(WrongState):
        restore(draft, tiny_land.editor_westen, versions_of(LocalInitiative, garden.pk)[0])


def test_what_a_version_refers_to_may_have_gone(tiny_land):
    editor = tiny_land.editor_westen
    group = WorkingGroup.objects.create(slug="g", name="G", coordinator=tiny_land.netzwerk, footprint=box(0, 0, 9, 9))
    values = {"title": {"de": "Projekt"}, "theme": "food", "location": at(500, 500), "working_group": group}
    project = propose(CooperationProject, editor, tiny_land.gemeinde_westen, values)
    project = revise(project, editor, {"working_group": None})
    group.delete()
    with pytest.raises(Invalid) as refusal:
        restore(project, editor, versions_of(CooperationProject, project.pk)[0])
    assert list(refusal.value.problems) == ["working_group"]


def test_removed_things_keep_their_versions(tiny_land, draft):
    pk = draft.pk
    discard(draft, tiny_land.editor_westen)
    draft.delete()  # as the trash is emptied
    versions = versions_of(LocalInitiative, pk)
    assert [version.verb for version in versions] == ["insert", "update", "update", "update", "delete"]
    assert versions[-1].row.title_de == "Gemüsegarten"
