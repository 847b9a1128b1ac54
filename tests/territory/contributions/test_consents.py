"""Crossing the border: who is asked, with which part, and what their answers open and close.

Westen is 0..3000 × 0..4000 m, Osten 3000..6000 × 0..4000, Süden below has no authority to ask.
"""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.gis.geos import MultiPoint
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from layers.crs import STORAGE_SRID
from territory.consents.models import Answer, Consent
from territory.consents.parts import parts_beyond
from territory.contributions import rules
from territory.contributions.actions import move, propose, revise
from territory.contributions.borders import asked_in_words, missing_consents_in_words
from territory.contributions.consenting import agree, ask, refuse, withdraw
from territory.contributions.models import State
from territory.cooperation.models import CooperationProject
from territory.errors import Invalid, NotAllowed, WrongState
from territory.happenings.models import Happening, What
from territory.initiatives.models import LocalInitiative
from tests.territory.contributions.making import make
from tests.territory.contributions.test_place import line
from tests.tiny_land import TinyLand, at, box

# place → what lies in Osten when the commune of Westen places it there, and its share of the whole.
PARTS = {
    "inside": (at(500, 500), None),
    "along the border": (line((3000, 100), (3000, 3900)), None),
    "half a metre of a line": (line((2000, 2000), (3000.5, 2000)), None),
    "a line, a third of it": (line((2000, 2000), (3500, 2000)), ("length_m", 500, 1 / 3)),
    "an area, a quarter": (box(2700, 1000, 3100, 1100), ("area_m2", 10_000, 0.25)),
    "one of three points": (
        MultiPoint(at(500, 500), at(600, 500), at(4000, 500), srid=STORAGE_SRID),
        ("points", 1, 1 / 3),
    ),
}
ACROSS = box(2700, 1000, 3100, 1100)


def proposed(land: TinyLand, place=ACROSS, kind=LocalInitiative):
    values = {"title": {"fr": "Chemin"}, "theme": "mobility", "location": place}
    return propose(kind, land.editor_westen, land.gemeinde_westen, values)


def submitted(land: TinyLand, place=ACROSS, kind=LocalInitiative):
    return move(proposed(land, place, kind), land.editor_westen, State.SUBMITTED)


def only_consent(thing) -> Consent:
    return Consent.objects.of(thing).current().get()


@pytest.mark.parametrize("name", PARTS)
def test_the_neighbours_part_is_measured(tiny_land: TinyLand, name: str) -> None:
    place, expected = PARTS[name]
    submitted(tiny_land, place)
    found = Consent.objects.first()
    if expected is None:
        assert found is None
        return
    measure, size, share = expected
    assert (found.commune, found.organisation) == (tiny_land.osten, tiny_land.gemeinde_osten)
    assert getattr(found, measure) == pytest.approx(size)
    assert found.share == pytest.approx(share)


def test_an_organisation_without_land_asks_each_commune_once_there_are_several(tiny_land: TinyLand) -> None:
    def asked(place) -> set:
        return {part.organisation for part in parts_beyond(tiny_land.firma, place)}

    assert asked(box(100, 100, 200, 200)) == set()
    assert asked(ACROSS) == {tiny_land.gemeinde_westen, tiny_land.gemeinde_osten}
    assert asked(box(100, -100, 200, 100)) == {tiny_land.gemeinde_westen}, "in Süden is nobody to ask"


def test_a_mandate_that_has_ended_is_not_asked(tiny_land: TinyLand) -> None:
    tiny_land.gemeinde_osten.mandates.update(valid_until=timezone.localdate())
    assert parts_beyond(tiny_land.gemeinde_westen, ACROSS) == []
    assert not rules.can_place(LocalInitiative, tiny_land.gemeinde_westen, ACROSS)


def test_a_draft_asks_nobody_and_says_whom_it_will_ask(tiny_land: TinyLand) -> None:
    thing = proposed(tiny_land)
    assert not Consent.objects.exists()
    with translation.override("en"):
        # The farthest corner lies at 3100, the border at 3000.
        assert asked_in_words(thing.owner, thing.location) == (
            "This place lies 100 m inside Osten: Gemeinde Osten will be asked for its consent."
        )


