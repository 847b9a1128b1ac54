"""Quantities a year and common time, worked by hand."""

import pytest

from territory.matching.calendar import ALWAYS, Calendar, common_time
from territory.matching.errors import BadProfile, UnitsDoNotMeet
from territory.matching.quantity import Dimension, Period, Quantity

WEEKDAYS_6_TO_18 = Calendar.of(weekdays="1-5", hours="6-17")


@pytest.mark.parametrize(
    ("quantity", "calendar", "expected"),
    [
        (Quantity(120, "t", Period.YEAR), ALWAYS, 120),
        (Quantity(500, "kg", Period.MONTH), ALWAYS, 6),  # 0.5 t × 12
        (Quantity(6, "t", Period.WEEK), ALWAYS, 6 * 365.25 / 7),  # 313.07 t
        (Quantity(2, "t", Period.MONTH), Calendar.of(months="6-8"), 6),  # only three months
        (Quantity(7, "t", Period.WEEK), Calendar.of(months="6"), 30),  # June: 30 / 7 weeks
        (Quantity(1, "t", Period.DAY), Calendar.of(months="6", weekdays="1-5"), 30 * 5 / 7),
        (Quantity(40, "t", Period.ONCE), ALWAYS, 40),
        (Quantity(10, "m3", Period.WEEK, 0.07), Calendar.of(months="4"), 3),  # loose cardboard: 0.7 t × 30 / 7 weeks
        (Quantity(200, "l", Period.MONTH, 0.92), ALWAYS, 2.208),  # frying oil: 0.2 m³ × 0.92 × 12
        (Quantity(1, "GWh", Period.YEAR), ALWAYS, 1000),
        (Quantity(3600, "MJ", Period.YEAR), ALWAYS, 1),
        (Quantity(36, "GJ", Period.YEAR), ALWAYS, 10),
        # 500 kWh each hour, weekdays 6 to 18: 365.25 × 5/7 × 12 = 3 130.7 h, × 0.5 MWh
        (Quantity(500, "kWh", Period.HOUR), WEEKDAYS_6_TO_18, 365.25 * 5 / 7 * 12 * 0.5),
    ],
)
def test_a_quantity_a_year(quantity, calendar, expected):
    wanted = Dimension.ENERGY if quantity.unit.endswith(("Wh", "J")) else Dimension.MASS
    assert quantity.per_year(wanted, calendar) == pytest.approx(expected)


def test_without_a_calendar_it_is_reckoned_all_year():
    assert Quantity(1, "t", Period.MONTH).per_year(Dimension.MASS, None) == 12


def test_no_density_is_guessed():
    with pytest.raises(UnitsDoNotMeet, match="density"):
        Quantity(1, "m3", Period.YEAR).per_year(Dimension.MASS, None)


@pytest.mark.parametrize(
    ("unit", "wanted"), [("t", Dimension.ENERGY), ("kWh", Dimension.MASS), ("m3", Dimension.ENERGY)]
)
def test_tonnes_do_not_become_megawatt_hours(unit, wanted):
    with pytest.raises(UnitsDoNotMeet):
        Quantity(1, unit, Period.YEAR, 1.0).per_year(wanted, None)


@pytest.mark.parametrize(
    ("amount", "unit", "density"),
    [
        (0, "t", None),
        (-1, "t", None),
        (float("nan"), "t", None),
        (float("inf"), "t", None),
        (1, "lb", None),
        (1, "m3", 0),
    ],
)
def test_quantities_that_are_none_are_refused(amount, unit, density):
    with pytest.raises(BadProfile):
        Quantity(amount, unit, Period.YEAR, density)


def test_ranges_run_over_the_end_of_year_week_and_day():
    calendar = Calendar.of(months="10-3", weekdays="6-1", hours="22-5")
    assert calendar.months == {10, 11, 12, 1, 2, 3}
    assert calendar.weekdays == {6, 7, 1}
    assert calendar.hours == {22, 23, 0, 1, 2, 3, 4, 5}


@pytest.mark.parametrize("months", ["0", "13", "", "a-b", "1-", "3-14", "-1"])
def test_what_is_no_range_is_refused(months):
    if months == "1-":
        assert Calendar.of(months=months).months == {1}
    else:
        with pytest.raises(BadProfile):
            Calendar.of(months=months)


def test_a_calendar_without_time_is_refused():
    with pytest.raises(BadProfile):
        Calendar(months=frozenset())
    with pytest.raises(BadProfile):
        Calendar(hours=frozenset({24}))


def test_a_mean_year_has_8766_hours():
    assert ALWAYS.hours_per_year == pytest.approx(8766)


def test_common_time():
    common = common_time(WEEKDAYS_6_TO_18, Calendar.of(months="1-3", hours="16-23"))
    assert common is not None
    assert (common.months, common.weekdays, common.hours) == ({1, 2, 3}, {1, 2, 3, 4, 5}, {16, 17})
    assert common_time(WEEKDAYS_6_TO_18, Calendar.of(weekdays="6-7")) is None
