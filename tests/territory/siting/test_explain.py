"""What a siting says about itself, and two of them side by side; figures worked out on the street of test_choose."""

import numpy as np
import pytest
from django.utils import translation

from territory.siting.choose import choose_sites
from territory.siting.compare import compare
from territory.siting.explain import Reason, explain
from territory.siting.problem import Model, Problem, Question
from territory.siting.score import evaluate
from tests.territory.siting.orlib import problem
from tests.territory.siting.test_choose import INF, JOBS, STREET

MEDIAN_2 = Question(Model.P_MEDIAN, site_count=2)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def test_each_site_says_what_it_adds_to_a_p_median():
    # West+middle. Without the west d0 walks 6 instead of 2: 50·4 = 200. Without the middle d1 5 for 3, d2 9 for 2,
    # d3 14 for 8: 200 + 210 + 120 = 530. West serves d0 (50 jobs, 2 min), the middle 150 jobs in 520/150 minutes.
    street = problem(STREET, JOBS)
    said = explain(street, choose_sites(street, MEDIAN_2))
    assert [(site.site_id, site.served_weight, site.served_places) for site in said.sites] == [
        ("s0", 50, 1),
        ("s1", 150, 3),
    ]
    assert [site.adds_walk for site in said.sites] == pytest.approx([200, 530])
    assert [site.adds_weight for site in said.sites] == [0, 0]
    assert [site.mean_min for site in said.sites] == pytest.approx([2, 520 / 150])
    assert said.mean_min == pytest.approx(620 / 200)
    assert said.served_share == 1
    assert [(line.demand_id, line.site_id, line.travel_min) for line in said.lines] == [
        ("d0", "s0", 2),
        ("d1", "s1", 3),
        ("d2", "s1", 2),
        ("d3", "s1", 8),
    ]
    assert said.lines[0].start == street.demands[0].position
    assert said.lines[0].end == street.sites[0].position
    assert said.sentences[0] == "2 sites serve 200 of 200 (100 %)."
    assert said.sentences[1] == "The average walk is 3.1 minutes."
    assert "proven" in said.sentences[-1]


def test_uncovered_demand_names_its_reason():
    # One site within 6: the middle (180), full at 170: 10 jobs of the farthest stay out. d3 could reach the east, d4
    # nobody.
    table = [*STREET, [INF, INF, INF]]
    crowded = problem(table, [*JOBS, 7], [None, 170, None])
    own = evaluate(crowded, Question(Model.MCLP, 6, 1), (1,))
    said = explain(crowded, own)
    assert own.objective == pytest.approx(170)
    assert own.bound is None
    assert [(one.demand_id, one.weight, one.reason) for one in said.unserved] == [
        ("d0", pytest.approx(10), Reason.FULL),
        ("d3", 20, Reason.NOT_CHOSEN),
        ("d4", 7, Reason.NO_CANDIDATE),
    ]
    assert said.sites[0].adds_weight == pytest.approx(170)
    assert "No candidate is in reach of 1 place." in said.sentences
    assert "You placed these sites" in said.sentences[-1]


def test_each_covering_site_adds_what_only_it_reaches():
    # West+east within 5: each alone reaches 150 and 50; nobody is reached twice.
    street = problem(STREET, JOBS)
    said = explain(street, choose_sites(street, Question(Model.MCLP, 5, 2)))
    assert [site.adds_weight for site in said.sites] == [150, 50]


def test_estimated_minutes_are_said_to_be_estimated():
    street = problem(STREET, JOBS)
    guessed = Problem(street.demands, street.sites, street.travel_min, is_estimate=True)
    said = explain(guessed, choose_sites(guessed, MEDIAN_2))
    assert said.is_estimate
    assert "crow flies" in said.sentences[-1]


def test_an_own_pin_beside_the_calculated_one():
    # Calculated west+middle 620; own west+east 770: d1 5 for 3, d2 5 for 2, d3 1 for 8: +200 +90 −140 = +150.
    street = problem(STREET, JOBS)
    best, own = choose_sites(street, MEDIAN_2), evaluate(street, MEDIAN_2, street.site_set(["s0", "s2"]))
    found = compare(street, best, own)
    assert found.objective_difference == 150
    assert found.walk_difference == 150
    assert found.second_is_better is False
    assert (found.only_first, found.only_second) == (("s1",), ("s2",))
    assert [(one.demand_id, one.first_min, one.second_min) for one in found.moved] == [
        ("d1", 3, 5),
        ("d2", 2, 5),
        ("d3", 8, 1),
    ]


def test_more_covered_demand_is_better_and_lost_demand_is_named():
    street = problem(STREET, JOBS)
    question = Question(Model.MCLP, 5, 1)
    east, west = evaluate(street, question, (2,)), evaluate(street, question, (0,))
    found = compare(street, east, west)
    assert found.second_is_better is True
    assert found.objective_difference == found.served_weight_difference == 100
    assert [(one.demand_id, one.first_min, one.second_min) for one in found.moved] == [
        ("d0", None, 2),
        ("d1", None, 5),
        ("d2", 5, None),
        ("d3", 1, None),
    ]
    assert compare(street, east, east).second_is_better is None


def test_an_own_choice_of_nothing_serves_nobody():
    street = problem(STREET, JOBS)
    nothing = evaluate(street, MEDIAN_2, ())
    assert nothing.objective == np.inf
    assert nothing.allocation.served_weight == 0
    assert explain(street, nothing).mean_min is None
