"""Establishments by place and activity: distances are differences of coordinates."""

import pytest
from django.contrib.gis.geos import Point

from layers.crs import in_lonlat
from layers.errors import MissingCrs
from territory.companies.models import Company, Establishment
from tests.tiny_land import BORDER, at, box

# name → position in metres from the origin, NACE code. Seen from (1000, 1000):
PLACES = {
    "here": (1000, 1000, "10.71"),  # 0 m
    "3-4-5": (1300, 1400, "10.11"),  # √(300² + 400²) = 500 m
    "east": (1501, 1000, "01.11"),  # 501 m
    "south": (1000, 0, "1.10"),  # 1000 m, an unusual code without its zero
    "far": (5000, 1000, "62.01"),  # 4000 m
}


@pytest.fixture
def places(tiny_land) -> dict[str, Establishment]:
    company = Company.objects.create(name="Firma")
    sections = {"10.71": "C", "10.11": "C", "01.11": "A", "1.10": "A", "62.01": "J"}
    return {
        name: Establishment.objects.create(
            company=company,
            name=name,
            location=at(x_m, y_m),
            nace_code=code,
            nace_section=sections[code],
            jobs=1,
        )
        for name, (x_m, y_m, code) in PLACES.items()
    }


def test_near_gives_the_nearest_first_with_their_distance_in_metres(places):
    found = Establishment.objects.near(at(1000, 1000), radius_m=1000)
    assert [row.name for row in found] == ["here", "3-4-5", "east", "south"]
    assert [row.distance_m for row in found] == pytest.approx([0, 500, 501, 1000], abs=1e-6)


@pytest.mark.parametrize(
    ("radius_m", "names"),
    [
        (0, {"here"}),
        (499.9, {"here"}),
        (500, {"here", "3-4-5"}),
        (501, {"here", "3-4-5", "east"}),
        (10_000, set(PLACES)),
    ],
)
def test_the_radius_includes_its_edge(places, radius_m, names):
    assert {row.name for row in Establishment.objects.near(at(1000, 1000), radius_m)} == names


def test_the_point_may_be_in_degrees_but_must_say_so(places):
    found = Establishment.objects.near(in_lonlat(at(1000, 1000)), radius_m=600)
    # There and back through degrees moves a point by less than a millimetre.
    assert [round(row.distance_m, 2) for row in found] == [0, 500, 501]
    with pytest.raises(MissingCrs):
        Establishment.objects.near(Point(6.1, 49.5), radius_m=600)


def test_near_can_be_cut_off_and_narrowed(places):
    nearest = Establishment.objects.near(at(1000, 1000), radius_m=5000)
    assert [row.name for row in nearest[:2]] == ["here", "3-4-5"]
    assert [row.name for row in nearest.with_activity("A")] == ["east", "south"]


def test_within_takes_the_edge_and_any_reference_system(places):
    # "south" stands on the border of Westen, "far" lies in Osten.
    inside = {row.name for row in Establishment.objects.within(box(0, 0, 3000, 4000))}
    assert inside == {"here", "3-4-5", "east", "south"}
    assert {row.name for row in Establishment.objects.within(in_lonlat(box(900, 900, 1400, 1500)))} == {"here", "3-4-5"}


def test_an_establishment_on_a_border_lies_in_both_communes(tiny_land):
    company = Company.objects.create(name="Firma")
    Establishment.objects.create(
        company=company, name="border", location=at(*BORDER), nace_code="10.71", nace_section="C"
    )
    for commune in (tiny_land.westen, tiny_land.osten):
        assert Establishment.objects.within(commune.boundary).count() == 1
    assert not Establishment.objects.within(tiny_land.sueden.boundary).exists()


@pytest.mark.parametrize(
    ("nace", "names"),
    [
        ("C", {"here", "3-4-5"}),
        ("c", {"here", "3-4-5"}),
        ("10", {"here", "3-4-5"}),
        ("10.7", {"here"}),
        ("10.71", {"here"}),
        ("01", {"east"}),
        ("62", {"far"}),
        ("99", set()),
        ("Z", set()),
    ],
)
def test_an_activity_covers_all_codes_below_it(places, nace, names):
    assert {row.name for row in Establishment.objects.with_activity(nace)} == names
