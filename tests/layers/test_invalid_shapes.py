"""What GEOS finds wrong with a shape is told in the reader's language, with its spot."""

import pytest
import shapely
from django.utils.translation import override

from layers.invalid_shapes import fault_in_words, spot_of_fault

SHAPES = {
    "crosses itself": "POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))",
    "touches itself": "POLYGON((0 0, 4 0, 4 4, 2 2, 2 6, 0 6, 2 2, 0 0))",
    "a hole lies outside": "POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (20 20, 21 20, 21 21, 20 20))",
    "within another hole": "POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 8 1, 8 8, 1 8, 1 1), (2 2, 3 2, 3 3, 2 2))",
    "cut it into pieces": "POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (0 4, 5 3, 9 4, 5 5, 0 4))",
    "lies within another": "MULTIPOLYGON(((0 0, 9 0, 9 9, 0 9, 0 0)), ((1 1, 2 1, 2 2, 1 1)))",
}


@pytest.mark.parametrize(("words", "shape"), SHAPES.items())
def test_the_fault_is_named_in_words_of_the_reader(words, shape):
    reason = shapely.is_valid_reason(shapely.from_wkt(shape))
    with override("en"):
        english = fault_in_words(reason)
    assert words in english
    for language in ("de", "fr", "lb"):
        with override(language):
            told = fault_in_words(reason)
        assert told not in (english, reason)
        assert "[" not in told


def test_the_spot_of_the_fault():
    reason = shapely.is_valid_reason(shapely.from_wkt(SHAPES["crosses itself"]))
    assert spot_of_fault(reason) == ("1", "1")
    assert spot_of_fault("Hole lies outside shell") is None


def test_a_fault_that_is_not_known_is_told_as_it_is():
    assert fault_in_words("Something new[1 2]") == "Something new"
