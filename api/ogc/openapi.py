"""The OpenAPI 3.0 document of the OGC API, written from the catalogue."""

from collections.abc import Sequence
from typing import Any

from api import params
from api.as_of import parameters_of
from api.catalogue import COLLECTIONS
from api.collection import Collection, Field, Kind, Narrowing
from api.crs import BY_URI, CRS84
from api.ogc.links import GEOJSON, JSON, MVT, TILE_MATRIX_SET
from api.pagination import NARROWING
from api.params import DEFAULT_LIMIT, MAX_LIMIT
from api.schemas import PROBLEM, SIMPLE, feature_schema, page_schema
from layers.languages import LANGUAGES
from territory.ordering import By

Part = dict[str, Any]


def definition(base_url: str) -> Part:
    """The whole document; ``base_url`` is the address of /ogc."""
    paths: Part = {
        "/": _get("landing", "Where everything is", JSON),
        "/conformance": _get("conformance", "Conformance classes", JSON),
        "/api": _get("definition", "This document", "application/vnd.oai.openapi+json;version=3.0"),
        "/collections": _get("collections", "All collections", JSON),
        "/tileMatrixSets": _get("tileMatrixSets", "Tile matrix sets", JSON),
        f"/tileMatrixSets/{TILE_MATRIX_SET}": _get("tileMatrixSet", "Levels of the tile matrix set", JSON),
    }
    for collection in COLLECTIONS:
        paths.update(_paths_of(collection))
    paths.update(_dataset_paths())
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "Territory: OGC API Features and Tiles",
            "version": "1.0.0",
            "description": "Reference layers, companies, groups and projects of the region.",
        },
        "servers": [{"url": base_url}],
        "paths": paths,
        "components": {
            "schemas": {"Problem": PROBLEM},
            "parameters": _parameters(),
            "responses": {
                "Problem": {
                    "description": "What was wrong and what would be right.",
                    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
                }
            },
            "securitySchemes": {
                "token": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Authorization",
                    "description": "“Token ” and the token; shows what its owner may see besides the public.",
                }
            },
        },
        "security": [{}, {"token": []}],
    }


def _paths_of(collection: Collection) -> Part:
    path, name, title = f"/collections/{collection.id}", collection.id, str(collection.title)
    feature = feature_schema(collection, flat=True)
    then = [_named(each) for each in parameters_of(collection)]
    page_parameters = [
        _named(each) for each in ("bbox", "bbox-crs", "crs", "cursor", "from", "lang", "limit", "sortby", *NARROWING)
    ]
    filters = [
        {
            "name": field.name,
            "in": "query",
            "description": f"{field.title}: only features with this value{_or_several(field)}.",
            "schema": {"type": "string"} if field.kind is Kind.TRANSLATED else SIMPLE[field.kind],
        }
        for field in collection.filters.values()
    ]
    tile_path = f"{path}/tiles/{TILE_MATRIX_SET}"
    return {
        path: _get(f"{name}.describe", title, JSON),
        f"{path}/items": _get(
            f"{name}.items", title, GEOJSON, parameters=[*page_parameters, *then, *filters], schema=page_schema(feature)
        ),
        f"{path}/items/{{featureId}}": _get(
            f"{name}.item",
            f"{title}: one feature",
            GEOJSON,
            parameters=[_named("featureId"), _named("crs"), _named("lang"), *then],
            schema=feature,
        ),
        f"{path}/tiles": _get(f"{name}.tilesets", f"{title}: tile sets", JSON),
        tile_path: _get(f"{name}.tileset", f"{title}: tile set", JSON),
        f"{tile_path}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}": _get(
            f"{name}.tile",
            f"{title}: a vector tile",
            MVT,
            parameters=[
                *(_named(each) for each in ("tileMatrix", "tileRow", "tileCol", "lang", "on", *NARROWING)),
                *then,
                *filters,
            ],
            schema={"type": "string", "format": "binary"},
        ),
    }


def _or_several(field: Field | Narrowing) -> str:
    return ", or one of several with commas" if params.takes_several(field) else ""


def _dataset_paths() -> Part:
    """Tiles with a layer for each of several collections."""
    path, title = f"/tiles/{TILE_MATRIX_SET}", "Several collections"
    narrowing = ("as_of", *NARROWING, "stage", "theme", "working_group", "works")
    return {
        "/tiles": _get("tilesets", f"{title}: tile sets", JSON),
        path: _get("tileset", f"{title}: tile set", JSON),
        f"{path}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}": _get(
            "tile",
            f"{title}: a vector tile with a layer for each",
            MVT,
            parameters=[
                _named(each) for each in ("tileMatrix", "tileRow", "tileCol", "collections", "lang", "on", *narrowing)
            ],
            schema={"type": "string", "format": "binary"},
        ),
    }


