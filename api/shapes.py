"""JSON Schemas in short: an answer is written down member by member, all of which are always there."""

from collections.abc import Iterable
from typing import Any

from layers.construction_zones.models import MODES, Certainty, Effect
from layers.languages import LANGUAGES
from territory.consents.models import Answer

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
WHOLE: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "format": "date"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
BINARY: Schema = {"type": "string", "format": "binary"}
# Held by GeoJSON itself; its coordinates are not told again.
GEOMETRY: Schema = {
    "type": "object",
    "description": "A GeoJSON geometry.",
    "required": ["type", "coordinates"],
    "properties": {"type": TEXT, "coordinates": {"type": "array", "items": {}}},
}
TEXTS: Schema = {
    "type": "object",
    "description": "One text per language; languages without a text are left out.",
    "properties": dict.fromkeys(LANGUAGES, TEXT),
    "additionalProperties": False,
}


def object_of(description: str = "", /, **members: Schema) -> Schema:
    """An object in which each of ``members`` is there, perhaps null."""
    told = {"description": description} if description else {}
    return {"type": "object", **told, "required": [*members], "properties": members}


def list_of(items: Schema) -> Schema:
    """Any number of ``items``."""
    return {"type": "array", "items": items}


def by_key(values: Schema, description: str) -> Schema:
    """An object whose keys are data: ``description`` says which."""
    return {"type": "object", "description": description, "additionalProperties": values}


def or_null(schema: Schema) -> Schema:
    """The same, or null."""
    return {**schema, "nullable": True}


def one_of(values: Iterable[str]) -> Schema:
    """One of these texts."""
    return {"type": "string", "enum": [str(value) for value in values]}


def features_of(properties: Schema, *, with_id: bool = True, **members: Schema) -> Schema:
    """A GeoJSON collection of features, and further members of its own."""
    kind = {"type": "string", "enum": ["Feature"]}
    identity = {"id": WHOLE} if with_id else {}
    feature = object_of(type=kind, **identity, geometry=GEOMETRY, properties=properties)
    return object_of(type={"type": "string", "enum": ["FeatureCollection"]}, features=list_of(feature), **members)


LINK: Schema = {
    "type": "object",
    "required": ["href", "rel"],
    "properties": dict.fromkeys(("href", "rel", "type", "title", "hreflang"), TEXT),
}
STAGE = object_of(**{"from": or_null(TEXT), "to": TEXT, "on": or_null(DAY), "evidence": TEXT})
CONSENT = object_of(commune=TEXT, organisation=TEXT, share=NUMBER, answer=one_of(Answer.values))
# A phase told by itself, in the reader's language.
PHASE_ALONE: Schema = {
    "zone_id": WHOLE,
    "zone": TEXT,
    "title": TEXT,
    "starts_on": DAY,
    "ends_on": or_null(DAY),
    "certainty": one_of(Certainty.values),
    "effects": by_key(TEXT, "What somebody notices, by way of getting there."),
}
PHASE = object_of(
    number=WHOLE,
    title=TEXTS,
    starts_on=DAY,
    ends_on=or_null(DAY),
    certainty=one_of(Certainty.values),
    effects=object_of(**{mode: one_of(Effect.values) for mode in MODES}),
)
