import datetime

import pytest
from django.db import IntegrityError, transaction

from layers.communes.models import Commune, RegionMembership
from tests.tiny_land import START, TinyLand

END = datetime.date(2020, 1, 1)
DAY = datetime.timedelta(days=1)


def test_the_first_day_belongs_to_it_and_the_last_does_not(tiny_land: TinyLand) -> None:
    Commune.objects.filter(pk=tiny_land.westen.pk).update(valid_until=END)

    def holds(day: datetime.date) -> bool:
        return Commune.objects.valid_on(day).filter(pk=tiny_land.westen.pk).exists()

    assert [holds(day) for day in (START - DAY, START, END - DAY, END)] == [
        False,
        True,
        True,
        False,
    ]


def test_what_has_no_end_still_holds(tiny_land: TinyLand) -> None:
    assert tiny_land.osten in Commune.objects.valid_on(datetime.date(2099, 1, 1))


def test_an_end_before_the_beginning_is_refused(tiny_land: TinyLand) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Commune.objects.filter(pk=tiny_land.westen.pk).update(valid_until=START)


def test_a_commune_has_one_boundary_at_a_time(tiny_land: TinyLand) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Commune.objects.create(
            release=tiny_land.release,
            lau2_code="0901",
            name="Westen",
            canton="Tiny",
            boundary=tiny_land.westen.boundary,
            valid_from=END,
        )


def test_a_commune_is_in_a_region_once_at_a_time(tiny_land: TinyLand) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RegionMembership.objects.create(
            region=tiny_land.nord, commune=tiny_land.westen, valid_from=END
        )