def _named(name: str) -> Part:
    return {"$ref": f"#/components/parameters/{name}"}


def _get(
    operation: str, summary: str, media_type: str, parameters: Sequence[Part] = (), schema: Part | None = None
) -> Part:
    return {
        "get": {
            "operationId": operation,
            "summary": summary,
            "parameters": [*parameters],
            "responses": {
                "200": {"description": summary, "content": {media_type: {"schema": schema or {"type": "object"}}}},
                "400": {"$ref": "#/components/responses/Problem"},
                "404": {"$ref": "#/components/responses/Problem"},
                "500": {"$ref": "#/components/responses/Problem"},
            },
        }
    }


def _parameters() -> Part:
    crs = {"type": "string", "format": "uri", "enum": list(BY_URI), "default": CRS84.uri}
    number_in_path = {"in": "path", "required": True, "schema": {"type": "integer", "minimum": 0}}
    listed: list[Part] = [
        {
            "name": "as_of",
            "in": "query",
            "description": "As it was known at the end of that day, or at that moment.",
            "schema": {"type": "string"},
        },
        {
            "name": "bbox",
            "in": "query",
            "description": "West, south, east, north; or six numbers with heights, which are left aside.",
            "schema": {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}},
            "style": "form",
            "explode": False,
        },
        {"name": "bbox-crs", "in": "query", "description": "Reference system of bbox.", "schema": crs},
        {
            "name": "commune",
            "in": "query",
            "description": "LAU2 code, or several with commas: only features that share a point with one of them.",
            "schema": {"type": "string", "pattern": "^[0-9]{4}(,[0-9]{4})*$"},
        },
        {
            "name": "collections",
            "in": "query",
            "description": "Which collections; all without it. What narrows has to narrow each of them.",
            "schema": {"type": "array", "items": {"type": "string", "enum": [entry.id for entry in COLLECTIONS]}},
            "style": "form",
            "explode": False,
        },
        {"name": "crs", "in": "query", "description": "Reference system of the answer.", "schema": crs},
        {
            "name": "cursor",
            "in": "query",
            "description": "From the link to the next or previous page.",
            "schema": {"type": "string"},
        },
        {
            "name": "datetime",
            "in": "query",
            "description": "A day or moment, or two with a slash between; “..” is without end.",
            "schema": {"type": "string"},
        },
        {
            "name": "lang",
            "in": "query",
            "description": "Language of the texts; else by Accept-Language.",
            "schema": {"type": "string", "enum": list(LANGUAGES)},
        },
        {
            "name": "limit",
            "in": "query",
            "description": "How many features at most.",
            "schema": {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
        },
        {
            "name": "region",
            "in": "query",
            "description": "Code of a region, or several with commas: only features that touch one of their communes.",
            "schema": {"type": "string"},
        },
        {
            "name": "q",
            "in": "query",
            "description": "Only features whose texts hold this; accents, case and typing errors in names aside.",
            "schema": {"type": "string"},
        },
        {
            "name": "sortby",
            "in": "query",
            "description": "The order; by id without it. What has no date comes by its name.",
            "schema": {"type": "string", "enum": [f"{sign}{by}" for by in By for sign in ("", "-")]},
        },
        {
            "name": "from",
            "in": "query",
            "description": "Longitude and latitude that distances are measured from; adds “distance_m”.",
            "schema": {"type": "string"},
        },
        {
            "name": "on",
            "in": "query",
            "description": "The day shown; today without it.",
            "schema": {"type": "string", "format": "date"},
        },
        *(
            {
                "name": name,
                "in": "query",
                "description": f"Code of a {name.replace('_', ' ')}, or several with commas: what has one of them.",
                "schema": {"type": "string"},
            }
            for name in ("stage", "theme", "working_group")
        ),
        {
            "name": "works",
            "in": "query",
            "description": "Where phases of works stand on the days of “datetime”, else today; or several with commas.",
            "schema": {"type": "string"},
        },
        {"name": "featureId", **number_in_path},
        {"name": "tileMatrix", **number_in_path},
        {"name": "tileRow", **number_in_path},
        {"name": "tileCol", **number_in_path},
    ]
    return {parameter["name"]: parameter for parameter in listed}
