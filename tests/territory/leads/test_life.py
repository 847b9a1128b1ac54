"""The life of a lead: found by the worker, two answers, talks, pilot, running or dropped with a reason."""

import pytest
from django.db import connection

from territory.acting import reading_as
from territory.errors import Invalid, NotAllowed, WrongState
from territory.leads.actions import Result, answer, move
from territory.leads.funnel import funnel_of
from territory.leads.models import Lead, LeadStep, MatchingRun
from territory.leads.run import find_leads, start_run
from territory.matching.leads import LeadState
from territory.needs_and_offers.models import NeedOrOffer
from tests.territory.leads.conftest import CARDBOARD_NEED, searched
from tests.tiny_land import at


def agreed(stated, lead) -> Lead:
    answer(lead, stated.people["anna"], interested=True)
    return answer(lead, stated.people["bert"], interested=True)


def test_a_search_finds_the_pair_and_notes_its_progress(stated):
    run = searched(stated)
    assert (run.state, run.offers, run.needs, run.compared, run.fitting, run.new_leads) == ("done", 1, 1, 1, 1, 1)


def test_a_second_search_finds_nothing_new(stated, lead):
    assert searched(stated).new_leads == 0
    with reading_as(stated.facilitator):
        assert Lead.objects.count() == 1


def test_a_search_begun_anew_by_another_worker_doubles_nothing(stated):
    run = start_run(stated.group, stated.facilitator)
    find_leads(run.pk, stated.facilitator.pk)
    find_leads(run.pk, stated.facilitator.pk)
    with reading_as(stated.facilitator):
        assert (Lead.objects.count(), MatchingRun.objects.count()) == (1, 1)


def test_the_best_set_does_not_depend_on_the_order_of_what_was_stated(stated):
    """cleo needs as much as bert, but soiled will do and half the year: the better pair is anna's and bert's."""
    stated.states("cleo", **CARDBOARD_NEED | {"months": [1, 2, 3], "grade": 5})
    searched(stated)
    with reading_as(stated.facilitator):
        found = {tuple(sorted(lead.sides.values_list("establishment__name", flat=True))) for lead in Lead.objects.all()}
    assert ("Werk anna", "Werk bert") in found


def test_only_the_facilitator_searches(stated):
    for name in ("anna", "fred"):
        with pytest.raises(NotAllowed):
            start_run(stated.group, stated.people[name])
    with pytest.raises(NotAllowed):
        start_run(stated.group, stated.other_facilitator)


def test_two_yeses_show_the_names_and_one_does_not(stated, lead):
    anna, bert = stated.people["anna"], stated.people["bert"]
    once = answer(lead, anna, interested=True)
    assert (once.state, once.disclosed_at) == ("found", None)
    with reading_as(bert):
        assert LeadStep.objects.filter(lead=lead).count() == 0  # not even that somebody answered
    twice = answer(lead, bert, interested=True)
    assert twice.state == LeadState.BOTH_INTERESTED
    assert twice.disclosed_at is not None
    with reading_as(anna):
        assert NeedOrOffer.objects.visible_to(anna).filter(note="zum Verpacken").exists()


def test_the_way_to_running_with_a_result(stated, lead):
    anna, bert = stated.people["anna"], stated.people["bert"]
    agreed(stated, lead)
    move(lead, anna, "talks")
    move(lead, bert, "pilot", "vier Wochen")
    with pytest.raises(Invalid, match="How much is passed on"):
        move(lead, anna, "running")
    done = move(lead, anna, "running", "", Result(80.0, 3_200.0))
    assert done.state == "running"
    with reading_as(bert):
        last = LeadStep.objects.filter(lead=lead).last()
        assert (last.result_per_year, last.result_eur, last.taken_by) == (80.0, 3_200.0, "out")


def test_a_no_needs_a_reason_and_ends_it(stated, lead):
    with pytest.raises(Invalid, match="Say why"):
        answer(lead, stated.people["bert"], interested=False)
    dropped = answer(lead, stated.people["bert"], False, "Wir ziehen um.")
    assert dropped.state == "dropped"
    with reading_as(stated.people["anna"]):
        assert Lead.objects.get().state == "dropped"
        assert not LeadStep.objects.filter(reason__contains="ziehen").exists()
    with reading_as(stated.facilitator):
        assert LeadStep.objects.filter(reason="Wir ziehen um.").exists()


def test_steps_that_are_not_there_or_not_yours(stated, lead):
    anna = stated.people["anna"]
    with pytest.raises(WrongState):
        move(lead, anna, "both-interested")
    with pytest.raises(WrongState):
        move(lead, stated.facilitator, "pilot")
    with pytest.raises(Invalid):
        move(lead, anna, "somewhere")
    with pytest.raises(NotAllowed):
        answer(lead, stated.facilitator, interested=True)
    answer(lead, anna, interested=True)
    with pytest.raises(NotAllowed):
        answer(lead, anna, interested=False)


def test_only_the_facilitator_takes_up_again_and_both_are_asked_anew(stated, lead):
    answer(lead, stated.people["anna"], interested=True)
    answer(lead, stated.people["bert"], False, "Jetzt nicht.")
    with pytest.raises(NotAllowed):
        move(lead, stated.people["bert"], "found", "doch")
    move(lead, stated.facilitator, "found", "Sie haben wieder Platz.")
    assert agreed(stated, lead).state == LeadState.BOTH_INTERESTED


def test_the_funnel_counts_for_members_and_tells_others_nothing(stated, lead):
    agreed(stated, lead)
    move(lead, stated.people["anna"], "talks")
    move(lead, stated.people["anna"], "dropped", "zu weit")
    for name in ("cleo", "anna"):
        with reading_as(stated.people[name]):
            stages = funnel_of(stated.group)
        assert [stage.reached for stage in stages] == [1, 1, 1, 0, 0]
        assert [stage.dropped_here for stage in stages] == [0, 0, 1, 0, 0]
    for outsider in (stated.people["fred"], stated.other_facilitator):
        with reading_as(outsider):
            assert funnel_of(stated.group)[0].reached == 0


def test_a_distance_is_told_in_steps(stated, lead):
    """60 m as the crow flies, 78 m with the detour; five others stand within 500 m, so that step points at nobody."""
    assert "At most 0.5 km away." in lead.sentences["en"]
    assert not any("60" in sentence or "78" in sentence for sentence in lead.sentences["en"])


def test_where_few_work_the_step_is_wider(stated):
    """dora moves 3 km away: within 500 m and 1 km of her nobody stands, within 5 km all do."""
    place = stated.places["dora"]
    with connection.cursor() as cursor:
        cursor.execute("reset role")
    type(place).objects.filter(pk=place.pk).update(location=at(4050, 1200))
    with connection.cursor() as cursor:
        cursor.execute("set local role web")
    stated.states("dora", **CARDBOARD_NEED | {"material": "200101", "amount": 50.0})
    stated.states("emil", material="200101", amount=1.0)
    searched(stated)
    with reading_as(stated.facilitator):
        far = Lead.objects.get(sides__establishment=place)
    # 2.76 km crow-fly × 1.3 = 3.6 km: the step up to 5 km, and all five others stand within it.
    assert "At most 5 km away." in far.sentences["en"]
