"""What people read about a match, and how a lead lives."""

import re

import pytest
from django.utils import translation

from territory.errors import WrongState
from territory.matching.calendar import Calendar
from territory.matching.explain import in_words, match_in_words, reason_in_words
from territory.matching.leads import (
    DISCLOSED,
    LEAD_STEPS,
    STAGES,
    LeadState,
    MovedBy,
    funnel,
    lead_step,
)
from territory.matching.rank import best_sets
from territory.matching.score import Reason, Refusal
from tests.territory.matching.flows import mwh, need, offer, pair, result, tonnes

F, B, T, P, R, D = (
    LeadState.FOUND,
    LeadState.BOTH_INTERESTED,
    LeadState.TALKS,
    LeadState.PILOT,
    LeadState.RUNNING,
    LeadState.DROPPED,
)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def test_each_part_is_told_in_a_sentence():
    found = pair(
        offer("15 01 01", tonnes(60), grade=3, calendar=Calendar.of(months="1-6")),
        need("20 01 01", tonnes(80), grade=2, position_m=(3_000.0, 4_000.0)),
    )
    assert in_words(found.parts, hidden=False) == [
        "A known substitute: 15 01 01 instead of 20 01 01.",
        "60 t a year are offered, 80 t are needed.",
        "The offer is there in 50 % of the time of the need.",  # 181.25 of 365.25 days
        "One grade worse than accepted (3 instead of 2): it has to be sorted.",
        "6.5 km away; transport costs about 1.62 € a tonne.",
    ]


def test_a_hidden_neighbour_is_not_given_away_by_figures():
    found = pair(
        offer("15 01 01", tonnes(61.7), grade=3), need("20 01 01", tonnes(80), grade=2, position_m=(3_000.0, 4_000.0))
    )
    words = in_words(found.parts)
    assert "Less is offered than needed; the offer is more than three quarters of the need." in words
    assert "At most 10 km away." in words  # 6.5 km lie in the step from 5 to 10
    assert not re.search(r"61|80|6\.5|1\.62", " ".join(words))
    (matches,) = best_sets([found])
    assert match_in_words(matches.matches[0]) == "Covers more than three quarters of the need."
    assert match_in_words(matches.matches[0], hidden=False) == "61.7 t a year; transport costs about 100 € a year."


def test_hidden_temperatures_are_not_told():
    warm = {"grade": None, "calendar": Calendar.of()}
    found = pair(offer("heat", mwh(10), temperature_c=43, **warm), need("heat", mwh(10), temperature_c=61, **warm))
    assert not re.search(r"43|61|23", " ".join(in_words(found.parts)))
    assert "43 °C are offered, 61 °C needed: 23 K are missing, a heat pump has to help." in in_words(
        found.parts, hidden=False
    )


def test_what_is_not_stated_asks_for_it():
    found = pair(offer(calendar=None, grade=None), need(position_m=None))
    assert [sentence for sentence in in_words(found.parts) if "stated" in sentence] == [
        "When it runs has not been stated on both sides: ask.",
        "How clean it is has not been stated on both sides: ask.",
        "Where it is has not been stated on both sides.",
    ]


def test_every_reason_has_its_sentence():
    assert len({reason_in_words(reason) for reason in Reason}) == len(Reason)
    found = result(offer("15 01 10"), need("15 01 10"))
    assert isinstance(found, Refusal)
    sentences = [reason_in_words(reason) for reason, _facts in found.reasons]
    assert sentences == ["The offer is hazardous waste; who takes it needs a permit for it."]


@pytest.mark.parametrize(("source", "target"), [(F, T), (F, R), (B, P), (R, T), (D, R), (F, F), (D, D)])
def test_steps_that_are_not_in_the_table_are_refused(source, target):
    with pytest.raises(WrongState, match="possible"):
        lead_step(source, target)


def test_nobody_but_both_answers_can_reveal_the_sides():
    (step,) = [step for step in LEAD_STEPS if step.source is F and step.target in DISCLOSED]
    assert step.moved_by == (MovedBy.BOTH_ANSWERS,)
    assert [step.source for step in LEAD_STEPS if step.source not in DISCLOSED and step.target in DISCLOSED] == [F]
    assert D not in DISCLOSED


def test_dropping_needs_a_reason_and_the_end_of_a_trial_a_result():
    assert all(step.needs_reason for step in LEAD_STEPS if step.target is D)
    assert lead_step(P, R).needs_result
    assert lead_step(P, D).needs_result
    assert {step.target for step in LEAD_STEPS} == set(LeadState)


def test_the_funnel_counts_what_was_reached():
    histories = [
        [F],
        [F, D],
        [F, B, T, D],
        [F, B, T, R],  # without a pilot: has passed that stage too
        [F, B, T, P, R, D],  # ran and ended
        [F, D, F, B],  # taken up again
        [],
    ]
    found = funnel(histories)
    assert [stage.stage for stage in found] == list(STAGES)
    assert [stage.reached for stage in found] == [6, 4, 3, 2, 2]
    assert [stage.share_of_found for stage in found] == pytest.approx([1, 4 / 6, 3 / 6, 2 / 6, 2 / 6])
    assert [stage.dropped_here for stage in found] == [1, 0, 1, 0, 1]


def test_an_empty_funnel_is_empty():
    assert [(stage.reached, stage.share_of_found) for stage in funnel([])] == [(0, 0.0)] * 5
