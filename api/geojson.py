"""GeoJSON written by the database: no geometry and no row passes through Python on its way out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import F, Func, JSONField, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, NullIf

from api.collection import Collection, Field, Kind, Reading
from api.crs import CRS84, Crs
from layers.crs import STORAGE_SRID
from layers.languages import LANGUAGES, text_in

MEDIA_TYPE = "application/geo+json"
Extra = Mapping[str, Combinable]


class JsonObject(Func):
    """A JSON object in the order given; Django's own makes jsonb, which is slower and sorts its keys."""

    function = "json_build_object"
    output_field = JSONField()

    def __init__(self, members: Iterable[tuple[str, Combinable]]) -> None:
        super().__init__(*(part for name, value in members for part in (Value(name), value)))


class WithoutNulls(Func):
    function = "json_strip_nulls"
    output_field = JSONField()


class FeatureText(Func):
    """One feature as text: put together from texts, since parsing the geometry again would cost half the time."""

    template = (
        """'{"type":"Feature","id":' || %(identity)s || ',"geometry":' || %(geometry)s"""
        """ || ',"properties":' || %(properties)s || '}'"""
    )
    output_field = TextField()

    def as_sql(self, compiler: Any, connection: Any, *_arguments: Any, **_context: Any) -> tuple[str, tuple[Any, ...]]:
        parts: list[str] = []
        parameters: list[Any] = []
        for expression in self.source_expressions:
            sql, values = compiler.compile(expression)
            parts.append(sql)
            parameters.extend(values)
        identity, geometry, properties = parts
        return self.template % {"identity": identity, "geometry": geometry, "properties": properties}, tuple(parameters)


class GeometryText(Func):
    """A geometry as GeoJSON text in ``crs``, in the order of axes of its authority."""

    output_field = TextField()

    def __init__(self, column: str, crs: Crs) -> None:
        super().__init__(F(column))
        geometry = "%(expressions)s" if crs.srid == STORAGE_SRID else f"ST_Transform(%(expressions)s, {crs.srid})"
        if crs.north_first:
            geometry = f"ST_FlipCoordinates({geometry})"
        self.template = f"ST_AsGeoJSON({geometry}, {crs.decimals}, 0)"


def feature_texts(
    rows: QuerySet[Any],
    collection: Collection,
    reading: Reading,
    *,
    flat: bool,
    crs: Crs = CRS84,
    extra: Extra | None = None,
) -> list[tuple[int, str]]:
    """Each row's id and its feature as text, in the order of ``rows``.

    ``flat``: translated texts become one column per language besides the reader's, for programs that know only
    tables; else they are objects by language. ``extra``: more properties, such as a distance.
    """
    return list(with_feature(rows, collection, reading, flat=flat, crs=crs, extra=extra))


def with_feature(
    rows: QuerySet[Any],
    collection: Collection,
    reading: Reading,
    *,
    flat: bool,
    crs: Crs = CRS84,
    extra: Extra | None = None,
    also: tuple[str, ...] = (),
) -> QuerySet[Any]:
    """The query behind ``feature_texts``; ``also`` are columns that are read with each row."""
    members = [pair for field in collection.fields for pair in _members(field, reading, flat)]
    members += (extra or {}).items()
    feature = FeatureText(
        Cast("pk", TextField()),
        GeometryText(collection.geometry, crs),
        Cast(JsonObject(members), TextField()),
    )
    return rows.annotate(feature_text=feature).values_list("pk", "feature_text", *also)


def summary_texts(
    rows: QuerySet[Any], collection: Collection, reading: Reading, extra: Extra | None = None
) -> list[str]:
    """Each row as a feature without its geometry, texts in the reader's language only: what a line of a list needs."""
    members = [
        (field.name, text_in(str(field.read or field.name), reading.language))
        if field.kind is Kind.TRANSLATED
        else (field.name, field.expression(reading))
        for field in collection.fields
    ]
    members += (extra or {}).items()
    feature = FeatureText(
        Cast("pk", TextField()), Value("null", output_field=TextField()), Cast(JsonObject(members), TextField())
    )
    return list(rows.annotate(feature_text=feature).values_list("feature_text", flat=True))


def _members(field: Field, reading: Reading, flat: bool) -> list[tuple[str, Combinable]]:
    if field.kind is not Kind.TRANSLATED:
        return [(field.name, field.expression(reading))]
    column = str(field.read or field.name)
    by_language = [(code, NullIf(F(f"{column}_{code}"), Value(""))) for code in LANGUAGES]
    if flat:
        texts = [(f"{field.name}_{code}", text) for code, text in by_language]
        return [(field.name, text_in(column, reading.language)), *texts]
    return [(field.name, WithoutNulls(JsonObject(by_language)))]


def collection_text(features: Sequence[str], members: str) -> str:
    """A FeatureCollection; ``members`` are its other members as JSON, without the braces."""
    return f'{{"type":"FeatureCollection",{members},"features":[{",".join(features)}]}}'
