"""Writing: what each verb stores, whom it refuses, and that a refusal changes nothing."""

import datetime

import pytest
from django.db import connection
from django.utils import translation

from territory.contributions.actions import discard, move, propose, revise
from territory.contributions.models import State
from territory.contributions.rules import can_edit
from territory.cooperation.models import CooperationProject
from territory.errors import Invalid, NotAllowed, WrongState
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Mandate, Membership
from territory.pooled_services.models import PooledService
from tests.territory.contributions.making import make
from tests.tiny_land import at


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def wanted(**changes) -> dict:
    return {"title": {"de": "Garten"}, "theme": "food", "location": at(500, 500), **changes}


@pytest.fixture
def garden(tiny_land) -> LocalInitiative:
    return propose(LocalInitiative, tiny_land.editor_westen, tiny_land.gemeinde_westen, wanted())


def stored(thing):
    return type(thing).objects.get(pk=thing.pk)


# propose


def test_what_is_proposed_is_a_draft_of_its_author_and_organisation(tiny_land, garden):
    row = stored(garden)
    assert (row.state, row.stage, row.version) == (State.DRAFT, "inventory", 1)
    assert (row.owner, row.created_by) == (tiny_land.gemeinde_westen, tiny_land.editor_westen)
    assert (row.title_de, row.title_fr, row.theme.code) == ("Garten", None, "food")
    assert row.published_at is None


def test_partners_and_subscribers_are_stored(tiny_land):
    service = propose(
        PooledService,
        tiny_land.coordinator,
        tiny_land.netzwerk,
        wanted(partners=["firma", "syndikat-nord"]),
    )
    assert set(service.partners.all()) == {tiny_land.firma, tiny_land.syndikat}


@pytest.mark.parametrize("missing", ["title", "theme", "location"])
def test_title_theme_and_location_are_needed(tiny_land, missing):
    values = wanted()
    del values[missing]
    with pytest.raises(Invalid) as refusal:
        propose(LocalInitiative, tiny_land.editor_westen, tiny_land.gemeinde_westen, values)
    assert refusal.value.problems == {missing: ["This is needed."]}
    assert not LocalInitiative.objects.exists()


@pytest.mark.parametrize("title", [{}, {"fr": ""}, {"de": "  ", "lb": None}])
def test_a_title_without_a_word_is_none(tiny_land, title):
    with pytest.raises(Invalid, match="needed"):
        propose(LocalInitiative, tiny_land.editor_westen, tiny_land.gemeinde_westen, wanted(title=title))


def test_one_cannot_propose_in_the_name_of_another_commune(tiny_land):
    with pytest.raises(NotAllowed, match="Gemeinde Osten"):
        propose(LocalInitiative, tiny_land.editor_westen, tiny_land.gemeinde_osten, wanted())


def test_a_state_cannot_be_smuggled_in(tiny_land, garden):
    for values in ({"state": "published"}, {"owner": tiny_land.gemeinde_osten}, {"version": 99}):
        with pytest.raises(Invalid, match="cannot be set"):
            revise(garden, tiny_land.editor_westen, values)
    assert stored(garden).state == State.DRAFT


def test_an_initiative_40_m_inside_the_neighbour_is_refused_in_words(tiny_land):
    with pytest.raises(Invalid, match="40 m inside Osten"):
        propose(
            LocalInitiative,
            tiny_land.editor_westen,
            tiny_land.gemeinde_westen,
            wanted(location=at(3040, 2000)),
        )


def test_a_project_may_not_grow_from_a_draft_one_may_not_see(tiny_land, garden):
    with pytest.raises(Invalid, match="There is no local initiative") as refusal:
        propose(CooperationProject, tiny_land.coordinator, tiny_land.netzwerk, wanted(grown_from=garden))
    assert "Garten" not in str(refusal.value)
    project = propose(
        CooperationProject,
        tiny_land.editor_westen,
        tiny_land.gemeinde_westen,
        wanted(grown_from=garden.pk),
    )
    assert project.grown_from == garden


# revise


