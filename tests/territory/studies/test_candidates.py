"""Candidates of a siting besides stops and drawn places: car parks, plots, bus stops, entries of the ground.

The group's ground is 1000..1500 × 1000..1400; one establishment stands at (1100, 1100).
"""

import pytest

from layers.public_places.models import PublicPlace
from territory.companies.models import Company, Establishment
from territory.reach.network import Way, network_from
from territory.siting.errors import UnusableProblem
from territory.studies.answer import answer_to
from territory.studies.inputs import Inputs
from territory.studies.service import of_group, service_study
from territory.working_groups.models import WorkingGroup, WorkingGroupMember
from tests.tiny_land import at, box

PLACES = {"car_park": 1200, "public_plot": 1300, "bus_stop": 1400}


@pytest.fixture
def land(tiny_land):
    tiny_land.group = WorkingGroup.objects.create(
        slug="gruppe", name="Gruppe", coordinator=tiny_land.netzwerk, footprint=box(1000, 1000, 1500, 1400)
    )
    place = Establishment.objects.create(
        company=Company.objects.create(name="Haus"), name="Haus", location=at(1100, 1100), nace_section="C", jobs=10
    )
    WorkingGroupMember.objects.create(working_group=tiny_land.group, establishment=place)
    for kind, x in PLACES.items():
        PublicPlace.objects.create(
            release=tiny_land.release, code=kind, kind=kind, name=kind.title(), location=at(x, 1100)
        )
    PublicPlace.objects.create(
        release=tiny_land.release, code="far", kind="car_park", name="Far", location=at(1100, 2150)
    )  # 1050 m away: farther than a quarter of an hour's walk
    return tiny_land


def names(**asked):
    inputs = Inputs({"group": "gruppe"}, stops=False, ground=False, minutes=15, **asked)
    return sorted(one["name"] for one in answer_to(inputs)["candidates"])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"car_parks": True}, ["Car_Park (car park)"]),
        ({"plots": True}, ["Public_Plot (public plot)"]),
        ({"bus_stops": True}, ["Bus_Stop (bus stop)"]),
        ({"car_parks": True, "plots": True}, ["Car_Park (car park)", "Public_Plot (public plot)"]),
    ],
)
def test_those_near_the_demand_that_were_asked_for(asked, found, land):
    assert names(**asked) == found


def test_none_is_a_candidate_without_being_asked_for(land):
    with pytest.raises(UnusableProblem, match="no candidate"):
        names()


def test_entries_are_where_ways_cross_the_edge(land):
    # One way along y = 1200 from the west through the ground to the east, one that ends inside: three crossings.
    ways = [[at(900, 1200), at(1600, 1200)], [at(1250, 1300), at(1250, 1500)]]
    network = network_from([Way([(point.x, point.y) for point in way], {"highway": "residential"}) for way in ways])
    study = service_study(of_group(land.group), network, with_stops=False, entries=land.group.footprint)
    expected = [("entry-1", at(1000, 1200)), ("entry-2", at(1250, 1400)), ("entry-3", at(1500, 1200))]
    assert [site.id for site in study.problem.sites] == [name for name, _point in expected]
    for site, (_name, point) in zip(study.problem.sites, expected, strict=True):
        assert site.position == pytest.approx(point.coords, abs=0.1)


def test_without_a_network_there_are_no_entries(land):
    with pytest.raises(UnusableProblem, match="no candidate"):
        names(entries=True)
