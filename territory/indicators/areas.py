"""Areas that figures are about: each a name for the counting queries, made of communes or a business park."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Area:
    """Shapes by the ids of their rows; together they are one area, in which nothing counts twice."""

    commune_ids: tuple[int, ...] = ()
    park_ids: tuple[int, ...] = ()


def query_parameters(areas: Sequence[Area]) -> dict[str, Any]:
    """The shapes of ``areas`` as the queries in sql/ take them; the key of an area is its place in the list."""
    communes = [(key, pk) for key, area in enumerate(areas) for pk in area.commune_ids]
    parks = [(key, pk) for key, area in enumerate(areas) for pk in area.park_ids]
    return {
        "commune_keys": [key for key, _pk in communes],
        "commune_ids": [pk for _key, pk in communes],
        "park_keys": [key for key, _pk in parks],
        "park_ids": [pk for _key, pk in parks],
    }
