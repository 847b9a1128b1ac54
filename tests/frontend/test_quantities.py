"""Numbers and days in words, in the reader's language."""

import datetime

import pytest
from django.utils import translation

from frontend.templatetags.quantities import day, hectares, metres, moment, number, period

NB = "\u00a0"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("de", "1.250"), ("fr", f"1{NB}250"), ("en", "1,250"), ("lb", "1.250")],
)
def test_digits_are_grouped_as_each_language_does(language, expected):
    with translation.override(language):
        assert number(1250) == expected


@pytest.mark.parametrize(
    ("distance_m", "expected"),
    [(3.4, f"3{NB}m"), (304.9, f"300{NB}m"), (1254, f"1.250{NB}m"), (12_360, f"12,4{NB}km")],
)
def test_distances_are_no_more_precise_than_they_are(distance_m, expected):
    with translation.override("de"):
        assert metres(distance_m) == expected


def test_areas_are_in_hectares_and_large_ones_in_square_kilometres():
    with translation.override("fr"):
        assert hectares(200_000) == f"20,0{NB}ha"
        assert hectares(24_420_000) == f"24,4{NB}km²"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "7. Juli 2024"),
        ("fr", "7 juillet 2024"),
        ("en", "7 July 2024"),
        ("lb", "7. Juli 2024"),
    ],
)
def test_days_are_written_in_words(language, expected):
    with translation.override(language):
        assert day(datetime.date(2024, 7, 7)) == expected


def test_luxembourgish_months_are_luxembourgish_and_the_first_of_a_french_month_is_counted():
    with translation.override("lb"):
        assert day(datetime.date(2026, 3, 1)) == "1. Mäerz 2026"
        assert day(datetime.date(2026, 12, 24)) == "24. Dezember 2026"
    with translation.override("fr"):
        assert day(datetime.date(2026, 9, 1)) == "1er septembre 2026"
        assert day(datetime.date(2026, 9, 11)) == "11 septembre 2026"
        # Half an hour before midnight in Greenwich it is the next day here.
        late = datetime.datetime(2026, 8, 31, 23, 30, tzinfo=datetime.UTC)
        assert (day(late), moment(late)) == ("1er septembre 2026", "1er septembre 2026 01:30")


def test_a_period_says_what_is_known_of_it():
    first, last = datetime.date(2026, 3, 2), datetime.date(2027, 10, 29)
    with translation.override("de"):
        assert period(first, last) == "2. März 2026 bis 29. Oktober 2027"
        assert period(first, None) == "ab 2. März 2026"
        assert period(None, last) == "bis 29. Oktober 2027"
        assert period(None, None) == ""
