"""The three models: worked by hand, against published best values, and against trying every choice."""

import itertools
import math

import numpy as np
import pytest
from scipy import sparse

from territory.siting import choose as choosing
from territory.siting.choose import choose_sites
from territory.siting.errors import NoSolution, UnusableProblem
from territory.siting.problem import Model, Problem, Question, minutes_table
from territory.siting.score import evaluate
from tests.territory.siting.orlib import pmed, problem, steiner

INF = np.inf

# Four establishments along a street, stops at its ends and in the middle; minutes on foot:
#            s0 (west)  s1 (middle)  s2 (east)     jobs
#   d0           2           6          12           50
#   d1           5           3           9          100
#   d2           9           2           5           30
#   d3          14           8           1           20
STREET = [[2, 6, 12], [5, 3, 9], [9, 2, 5], [14, 8, 1]]
JOBS = [50, 100, 30, 20]


def lscp(within_min):
    return Question(Model.LSCP, within_min=within_min)


def mclp(within_min, site_count):
    return Question(Model.MCLP, within_min=within_min, site_count=site_count)


def median(site_count):
    return Question(Model.P_MEDIAN, site_count=site_count)


@pytest.mark.parametrize(
    ("question", "chosen", "objective"),
    [
        # p-median, one: west 50·2+100·5+30·9+20·14 = 1150; middle 300+300+60+160 = 820; east 600+900+150+20 = 1670.
        (median(1), (1,), 820),
        # With two: west+middle 100+300+60+160 = 620; middle+east 300+300+60+20 = 680; west+east 100+500+150+20 = 770.
        (median(2), (0, 1), 620),
        # All three: 100+300+60+20.
        (median(3), (0, 1, 2), 480),
        # MCLP within 5: west reaches d0, d1 = 150; middle d1, d2 = 130; east d2, d3 = 50.
        (mclp(5, 1), (0,), 150),
        # west+middle 180; west+east all 200.
        (mclp(5, 2), (0, 2), 200),
        # within 6 the middle reaches d0, d1, d2 = 180.
        (mclp(6, 1), (1,), 180),
        # LSCP within 5: d0 needs west, d3 needs east, and they reach the rest: 2. Within 8 the middle does alone.
        (lscp(5), (0, 2), 2),
        (lscp(8), (1,), 1),
        # within 2: d0 west, d2 middle, d3 east; d1 nobody (3 minutes at best).
        (lscp(2), (0, 1, 2), 3),
    ],
)
def test_the_street_worked_by_hand(question, chosen, objective):
    found = choose_sites(problem(STREET, JOBS), question)
    assert found.chosen == chosen
    assert found.objective == objective
    assert found.bound == objective
    assert found.gap_share == 0
    assert found.is_proven
    assert found.method == "exact"


def test_sites_that_stand_already_are_kept_and_count():
    # East stands: with one more, east+west 770 or east+middle 680.
    found = choose_sites(problem(STREET, JOBS, fixed=(2,)), median(2))
    assert (found.chosen, found.objective) == ((1, 2), 680)
    # Two that reach all within 8 minutes: the middle would do alone, but east stands.
    found = choose_sites(problem(STREET, JOBS, fixed=(2,)), lscp(8))
    assert found.objective == 2
    assert 2 in found.chosen


def test_full_sites_send_people_on():
    # The middle holds 100 of 200 jobs. With west+middle: west serves the rest. Cheapest: every job walks; moving d0
    # (6→2 min), d1 (3→5) and d2 (2→9) west costs −4, +2, +7 a job, d3 (8→14) +6. 100 jobs must go west: d0's 50 and 50
    # of d1: 820 − 50·4 + 50·2 = 720. With middle+east 100 must go east: d3 −7, d2 +3, d0 +6, d1 +6:
    # 20 and 30 and 50: 820 − 140 + 90 + 300 = 1070. West+east without limits: 770.
    found = choose_sites(problem(STREET, JOBS, [None, 100, None]), median(2))
    assert (found.chosen, found.objective) == ((0, 1), pytest.approx(720))
    assert found.is_proven
    of_d1 = found.allocation.demand == 1
    assert found.allocation.site[of_d1].tolist() == [0, 1]
    assert found.allocation.weight[of_d1] == pytest.approx([50, 50])


def test_cover_with_capacities_counts_what_fits():
    # Within 6: the middle reaches 180 but holds 120; west reaches 150 and holds 140.
    found = choose_sites(problem(STREET, JOBS, [140, 120, 90]), mclp(6, 1))
    assert (found.chosen, found.objective) == ((0,), pytest.approx(140))
    # To serve all within 8 the middle alone would do without limits; it holds 120 of 200: two are needed.
    assert choose_sites(problem(STREET, JOBS, [140, 120, 90]), lscp(8)).objective == 2