def test_a_revision_changes_what_it_names_and_counts_a_version(tiny_land, garden):
    revised = revise(garden, tiny_land.editor_westen, {"title": {"fr": "Jardin"}, "link": "https://example.org/"})
    row = stored(garden)
    assert (row.title_de, row.title_fr, row.link, row.version) == ("Garten", "Jardin", "https://example.org/", 2)
    assert revised == row
    assert revised.version == 2


def test_the_column_without_a_language_does_not_depend_on_who_saves(tiny_land, garden):
    for language in ("de", "fr", "en", "lb"):
        with translation.override(language):
            revise(
                garden,
                tiny_land.editor_westen,
                {"title": {"de": "Garten", "fr": "Jardin", "en": "Garden"}},
            )
            move(garden, tiny_land.editor_westen, State.SUBMITTED)
            move(garden, tiny_land.editor_westen, State.DRAFT)
        with connection.cursor() as cursor:
            cursor.execute("select title from territory_localinitiative where id = %s", [garden.pk])
            assert cursor.fetchone() == ("Jardin",)


def test_the_last_title_cannot_be_taken_away(tiny_land, garden):
    with pytest.raises(Invalid, match="needed"):
        revise(garden, tiny_land.editor_westen, {"title": {"de": ""}})
    assert stored(garden).title_de == "Garten"


def test_dates_are_compared_with_those_already_stored(tiny_land, garden):
    revise(garden, tiny_land.editor_westen, {"starts_on": datetime.date(2026, 5, 2)})
    with pytest.raises(Invalid, match="before the first") as refusal:
        revise(garden, tiny_land.editor_westen, {"ends_on": datetime.date(2026, 5, 1)})
    assert set(refusal.value.problems) == {"ends_on"}
    revise(garden, tiny_land.editor_westen, {"ends_on": datetime.date(2026, 5, 2)})
    assert stored(garden).version == 3


def test_partners_are_replaced_only_when_named(tiny_land, garden):
    revise(garden, tiny_land.editor_westen, {"partners": ["firma", "netzwerk"]})
    revise(garden, tiny_land.editor_westen, {"link": "https://example.org/"})
    assert garden.partners.count() == 2
    revise(garden, tiny_land.editor_westen, {"partners": []})
    assert garden.partners.count() == 0


def test_a_refused_revision_leaves_row_version_and_history_alone(tiny_land, garden):
    before = stored(garden).__dict__
    for values in (
        {"title": {"fr": "x"}, "stage": "nonsense"},
        {"title": {"fr": "x"}, "location": at(4000, 500)},
        {"title": {"fr": "x"}, "partners": ["niemand"]},
    ):
        with pytest.raises(Invalid):
            revise(garden, tiny_land.editor_westen, values)
    after = stored(garden).__dict__
    assert {k: v for k, v in after.items() if k != "_state"} == {k: v for k, v in before.items() if k != "_state"}
    assert garden.events.count() == 1


def test_moving_the_pin_is_checked_but_a_new_title_needs_no_mandate(tiny_land, garden):
    Mandate.objects.filter(organisation=tiny_land.gemeinde_westen).delete()
    revise(garden, tiny_land.editor_westen, {"title": {"de": "Neuer Garten"}})
    with pytest.raises(Invalid, match="no mandate"):
        revise(garden, tiny_land.editor_westen, {"location": at(501, 500)})


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ARCHIVED])
def test_nobody_revises_what_is_submitted_or_archived(tiny_land, state):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), state)
    for person in (tiny_land.editor_westen, tiny_land.moderator, tiny_land.administrator):
        with pytest.raises(NotAllowed, match=state):
            revise(thing, person, {"link": "https://example.org/"})


def test_the_state_in_the_table_counts_not_the_one_in_hand(tiny_land, garden):
    in_hand = stored(garden)
    move(garden, tiny_land.editor_westen, State.SUBMITTED)
    assert can_edit(tiny_land.editor_westen, in_hand)
    with pytest.raises(NotAllowed):
        revise(in_hand, tiny_land.editor_westen, {"link": "https://example.org/"})


# move


