"""Sums from cells are the sums of the rows: every establishment once, whoever stands on the edge included."""

import pytest

from territory.companies.models import Company, Establishment
from territory.companies.querysets import Totals, totals_around
from tests.tiny_land import at

MIDDLE = at(3000, 1000)


@pytest.fixture
def rows(tiny_land):
    """Along a line from west to east, 100 m apart, with 0, 1, 2 … jobs; the last does not state its jobs."""
    company = Company.objects.create(name="Firma")
    for number in range(60):
        Establishment.objects.create(
            company=company,
            name=f"Nr. {number}",
            location=at(100 * number, 1000),
            nace_section="C",
            nace_code="10.1",
            jobs=number if number < 59 else None,
        )
    return Establishment.objects.all()


@pytest.mark.parametrize("radius_m", [1, 100, 850, 2000, 2500, 4000])
@pytest.mark.parametrize("place", [MIDDLE, at(0, 0), MIDDLE.buffer(700)], ids=["middle", "corner", "area"])
def test_the_cells_come_to_what_the_rows_come_to(place, radius_m, rows):
    assert totals_around(place, radius_m) == rows.near(place, radius_m).totals()


def test_who_stands_on_the_edge_is_within(rows):
    # Those at 1000, 1100 … 5000 m: numbers 10 to 50, with 10 + 11 + … + 50 = 1230 jobs.
    assert totals_around(MIDDLE, 2000) == Totals(41, 1230)


def test_nobody_around_is_a_sum_too(tiny_land):
    assert totals_around(at(-9_000, -9_000), 10) == Totals(0, 0)
