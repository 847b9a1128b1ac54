"""Numbers: as the reader's language writes them (1,5 in German and French, 1.5 in English), and as JSON brings them."""

import math
from typing import Any

from django.utils.formats import number_format


def said(value: float, decimals: int = 0) -> str:
    """``value`` rounded to at most ``decimals`` digits, thousands grouped; 5.0 is said “5”."""
    rounded = round(value, decimals)
    whole = rounded == int(rounded)
    return str(number_format(int(rounded) if whole else rounded, 0 if whole else decimals, force_grouping=True))


def is_number(value: Any) -> bool:
    """Whether ``value``, as JSON gave it, is a finite number; a truth value is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:  # whole numbers of JSON can be longer than any float
        return False
