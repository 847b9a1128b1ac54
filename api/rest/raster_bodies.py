"""Bodies and OpenAPI parts of the rasters."""

from typing import Any

from django.utils.translation import gettext as _

from api.errors import BadBody
from api.rest.operations import language, query
from layers.languages import LANGUAGES
from layers.rasters.reclassify import CURVES
from territory.suitability.recipe import COARSEST_M, FINEST_M, MOST_CRITERIA
from territory.suitability.zones import KINDS

RECIPE = ("criteria", "resolution_m")
COMPOSED: dict[str, Any] = {
    "type": "object",
    "required": ["title", "criteria"],
    "properties": {
        "title": {"type": "object", "description": "By language, one at least; or a text in the language asked in."},
        "criteria": {
            "type": "array",
            "minItems": 1,
            "maxItems": MOST_CRITERIA,
            "items": {
                "type": "object",
                "required": ["raster", "curve"],
                "properties": {
                    "raster": {"type": "integer"},
                    "curve": {
                        "type": "object",
                        "required": ["kind"],
                        "properties": {"kind": {"type": "string", "enum": list(CURVES)}},
                        "description": "Its kind and its numbers, such as low and high of linear-down.",
                    },
                    "weight": {"type": "number", "default": 1, "description": "Only ratios count."},
                },
            },
        },
        "resolution_m": {
            "type": "number",
            "minimum": FINEST_M,
            "maximum": COARSEST_M,
            "description": "Side of a cell; without it that of the coarsest raster.",
        },
    },
}
COMPOSED_EXAMPLE = {
    "title": {"fr": "Navette"},
    "criteria": [{"raster": 1, "curve": {"kind": "linear-down", "low": 0, "high": 800}, "weight": 2}],
}
PNG, TIFF, GEOJSON, JSON = "image/png", "image/tiff", "application/geo+json", "application/json"
Operation = tuple[str, str, tuple[int, ...], list[dict[str, Any]], int, str]
OPERATIONS: dict[str, Operation] = {
    "list": ("Rasters", "Those that are published, and one's own.", (400,), [language()], 200, JSON),
    "create": (
        "Compose a suitability map",
        (
            "Each raster's values become scores from 0 (unfit) to 1 (fit) by a curve; the map is their weighted mean "
            "on one metric grid, unknown where any of them is. It is calculated a moment later: ask its address for "
            "the state."
        ),
        (400, 401, 403, 413, 415, 422),
        [language()],
        202,
        JSON,
    ),
    "retrieve": (
        "A raster",
        "Title, source, grid, legend, addresses; and how far the work is.",
        (400, 404),
        [language()],
        200,
        JSON,
    ),
    "destroy": ("Remove a raster", "Who made it does.", (401, 403, 404), [], 204, ""),
    "value": (
        "The value at a point",
        "Of a suitability map with what each criterion gives, also in words. Unknown is null.",
        (400, 404, 409),
        [
            query("lon", "Longitude in degrees.", {"type": "number", "example": 6.1145}, required=True),
            query("lat", "Latitude in degrees.", {"type": "number", "example": 49.582}, required=True),
            language(),
        ],
        200,
        JSON,
    ),
    "zones": (
        "Statistics by commune or park",
        "Each cell counts by the part of its area inside; the unknown takes no part, “known_share” says how much.",
        (400, 404, 409),
        [
            query("by", "Which zones.", {"type": "string", "enum": list(KINDS), "default": KINDS[0]}),
            query("format", "json or csv.", {"type": "string", "enum": ["json", "csv"], "default": "json"}),
            language(),
        ],
        200,
        JSON,
    ),
    "cells": (
        "The best cells",
        "Best first, at least “apart_m” metres from each other; candidates of a siting.",
        (400, 404, 409, 422),
        [
            query("count", "How many at most.", {"type": "integer", "minimum": 1, "maximum": 100, "default": 10}),
            query("apart_m", "Metres between them.", {"type": "number", "default": 200}),
            query("at_least", "The least value.", {"type": "number"}),
            query("park", "Only inside this business park (code or number).", {"type": "string"}),
            query("group", "Only on the ground of this working group (short name).", {"type": "string"}),
        ],
        200,
        GEOJSON,
    ),
    "file": ("The raster as a file", "Cloud-Optimised GeoTIFF, 32-bit, EPSG:2169.", (404, 409), [], 200, TIFF),
}


def titles_from(value: Any) -> dict[str, str]:
    """Titles by language; a plain text counts for every language."""
    if isinstance(value, str):
        return dict.fromkeys(LANGUAGES, value)
    if not isinstance(value, dict) or not all(
        name in LANGUAGES and isinstance(text, str) for name, text in value.items()
    ):
        known = ", ".join(LANGUAGES)
        raise BadBody(
            [("/title", _("“title” is a text, or an object with texts by language: %(known)s.") % {"known": known})]
        )
    return value
