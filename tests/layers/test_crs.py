import pytest
from django.contrib.gis.geos import Point

from layers.crs import CRS84_SRID, STORAGE_SRID, in_crs, in_lonlat, in_storage_crs
from layers.errors import MissingCrs

# Positions from the timetable of October 2026 and where they lie in the national grid, metres.
CHECK_POINTS = {
    "Stadion": ((6.110944, 49.576556), (75864.65, 71323.02)),
    "Gare Centrale": ((6.133411, 49.599939), (77490.72, 73922.75)),
    "Howald Gare": ((6.132316, 49.581228), (77410.60, 71841.71)),
    "Findel": ((6.217442, 49.635449), (83562.64, 77872.92)),
}


@pytest.mark.parametrize("stop", CHECK_POINTS)
def test_longitude_and_latitude_become_metres_of_the_national_grid(stop: str) -> None:
    lonlat, metres = CHECK_POINTS[stop]

    converted = in_storage_crs(Point(*lonlat, srid=CRS84_SRID))

    assert converted.srid == STORAGE_SRID
    # 1 m is the stated accuracy; forgetting the shift of the datum would be off by 157 m.
    assert converted.x == pytest.approx(metres[0], abs=1)
    assert converted.y == pytest.approx(metres[1], abs=1)


def test_there_and_back_is_the_same_place_to_a_millimetre() -> None:
    place = Point(77_410.6, 71_841.7, srid=STORAGE_SRID)

    returned = in_storage_crs(in_lonlat(place))

    assert returned.distance(place) < 0.001


def test_longitude_comes_before_latitude() -> None:
    lonlat = in_lonlat(Point(77_410.6, 71_841.7, srid=STORAGE_SRID))

    assert lonlat.x == pytest.approx(6.13, abs=0.01)
    assert lonlat.y == pytest.approx(49.58, abs=0.01)


def test_a_geometry_that_does_not_name_its_crs_is_an_error() -> None:
    with pytest.raises(MissingCrs):
        in_storage_crs(Point(6.1, 49.6))


def test_a_geometry_that_is_there_already_is_copied_not_shared() -> None:
    place = Point(1, 2, srid=STORAGE_SRID)

    copy = in_crs(place, STORAGE_SRID)
    copy.x = 9

    assert place.x == 1
