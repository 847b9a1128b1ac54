"""Pages of features in the order of their ids, each found by the id where the last one ended.

So a page costs the same wherever it lies, and nothing is skipped or told twice when rows come and go in between.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from api import areas, params
from api.as_of import parameters_of, rows_seen
from api.collection import Asker, Collection, Reading
from api.crs import CRS84, Crs
from api.errors import BadParameter
from api.geojson import with_feature
from territory.search.text import containing

# Above this many the exact number is left out, as OGC API Features allows (7.16.2): counting would cost
# more than the page.
COUNTED_AT_MOST = 10_000
# What narrows every collection, besides its own filters.
NARROWING = ("commune", "datetime", "q", "region")
PARAMETERS = ("bbox", "bbox-crs", "crs", "cursor", "f", "lang", "limit", *NARROWING)
CURSOR = re.compile(r"(after|before)-(\d{1,18})")


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
    for land in (areas.commune(parameters), areas.region(parameters)):
        if land is not None:
            rows = rows.filter(**{f"{collection.geometry}__intersects": land})
    days = params.days(parameters)
    if days is not None and not any(each.reads_days and each.name in parameters for each in collection.narrowings):
        rows = rows.filter(collection.holding(days.first, days.last))
    words = parameters.get("q", "").strip()
    if "\x00" in words:
        raise BadParameter("q", _("“q” holds a character that no text has."))
    return containing(rows, collection.searched, words) if words else rows


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
    direction, from_id = _cursor(parameters)
    rows = matching(collection, asker, parameters)
    chosen = rows.filter(pk__gt=from_id) if direction == "after" else rows.filter(pk__lt=from_id)
    chosen = chosen.order_by("pk" if direction == "after" else "-pk")
    # One more than asked for tells whether there is another page.
    found = list(with_feature(chosen, collection, reading, flat=flat, crs=crs)[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    if direction == "before":
        found.reverse()
    is_first = direction == "after" and from_id < 0
    return Page(
        features=[text for _id, text in found],
        number_matched=number_matched(collection, rows, parameters),
        next_cursor=f"after-{found[-1][0]}" if found and (more or direction == "before") else None,
        previous_cursor=f"before-{found[0][0]}" if found and not is_first and (more or direction == "after") else None,
    )


def number_matched(collection: Collection, rows: QuerySet[Any], parameters: params.Parameters) -> int | None:
    """How many ``rows`` there are; None above COUNTED_AT_MOST, except for all of a collection that knows its number."""
    narrowing = {"bbox", *NARROWING, *collection.filters} & set(parameters)
    if collection.count_all is not None and not narrowing:
        return collection.count_all()
    counted = rows.values("pk")[: COUNTED_AT_MOST + 1].count()
    return counted if counted <= COUNTED_AT_MOST else None


def _cursor(parameters: params.Parameters) -> tuple[str, int]:
    text = parameters.get("cursor")
    if text is None:
        return "after", -1
    match = CURSOR.fullmatch(text)
    if match is None:
        raise BadParameter("cursor", _("“cursor” is taken from the link to the next or previous page, unchanged."))
    return match[1], int(match[2])
