"""Sites from places."""

import pytest
from django.contrib.gis.geos import GeometryCollection, LineString, MultiPoint, Point, Polygon

from layers.crs import STORAGE_SRID, in_lonlat
from layers.errors import MissingCrs
from territory.siting.candidates import CandidatePlace, sites_from
from territory.siting.errors import UnusableProblem


def point(x_m, y_m):
    return Point(75_000 + x_m, 72_000 + y_m, srid=STORAGE_SRID)


def positions(sites):
    return [(site.position[0] - 75_000, site.position[1] - 72_000) for site in sites]


def test_points_stand_for_themselves_whatever_their_reference_system():
    (site,) = sites_from([CandidatePlace("stop", in_lonlat(point(10, 20)), capacity=30)])
    assert positions([site])[0] == pytest.approx((10, 20), abs=0.01)
    assert (site.id, site.capacity, site.fixed) == ("stop", 30, False)


def test_candidates_stand_along_a_line_at_equal_steps():
    # 250 m at a spacing of at most 100 m: three steps of 83.3 m.
    street = LineString(point(0, 0).coords, point(250, 0).coords, srid=STORAGE_SRID)
    sites = sites_from([CandidatePlace("street", street)])
    assert [x for x, _y in positions(sites)] == pytest.approx([0, 250 / 3, 500 / 3, 250])
    assert [site.id for site in sites] == ["street:1", "street:2", "street:3", "street:4"]


def test_an_area_holds_the_nodes_of_a_grid_and_a_small_one_an_inner_point():
    # 50..350 × 50..150 holds the nodes (100,100), (200,100), (300,100).
    park = Polygon.from_bbox((75_050, 72_050, 75_350, 72_150))
    park.srid = STORAGE_SRID
    assert positions(sites_from([CandidatePlace("park", park)])) == [(100, 100), (200, 100), (300, 100)]
    plot = Polygon.from_bbox((75_010, 72_010, 75_050, 72_030))
    plot.srid = STORAGE_SRID
    assert positions(sites_from([CandidatePlace("plot", plot)])) == [(30, 20)]


def test_neighbours_are_thinned_out_and_fixed_sites_stay():
    places = [
        CandidatePlace("first", point(0, 0)),
        CandidatePlace("beside", point(15, 0)),
        CandidatePlace("stands", point(0, 19), fixed=True),
        CandidatePlace("stands too", point(0, 25), fixed=True),
        CandidatePlace("free", point(40, 0)),
    ]
    # first is 19 m from one that stands; beside is 24 m from it.
    assert [site.id for site in sites_from(places)] == ["stands", "stands too", "beside", "free"]


def test_collections_are_taken_apart_and_empty_places_give_nothing():
    both = MultiPoint(point(0, 0), point(100, 0), srid=STORAGE_SRID)
    nested = GeometryCollection(both, point(300, 0), srid=STORAGE_SRID)
    assert positions(sites_from([CandidatePlace("both", nested)])) == [(0, 0), (100, 0), (300, 0)]
    assert sites_from([CandidatePlace("none", Polygon(srid=STORAGE_SRID))]) == ()


def test_places_must_name_their_reference_system_and_spacing_must_be_positive():
    with pytest.raises(MissingCrs):
        sites_from([CandidatePlace("stop", Point(1, 2))])
    with pytest.raises(UnusableProblem, match="spacing"):
        sites_from([], spacing_m=0)
