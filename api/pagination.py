"""Pages of features in the order of their ids or as asked, each found by the place where the last one ended.

So a page costs the same wherever it lies, and nothing is skipped or told twice when rows come and go in between.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from api import areas, params, sorting
from api.as_of import parameters_of, rows_seen
from api.collection import Asker, Collection, Reading
from api.crs import CRS84, Crs
from api.errors import BadParameter
from api.geojson import with_feature
from territory.ordering import Order, first_of
from territory.search.containing import containing

# Above this many the exact number is left out, as OGC API Features allows (7.16.2): counting would cost
# more than the page.
COUNTED_AT_MOST = 10_000
# What narrows every collection, besides its own filters.
NARROWING = ("commune", "datetime", "q", "region")
PARAMETERS = ("bbox", "bbox-crs", "crs", "cursor", "f", "lang", "limit", *sorting.PARAMETERS, *NARROWING)
CURSOR = re.compile(r"(after|before)-(\d{1,18})(?:-([\w-]{1,2000}))?")


@dataclass(frozen=True)
class Page:
    """``features`` as GeoJSON texts; the cursors are None where there is no such page."""

    features: list[str]
    number_matched: int | None
    next_cursor: str | None
    previous_cursor: str | None


def narrowing_all(collections: Iterable[Collection]) -> set[str]:
    """The parameters that narrow every one of ``collections``."""
    each = [{*NARROWING, *parameters_of(collection), *collection.filters} for collection in collections]
    return set.intersection(*each)


def matching(collection: Collection, asker: Asker, parameters: params.Parameters) -> QuerySet[Any]:
    """The rows that the asker may see and the parameters ask for, unordered."""
    rows = rows_seen(collection, asker, parameters).order_by().filter(params.narrowing(collection, parameters))
    area = areas.box(parameters)
    if area is not None:
        rows = rows.none() if area.empty else rows.filter(**{f"{collection.geometry}__intersects": area})
    for land in (areas.communes(parameters), areas.region(parameters)):
        if land is not None:
            rows = rows.filter(**{f"{collection.geometry}__intersects": land})
    days = params.days(parameters)
    if days is not None and not any(each.reads_days and each.name in parameters for each in collection.narrowings):
        rows = rows.filter(collection.holding(days.first, days.last))
    words = parameters.get("q", "").strip()
    if "\x00" in words:
        raise BadParameter("q", _("“q” holds a character that no text has."))
    return containing(rows, collection.searched, words, is_past="as_of" in parameters) if words else rows


def page(
    collection: Collection,
    asker: Asker,
    parameters: params.Parameters,
    reading: Reading,
    *,
    flat: bool,
    crs: Crs = CRS84,
) -> Page:
    """One page, in two statements: the features and how many there are in all."""
    params.refuse_unknown(parameters, [*PARAMETERS, *parameters_of(collection), *collection.filters])
    limit = params.limit(parameters)
    order = sorting.order_of(parameters)
    cursor = _cursor(parameters, collection, order)
    rows = matching(collection, asker, parameters)
    # One more than asked for tells whether there is another page.
    most = limit + 1
    chosen = _from_cursor(rows, cursor) if order is None else _sorted(rows, collection, order, reading, cursor, most)
    also = () if order is None else ("sort_value",)
    read = with_feature(chosen, collection, reading, flat=flat, crs=crs, extra=sorting.told_by(order), also=also)
    found = list(read[:most])
    more, found = len(found) > limit, found[:limit]
    if cursor is not None and cursor.backwards:
        found.reverse()
    is_back = cursor is not None and cursor.backwards
    return Page(
        features=[row[1] for row in found],
        number_matched=number_matched(collection, rows, parameters),
        next_cursor=_written("after", found[-1]) if found and (more or is_back) else None,
        previous_cursor=_written("before", found[0]) if found and cursor and (more or not is_back) else None,
    )


def number_matched(collection: Collection, rows: QuerySet[Any], parameters: params.Parameters) -> int | None:
    """How many ``rows`` there are; None above COUNTED_AT_MOST, except for all of a collection that knows its number."""
    narrowing = {"bbox", *NARROWING, *parameters_of(collection), *collection.filters} & set(parameters)
    if collection.count_all is not None and not narrowing:
        return collection.count_all()
    counted = rows.values("pk")[: COUNTED_AT_MOST + 1].count()
    return counted if counted <= COUNTED_AT_MOST else None


@dataclass(frozen=True)
class Cursor:
    """The row where the last page ended, by its id and, where a page is sorted, what it was sorted by."""

    backwards: bool
    identity: int
    value: sorting.Value = None


def _from_cursor(rows: QuerySet[Any], cursor: Cursor | None) -> QuerySet[Any]:
    if cursor is None:
        return rows.order_by("pk")
    if cursor.backwards:
        return rows.filter(pk__lt=cursor.identity).order_by("-pk")
    return rows.filter(pk__gt=cursor.identity).order_by("pk")


def _sorted(
    rows: QuerySet[Any], collection: Collection, order: Order, reading: Reading, cursor: Cursor | None, most: int
) -> QuerySet[Any]:
    rows = sorting.sorted_rows(rows, collection, order, reading)
    if cursor is not None:
        rows = sorting.beyond(rows, order, cursor.value, cursor.identity, backwards=cursor.backwards)
        if cursor.backwards:
            return sorting.turned(rows, order)
    return first_of(rows, order, collection.geometry, most)


def _written(direction: str, row: tuple[Any, ...]) -> str:
    identity, _text, *value = row
    return "-".join([direction, str(identity), *map(sorting.cursor_text, value)])


def _cursor(parameters: params.Parameters, collection: Collection, order: Order | None) -> Cursor | None:
    text = parameters.get("cursor")
    if text is None:
        return None
    match = CURSOR.fullmatch(text)
    try:
        if match is None or (match[3] is None) != (order is None):
            raise ValueError(text)
        value = None if order is None else sorting.cursor_value(match[3], collection, order)
    except ValueError:
        raise BadParameter(
            "cursor", _("“cursor” is taken from the link to the next or previous page, unchanged.")
        ) from None
    return Cursor(match[1] == "before", int(match[2]), value)
