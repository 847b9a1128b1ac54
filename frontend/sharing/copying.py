"""A copy of what a view shows: counted first, so that nobody waits for what is too much."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from frontend.sharing.columns import Cell, names_of, plain, table_of
from frontend.sharing.map_view import MapView
from frontend.sharing.seen_rows import Reader, SeenLayer, seen_layers
from frontend.sharing.sources import About, about
from territory.errors import Invalid
from territory.ordering import ordered

# All projects of a region twice over and a town's establishments; a spreadsheet still opens it.
MOST_ROWS = 50_000


@dataclass(frozen=True)
class CopiedLayer:
    """The rows of one map layer that go into a copy."""

    seen: SeenLayer
    rows: QuerySet[Any]
    count: int
    language: str
    base_url: str

    @property
    def name(self) -> str:
        return self.seen.collection.id

    @property
    def title(self) -> str:
        return str(self.seen.collection.title)

    @property
    def columns(self) -> list[str]:
        return names_of(self.seen, self.language)

    def table(self, shape: Combinable | None = None) -> Iterator[tuple[list[Cell], Any]]:
        """Cells in the order of ``columns``, with what ``shape`` says of the geometry."""
        return table_of(self.seen, self.rows, self.language, self.base_url, shape)

    def plain_table(self, shape: Combinable | None = None) -> Iterator[tuple[list[Any], Any]]:
        """The same for formats that know no dates: they are ISO texts."""
        return (([plain(cell) for cell in cells], drawn) for cells, drawn in self.table(shape))


@dataclass(frozen=True)
class Copy:
    about: About
    layers: tuple[CopiedLayer, ...]


def copy_of(
    view: MapView, reader: Reader, language: str, base_url: str, address: str, title: str = "", most: int = MOST_ROWS
) -> Copy:
    """What ``reader`` may take away of ``view``. Raises Invalid where it is too much for a file."""
    layers, total = [], 0
    for seen in seen_layers(view, reader):
        rows = seen.inside(view.box)
        count = rows.order_by().values("pk")[: most + 1].count()
        total += count
        if total > most:
            break
        rows = ordered(rows, view.order(), language, seen.geometry)
        layers.append(CopiedLayer(seen, rows, count, language, base_url))
    if total > most:
        sentence = _(
            "This part of the map holds more than %(most)s things, too many for one file. Zoom in, set a filter, "
            "or switch off a map layer such as the establishments."
        )
        raise Invalid({"bbox": [sentence % {"most": number_format(most, force_grouping=True)}]})
    filled = tuple(layer for layer in layers if layer.count)
    counted = [(layer.seen, layer.count) for layer in filled]
    return Copy(about(view, counted, address, title), filled)
