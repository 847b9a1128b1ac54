"""What the OpenAPI operations of the REST interface are made of; drf-spectacular gathers and serves them."""

import re
from collections.abc import Callable
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ComponentRegistry

from api.as_of import parameters_of
from api.catalogue import COLLECTIONS, KINDS
from api.collection import Collection
from api.examples import feature_example
from api.schemas import PROBLEM, feature_schema, page_schema, written_schema
from api.shapes import BINARY
from layers.languages import LANGUAGES
from territory.ordering import By

Part = dict[str, Any]
GEOJSON, PROBLEM_TYPE = "application/geo+json", "application/problem+json"
# A token that is not known is refused wherever it is shown.
EVERYWHERE = (401, 406)
IN_PATH: dict[str, Part] = {
    "id": {"type": "integer", "minimum": 1},
    "key": {"type": "integer", "minimum": 1, "description": "The number of the photo or document."},
    "group": {"type": "string", "description": "Short name of a working group.", "example": "cloche-dor"},
}
# Both spellings work; this is the one we tell.
NO_SLASH = ("/api/v1/establishments/near", "/api/v1/search", "/api/v1/summary", "/api/v1/reach")
REFUSALS = {
    400: "The request cannot be read.",
    401: "Nobody is signed in, or the token is not known.",
    403: "The rules do not let this person do this.",
    404: "There is no such feature, or the asker may not see it.",
    406: "The answer is in no format that the request accepts.",
    409: "It is not in a state in which this can be done.",
    412: "It has changed since the version that “If-Match” names; “errors” holds base, mine and theirs of each field.",
    413: "The body is too large.",
    415: "The body is neither GeoJSON nor JSON.",
    422: "The body is JSON, but its values cannot be stored; “errors” points at each.",
    429: "That was too often; the answer says when to try again.",
}


class WrittenSchema(AutoSchema):
    """Takes the operation that the view set wrote out for the action."""

    def get_operation(
        self, path: str, path_regex: str, path_prefix: str, method: str, registry: ComponentRegistry
    ) -> Part | None:
        """The operation, or None for a view without one."""
        self.path, self.path_regex, self.path_prefix = path, path_regex, path_prefix
        self.registry, self.method = registry, method.upper()
        written: Callable[[str], Part] | None = getattr(self.view, "operation", None)
        action = getattr(self.view, "action", None)
        if written is None or not action:
            return None
        operation = written(action)
        return {**operation, "parameters": [*_in_path(path), *operation["parameters"]]}


def add_components(result: Part, **_context: Any) -> Part:
    """Puts the schemas that the operations refer to into the document (setting POSTPROCESSING_HOOKS)."""
    for address in NO_SLASH:
        result["paths"][address] = result["paths"].pop(f"{address}/")
    components = result.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    schemas["Problem"] = PROBLEM
    for collection in COLLECTIONS:
        feature = schema_name(collection.id)
        schemas[feature] = {
            **feature_schema(collection, flat=False),
            "example": feature_example(collection),
        }
        schemas[f"{feature}Page"] = page_schema(ref(feature))
        if collection.id in KINDS:
            schemas[f"{feature}Written"] = written_schema(collection, partial=False)
            schemas[f"{feature}Changed"] = written_schema(collection, partial=True)
    components["securitySchemes"] = {
        "token": {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "“Token ”, then the token of a person.",
        },
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": "sessionid",
            "description": "Of a signed-in browser; writing also needs the header X-CSRFToken.",
        },
    }
    return result


def operation(
    operation_id: str,
    summary: object,
    description: object,
    tag: str,
    *,
    parameters: list[Part],
    answers: dict[int, tuple[str, Part] | None],
    refusals: tuple[int, ...],
    body: tuple[Part, Part] | None = None,
    signed_in: bool = False,
    files: tuple[str, ...] = (),
) -> Part:
    """One operation; every refusal is a problem document. ``files``: the media types of what is no JSON."""
    responses: Part = {}
    for status, answer in answers.items():
        responses[str(status)] = {"description": str(summary)}
        if answer is not None:
            responses[str(status)]["content"] = {
                answer[0]: {"schema": answer[1]},
                **{media_type: {"schema": BINARY} for media_type in files},
            }
    for status in sorted({*EVERYWHERE, *refusals}):
        responses[str(status)] = {
            "description": REFUSALS[status],
            "content": {PROBLEM_TYPE: {"schema": ref("Problem")}},
        }
    written: Part = {
        "operationId": operation_id,
        "summary": str(summary),
        "description": str(description),
        "tags": [tag],
        "parameters": parameters,
        "responses": responses,
        "security": [{"token": []}, {"session": []}] if signed_in else [{}, {"token": []}, {"session": []}],
    }
    if body is not None:
        content = {"schema": body[0], "example": body[1]}
        written["requestBody"] = {"required": True, "content": {GEOJSON: content, "application/json": content}}
    return written


def query(name: str, description: str, schema: Part, *, required: bool = False) -> Part:
    """A query parameter."""
    return {"name": name, "in": "query", "required": required, "description": description, "schema": schema}


def limited(default: int, highest: int) -> Part:
    """The parameter ``limit``."""
    schema = {"type": "integer", "minimum": 1, "maximum": highest, "default": default}
    return query("limit", "How many at most.", schema)


def sorting() -> list[Part]:
    """The parameters ``sortby`` and ``from``."""
    known = [f"{sign}{by}" for by in By for sign in ("", "-")]
    return [
        query(
            "sortby",
            "The order; by id without it. What has no date comes by its name.",
            {"type": "string", "enum": known},
        ),
        query(
            "from", "Longitude and latitude that “distance” is measured from; adds “distance_m”.", {"type": "string"}
        ),
    ]


def language() -> Part:
    """The parameter ``lang``."""
    return query(
        "lang",
        "Language of single texts and of plain texts in a body; else by Accept-Language.",
        {"type": "string", "enum": list(LANGUAGES)},
    )


def known_then(collection: Collection) -> list[Part]:
    """The parameter ``as_of``, where the collection has it."""
    meaning = (
        "As it was known at the end of that day, or at that moment (RFC 3339), if the asker may see the state it "
        "was in then. Names and communes are those of today."
    )
    example = {"type": "string", "example": "2026-05-01"}
    return [query(name, meaning, example) for name in parameters_of(collection)]


def if_match() -> Part:
    """The header that names the version a change starts from."""
    return {
        "name": "If-Match",
        "in": "header",
        "required": False,
        "description": "The “ETag” of the feature as it was read. Without it the last writer wins, field by field.",
        "schema": {"type": "string", "example": '"3-en"'},
    }


def _in_path(path: str) -> list[Part]:
    return [
        {"name": name, "in": "path", "required": True, "schema": IN_PATH[name]} for name in re.findall(r"{(\w+)}", path)
    ]


def feature_ref(collection_id: str) -> Part:
    """The schema of one feature of a collection."""
    return ref(schema_name(collection_id))


def schema_name(collection_id: str) -> str:
    """What the definition calls a feature of a collection."""
    return collection_id.title().replace("-", "")


def ref(name: str) -> Part:
    """A schema of the definition."""
    return {"$ref": f"#/components/schemas/{name}"}
