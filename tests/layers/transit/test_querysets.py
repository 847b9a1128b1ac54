import datetime

import pytest

from layers.transit.models import TransitStop
from tests.tiny_land import TinyLand, at

OPENED = datetime.date(2024, 7, 7)


@pytest.fixture
def stop(tiny_land: TinyLand) -> TransitStop:
    return TransitStop.objects.create(
        release=tiny_land.release,
        gtfs_stop_id="0001",
        name="Stop",
        gtfs_name="Stop",
        location=at(1, 1),
        opened_on=OPENED,
    )


def test_a_stop_is_open_from_its_opening_day(stop: TransitStop) -> None:
    assert stop in TransitStop.objects.open_on(OPENED)
    assert stop not in TransitStop.objects.open_on(OPENED - datetime.timedelta(days=1))


def test_a_stop_without_an_opening_day_is_not_open(stop: TransitStop) -> None:
    TransitStop.objects.update(opened_on=None)

    assert stop not in TransitStop.objects.open_on(OPENED)