def test_demand_that_nobody_reaches_is_left_out_and_seen():
    table = [*STREET, [INF, INF, INF]]
    found = choose_sites(problem(table, [*JOBS, 40]), median(1))
    assert found.objective == 820
    assert found.allocation.served.tolist() == [50, 100, 30, 20, 0]


def test_demand_of_zero_asks_for_nothing():
    found = choose_sites(problem([[1, INF], [INF, 1]], [10, 0]), lscp(5))
    assert found.chosen == (0,)


@pytest.mark.parametrize(("number", "best"), [(1, 5819), (2, 4093)])
def test_the_p_median_of_or_library_is_the_published_one(number, best):
    p, instance = pmed(number)
    found = choose_sites(instance, median(p))
    assert found.objective == best
    assert found.is_proven


@pytest.mark.parametrize(("number", "longest"), [(1, 127), (2, 98)])
def test_the_cover_of_or_library_follows_from_the_published_p_centre(number, longest):
    # p sites can reach all 100 nodes within the published distance and not within one less.
    p, instance = pmed(number)
    assert choose_sites(instance, mclp(longest, p)).objective == 100
    assert choose_sites(instance, mclp(longest - 1, p)).objective < 100
    assert choose_sites(instance, lscp(longest)).objective <= p
    fewest = choose_sites(instance, lscp(longest - 1))
    assert fewest.objective > p
    assert fewest.is_proven


@pytest.mark.parametrize(("dimension", "lines", "fewest"), [(2, 12, 5), (3, 117, 18)])
def test_steiner_triples_are_covered_by_the_published_number(dimension, lines, fewest):
    instance = steiner(dimension)
    assert len(instance.demands) == lines
    found = choose_sites(instance, lscp(1))
    assert found.objective == fewest
    assert found.is_proven
    assert found.allocation.served_weight == lines
    # One point less leaves a line out: the MCLP agrees with the LSCP.
    assert choose_sites(instance, mclp(1, fewest)).objective == lines
    if dimension == 2:
        assert choose_sites(instance, mclp(1, fewest - 1)).objective < lines


def best_by_trying(instance: Problem, question: Question) -> float | None:
    """The best value over every set of sites, None where no set may be chosen."""
    sizes = range(len(instance.sites) + 1 if question.model is Model.LSCP else question.site_count + 1)
    values = [
        evaluate(instance, question, chosen).objective
        for size in sizes
        for chosen in itertools.combinations(range(len(instance.sites)), size)
        if set(instance.fixed) <= set(chosen)
    ]
    if not values:
        return None
    return max(values) if question.model is Model.MCLP else min(values)


@pytest.mark.parametrize("seed", range(240))
def test_no_choice_is_better_than_the_one_found(seed):
    rng = np.random.default_rng(seed)
    demands, sites = int(rng.integers(1, 9)), int(rng.integers(1, 7))
    table = rng.integers(0, 20, (demands, sites)).astype(float)
    table[rng.random((demands, sites)) < 0.2] = INF
    full = seed % 2
    capacities = [float(rng.integers(0, 25)) if full and rng.random() < 0.8 else None for _site in range(sites)]
    weights = rng.integers(0, 10, demands)
    weights[0] += 1
    instance = problem(table, weights, capacities, [site for site in range(sites) if rng.random() < 0.15])
    model = list(Model)[seed % 3]
    within = None if model is Model.P_MEDIAN else float(rng.integers(1, 15))
    question = Question(model, within, int(rng.integers(1, sites + 1)))
    best = best_by_trying(instance, question)
    near = (table <= (INF if within is None else within)) & np.isfinite(table) & (weights > 0)[:, None]
    if best is None or not math.isfinite(best) or not near.any():
        with pytest.raises((NoSolution, UnusableProblem)):
            choose_sites(instance, question)
        return
    found = choose_sites(instance, question)
    assert found.objective == pytest.approx(best, abs=1e-6)
    assert found.is_proven
    assert set(instance.fixed) <= set(found.chosen)
    assert evaluate(instance, question, found.chosen).objective == pytest.approx(found.objective, abs=1e-9)
    assert choose_sites(instance, question).chosen == found.chosen


