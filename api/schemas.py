"""JSON Schemas of what goes in and out, made from the catalogue, so that no document can promise another field."""

from api.collection import Collection, Field, Kind
from api.shapes import DAY, FLAG, GEOMETRY, LINK, MOMENT, NUMBER, TEXT, TEXTS, WHOLE, Schema, list_of
from layers.languages import LANGUAGES

SIMPLE: dict[Kind, Schema] = {
    Kind.TEXT: TEXT,
    Kind.TRANSLATED: TEXTS,
    Kind.INTEGER: WHOLE,
    Kind.BOOLEAN: FLAG,
    Kind.DATE: DAY,
    Kind.MOMENT: MOMENT,
    Kind.CODES: list_of(TEXT),
}
PROBLEM: Schema = {
    "type": "object",
    "description": "What was wrong and what would be right (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "example": "about:blank"},
        "title": {"type": "string", "example": "The values cannot be stored"},
        "status": {"type": "integer", "example": 422},
        "detail": {"type": "string", "example": "This is needed."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["detail"],
                "properties": {
                    "pointer": {"type": "string", "example": "/properties/title"},
                    "parameter": {"type": "string", "example": "bbox"},
                    "detail": {"type": "string", "example": "This is needed."},
                    "repaired": {**GEOMETRY, "description": "Of a geometry that crosses itself: a sound one."},
                    "base": {"nullable": True, "description": "Of a clash: as both found it."},
                    "mine": {"nullable": True, "description": "Of a clash: as the asker would have it."},
                    "theirs": {"nullable": True, "description": "Of a clash: as somebody else has stored it."},
                },
            },
        },
    },
}


def field_schema(field: Field) -> Schema:
    """The schema of one property; dates, numbers and texts that may be missing are null."""
    shape = SIMPLE[field.kind] if field.items is None else list_of({**field.items})
    schema = {**shape, "title": str(field.title)}
    if field.choices:
        schema["enum"] = list(field.choices)
    elif field.kind not in {Kind.CODES, Kind.OBJECTS, Kind.TRANSLATED, Kind.BOOLEAN}:
        schema["nullable"] = True
    return schema


def properties_schema(collection: Collection, *, flat: bool) -> Schema:
    """The properties of a feature; ``flat``: one column per language, as the OGC API writes them."""
    properties: Schema = {}
    for field in collection.fields:
        if flat and field.kind is Kind.TRANSLATED:
            text = {"type": "string", "title": str(field.title)}
            properties[field.name] = text
            properties.update({f"{field.name}_{code}": {**text, "nullable": True} for code in LANGUAGES})
        else:
            properties[field.name] = field_schema(field)
    if not flat:
        properties["distance_m"] = {**NUMBER, "description": "Where a distance is asked for: from there, in metres."}
    return {"type": "object", "properties": properties}


def geometry_schema(collection: Collection) -> Schema:
    """The geometry of a feature."""
    return {
        "type": "object",
        "description": "GeoJSON, longitude before latitude.",
        "required": ["type", "coordinates"],
        "properties": {
            "type": {"type": "string", "enum": list(collection.geometry_types)},
            "coordinates": {"type": "array", "items": {}},
        },
    }


def feature_schema(collection: Collection, *, flat: bool) -> Schema:
    """One feature of the collection."""
    return {
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": {"type": "integer"},
            "geometry": geometry_schema(collection),
            "properties": properties_schema(collection, flat=flat),
        },
    }


def page_schema(feature: Schema) -> Schema:
    """A page of features."""
    return {
        "type": "object",
        "required": ["type", "features"],
        "properties": {
            "type": {"type": "string", "enum": ["FeatureCollection"]},
            "features": {"type": "array", "items": feature},
            "links": list_of(LINK),
            "timeStamp": {"type": "string", "format": "date-time"},
            "numberReturned": {"type": "integer"},
            "numberMatched": {"type": "integer", "description": "Left out where counting would take too long."},
        },
    }


WRITABLE = (
    "title",
    "summary",
    "theme",
    "stage",
    "starts_on",
    "ends_on",
    "link",
    "owner",
    "partners",
    "state",
    "working_group",
    "capacity",
    "capacity_unit",
    "catchment_m",
)


def written_schema(collection: Collection, *, partial: bool) -> Schema:
    """A feature as a program writes it; ``partial``: only what changes."""
    properties: Schema = {field.name: field_schema(field) for field in collection.fields if field.name in WRITABLE}
    for name in ("title", "summary"):
        properties[name] = {"oneOf": [TEXTS, {"type": "string", "description": "In the language of the request."}]}
    properties["stage_on"] = {
        "type": "string",
        "format": "date",
        "description": "Since which day it is in the stage; needed where the stage changes.",
    }
    properties["stage_evidence"] = {
        "type": "string",
        "description": "What shows it; needed where the stage changes.",
    }
    properties["reason"] = {
        "type": "string",
        "description": "Needed where changes are requested; tells the author what to do.",
    }
    written: Schema = {
        "type": "object",
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "geometry": geometry_schema(collection),
            "properties": {"type": "object", "properties": properties, "additionalProperties": True},
        },
    }
    if not partial:
        written["required"] = ["type", "geometry", "properties"]
        written["properties"]["properties"]["required"] = ["title", "theme"]
    return written
