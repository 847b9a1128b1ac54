"""Thirty cases worked out by hand, in one table: distances, minutes, cover, medians, critical mass, flows.

Each case says what is asked, the arithmetic, and the answer. Larger instances whose best value is published stand in
tests/territory/siting/orlib.py (p-median pmed1 5819 and pmed2 4093, Steiner coverings 5 and 18).
"""

from collections.abc import Callable

import numpy as np
import pytest

from territory.matching.calendar import Calendar
from territory.matching.quantity import Dimension, Period, Quantity
from territory.matching.rank import best_sets
from territory.matching.terms import Criterion
from territory.reach.estimate import estimated_minutes, estimated_radius_m
from territory.reach.modes import Mode
from territory.reach.travel import travel_times
from territory.siting.choose import choose_sites
from territory.siting.critical_mass import Party, critical_mass
from territory.siting.problem import Model, Question
from territory.siting.score import evaluate
from tests.territory.matching.flows import made, mwh, need, offer, pair, score_of
from tests.territory.reach import small_town as town
from tests.territory.siting.orlib import problem

INF = np.inf


def walk(start, end, mode=Mode.FOOT) -> float:
    return float(travel_times(town.town(), [start], [end], mode).travel_min[0, 0])


def estimate(x_m: float, y_m: float, mode=Mode.FOOT) -> float:
    return float(estimated_minutes([(0.0, 0.0)], [(x_m, y_m)], mode)[0, 0])


# A line of five houses 1 km apart, each a candidate (Hakimi 1964: an optimum stands on the vertices); minutes at 80 m a
# minute are 12.5 a km, told here in km. Jobs 10, 20, 30, 20, 40.
LINE = [[abs(a - b) for b in range(5)] for a in range(5)]
LINE_JOBS = [10, 20, 30, 20, 40]
# The Petersen graph (1898): ten places, each 1 from three and 2 from the six others.
EDGES = (
    [(i, (i + 1) % 5) for i in range(5)] + [(i, i + 5) for i in range(5)] + [(5 + i, 5 + (i + 2) % 5) for i in range(5)]
)
PETERSEN = [[0 if a == b else 1 if (a, b) in EDGES or (b, a) in EDGES else 2 for b in range(10)] for a in range(10)]
# The seven lines of the Fano plane (1892) as demand, its seven points as sites: each line has three points, each point
# is on three lines, and two lines meet in exactly one point.
FANO = [[1 if (line - point) % 7 in (0, 6, 4) else INF for point in range(7)] for line in range(7)]


def best(table, weights, model, count=None, within=None, **limits) -> float:
    return choose_sites(
        problem(table, weights, **limits), Question(model, site_count=count, within_min=within)
    ).objective


def served(table, weights, chosen, within) -> float:
    return evaluate(
        problem(table, weights), Question(Model.MCLP, site_count=len(chosen), within_min=within), chosen
    ).objective


def mass(jobs, yes, minutes, within, threshold) -> tuple[tuple[str, ...], float]:
    parties = [Party(str(number), weight, number in yes) for number, weight in enumerate(jobs)]
    found = critical_mass(parties, np.array(minutes, dtype=float), within, threshold)
    assert found.is_proven
    return found.needed, found.missing


def row(*positions_min) -> list[list[float]]:
    return [[abs(a - b) for b in positions_min] for a in positions_min]


def together(*pairs) -> float:
    (found,) = best_sets(pairs)
    return sum(match.pair.score * match.quantity for match in found.matches)