def test_published_once_all_have_consented(tiny_land: TinyLand) -> None:
    thing = submitted(tiny_land)
    with translation.override("en"), pytest.raises(WrongState, match=r"Gemeinde Osten \(no answer yet\)"):
        move(thing, tiny_land.moderator, State.PUBLISHED)
    agree(only_consent(thing), thing, tiny_land.editor_osten)
    assert move(thing, tiny_land.moderator, State.PUBLISHED).state == State.PUBLISHED


def test_a_refusal_reaches_the_author_with_its_reason_and_keeps_it_from_the_map(tiny_land: TinyLand) -> None:
    thing = submitted(tiny_land)
    with pytest.raises(Invalid):
        refuse(only_consent(thing), thing, tiny_land.editor_osten, "  ")
    refuse(only_consent(thing), thing, tiny_land.editor_osten, "Dort brüten Kiebitze.")
    told = Happening.objects.of(thing).filter(what=What.CONSENT_REFUSED).get()
    assert (told.reason, told.detail) == ("Dort brüten Kiebitze.", "gemeinde-osten")
    with pytest.raises(WrongState):
        move(thing, tiny_land.moderator, State.PUBLISHED)


def test_an_answer_can_be_taken_back_until_it_is_public(tiny_land: TinyLand) -> None:
    thing = submitted(tiny_land)
    agree(only_consent(thing), thing, tiny_land.editor_osten)
    withdraw(only_consent(thing), thing, tiny_land.editor_osten)
    assert only_consent(thing).answer == Answer.WAITING
    agree(only_consent(thing), thing, tiny_land.editor_osten)
    move(thing, tiny_land.moderator, State.PUBLISHED)
    with pytest.raises(WrongState):
        withdraw(only_consent(thing), thing, tiny_land.editor_osten)


# person → the states in which they may ask, and answer, for an initiative of Westen that reaches into Osten
WAITING = {State.SUBMITTED, State.ARCHIVED}
ASKS = {"editor_westen": WAITING, "moderator": WAITING, "administrator": WAITING}
ANSWERS = {"editor_osten": WAITING, "administrator": WAITING}
PEOPLE = ("visitor", "company_member", "coordinator", "park_manager", *sorted({*ASKS, *ANSWERS}))


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("state", State.values)
def test_who_asks_and_who_answers(tiny_land: TinyLand, name: str, state: str) -> None:
    person = AnonymousUser() if name == "visitor" else getattr(tiny_land, name)
    thing = submitted(tiny_land)
    thing.state = state
    assert rules.can_ask(person, thing) is (state in ASKS.get(name, ()))
    assert rules.can_answer(person, thing, only_consent(thing)) is (state in ANSWERS.get(name, ()))


@pytest.mark.parametrize("name", ["editor_westen", "moderator", "company_member", "park_manager"])
def test_only_the_commune_itself_answers(tiny_land: TinyLand, name: str) -> None:
    thing = submitted(tiny_land)
    with pytest.raises(NotAllowed):
        agree(only_consent(thing), thing, getattr(tiny_land, name))


def back_in_writing(land: TinyLand, thing):
    return move(thing, land.moderator, State.CHANGES_REQUESTED, "Please look again.")


# the first place, the changed one → how many are asked again
CHANGES = {
    "only the own part grows": (box(2700, 1000, 3100, 1100), box(2000, 1000, 3100, 1100), 0),
    "their part shrinks": (box(2700, 1000, 3100, 1100), box(2700, 1000, 3050, 1100), 0),
    "their part grows by less than a metre": (box(2700, 1000, 3100, 1100), box(2700, 1000, 3100.5, 1100), 0),
    "their part grows": (box(2700, 1000, 3100, 1100), box(2700, 1000, 3150, 1100), 1),
    "their part moves": (box(2700, 1000, 3100, 1100), box(2700, 1500, 3100, 1600), 1),
}


