"""Isochrones and closures on the small town."""

import math

import pytest
from django.contrib.gis.geos import LineString, Point, Polygon

from layers.crs import STORAGE_SRID
from layers.errors import MissingCrs
from territory.reach.closures import CLOSED, Closure, with_closures
from territory.reach.errors import UnusableNetwork
from territory.reach.isochrone import BAND_M, isochrones
from territory.reach.modes import Mode
from territory.reach.network import Way, network_from
from territory.reach.travel import travel_times
from tests.territory.reach.small_town import A, B, C, D, E, F, at, town


def point(x_m, y_m):
    return Point(*at(x_m, y_m), srid=STORAGE_SRID)


def box(min_x, min_y, max_x, max_y):
    area = Polygon.from_bbox((*at(min_x, min_y), *at(max_x, max_y)))
    area.srid = STORAGE_SRID
    return area


def test_an_isochrone_is_a_band_along_what_is_reached():
    # 3 minutes from A: 240 m of the street. The band: 240 × 80 m and two half circles of 40 m.
    (found,) = isochrones(town(), A, [3])
    assert found.area.srid == STORAGE_SRID
    assert not found.is_estimate
    expected = 240 * 2 * BAND_M + math.pi * BAND_M**2
    assert found.area.area == pytest.approx(expected, rel=0.02)
    assert found.area.contains(point(239, 30))
    assert not found.area.contains(point(285, 0))


def test_isochrones_grow_and_enter_stairs_at_their_pace():
    # From B: 5 min reach A and C, and 200 m of the stairs; 2.5 min half of each.
    small, large = isochrones(town(), B, [2.5, 5])
    assert large.area.contains(small.area)
    assert large.area.contains(point(795, 0))
    assert large.area.contains(point(400, 199))
    assert not large.area.contains(point(400, 245))
    assert small.area.contains(point(400, 99))
    assert not small.area.contains(point(400, 145))


def test_an_isochrone_from_beside_the_street_pays_for_the_way_to_it():
    # (200, 80): one minute to the street, then one minute, 80 m, to either side.
    (found,) = isochrones(town(), at(200, 80), [2])
    assert found.area.contains(point(121, 0))
    assert not found.area.contains(point(75, 0))


def test_a_place_off_the_network_has_an_empty_isochrone():
    (found,) = isochrones(town(), at(3000, 3000), [10])
    assert found.area.empty


def test_without_a_network_the_isochrone_is_a_circle_and_says_so():
    # 10 min × 80 m / 1.3 = 615.4 m.
    (found,) = isochrones(None, A, [10])
    assert found.is_estimate
    assert found.area.area == pytest.approx(math.pi * (800 / 1.3) ** 2, rel=0.01)


def test_courtyards_are_filled_and_blocks_are_not():
    # A round of 150 m: inside the bands remain 70 × 70 m = 0.49 ha, filled. A round of 300 m leaves 4.84 ha, kept.
    for side, holes in ((150, 0), (300, 1)):
        ring = [at(0, 0), at(side, 0), at(side, side), at(0, side), at(0, 0)]
        (found,) = isochrones(network_from([Way(ring, {"highway": "footway"})]), at(0, 0), [20])
        assert sum(part.num_interior_rings for part in found.area) == holes


def test_a_closed_street_cuts_off_what_lies_behind_it():
    before = town()
    after = with_closures(before, [Closure(box(100, -20, 200, 20), {Mode.FOOT: CLOSED})])
    assert travel_times(after, [B], [C]).travel_min[0, 0] == pytest.approx(5)
    assert travel_times(after, [at(0, 2010)], [F]).travel_min[0, 0] == pytest.approx(10 / 80 + 5)
    # A–B is closed as a whole; A itself is 400 m from the next open way.
    assert travel_times(after, [A], [C]).travel_min[0, 0] == math.inf
    assert travel_times(before, [A], [C]).travel_min[0, 0] == pytest.approx(10)
    # Bicycles are not meant.
    assert travel_times(after, [A], [C], Mode.BICYCLE).travel_min[0, 0] == pytest.approx(3.2)
    assert isochrones(after, B, [5])[0].area.area < isochrones(before, B, [5])[0].area.area


def test_a_slowed_street_takes_longer_where_the_works_are():
    # 100 of 400 m of A–B take twice as long: 5 × (1 + 0.25) = 6.25 min.
    after = with_closures(town(), [Closure(box(100, -20, 200, 20), {Mode.FOOT: 2.0})])
    assert travel_times(after, [A], [B, C]).travel_min[0] == pytest.approx([6.25, 11.25])


def test_works_beside_the_street_or_only_touching_it_change_nothing():
    for footprint in (box(100, 5, 200, 50), box(-50, -50, 0, 50), box(100, 0, 200, 50).centroid):
        footprint.srid = STORAGE_SRID
        after = with_closures(town(), [Closure(footprint, {Mode.FOOT: CLOSED})])
        assert travel_times(after, [A], [B]).travel_min[0, 0] == pytest.approx(5)


def test_a_line_closes_what_it_crosses():
    fence = LineString(at(200, -10), at(200, 10), srid=STORAGE_SRID)
    after = with_closures(town(), [Closure(fence, {Mode.FOOT: CLOSED, Mode.BICYCLE: CLOSED})])
    assert travel_times(after, [A], [B]).travel_min[0, 0] == math.inf


def test_a_detour_is_taken_around_works():
    # A block of 100 × 100 m: straight 100/80 = 1.25 min; around it 300/80 = 3.75 min.
    square = [at(0, 0), at(100, 0), at(100, 100), at(0, 100), at(0, 0)]
    network = network_from([Way(square, {"highway": "footway"})])
    after = with_closures(network, [Closure(box(40, -10, 60, 10), {Mode.FOOT: CLOSED})])
    assert travel_times(network, [at(0, 0)], [at(100, 0)]).travel_min[0, 0] == pytest.approx(1.25)
    assert travel_times(after, [at(0, 0)], [at(100, 0)]).travel_min[0, 0] == pytest.approx(3.75)


def test_works_without_a_reference_system_or_with_a_speed_up_are_refused():
    with pytest.raises(MissingCrs):
        with_closures(town(), [Closure(Polygon.from_bbox((0, 0, 1, 1)), {Mode.FOOT: CLOSED})])
    with pytest.raises(UnusableNetwork):
        with_closures(town(), [Closure(box(0, 0, 1, 1), {Mode.FOOT: 0.5})])


def test_the_far_footway_stays_out_of_reach():
    assert travel_times(town(), [A, D], [E]).travel_min.min() == math.inf
