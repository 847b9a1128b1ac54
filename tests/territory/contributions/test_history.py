"""The history that the database keeps: what, when, who and why."""

import pytest

from territory.contributions.actions import discard, move, propose, revise
from territory.contributions.models import State
from territory.errors import Invalid
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Organisation
from tests.tiny_land import at

Event = LocalInitiative.pgh_event_model


@pytest.fixture
def garden(tiny_land) -> LocalInitiative:
    values = {"title": {"de": "Garten"}, "theme": "food", "location": at(500, 500)}
    return propose(LocalInitiative, tiny_land.editor_westen, tiny_land.gemeinde_westen, values)


def test_every_step_leaves_who_and_why(tiny_land, garden):
    editor, moderator = tiny_land.editor_westen, tiny_land.moderator
    revise(garden, editor, {"title": {"lb": "Gaart"}})
    move(garden, editor, State.SUBMITTED)
    move(garden, moderator, State.CHANGES_REQUESTED, "Wer gießt?")
    discard(garden, editor)
    events = Event.objects.filter(pgh_obj_id=garden.pk).order_by("pgh_id")
    told = [
        (
            event.pgh_label,
            event.pgh_context.metadata["verb"],
            event.pgh_context.metadata["user"],
            event.version,
        )
        for event in events
    ]
    assert told == [
        ("insert", "propose", editor.pk, 1),
        ("update", "revise", editor.pk, 2),
        ("update", "move to submitted", editor.pk, 3),
        ("update", "move to changes_requested", moderator.pk, 4),
        ("delete", "discard", editor.pk, 4),
    ]
    assert events[3].pgh_context.metadata["reason"] == "Wer gießt?"


def test_an_event_holds_the_row_as_it_became_with_its_place_and_all_languages(tiny_land, garden):
    revise(garden, tiny_land.editor_westen, {"title": {"lb": "Gaart"}, "location": at(600, 500)})
    first, second = Event.objects.filter(pgh_obj_id=garden.pk).order_by("pgh_id")
    assert (first.title_de, first.title_lb, second.title_de, second.title_lb) == (
        "Garten",
        None,
        "Garten",
        "Gaart",
    )
    # The pin went from x = 500 to x = 600.
    assert first.location.distance(second.location) == pytest.approx(100.0)


def test_a_change_past_the_actions_is_in_the_history_too(tiny_land, garden):
    LocalInitiative.objects.filter(pk=garden.pk).update(stage="pilot")
    Organisation.objects.filter(pk=tiny_land.firma.pk).update(website="https://example.org/")
    last = Event.objects.filter(pgh_obj_id=garden.pk).latest("pgh_id")
    assert (last.pgh_label, last.stage) == ("update", "pilot")
    assert Organisation.pgh_event_model.objects.filter(pgh_obj_id=tiny_land.firma.pk).count() == 2


def test_a_refusal_leaves_nothing_in_the_history(tiny_land, garden):
    with pytest.raises(Invalid):
        revise(garden, tiny_land.editor_westen, {"location": at(4000, 500)})
    assert Event.objects.filter(pgh_obj_id=garden.pk).count() == 1
