import datetime

import pytest

from layers.communes.models import Commune, RegionMembership
from layers.crs import in_lonlat
from tests.tiny_land import BORDER, START, TinyLand, at

TODAY = datetime.date(2026, 11, 22)


def test_a_point_inside_touches_one_commune(tiny_land: TinyLand) -> None:
    assert list(Commune.objects.touching(at(100, 100))) == [tiny_land.westen]


def test_a_point_on_the_border_touches_both(tiny_land: TinyLand) -> None:
    assert set(Commune.objects.touching(at(*BORDER))) == {tiny_land.westen, tiny_land.osten}


def test_a_point_in_degrees_is_found_too(tiny_land: TinyLand) -> None:
    assert list(Commune.objects.touching(in_lonlat(at(100, 100)))) == [tiny_land.westen]


@pytest.mark.parametrize(
    ("region", "names"), [("nord", {"Westen", "Osten"}), ("alles", {"Westen", "Osten", "Süden"})]
)
def test_a_commune_can_lie_in_several_regions(
    tiny_land: TinyLand, region: str, names: set[str]
) -> None:
    assert {commune.name for commune in Commune.objects.in_region(region, TODAY)} == names


def test_membership_of_a_region_begins_and_ends_on_a_day(tiny_land: TinyLand) -> None:
    left_on = datetime.date(2020, 1, 1)
    RegionMembership.objects.filter(region=tiny_land.nord, commune=tiny_land.osten).update(
        valid_until=left_on
    )

    assert list(Commune.objects.in_region("nord", left_on)) == [tiny_land.westen]
    assert tiny_land.osten in Commune.objects.in_region(
        "nord", left_on - datetime.timedelta(days=1)
    )
    assert not Commune.objects.in_region("nord", START - datetime.timedelta(days=1))
