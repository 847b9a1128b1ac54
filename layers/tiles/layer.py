"""What a tile shows of a collection at which zoom. The lists of tile layers stand in ``tile_layers.py`` of each app."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.expressions import Combinable

from layers.tiles.grid import Tile

Attributes = Mapping[str, Combinable]


def _all_rows(rows: QuerySet[Any], day: datetime.date) -> QuerySet[Any]:
    return rows


@dataclass(frozen=True)
class Cells:
    """Counts kept in a table of their own, for more rows than a tile can count while somebody waits.

    ``rows`` answers the cells of a tile with their count, ``rows_then`` those that were known at a moment; ``geometry``
    is a point in Web Mercator.
    """

    rows: Callable[[Tile], QuerySet[Any]]
    rows_then: Callable[[datetime.datetime, Tile], QuerySet[Any]]
    geometry: Combinable
    attributes: Attributes

    def known_at(self, moment: datetime.datetime) -> "Cells":
        """The same cells as they were counted at ``moment``."""
        return replace(self, rows=partial(self.rows_then, moment))


@dataclass(frozen=True)
class TileLayer:
    """``geometry`` names a column in the storage CRS; ``attributes`` depend on language and day.

    Below zoom ``single_from`` rows that share a cell of the grid become one point with their ``count`` and the
    sums of the attributes ``summed``: read from ``cells`` where there is such a table, else counted on the spot.
    Nothing is ever left out. ``only`` holds for the features, where a row has several of them.

    Below zoom ``brief_below`` features say no more than the attributes ``brief``: there are thousands on a tile, each
    of a few pixels, and what nobody draws there would be most of its bytes.
    """

    name: str
    geometry: str
    attributes: Callable[[str, datetime.date], Attributes]
    on_day: Callable[[QuerySet[Any], datetime.date], QuerySet[Any]] = _all_rows
    feature_id: str = "pk"
    single_from: int = 0
    summed: tuple[str, ...] = ()
    cells: Cells | None = None
    only: Q = field(default_factory=Q)
    brief: tuple[str, ...] = ()
    brief_below: int = 0

    def told_at(self, zoom: int, language: str, day: datetime.date) -> Attributes:
        """The attributes of a feature on a tile of this ``zoom``."""
        told = self.attributes(language, day)
        return {name: told[name] for name in self.brief} if zoom < self.brief_below else told
