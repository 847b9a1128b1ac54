"""Enough for a shared service: who says so counts as far as the reader may know it."""

from territory.acting import reading_as
from territory.needs_and_offers.viability import viability_of


def asked(neighbours, reader, jobs=200.0, minutes=10.0):
    with reading_as(reader):
        return viability_of(neighbours.group, "shuttle", reader, jobs, minutes)


def test_so_many_more_and_who_is_nearest(neighbours, as_web):
    """50 jobs each; anna and bert say yes: 100 of 200, two more are needed, and three are named, nearest first.

    They stand 60 m apart in a row: cleo is 60 m from bert, dora 120 m, emil 180 m.
    """
    for name in ("anna", "bert"):
        neighbours.states(name, "group", service="shuttle")
    answer = asked(neighbours, neighbours.people["cleo"])
    assert [one.name for one in answer.saying_yes] == ["Werk anna", "Werk bert"]
    assert (answer.jobs, len(answer.needed), answer.is_viable) == (100, 2, False)
    assert [one.name for one, _minutes in answer.nearest] == ["Werk cleo", "Werk dora", "Werk emil"]


def test_what_is_confidential_changes_nothing_for_others(neighbours, as_web):
    neighbours.states("anna", "group", service="shuttle")
    before = asked(neighbours, neighbours.people["cleo"])
    neighbours.states("bert", service="shuttle")
    assert asked(neighbours, neighbours.people["cleo"]) == before
    facilitator = asked(neighbours, neighbours.facilitator)
    assert [one.name for one in facilitator.saying_yes] == ["Werk anna", "Werk bert"]


def test_enough_say_so(neighbours, as_web):
    for name in ("anna", "bert", "cleo", "dora"):
        neighbours.states(name, "group", service="shuttle")
    answer = asked(neighbours, neighbours.people["emil"])
    assert answer.is_viable
    assert answer.needed == ()


def test_more_than_all_have_is_refused_with_a_sentence(neighbours, as_web):
    answer = asked(neighbours, neighbours.people["emil"], jobs=100_000)
    assert answer.mass is None
    assert "allow a longer walk or a smaller threshold" in answer.refusal
