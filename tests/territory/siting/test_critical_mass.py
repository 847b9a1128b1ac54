"""The smallest group that makes a service viable: by hand, by trying every group, and when the search is cut short."""

import itertools

import numpy as np
import pytest

from territory.siting.critical_mass import Party, critical_mass
from territory.siting.errors import NoSolution, UnusableProblem

INF = np.inf

# Along a road, 4 minutes apart: a 120 jobs, b 30, c 150, d 90, e 200; f with 500 stands an hour off.
ROAD = [("a", 0, 120), ("b", 4, 30), ("c", 8, 150), ("d", 12, 90), ("e", 16, 200), ("f", 76, 500)]


def road(committed=()):
    parties = [Party(name, weight, name in committed) for name, _minute, weight in ROAD]
    minutes = np.array([minute for _name, minute, _weight in ROAD], dtype=float)
    return parties, np.abs(minutes[:, None] - minutes[None])


def test_the_fewest_who_hang_together():
    # 400 jobs within 5 minutes of one another: f alone has 500. Without f: two neighbours bring 290 at most, c+d+e 440.
    # 510: f is out; four neighbours bring 470 at most (b to e), all of a to e 590: five.
    parties, minutes = road()
    assert critical_mass(parties, minutes, 5, 400).needed == ("f",)
    found = critical_mass(parties[:5], minutes[:5, :5], 5, 400)
    assert found.needed == ("e", "c", "d")
    assert found.weight == 440
    assert (found.at_least, found.excess, found.is_proven) == (3, 0, True)
    assert {(frozenset(link[:2]), link[2]) for link in found.links} == {(frozenset("cd"), 4), (frozenset("de"), 4)}
    assert len(critical_mass(parties, minutes, 5, 510).needed) == 5
    # Within 8 minutes one may be skipped: a+c+e = 470 with three.
    assert critical_mass(parties[:5], minutes[:5, :5], 8, 470).needed == ("e", "c", "a")


def test_three_more_and_it_is_viable():
    # a and b have said yes: 150 of 400. c (150) is beside b, then d (90) and e (200): c+d = 390 is short, c+d+e does.
    parties, minutes = road(committed=("a", "b"))
    found = critical_mass(parties, minutes, 5, 400)
    assert found.missing == 250
    assert found.needed == ("e", "c", "d")
    assert found.weight == 590
    assert [(one.id, one.travel_min) for one in found.nearest] == [("c", 4), ("d", 8), ("e", 12), ("f", 72)]
    # One more is enough for 300.
    assert critical_mass(parties, minutes, 5, 300).needed == ("c",)


def test_who_has_enough_needs_nobody():
    parties, minutes = road(committed=("f",))
    found = critical_mass(parties, minutes, 5, 500)
    assert (found.needed, found.missing, found.at_least) == ((), 0, 0)
    assert [one.id for one in found.nearest] == ["e"]


def test_too_little_within_a_walk_says_how_much_there_is():
    parties, minutes = road()
    with pytest.raises(NoSolution, match=r"at most 590 come together \(5 establishments\); 600 are needed"):
        critical_mass(parties, minutes, 5, 600)
    far = [Party("x", 10, committed=True), Party("y", 90)]
    with pytest.raises(NoSolution, match=r"at most 10 come together \(1 establishments\)"):
        critical_mass(far, np.array([[0, INF], [INF, 0]]), 5, 50)


def test_the_longer_direction_counts():
    pair = [Party("x", 10), Party("y", 10)]
    with pytest.raises(NoSolution):
        critical_mass(pair, np.array([[0.0, 3.0], [9.0, 0.0]]), 5, 20)


@pytest.mark.parametrize(
    ("parties", "minutes", "within", "threshold", "said"),
    [
        ([], np.empty((0, 0)), 5, 1, "no establishment"),
        ([Party("x", 1)], np.zeros((2, 2)), 5, 1, "every two"),
        ([Party("x", 1)], np.array([[np.nan]]), 5, 1, "zero or more"),
        ([Party("x", 1)], np.zeros((1, 1)), 0, 1, "more than zero"),
        ([Party("x", 1)], np.zeros((1, 1)), 5, 0, "threshold"),
        ([Party("x", -1)], np.zeros((1, 1)), 5, 1, "What x brings is -1"),
    ],
)
def test_odd_questions_are_refused(parties, minutes, within, threshold, said):
    with pytest.raises(UnusableProblem, match=said):
        critical_mass(parties, minutes, within, threshold)


def fewest_by_trying(parties, minutes, within, threshold):
    linked = np.maximum(minutes, minutes.T) <= within
    committed = [i for i, party in enumerate(parties) if party.committed]
    free = [i for i, party in enumerate(parties) if not party.committed]
    for size in range(len(free) + 1):
        for chosen in itertools.combinations(free, size):
            if sum(parties[i].weight for i in [*committed, *chosen]) < threshold - 1e-9:
                continue
            waiting, frontier = set(chosen), list(committed or chosen[:1])
            waiting -= set(frontier)
            while frontier:
                one = frontier.pop()
                beside = {other for other in waiting if linked[one, other]}
                waiting -= beside
                frontier += beside
            if not waiting:
                return size
    return None


def invented(seed, largest=10):
    rng = np.random.default_rng(seed)
    count = int(rng.integers(1, largest))
    places = rng.uniform(0, 10, (count, 2))
    minutes = np.linalg.norm(places[:, None] - places[None], axis=2)
    parties = [Party(f"p{i}", float(rng.integers(0, 20)), bool(rng.random() < 0.15)) for i in range(count)]
    return parties, minutes, float(rng.integers(5, 70))


@pytest.mark.parametrize("seed", range(200))
def test_no_smaller_group_exists(seed):
    parties, minutes, threshold = invented(seed)
    fewest = fewest_by_trying(parties, minutes, 3.5, threshold)
    if fewest is None:
        with pytest.raises(NoSolution):
            critical_mass(parties, minutes, 3.5, threshold)
        return
    found = critical_mass(parties, minutes, 3.5, threshold)
    assert len(found.needed) == fewest == found.at_least
    assert found.weight >= threshold
    assert critical_mass(parties, minutes, 3.5, threshold) == found


def test_a_search_cut_short_states_a_bound_that_holds():
    cut = 0
    for seed in range(200, 300):
        parties, minutes, threshold = invented(seed, largest=14)
        try:
            best = critical_mass(parties, minutes, 3.5, threshold)
        except NoSolution:
            continue
        quick = critical_mass(parties, minutes, 3.5, threshold, steps=2)
        assert quick.at_least <= len(best.needed) <= len(quick.needed)
        assert quick.weight >= threshold
        cut += not quick.is_proven
    assert cut  # else nothing was tried
