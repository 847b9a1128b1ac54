"""Minutes on foot and by bicycle on the small town, each worked out by hand."""

import numpy as np
import pytest

from territory.reach.errors import NoWalkableWay
from territory.reach.modes import Mode
from territory.reach.network import Way, network_from
from territory.reach.travel import travel_times
from tests.territory.reach.small_town import A, B, C, D, E, F, at, town

INF = np.inf


def minutes(origins, destinations, mode=Mode.FOOT, **options):
    return travel_times(town(), origins, destinations, mode, **options).travel_min


def test_walks_add_up_along_ways_and_stairs_take_twice_as_long():
    # A→B 400/80 = 5; A→C 800/80 = 10; A→D 5 + 300/40 = 12.5; nothing leads to E, for nobody walks on the motorway.
    assert minutes([A], [A, B, C, D, E])[0] == pytest.approx([0, 5, 10, 12.5, INF], abs=1e-6)


def test_every_pair_of_many_places():
    # D→C: 7.5 + 5; E→F: 400/80.
    table = minutes([A, D, E], [C, F])
    assert table == pytest.approx(np.array([[10, INF], [12.5, INF], [INF, 5]]), abs=1e-6)


def test_a_one_way_street_binds_bicycles_and_not_walkers():
    # By bicycle 250 m a minute: A→C 800/250 = 3.2; back from C there is no way. On foot 10 both ways.
    assert minutes([A], [C], Mode.BICYCLE)[0, 0] == pytest.approx(3.2)
    assert minutes([C], [A], Mode.BICYCLE)[0, 0] == INF
    assert minutes([C], [A])[0, 0] == pytest.approx(10)


def test_bicycles_do_not_climb_stairs():
    # D is 300 m from any street a bicycle may use: off the network at 150 m.
    assert minutes([A], [D], Mode.BICYCLE)[0, 0] == INF


def test_places_beside_a_way_walk_to_it_first():
    # P at (100, 40): 40 m to the street = 0.5 min, 300 m on to B = 3.75. Q at (700, −80): 1 min and 300 m from B.
    p, q = at(100, 40), at(700, -80)
    assert minutes([p], [B])[0, 0] == pytest.approx(4.25)
    assert minutes([p], [q])[0, 0] == pytest.approx(0.5 + 600 / 80 + 1)


def test_two_places_on_one_piece_do_not_go_round_by_its_ends():
    # (100,0) → (300,0) on A–B: 200/80 = 2.5, either direction.
    assert minutes([at(100, 0)], [at(300, 0)])[0, 0] == pytest.approx(2.5)
    assert minutes([at(300, 0)], [at(100, 0)])[0, 0] == pytest.approx(2.5)


def test_against_the_one_way_on_the_same_piece_there_is_no_way_by_bicycle():
    assert minutes([at(500, 0)], [at(700, 0)], Mode.BICYCLE)[0, 0] == pytest.approx(200 / 250)
    assert minutes([at(700, 0)], [at(500, 0)], Mode.BICYCLE)[0, 0] == INF


def test_beyond_the_limit_nobody_is_reached_and_the_limit_itself_is():
    assert minutes([A], [B, C, D], limit_min=10)[0] == pytest.approx([5, 10, INF])
    assert minutes([A], [B, C], limit_min=9.99)[0] == pytest.approx([5, INF])


def test_places_too_far_from_any_way_are_off_the_network():
    assert minutes([at(200, 149)], [A])[0, 0] == pytest.approx(149 / 80 + 200 / 80)
    assert minutes([at(200, 151)], [A])[0, 0] == INF
    assert minutes([at(200, 151)], [A], snap_m=200)[0, 0] == pytest.approx(151 / 80 + 200 / 80)


def test_no_places_give_an_empty_table():
    assert minutes([], [A]).shape == (0, 1)
    assert minutes([A], []).shape == (1, 0)


def test_without_a_network_minutes_are_estimated_and_say_so():
    # 400 m × 1.3 / 80 = 6.5 min; by bicycle 400 × 1.3 / 250 = 2.08; (300, 400) is 500 m off: 8.125 min.
    found = travel_times(None, [A], [B, at(300, 400)])
    assert found.is_estimate
    assert found.travel_min[0] == pytest.approx([6.5, 8.125])
    assert travel_times(None, [A], [B], Mode.BICYCLE).travel_min[0, 0] == pytest.approx(2.08)
    assert travel_times(None, [A], [B, C], limit_min=7).travel_min[0] == pytest.approx([6.5, INF])
    assert not travel_times(town(), [A], [B]).is_estimate


def test_of_two_ways_between_two_crossings_the_quicker_counts():
    # Straight by stairs 100/40 = 2.5; around 60 + 80 + … = by (0,50),(100,50): 200/80 = 2.5 → make it 180 m: 2.25.
    start, end = at(0, 0), at(100, 0)
    stairs = Way([start, end], {"highway": "steps"})
    around = Way([start, at(0, 40), at(100, 40), end], {"highway": "footway"})
    found = travel_times(network_from([stairs, around]), [start], [end]).travel_min
    assert found[0, 0] == pytest.approx(180 / 80)


def test_many_origins_at_once_agree_with_one_at_a_time():
    rng = np.random.default_rng(7)
    crossings = [[at(100 * x, 100 * y) for x in range(8)] for y in range(8)]
    lines = crossings + [list(column) for column in zip(*crossings, strict=True)]
    grid = network_from(Way(line, {"highway": "footway"}) for line in lines)
    places = [at(*xy) for xy in rng.uniform(0, 700, (90, 2))]
    table = travel_times(grid, places, places).travel_min
    alone = np.vstack([travel_times(grid, [place], places).travel_min for place in places])
    assert table == pytest.approx(alone)
    assert table == pytest.approx(table.T)
    # On a grid of 100 m nobody walks less than the way as the crow flies, 80 m a minute.
    apart_m = np.linalg.norm(np.array(places)[:, None] - np.array(places)[None], axis=2)
    other = ~np.eye(len(places), dtype=bool)
    assert (table[other] >= apart_m[other] / 80 - 1e-9).all()


def test_a_network_without_a_way_for_the_mode_says_so():
    footpaths = network_from([Way([A, B], {"highway": "steps"})])
    with pytest.raises(NoWalkableWay):
        travel_times(footpaths, [A], [B], Mode.BICYCLE)
