"""Totals tell nothing about one company: five of them at least, in fives, in coarse steps, of fixed areas only."""

import pytest
from django.db import connection

from territory.companies.models import Establishment
from territory.needs_and_offers.actions import withdraw_entry
from territory.needs_and_offers.totals import Total, totals_of
from territory.working_groups.models import WorkingGroupMember
from tests.territory.needs_and_offers.neighbours import NAMES
from tests.tiny_land import at

FIVE = NAMES[:5]


def test_four_companies_are_not_told(neighbours, as_web):
    for name in FIVE[:4]:
        neighbours.states(name, service="shuttle")
    assert totals_of(neighbours.group) == []


def test_five_are_told_also_of_what_is_confidential(neighbours, as_web):
    for name in FIVE:
        neighbours.states(name, service="shuttle")
    assert totals_of(neighbours.group) == [Total("in", "shuttle", 5, None)]


def test_a_sixth_changes_nothing_so_the_difference_tells_nothing(neighbours, as_web):
    for name in FIVE:
        neighbours.states(name, amount=2.0)
    # 2 t a week all year: 365.25 / 7 × 2 = 104.4 t; five of them 521.8 t, told as at least 500 t.
    assert totals_of(neighbours.group) == [Total("out", "15", 5, 500.0)]
    neighbours.states("fred", amount=3.0)
    assert totals_of(neighbours.land.park) == [Total("out", "15", 5, 500.0)]


def test_a_quantity_of_which_one_has_more_than_half_is_not_told(neighbours, as_web):
    for name, amount in zip(FIVE, (1.0, 1.0, 1.0, 1.0, 4.1), strict=True):
        neighbours.states(name, amount=amount)
    assert totals_of(neighbours.group) == [Total("out", "15", 5, None)]


def test_a_company_with_many_places_is_one_contributor(neighbours, as_web):
    for name in FIVE[:4]:
        neighbours.states(name, service="canteen")

    with connection.cursor() as cursor:
        cursor.execute("reset role")
    second = Establishment.objects.create(
        company=neighbours.places["anna"].company,
        name="Werk 2",
        location=at(1100, 1300),
        nace_section="C",
        nace_code="10",
    )
    WorkingGroupMember.objects.create(working_group=neighbours.group, establishment=second)
    with connection.cursor() as cursor:
        cursor.execute("set local role web")
    neighbours.places["anna"] = second
    neighbours.states("anna", service="canteen")
    assert totals_of(neighbours.group) == []


def test_what_is_withdrawn_does_not_count(neighbours, as_web):
    entries = [neighbours.states(name, service="shuttle") for name in FIVE]
    withdraw_entry(entries[0], neighbours.people["anna"])
    assert totals_of(neighbours.group) == []


@pytest.mark.parametrize(("amount", "step"), [(9.99, 5), (10, 10), (19.9, 10), (20, 20), (0.3, 0.2), (521.8, 500)])
def test_quantities_are_told_in_steps(db, amount, step):

    with connection.cursor() as cursor:
        cursor.execute("select territory_step_below(%s)", [amount])
        assert cursor.fetchone()[0] == pytest.approx(step)
