"""What a public collection is made of. The collections themselves stand in ``api/catalogue.py``."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import Combinable
from django.utils.functional import Promise

from layers.tiles.layer import TileLayer
from territory.people.models import User

Asker = User | AnonymousUser
Text = str | Promise
Rows = Callable[[Asker], QuerySet[Any]]


@dataclass(frozen=True)
class Reading:
    """What an answer depends on besides the rows: the reader's language, the day, and our own address.

    ``is_past``: the rows are read as of a moment, and so are their lists. ``seen_on``: the chosen day, or today.
    """

    language: str
    day: datetime.date
    base_url: str
    is_past: bool = False
    seen_on: datetime.date | None = None


def day_seen(first_day: datetime.date, last_day: datetime.date) -> datetime.date:
    """The day that a period shows: its first, or its last where it has no first, as the map's slider has it."""
    return last_day if first_day == datetime.date.min else first_day


class Kind(Enum):
    """How a field is written. Translated texts are objects by language in REST and columns by language in OGC."""

    TEXT = "text"
    TRANSLATED = "translated"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "moment"
    CODES = "codes"
    OBJECTS = "objects"


@dataclass(frozen=True)
class Field:
    """One public property. ``read`` is a column path or makes an expression; only fields with ``filter`` can narrow.

    ``filter`` is the column path that is compared; a field that may not be read is not in the catalogue at all.
    ``items``: the JSON Schema of each object in a list of objects.
    """

    name: str
    kind: Kind
    title: Text
    read: str | Callable[[Reading], Combinable] = ""
    filter: str = ""
    choices: tuple[str, ...] = ()
    items: Mapping[str, Any] | None = None

    def expression(self, reading: Reading) -> Combinable:
        """The value in a query; for a translated field, use its columns instead."""
        if callable(self.read):
            return self.read(reading)
        return F(self.read or self.name)


@dataclass(frozen=True)
class Period:
    """The columns that say when a row holds. Without a first day it holds since ever, unless ``needs_first``."""

    first: str
    last: str = ""
    last_included: bool = True
    needs_first: bool = False

    def holding(self, first_day: datetime.date | None, last_day: datetime.date | None) -> Q:
        """Rows that hold on at least one day from ``first_day`` to ``last_day``; None is without end."""
        condition = Q(**{f"{self.first}__isnull": False}) if self.needs_first else Q()
        if last_day is not None:
            begun = Q(**{f"{self.first}__lte": last_day})
            condition &= begun if self.needs_first else begun | Q(**{f"{self.first}__isnull": True})
        if first_day is not None and self.last:
            comparison = "gte" if self.last_included else "gt"
            condition &= Q(**{f"{self.last}__{comparison}": first_day}) | Q(**{f"{self.last}__isnull": True})
        return condition


@dataclass(frozen=True)
class Narrowing:
    """A parameter that narrows a collection and is none of its fields; several values, with commas, mean any of them.

    ``condition`` gets the values and the days of ``datetime`` (None: without end), or today on both sides without it.
    ``reads_days``: ``datetime`` says from when the values are seen, instead of narrowing by itself.
    ``parts`` is the same for the features of a tile, where a row has several.
    """

    name: str
    title: Text
    condition: Callable[[Sequence[str], datetime.date, datetime.date], Q]
    choices: tuple[str, ...] = ()
    reads_days: bool = False
    parts: Callable[[Sequence[str], datetime.date, datetime.date], Q] | None = None
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Collection:
    """A collection that anybody may ask for; ``rows`` answers what the asker may see of it.

    ``same_for_all``: the rows do not depend on the asker, so answers may be kept by everyone. ``holds`` replaces
    ``period`` where days hang on another table. ``searched`` are the columns that ``q`` looks through.
    ``count_all`` knows the number of all rows without counting them one by one.
    ``narrowings`` narrow besides the fields.
    """

    id: str
    title: Text
    description: Text
    rows: Rows
    geometry: str
    fields: tuple[Field, ...]
    tile_layer: TileLayer
    geometry_types: tuple[str, ...]
    searched: tuple[str, ...]
    period: Period | None = None
    holds: Callable[[datetime.date | None, datetime.date | None], Q] | None = None
    count_all: Callable[[], int] | None = None
    same_for_all: bool = True
    narrowings: tuple[Narrowing, ...] = ()

    def holding(self, first_day: datetime.date | None, last_day: datetime.date | None) -> Q:
        """Rows that hold between two days; all rows where the collection knows no time."""
        if self.holds is not None:
            return self.holds(first_day, last_day)
        return self.period.holding(first_day, last_day) if self.period else Q()

    @property
    def model(self) -> type[Model]:
        """The table that the rows come from."""
        return self.rows(AnonymousUser()).model

    @property
    def filters(self) -> dict[str, Field | Narrowing]:
        """What narrows this collection besides place, days and words, by the name of its parameter."""
        fields = {field.name: field for field in self.fields if field.filter}
        return fields | {narrowing.name: narrowing for narrowing in self.narrowings}
