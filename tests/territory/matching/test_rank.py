"""The best set of pairs: by hand, against trying everything, and proven by its bound."""

import itertools
import random
from operator import attrgetter

import pytest

from territory.matching.errors import BadProfile
from territory.matching.pairs import compare_all
from territory.matching.rank import MatchSet, best_sets
from territory.matching.score import Pair, Reason
from tests.territory.matching.flows import (
    SUBSTITUTIONS,
    TERMS,
    WASTE_LIST,
    made,
    mwh,
    need,
    offer,
    pair,
    result,
    tonnes,
)


def quantities(found: MatchSet) -> dict[tuple[str, str], float]:
    return {(match.pair.offer, match.pair.need): pytest.approx(match.quantity) for match in found.matches}


def test_only_what_could_fit_is_compared_and_near_misses_are_kept():
    offers = [
        offer(key="boxes"),
        offer("20 01 38", key="wood"),
        offer("15 01 10", key="drums"),
        offer(key="own", holder="B"),
    ]
    needs = [need(key="paper"), need("20 01 01", key="mill"), need("15 01 10", key="burner", holder="C")]
    found = compare_all(offers, needs, WASTE_LIST, SUBSTITUTIONS, TERMS)
    # wood fits nothing; drums fit the burner but for the permit; B's own cardboard is not offered to B's own needs
    assert [(each.offer, each.need) for each in found.pairs] == [("boxes", "paper"), ("boxes", "mill")]
    assert [(each.offer, each.need) for each in found.near_misses] == [("drums", "burner")]
    assert found.near_misses[0].reasons[0][0] is Reason.NO_PERMIT


def test_comparing_all_finds_what_comparing_each_finds():
    materials = ("15 01 01", "15 01 02", "15 01 10", "16 01 99", "20 01 01", "heat", "cooling", "electricity")
    source = random.Random(8)
    offers = [
        offer(material, mwh(9) if material.isalpha() else tonnes(9), key=f"o{number}", grade=source.choice((1, 2, 3)))
        for number, material in enumerate(source.choices(materials, k=25))
    ]
    needs = [
        need(material, mwh(5) if material.isalpha() else tonnes(5), key=f"n{number}", grade=source.choice((1, 2, 3)))
        for number, material in enumerate(source.choices((*materials, "15 01"), k=25))
    ]
    each = [result(given, wanted) for given in offers for wanted in needs]
    together = compare_all(offers, needs, WASTE_LIST, SUBSTITUTIONS, TERMS)
    expected = [found for found in each if isinstance(found, Pair)]
    assert sorted(together.pairs, key=attrgetter("offer", "need")) == sorted(expected, key=attrgetter("offer", "need"))
    assert len(expected) > 20


def test_no_pairs_make_no_set():
    assert best_sets([]) == []


def test_the_best_pair_alone_takes_all_it_can():
    (found,) = best_sets([made("a", "x", 0.8, (10, 6))])
    assert quantities(found) == {("a", "x"): 6}
    assert (found.value, found.left_over, found.still_needed) == (pytest.approx(4.8), {"a": 4}, {"x": 0})
    assert found.matches[0].transport_eur == pytest.approx(12)  # 6 t × 2 €/t


def test_what_is_best_together_is_not_what_is_best_first():
    # Greedy takes a–x at 0.9 (9.0) and leaves b without anything but y at 0.1: 9 + 1 = 10.
    # Together a–y at 0.8 and b–x at 0.7 give 8 + 7 = 15.
    (found,) = best_sets(
        [
            made("a", "x", 0.9, (10, 10)),
            made("a", "y", 0.8, (10, 10)),
            made("b", "x", 0.7, (10, 10)),
            made("b", "y", 0.1, (10, 10)),
        ]
    )
    assert quantities(found) == {("a", "y"): 10, ("b", "x"): 10}
    assert found.value == pytest.approx(15)
    assert [match.pair.offer for match in found.matches] == ["a", "b"]  # 8 before 7


