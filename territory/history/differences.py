"""What differs between two versions of a row, field by field, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.geos import GEOSGeometry
from django.db.models import DateField, DateTimeField, Field, ForeignKey, Model
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from layers.days import day_in_words, moment_in_words
from territory.contributions.models import Contribution
from territory.people.models import User

# What every change brings along; it says nothing about the thing.
BOOKKEEPING = frozenset({"id", "version", "created_at", "updated_at", "created_by", "published_at"})
# Hand-drawn places are no better; and what comes back from degrees may be off by less.
SAME_PLACE_M = 0.05
NOTHING = (None, "")


@dataclass(frozen=True)
class PlaceChange:
    """How a geometry changed. Distances and lengths in metres, areas in square metres; 0 where there is none."""

    before: GEOSGeometry
    after: GEOSGeometry
    moved_m: float
    area_before_m2: float
    area_after_m2: float
    length_before_m: float
    length_after_m: float

    @property
    def is_other_shape(self) -> bool:
        """A point that became an area, and the like."""
        return bool(self.before.dims != self.after.dims)


@dataclass(frozen=True)
class Difference:
    """One field. ``before`` and ``after`` in words, empty for nothing; ``place`` instead for a geometry.

    ``language`` is the code of a translated text's language, else empty.
    """

    name: str
    label: str
    before: str = ""
    after: str = ""
    language: str = ""
    place: PlaceChange | None = None


def differences(model: type[Model], before: Any, after: Any) -> list[Difference]:
    """What differs from ``before`` to ``after``: rows of ``model`` or of its history, in the order of its fields."""
    found = (_difference(field, before, after) for field in _fields(model))
    return [difference for difference in found if difference is not None]


def list_differences(
    thing: Contribution, before: Mapping[str, list[int]] | None, after: Mapping[str, list[int]] | None
) -> list[Difference]:
    """What differs between the lists of ``thing`` then and later, by name; nothing where one of them is not known."""
    if before is None or after is None:
        return []
    found = []
    for field in type(thing)._meta.many_to_many:
        old, new = before.get(field.name, []), after.get(field.name, [])
        if sorted(old) != sorted(new):
            found.append(Difference(field.name, _label(field), _names(field, old), _names(field, new)))
    return found


def _names(field: Any, keys: list[int]) -> str:
    return ", ".join(sorted(str(row) for row in field.related_model._default_manager.filter(pk__in=keys)))


def changed_fields(model: type[Model], before: Any, after: Any) -> list[Field]:
    """The fields behind ``differences``."""
    return [field for field in _fields(model) if _difference(field, before, after) is not None]


def _fields(model: type[Model]) -> list[Field]:
    fields = model._meta.concrete_fields
    translated = {field.translated_field.name for field in fields if hasattr(field, "translated_field")}
    return [
        field
        for field in fields
        # The column without a language repeats one of those with.
        if field.name not in BOOKKEEPING and field.name not in translated
    ]


def _difference(field: Field, before: Any, after: Any) -> Difference | None:
    if isinstance(field, GeometryField):
        change = _place_change(getattr(before, field.name), getattr(after, field.name))
        return Difference(field.name, _label(field), place=change) if change else None
    old, new = getattr(before, field.attname), getattr(after, field.attname)
    if old == new or (old in NOTHING and new in NOTHING):
        return None
    return Difference(field.name, _label(field), in_words(field, old), in_words(field, new), _language(field))


def _language(field: Field) -> str:
    return str(getattr(field, "language", "")) if hasattr(field, "translated_field") else ""


def _label(field: Field) -> str:
    if not hasattr(field, "translated_field"):
        return capfirst(str(field.verbose_name))
    origin: Any = field.translated_field
    language = dict(settings.LANGUAGES)[_language(field)]
    return f"{capfirst(str(origin.verbose_name))} ({language})"


def in_words(field: Field, value: Any) -> str:
    """``value`` of ``field`` as people read it; empty for nothing."""
    if value in NOTHING:
        return ""
    if isinstance(field, ForeignKey):
        return _row_in_words(field, value)
    if field.choices:
        return capfirst(str(dict(field.flatchoices).get(value, value)))
    return _plain_in_words(field, value)


def _plain_in_words(field: Field, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, DateTimeField):
        return moment_in_words(value)
    if isinstance(field, DateField):
        return day_in_words(value)
    if isinstance(value, int | float):
        return number_format(value, force_grouping=True)
    return str(value)


def _row_in_words(field: ForeignKey, key: Any) -> str:
    related: Any = field.related_model
    if issubclass(related, Contribution | User):
        # Not everybody who reads this may read that title or that name.
        return f"{capfirst(str(related._meta.verbose_name))} {key}"
    row = related._default_manager.filter(pk=key).first()
    return str(row) if row is not None else _("no longer there (number %(number)s)") % {"number": key}


def _place_change(before: GEOSGeometry | None, after: GEOSGeometry | None) -> PlaceChange | None:
    if before is None or after is None or before.equals_exact(after, SAME_PLACE_M):
        return None
    return PlaceChange(
        before,
        after,
        moved_m=before.centroid.distance(after.centroid),
        area_before_m2=before.area,
        area_after_m2=after.area,
        length_before_m=0.0 if before.area else before.length,
        length_after_m=0.0 if after.area else after.length,
    )
