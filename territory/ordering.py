"""In which order lists come: by name, by date, or by distance from a point. One rule for all doors."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.geos import Point
from django.contrib.gis.measure import D
from django.db.models import DateField, F, Min, Model, OrderBy, OuterRef, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Collate

from layers.construction_zones.models import ConstructionPhase, ConstructionZone
from layers.crs import STORAGE_SRID, in_storage_crs
from layers.languages import LANGUAGES, text_in
from territory.companies.querysets import NearestFirst

Rows = TypeVar("Rows", bound=QuerySet[Any])
# The order of letters of no country: É beside E, ß beside ss. The index of establishments stands on it.
ALPHABET = "und-x-icu"
NAMES = ("title", "name")
A_MILLIMETRE = 0.001  # what rounding may take away from a distance
# The first day of a thing, by whatever name.
DATES = ("starts_on", "opened_on", "founded_on", "valid_from")


class By(StrEnum):
    NAME = "name"
    DATE = "date"
    DISTANCE = "distance"


@dataclass(frozen=True)
class Order:
    """``place`` is what distances are measured from, in any CRS that it names; only with ``DISTANCE``."""

    by: By = By.NAME
    descending: bool = False
    place: Point | None = None


def ordered(rows: Rows, order: Order, language: str, geometry: str) -> Rows:
    """``rows`` in this order, each with its ``sort_value``; those without a date last, those alike by their ids."""
    return rows.annotate(sort_value=sort_value(rows.model, order, language, geometry)).order_by(*steps(order))


def first_of(rows: Rows, order: Order, geometry: str, most: int) -> Rows:
    """Of ``ordered`` rows the first ``most``, and perhaps some after them: what is far away is not even looked at.

    The spatial index knows who is nearest, but not who comes first of two that are equally far; where it is asked for
    both, the database reads all rows and sorts them. So it is asked first how far away the last of them is.
    """
    if order.by != By.DISTANCE or order.place is None or order.descending:
        return rows
    last_m = list(rows.order_by("sort_value").values_list("sort_value", flat=True)[most - 1 : most])
    if not last_m:
        return rows
    return rows.filter(**{f"{geometry}__dwithin": (in_storage_crs(order.place), D(m=last_m[0] + A_MILLIMETRE))})


def steps(order: Order, *, backwards: bool = False) -> tuple[OrderBy, OrderBy]:
    """What to order rows with a ``sort_value`` by; ``backwards`` is the whole the other way round."""
    value, identity = F("sort_value"), F("pk")
    if order.descending != backwards:
        first = value.desc(nulls_first=True) if backwards else value.desc(nulls_last=True)
    else:
        first = value.asc(nulls_first=True) if backwards else value.asc(nulls_last=True)
    return first, identity.desc() if backwards else identity.asc()


def sort_value(model: type[Model], order: Order, language: str, geometry: str) -> Combinable:
    """What rows of ``model`` are compared by; by name where they have no date, or where no place is given."""
    if order.by == By.DISTANCE and order.place is not None:
        here = Value(in_storage_crs(order.place), output_field=GeometryField(srid=STORAGE_SRID))
        return NearestFirst(geometry, here)
    date = _first_day(model) if order.by == By.DATE else None
    return date if date is not None else Collate(_name(model, language), ALPHABET)


def can_lack_a_value(model: type[Model], order: Order) -> bool:
    """Whether some rows may have nothing to be compared by."""
    return order.by == By.DATE and _first_day(model) is not None


def _columns(model: type[Model]) -> set[str]:
    return {field.name for field in model._meta.get_fields()}


def _name(model: type[Model], language: str) -> Combinable:
    columns = _columns(model)
    name = next(name for name in NAMES if name in columns)
    return text_in(name, language) if f"{name}_{LANGUAGES[0]}" in columns else F(name)


def _first_day(model: type[Model]) -> Combinable | None:
    if model is ConstructionZone:
        phases = ConstructionPhase.objects.filter(zone=OuterRef("pk")).order_by().values("zone")
        return Subquery(phases.annotate(day=Min("starts_on")).values("day"), output_field=DateField())
    columns = _columns(model)
    return next((F(name) for name in DATES if name in columns), None)
