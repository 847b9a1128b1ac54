"""The order in which a region puts its goals and themes."""

from collections.abc import Iterable
from typing import Any


def move_among(rows: Iterable[Any], one: Any, by: int) -> None:
    """Moves ``one`` of the ordered ``rows`` up (``by`` -1) or down (1), no further than the end, and stores it."""
    beside = list(rows)
    here = beside.index(one)
    there = max(0, min(len(beside) - 1, here + by))
    beside.insert(there, beside.pop(here))
    for position, each in enumerate(beside, start=1):
        if each.position != position:
            each.position = position
            each.save(update_fields=["position"])