@pytest.mark.parametrize("name", CHANGES)
def test_who_consented_is_asked_again_only_where_the_part_grew(tiny_land: TinyLand, name: str) -> None:
    before, after, again = CHANGES[name]
    thing = submitted(tiny_land, before)
    agree(only_consent(thing), thing, tiny_land.editor_osten)
    thing = revise(back_in_writing(tiny_land, thing), tiny_land.editor_westen, {"location": after})
    move(thing, tiny_land.editor_westen, State.SUBMITTED)
    assert Happening.objects.of(thing).filter(what=What.CONSENT_ASKED).count() == 1 + again
    assert only_consent(thing).answer == (Answer.WAITING if again else Answer.CONSENTS)


def test_who_refused_is_asked_again_with_the_next_submission(tiny_land: TinyLand) -> None:
    thing = submitted(tiny_land)
    refuse(only_consent(thing), thing, tiny_land.editor_osten, "No.")
    move(back_in_writing(tiny_land, thing), tiny_land.editor_westen, State.SUBMITTED)
    assert (only_consent(thing).answer, only_consent(thing).reason) == (Answer.WAITING, "")


def test_who_is_no_longer_touched_is_let_be_and_stays_on_record(tiny_land: TinyLand) -> None:
    thing = submitted(tiny_land)
    agree(only_consent(thing), thing, tiny_land.editor_osten)
    at_home = {"location": box(100, 100, 200, 200)}
    thing = revise(back_in_writing(tiny_land, thing), tiny_land.editor_westen, at_home)
    thing = move(thing, tiny_land.editor_westen, State.SUBMITTED)
    closed = Consent.objects.of(thing).get()
    assert closed.closed_at is not None
    assert closed.answer == Answer.CONSENTS
    assert move(thing, tiny_land.moderator, State.PUBLISHED).state == State.PUBLISHED
    labels = Consent.pgh_event_model.objects.filter(pgh_obj_id=closed.pk).order_by("pgh_id")
    assert [event.answer for event in labels] == ["waiting", "consents", "consents"]


def test_a_published_thing_that_is_moved_onto_their_land_waits_for_them_again(tiny_land: TinyLand) -> None:
    thing = move(submitted(tiny_land, box(100, 100, 200, 200)), tiny_land.moderator, State.PUBLISHED)
    thing = revise(thing, tiny_land.moderator, {"location": box(2950, 100, 2990, 200)})
    assert thing.state == State.PUBLISHED, "still on its own land"
    thing = revise(thing, tiny_land.moderator, {"location": ACROSS, "title": {"fr": "Autre"}})
    assert thing.state == State.SUBMITTED
    assert missing_consents_in_words(thing) != ""
    agree(only_consent(thing), thing, tiny_land.editor_osten)
    assert move(thing, tiny_land.moderator, State.PUBLISHED).title_fr == "Autre"


def test_what_was_submitted_before_anybody_had_to_be_asked_can_be_asked_for(tiny_land: TinyLand) -> None:
    thing = make(CooperationProject, tiny_land.gemeinde_westen, ACROSS, State.SUBMITTED)
    with translation.override("en"):
        assert "not asked yet" in missing_consents_in_words(thing)
    with pytest.raises(NotAllowed):
        ask(thing, tiny_land.editor_osten)
    assert [each.organisation for each in ask(thing, tiny_land.moderator)] == [tiny_land.gemeinde_osten]
    assert ask(thing, tiny_land.moderator) == [], "asked once"


def test_who_is_asked_may_read_it_and_others_may_not(tiny_land: TinyLand) -> None:
    thing = proposed(tiny_land)
    assert not rules.can_see(tiny_land.editor_osten, thing)
    thing = move(thing, tiny_land.editor_westen, State.SUBMITTED)
    for name, expected in (("editor_osten", True), ("company_member", False), ("park_manager", False)):
        person = getattr(tiny_land, name)
        assert rules.can_see(person, thing) is expected
        assert LocalInitiative.objects.visible_to(person).filter(pk=thing.pk).exists() is expected
    withdrawn = move(thing, tiny_land.editor_westen, State.DRAFT)
    assert not rules.can_see(tiny_land.editor_osten, withdrawn)
    with pytest.raises(WrongState):
        agree(only_consent(thing), withdrawn, tiny_land.editor_osten)


def test_a_refusal_without_a_reason_is_not_stored(tiny_land: TinyLand) -> None:
    consent = only_consent(submitted(tiny_land))
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(answer="refuses", answered_at=timezone.now())