CASES: dict[str, tuple[Callable[[], object], object]] = {
    # Distances and minutes. On foot 80 m a minute, stairs 40; by bicycle 250; the estimate walks 1.3 times the line.
    "1 along a street: 400 m / 80": (lambda: walk(town.A, town.B), 5.0),
    "2 two streets and stairs: 400/80 + 300/40": (lambda: walk(town.A, town.D), 12.5),
    "3 against a one-way street on foot: 800/80": (lambda: walk(town.C, town.A), 10.0),
    "4 the same by bicycle: no way": (lambda: walk(town.C, town.A, Mode.BICYCLE), INF),
    "5 with it by bicycle: 800/250": (lambda: walk(town.A, town.C, Mode.BICYCLE), 3.2),
    "6 from the middle of a street: 200/80 + 300/40": (lambda: walk(town.at(200, 0), town.D), 10.0),
    "7 to where no way leads": (lambda: walk(town.A, town.E), INF),
    "8 estimate: hypot(300, 400) = 500 m; 500 × 1.3 / 80": (lambda: estimate(300, 400), 8.125),
    "9 estimate by bicycle: 500 × 1.3 / 250": (lambda: estimate(300, 400, Mode.BICYCLE), 2.6),
    "10 how far in 10 min by the estimate: 10 × 80 / 1.3": (lambda: estimated_radius_m(10), 800 / 1.3),
    # Medians on the line: job-kilometres.
    # at 3: 30+40+30+0+40 = 140; at 2: 20+20+0+20+80 = 140; at 4: 40+60+60+20+0 = 180; at 1: 10+0+30+40+120 = 200.
    "11 median of one on the line: 140 at the third or fourth": (lambda: best(LINE, LINE_JOBS, Model.P_MEDIAN, 1), 140),
    # 1 and 4: 10 + 0 + 30 + 20 + 0 = 60, the third goes 1 km to the second; 2 and 4: 20+20+0+20+0 = 60; others more.
    "12 median of two: 60": (lambda: best(LINE, LINE_JOBS, Model.P_MEDIAN, 2), 60),
    # 1, 2, 4 leave 10 and 20: 30; 2, 4 and 0 or 1: (1) 10+20 = 30; (0) 20+20 = 40; 1, 3, 4: 10+30 = 40.
    "13 median of three: 30": (lambda: best(LINE, LINE_JOBS, Model.P_MEDIAN, 3), 30),
    "14 all five sites: nobody walks": (lambda: best(LINE, LINE_JOBS, Model.P_MEDIAN, 5), 0),
    # One site: 3 at 1 and 6 at 2 = 15.
    "15 Petersen, one median: 3 × 1 + 6 × 2": (lambda: best(PETERSEN, None, Model.P_MEDIAN, 1), 15),
    # Its domination number is 3: three places with all seven others at 1.
    "16 Petersen, three medians: 7 × 1": (lambda: best(PETERSEN, None, Model.P_MEDIAN, 3), 7),
    "17 Petersen, fewest sites within 1: domination number 3": (lambda: best(PETERSEN, None, Model.LSCP, within=1), 3),
    # Two places that are not neighbours share one neighbour: 4 + 4 − 1; two neighbours share none: 4 + 4 − 2 counted
    # twice (each other) = 6. So 7.
    "18 Petersen, most within 1 of two sites: 4 + 4 − 1": (lambda: best(PETERSEN, None, Model.MCLP, 2, 1), 7),
    # Cover on the line within 1 km: third 20+30+20 = 70; fourth 30+20+40 = 90; fifth 60; second 60.
    "19 most jobs of one site within 1 km: 90": (lambda: best(LINE, LINE_JOBS, Model.MCLP, 1, 1), 90),
    "20 of two: 90 + 10 + 20, all": (lambda: best(LINE, LINE_JOBS, Model.MCLP, 2, 1), 120),
    "21 own pins at the ends: 10 + 20 + 20 + 40": (lambda: served(LINE, LINE_JOBS, (0, 4), 1), 90),
    # Each point is on 3 of 7 lines; two points share one: 3 + 3 − 1 = 5; three on one line meet all: 1 + 3 × 2 = 7.
    "22 Fano, lines met by one point": (lambda: best(FANO, None, Model.MCLP, 1, 1), 3),
    "23 Fano, by two points: 3 + 3 − 1": (lambda: best(FANO, None, Model.MCLP, 2, 1), 5),
    "24 Fano, fewest points that meet all lines": (lambda: best(FANO, None, Model.LSCP, within=1), 3),
    # Critical mass, establishments in a row. 100 say yes, 400 needed, 300 missing: the heaviest two in reach bring 330.
    "25 two more are enough: 180 + 150 ≥ 300": (
        lambda: mass([100, 60, 180, 150, 90], {0}, row(0, 2, 4, 6, 8), 10, 400),
        (("2", "3"), 300.0),
    ),
    # Only 5 minutes from one to the next: 900 stands 12 minutes away and does not count; 200 + 120 ≥ 300.
    "26 the heaviest is too far": (
        lambda: mass([100, 900, 200, 120], {0}, row(0, 20, 4, 8), 5, 400),
        (("2", "3"), 300.0),
    ),
    "27 who says yes is enough: 250 + 150": (lambda: mass([250, 150, 90], {0, 1}, row(0, 3, 6), 5, 400), ((), 0.0)),
    # Flows.
    # 52 weeks and a day: 2 t × 365.25 / 7.
    "28 two tonnes a week: 2 × 365.25 / 7 t a year": (
        lambda: Quantity(2.0, "t", Period.WEEK).per_year(Dimension.MASS, Calendar.of()),
        2 * 365.25 / 7,
    ),
    # 60 °C offered, 70 needed, 5 K lost in the exchanger: 15 K to lift of at most 40: 1 − 15/40.
    "29 heat ten degrees too cool: 1 − (10 + 5) / 40": (
        lambda: score_of(
            pair(offer("heat", mwh(10), temperature_c=60.0), need("heat", mwh(10), temperature_c=70.0)),
            Criterion.TEMPERATURE,
        ),
        0.625,
    ),
    # a→x 0.9 and b→y 0.5 at 10 t each give 14; a→y 0.8 and b→x 0.7 give 15, though the best pair is not among them.
    "30 the best together is not the best first: 10 × (0.8 + 0.7)": (
        lambda: together(
            *(
                made(given, wanted, score, (10.0, 10.0))
                for given, wanted, score in (("a", "x", 0.9), ("b", "y", 0.5), ("a", "y", 0.8), ("b", "x", 0.7))
            )
        ),
        15.0,
    ),
}


def test_there_are_thirty() -> None:
    assert len(CASES) == 30


@pytest.mark.parametrize("case", CASES)
def test_worked_by_hand(case: str) -> None:
    worked_out, expected = CASES[case]
    found = worked_out()
    if isinstance(expected, tuple):
        assert found == expected
    else:
        assert found == pytest.approx(expected, abs=1e-6)
