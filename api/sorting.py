"""The parameters ``sortby`` and ``from``: in which order items come, and where a page of them goes on."""

import base64
import binascii
import datetime
import json
from typing import Any

from django.contrib.gis.geos import Point
from django.db.models import F, FloatField, Func, Q, QuerySet
from django.utils.translation import gettext as _

from api import params
from api.collection import Collection, Reading
from api.errors import BadParameter
from api.geojson import Extra
from layers.crs import CRS84_SRID
from territory.ordering import By, Order, can_lack_a_value, first_of, ordered, steps

PARAMETERS = ("sortby", "from")
Value = str | float | datetime.date | None


class Rounded(Func):
    """Metres to the centimetre: more would pretend to know the door."""

    template = "round((%(expressions)s)::numeric, 2)::float8"
    output_field = FloatField()


def order_of(parameters: params.Parameters) -> Order | None:
    """The order that is asked for: ``name``, ``date`` or ``distance``, with ``-`` the other way; None: by id.

    Distances are measured from ``from``, longitude and latitude. Raises BadParameter.
    """
    text = parameters.get("sortby")
    if text is None:
        if "from" in parameters:
            raise BadParameter("from", _("“from” says where distances begin: it goes with “sortby=distance”."))
        return None
    # In an address a plus sign stands for a space.
    name = text.lstrip(" +-") if len(text) - len(text.lstrip(" +-")) <= 1 else text
    if name not in set(By):
        raise BadParameter(
            "sortby",
            _("“sortby” is one of %(known)s, with “-” before it the other way round; “%(value)s” is not.")
            % {"known": ", ".join(By), "value": text[:40]},
        )
    by = By(name)
    return Order(by, text.startswith("-"), _place(parameters, by))


def sorted_rows(rows: QuerySet[Any], collection: Collection, order: Order, reading: Reading) -> QuerySet[Any]:
    """``rows`` in this order, each with its ``sort_value``."""
    return ordered(rows, order, reading.language, collection.geometry)


def first_rows(
    rows: QuerySet[Any], collection: Collection, order: Order | None, reading: Reading, limit: int
) -> QuerySet[Any]:
    """The first ``limit`` of ``rows`` in this order, by id where there is none."""
    if order is None:
        return rows.order_by("pk")[:limit]
    return first_of(sorted_rows(rows, collection, order, reading), order, collection.geometry, limit)[:limit]


def turned(rows: QuerySet[Any], order: Order) -> QuerySet[Any]:
    """Sorted rows the other way round, to find the page before."""
    return rows.order_by(*steps(order, backwards=True))


def beyond(rows: QuerySet[Any], order: Order, value: Value, identity: int, *, backwards: bool) -> QuerySet[Any]:
    """Of sorted rows those that come after the row with this value and id, or before it."""
    further = "lt" if order.descending != backwards else "gt"
    same = Q(sort_value__isnull=True) if value is None else Q(sort_value=value)
    condition = same & Q(**{"pk__lt" if backwards else "pk__gt": identity})
    if value is not None:
        condition |= Q(**{f"sort_value__{further}": value})
    lacking = can_lack_a_value(rows.model, order)
    if lacking and (value is None) == backwards:
        # Those without a value come last: after every value, and every value before them.
        condition |= Q(sort_value__isnull=not backwards)
    if not lacking:
        # Says nothing new, but lets an index begin there.
        condition &= Q(**{f"sort_value__{further}e": value})
    return rows.filter(condition)


def told_by(order: Order | None) -> Extra:
    """What features say besides their fields in this order: ``distance_m``, metres as the crow flies."""
    return {"distance_m": Rounded(F("sort_value"))} if order is not None and order.by == By.DISTANCE else {}


def cursor_text(value: Any) -> str:
    """The value of a row as a part of a cursor."""
    plain = value.isoformat() if isinstance(value, datetime.date) else value
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def cursor_value(text: str, collection: Collection, order: Order) -> Value:
    """The value that ``cursor_text`` wrote. Raises ValueError for anything else."""
    try:
        value = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, UnicodeDecodeError) as error:
        raise ValueError(text) from error
    dated, far = can_lack_a_value(collection.model, order), order.by == By.DISTANCE
    if dated and isinstance(value, str):
        return datetime.date.fromisoformat(value)
    if (dated and value is None) or (far and isinstance(value, float)) or (not dated and not far and _is_text(value)):
        return value
    raise ValueError(text)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and "\x00" not in value


def _place(parameters: params.Parameters, by: By) -> Point | None:
    text = parameters.get("from")
    if by != By.DISTANCE:
        if text is not None:
            raise BadParameter("from", _("“from” says where distances begin: it goes with “sortby=distance”."))
        return None
    parts = (text or "").split(",")
    if len(parts) != 2:
        raise BadParameter("from", _("“sortby=distance” needs “from”: longitude and latitude, such as 6.11,49.58."))
    point = params.position(dict(zip(("lon", "lat"), parts, strict=True)))
    point.srid = CRS84_SRID
    return point
