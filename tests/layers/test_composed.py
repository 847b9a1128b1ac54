"""A composed statement answers what the queryset it was made of would, for other values."""

import datetime

import pytest

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune
from layers.composed import DAY, LATER_DAY, PLACE, TEXT, Composed, listed
from tests.tiny_land import at, box


def touching() -> Composed:
    return Composed(
        listed(Commune.objects.valid_on(DAY).touching(PLACE).order_by("lau2_code"), "lau2_code", "pk"),
        place=PLACE,
        day=DAY,
    )


@pytest.mark.parametrize("place", [at(10, 10), box(2900, 100, 3100, 200), at(-5000, 0)])
@pytest.mark.parametrize("day", [datetime.date(2011, 12, 31), datetime.date(2026, 1, 1)])
def test_it_answers_as_the_queryset_does(place, day, tiny_land):
    rows = Commune.objects.valid_on(day).touching(place).order_by("lau2_code")
    assert touching().ask({"place": place, "day": day}) == [(row.lau2_code, row.pk) for row in rows]


def test_one_statement_answers_again_and_again(tiny_land):
    composed, day = touching(), datetime.date(2026, 1, 1)
    first = composed.ask({"place": at(10, 10), "day": day})
    assert composed.ask({"place": at(4000, 10), "day": day}) != first
    assert composed.ask({"place": at(10, 10), "day": day}) == first


def test_columns_come_in_the_order_they_are_named(tiny_land):
    rows = Commune.objects.filter(lau2_code=TEXT)
    found = Composed(listed(rows, "canton", "lau2_code", "pk"), code=TEXT).ask({"code": "0902"})
    assert found == [(tiny_land.osten.canton, "0902", tiny_land.osten.pk)]


def test_a_tail_cuts_the_answer(tiny_land):
    day = datetime.date(2026, 1, 1)
    found = touching().ask({"place": box(2900, 100, 3100, 200), "day": day}, " LIMIT %s", (1,))
    assert [code for code, _pk in found] == ["0901"]


def test_a_value_that_the_statement_does_not_depend_on_is_refused(db):
    with pytest.raises(ValueError, match="does not depend on later"):
        Composed(listed(Commune.objects.valid_on(DAY), "pk"), day=DAY, later=LATER_DAY)


def test_columns_that_would_come_in_any_order_are_refused(db):
    with pytest.raises(ValueError, match="listed"):
        Composed(BusinessPark.objects.filter(footprint__intersects=PLACE).values_list("name", "pk"), place=PLACE)


def test_what_is_asked_cannot_leave_its_place(tiny_land):
    rows = Commune.objects.filter(lau2_code=TEXT)
    composed = Composed(listed(rows, "pk"), code=TEXT)
    assert composed.ask({"code": "' OR true --"}) == []
    with pytest.raises(KeyError):
        composed.ask({})