def test_the_heuristic_alone_gives_a_bound_that_holds(monkeypatch):
    monkeypatch.setattr(choosing, "PAIRS_SOLVED_EXACTLY", 0)
    for seed in range(6):
        rng = np.random.default_rng(seed)
        instance = problem(rng.uniform(0, 30, (60, 15)), rng.integers(1, 50, 60))
        for question in (median(4), mclp(6, 3)):
            quick = choose_sites(instance, question)
            monkeypatch.setattr(choosing, "PAIRS_SOLVED_EXACTLY", 10**9)
            exact = choose_sites(instance, question)
            monkeypatch.setattr(choosing, "PAIRS_SOLVED_EXACTLY", 0)
            assert exact.is_proven
            if question.model is Model.MCLP:
                assert quick.objective <= exact.objective + 1e-6 <= quick.bound + 2e-6
            else:
                assert quick.bound - 1e-6 <= exact.objective <= quick.objective + 1e-6
            assert quick.method == ("exact" if quick.is_proven else "heuristic")


def test_when_time_runs_out_the_gap_is_stated_and_true():
    rng = np.random.default_rng(1)
    demand, site = rng.uniform(0, 40, (300, 2)), rng.uniform(0, 40, (40, 2))
    table = np.linalg.norm(demand[:, None] - site[None], axis=2)
    instance = problem(table, rng.integers(1, 50, 300), [900.0] * 40)
    hurried = choose_sites(instance, Question(Model.P_MEDIAN, site_count=10, time_limit_s=0.2))
    assert hurried.gap_share is not None
    assert hurried.bound <= hurried.objective
    # The bound without capacities can only lie lower, and no choice by hand lies under the bound.
    assert evaluate(instance, median(10), tuple(range(10))).objective >= hurried.bound


@pytest.mark.parametrize(
    ("table", "options", "question", "error", "said"),
    [
        ([[3]], {}, mclp(5, 2), UnusableProblem, "only 1 candidates"),
        ([[3]], {}, mclp(5, 0), UnusableProblem, "at least one"),
        ([[3]], {}, Question(Model.P_MEDIAN), UnusableProblem, "how many sites"),
        ([[3]], {}, Question(Model.LSCP), UnusableProblem, "how many minutes"),
        ([[3]], {}, lscp(-1), UnusableProblem, "more than zero"),
        ([[3, 4]], {"fixed": (0, 1)}, median(1), UnusableProblem, "2 sites stand already"),
        ([[7.25]], {}, mclp(5, 1), NoSolution, "nearest pair is 7.2 minutes apart"),
        ([[7.25]], {}, lscp(5), NoSolution, "nearest pair is 7.2 minutes apart"),
        ([[INF]], {}, median(1), NoSolution, "No way leads"),
        ([[1, INF], [INF, 1]], {}, median(1), NoSolution, "at least 2 are needed"),
        ([[1], [1]], {"capacities": [1.5]}, median(1), NoSolution, "hold 1.5 at most, the demand in reach is 2"),
        ([[1], [1]], {"capacities": [1.5]}, lscp(2), NoSolution, "larger sites"),
        ([[1, INF], [1, INF]], {"capacities": [1, 5]}, lscp(2), NoSolution, "more room"),
    ],
)
def test_questions_without_an_answer_are_told_what_would_help(table, options, question, error, said):
    with pytest.raises(error, match=said):
        choose_sites(problem(table, **options), question)


@pytest.mark.parametrize(
    ("table", "options", "said"),
    [
        (np.empty((0, 1)), {}, "no demand"),
        (np.empty((1, 0)), {}, "no candidate"),
        ([[1]], {"weights": [0]}, "adds up to zero"),
        ([[1]], {"weights": [-2]}, "The demand of d0 is -2"),
        ([[1]], {"weights": [math.nan]}, "zero or more"),
        ([[1]], {"weights": [INF]}, "zero or more"),
        ([[-1]], {}, "Minutes must be zero or more"),
        ([[math.nan]], {}, "Minutes must be zero or more"),
        ([[1]], {"capacities": [-3]}, "capacity of s0"),
    ],
)
def test_odd_problems_are_refused_by_name(table, options, said):
    with pytest.raises(UnusableProblem, match=said):
        problem(table, **options)


def test_a_table_of_another_shape_or_a_doubled_name_is_refused():
    sound = problem(STREET, JOBS)
    with pytest.raises(UnusableProblem, match="shape"):
        Problem(sound.demands, sound.sites, np.zeros((2, 2)))
    with pytest.raises(UnusableProblem, match="d0 is listed twice"):
        Problem(sound.demands[:1] * 2, sound.sites, np.zeros((2, 3)))
    with pytest.raises(UnusableProblem, match="no site called s9"):
        sound.site_set(["s1", "s9"])
    assert sound.site_set(["s2", "s0"]) == (0, 2)


def test_a_sparse_table_means_no_way_where_it_is_silent():
    stored = sparse.coo_array(([4.0, 0.0], ([0, 1], [0, 1])), shape=(2, 2))
    assert minutes_table(stored, 2, 2).tolist() == [[4, INF], [INF, 0]]
    assert minutes_table([[1, 2]], 1, 2).tolist() == [[1, 2]]