def test_the_way_from_draft_to_archive(tiny_land, garden):
    editor, moderator = tiny_land.editor_westen, tiny_land.moderator
    move(garden, editor, State.SUBMITTED)
    assert move(garden, moderator, State.CHANGES_REQUESTED, " Wer gießt? ").state_reason == "Wer gießt?"
    resubmitted = move(garden, editor, State.SUBMITTED)
    assert (resubmitted.state_reason, resubmitted.published_at) == ("", None)
    published = move(garden, moderator, State.PUBLISHED)
    assert published.published_at is not None
    archived = move(garden, editor, State.ARCHIVED)
    assert (archived.state, archived.version) == (State.ARCHIVED, 6)
    assert archived.published_at == published.published_at


REFUSED_STEPS = [
    (State.DRAFT, State.PUBLISHED, "administrator", WrongState),
    (State.DRAFT, State.DRAFT, "editor_westen", WrongState),
    (State.PUBLISHED, State.DRAFT, "administrator", WrongState),
    (State.ARCHIVED, State.SUBMITTED, "editor_westen", WrongState),
    (State.DRAFT, "nonsense", "administrator", WrongState),
    (State.DRAFT, State.SUBMITTED, "editor_osten", NotAllowed),
    (State.DRAFT, State.SUBMITTED, "moderator", NotAllowed),
    (State.SUBMITTED, State.PUBLISHED, "editor_westen", NotAllowed),
    (State.SUBMITTED, State.DRAFT, "moderator", NotAllowed),
    (State.SUBMITTED, State.CHANGES_REQUESTED, "moderator", Invalid),
    (State.PUBLISHED, State.CHANGES_REQUESTED, "moderator", Invalid),
    (State.PUBLISHED, State.ARCHIVED, "editor_osten", NotAllowed),
    (State.ARCHIVED, State.PUBLISHED, "editor_westen", NotAllowed),
]


@pytest.mark.parametrize(("source", "target", "person", "refusal"), REFUSED_STEPS)
def test_steps_that_are_refused_change_nothing(tiny_land, source, target, person, refusal):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), source)
    with pytest.raises(refusal):
        move(thing, getattr(tiny_land, person), target, reason="   ")
    assert (stored(thing).state, stored(thing).version) == (source, 1)


def test_a_wrong_step_names_the_possible_ones_in_the_readers_language(tiny_land, garden):
    with pytest.raises(WrongState) as refusal:
        move(garden, tiny_land.editor_westen, State.ARCHIVED)
    assert str(refusal.value) == "From “draft” there is no step to “archived”; possible: submitted."


def test_a_step_that_is_not_ones_own_is_refused_in_words(tiny_land):
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.SUBMITTED)
    with pytest.raises(NotAllowed, match="from “submitted” to “published”"):
        move(thing, tiny_land.editor_westen, State.PUBLISHED)


# discard


def test_a_draft_is_moved_to_the_trash_by_its_owner_and_its_history_stays(tiny_land, garden):
    events = type(garden).pgh_event_model.objects.filter(pgh_obj_id=garden.pk)
    discard(garden, tiny_land.editor_westen)
    assert not LocalInitiative.objects.present().exists()
    assert list(events.values_list("pgh_label", flat=True)) == ["insert", "update"]


def test_what_was_public_is_not_deleted_and_what_is_gone_is_told(tiny_land, garden):
    public = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED)
    with pytest.raises(NotAllowed, match="Archive it instead"):
        discard(public, tiny_land.editor_westen)
    in_hand = stored(garden)
    discard(garden, tiny_land.editor_westen)
    for verb in (
        lambda: discard(in_hand, tiny_land.editor_westen),
        lambda: revise(in_hand, tiny_land.editor_westen, {"link": "https://example.org/"}),
        lambda: move(in_hand, tiny_land.editor_westen, State.SUBMITTED),
    ):
        with pytest.raises(WrongState, match="in the trash"):
            verb()


def test_a_role_that_ended_ends_the_writing(tiny_land, garden):
    Membership.objects.filter(user=tiny_land.editor_westen).update(valid_until=datetime.date(2020, 1, 1))
    for verb in (
        lambda: revise(garden, tiny_land.editor_westen, {"link": "https://example.org/"}),
        lambda: move(garden, tiny_land.editor_westen, State.SUBMITTED),
        lambda: discard(garden, tiny_land.editor_westen),
        lambda: propose(LocalInitiative, tiny_land.editor_westen, tiny_land.gemeinde_westen, wanted()),
    ):
        with pytest.raises(NotAllowed):
            verb()