def test_an_offer_is_split_between_needs():
    # 10 t: 4 to x at 0.9, the other 6 to y at 0.5: 3.6 + 3.0
    (found,) = best_sets([made("a", "x", 0.9, (10, 4)), made("a", "y", 0.5, (10, 20))])
    assert quantities(found) == {("a", "x"): 4, ("a", "y"): 6}
    assert found.value == pytest.approx(6.6)
    assert found.still_needed == {"x": 0, "y": pytest.approx(14)}


def test_a_pair_passes_on_no_more_than_its_common_time_allows():
    # only 3 t fall into the common months with x; the rest goes to y although it scores less
    (found,) = best_sets([made("a", "x", 0.9, (10, 8), matchable=3), made("a", "y", 0.2, (10, 20))])
    assert quantities(found) == {("a", "x"): 3, ("a", "y"): 7}


def test_heat_and_materials_are_two_sets():
    warm = pair(
        offer("heat", mwh(50), key="boiler", grade=None, temperature_c=70),
        need("heat", mwh(20), key="pool", grade=None, temperature_c=30),
    )
    first, second = best_sets([made("a", "x", 0.5, (1, 1)), warm])
    assert (first.unit, quantities(first)) == ("MWh", {("boiler", "pool"): 20})
    assert (second.unit, quantities(second)) == ("t", {("a", "x"): 1})


def test_one_flow_has_one_quantity():
    with pytest.raises(BadProfile, match="“a”"):
        best_sets([made("a", "x", 0.5, (1, 1)), made("a", "y", 0.5, (2, 1))])


def test_the_order_of_the_pairs_does_not_matter_even_when_all_are_equal():
    pairs = [made(given, wanted, 0.5, (3, 4)) for given in "abcd" for wanted in "xyz"]
    first = quantities(best_sets(pairs)[0])
    for seed in range(5):
        random.Random(seed).shuffle(pairs)
        assert quantities(best_sets(pairs)[0]) == first


def test_no_more_splits_than_necessary():
    source = random.Random(3)
    offers, needs = (
        {f"o{n}": source.uniform(5, 50) for n in range(30)},
        {f"n{n}": source.uniform(5, 50) for n in range(25)},
    )
    pairs = [made(o, n, source.uniform(0.1, 1), (offers[o], needs[n])) for o in offers for n in needs]
    (found,) = best_sets(pairs)
    assert len(found.matches) <= len(offers) + len(needs) - 1  # a corner of the transportation problem
    assert found.value == pytest.approx(found.bound, rel=1e-9)


def by_trying_everything(pairs) -> float:
    """The greatest sum of score × quantity over all whole quantities; whole limits have a whole optimum."""
    best = 0.0
    for amounts in itertools.product(*(range(int(each.matchable) + 1) for each in pairs)):
        used: dict[tuple[str, str], int] = {}
        for each, amount in zip(pairs, amounts, strict=True):
            used["offer", each.offer] = used.get(("offer", each.offer), 0) + amount
            used["need", each.need] = used.get(("need", each.need), 0) + amount
        if all(
            used["offer", each.offer] <= each.offer_per_year and used["need", each.need] <= each.need_per_year
            for each in pairs
        ):
            best = max(best, sum(each.score * amount for each, amount in zip(pairs, amounts, strict=True)))
    return best


@pytest.mark.parametrize("seed", range(40))
def test_the_set_is_as_good_as_trying_everything(seed):
    source = random.Random(seed)
    offers = {key: source.randint(1, 4) for key in "abc"[: source.randint(1, 3)]}
    needs = {key: source.randint(1, 4) for key in "xyz"[: source.randint(1, 2)]}
    pairs = []
    for given, wanted in itertools.product(offers, needs):
        if source.random() < 0.85:
            limits = (offers[given], needs[wanted])
            pairs.append(made(given, wanted, round(source.uniform(0.05, 1), 2), limits, source.randint(1, min(limits))))
    if not pairs:
        assert best_sets(pairs) == []
        return
    (found,) = best_sets(pairs)
    assert found.value == pytest.approx(by_trying_everything(pairs))
    assert found.bound == pytest.approx(found.value)
    for key, limit in offers.items():
        given_away = sum(match.quantity for match in found.matches if match.pair.offer == key)
        assert given_away <= limit + 1e-9
        assert found.left_over.get(key, limit) == pytest.approx(limit - given_away)
