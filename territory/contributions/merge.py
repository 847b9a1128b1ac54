"""Brings together what two people changed in the same thing, field by field. Pure: no database.

Values are plain: related rows by their numbers, lists of them as sets of numbers.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.db.models import Model

from territory.errors import ClashingField

# A browser hands a place back in degrees of seven decimals, which is a centimetre: that is no change.
SAME_PLACE_M = 0.02


def merged(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[dict[str, Any], list[ClashingField]]:
    """What of ``mine`` is to be written over ``theirs``, and the fields on which the two clash.

    ``base`` is what both started from. What I left as it was stays theirs; a list takes over what
    either added or removed, so lists never clash.
    """
    to_write: dict[str, Any] = {}
    clashes: list[ClashingField] = []
    for name, my_value in mine.items():
        before, now = base[name], theirs[name]
        if is_same(my_value, before) or is_same(my_value, now):
            continue
        if isinstance(my_value, frozenset):
            to_write[name] = (now | (my_value - before)) - (before - my_value)
        elif is_same(before, now):
            to_write[name] = my_value
        else:
            clashes.append(ClashingField(name, before, my_value, now))
    return to_write, clashes


def is_same(one: Any, other: Any) -> bool:
    """Whether two plain values say the same; places within ``SAME_PLACE_M``, corner by corner."""
    if isinstance(one, GEOSGeometry) and isinstance(other, GEOSGeometry):
        return one.geom_type == other.geom_type and one.equals_exact(other, SAME_PLACE_M)
    return bool(plain(one) == plain(other))


def plain(value: Any) -> Any:
    """``value`` to be compared: rows by number, lists of rows as sets, texts with one kind of line end."""
    if value is None:
        return ""  # a text that was never written and one that was emptied are the same
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    if isinstance(value, Iterable) and not isinstance(value, GEOSGeometry):
        return frozenset(plain(one) for one in value)
    return value
