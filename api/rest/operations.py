"""The OpenAPI operations of the REST interface, written from the catalogue; drf-spectacular gathers and serves them."""

import re
from collections.abc import Callable
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ComponentRegistry

from api.as_of import parameters_of
from api.catalogue import COLLECTIONS, KINDS
from api.collection import Collection, Kind
from api.examples import CHANGED, WRITTEN, feature_example
from api.params import DEFAULT_LIMIT, MAX_LIMIT
from api.schemas import PROBLEM, SIMPLE, feature_schema, page_schema, written_schema
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
        feature = _name_of(collection)
        schemas[feature] = {
            **feature_schema(collection, flat=False),
            "example": feature_example(collection),
        }
        schemas[f"{feature}Page"] = page_schema(_ref(feature))
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


def of_collection(collection: Collection, action: str) -> Part:
    """The operation of an action on a collection."""
    return {
        "list": _list,
        "retrieve": _retrieve,
        "create": _create,
        "partial_update": _partial_update,
        "destroy": _destroy,
    }[action](collection)


def _list(collection: Collection) -> Part:
    shared = [
        query("bbox", "West, south, east, north in degrees.", {"type": "string", "example": "5.9,49.4,6.2,49.7"}),
        query("datetime", "A day, or two with a slash; “..” is without end.", {"type": "string"}),
        query(
            "commune",
            "Only features that touch the commune with this LAU2 code, or one of several with commas.",
            {"type": "string"},
        ),
        query("region", "Only features that touch a commune of the region with this code.", {"type": "string"}),
        query("q", "Only features whose texts hold this.", {"type": "string"}),
        *sorting(),
        limited(DEFAULT_LIMIT, MAX_LIMIT),
        query("cursor", "From the link to the next or previous page.", {"type": "string"}),
        language(),
        *known_then(collection),
    ]
    filters = [
        query(
            field.name,
            str(field.title),
            {"type": "string"} if field.kind is Kind.TRANSLATED else SIMPLE[field.kind],
        )
        for field in collection.filters.values()
    ]
    name = _name_of(collection)
    return operation(
        f"{collection.id}_list",
        collection.title,
        collection.description,
        collection.id,
        parameters=[*shared, *filters],
        answers={200: (GEOJSON, _ref(f"{name}Page"))},
        refusals=(400,),
    )


def _retrieve(collection: Collection) -> Part:
    return operation(
        f"{collection.id}_retrieve",
        f"{collection.title}: one feature",
        collection.description,
        collection.id,
        parameters=[language(), *known_then(collection)],
        answers={200: (GEOJSON, _ref(_name_of(collection)))},
        refusals=(400, 404),
    )


def _create(collection: Collection) -> Part:
    return operation(
        f"{collection.id}_create",
        f"{collection.title}: place one",
        "Stores a draft, seen by one's own organisation only; “state”: “submitted” hands it in at once.",
        collection.id,
        parameters=[language()],
        body=(_ref(f"{_name_of(collection)}Written"), WRITTEN),
        answers={201: (GEOJSON, _ref(_name_of(collection)))},
        refusals=(400, 401, 403, 409, 413, 415, 422),
        signed_in=True,
    )


def _partial_update(collection: Collection) -> Part:
    return operation(
        f"{collection.id}_partial_update",
        f"{collection.title}: change one",
        "Changes what is given; “state” moves it, with “reason” where changes are requested. With “If-Match”, changes "
        "of other fields since that version stay; where both changed the same field, nothing is written.",
        collection.id,
        parameters=[language(), if_match()],
        body=(_ref(f"{_name_of(collection)}Changed"), CHANGED),
        answers={200: (GEOJSON, _ref(_name_of(collection)))},
        refusals=(400, 401, 403, 404, 409, 412, 413, 415, 422),
        signed_in=True,
    )


def _destroy(collection: Collection) -> Part:
    return operation(
        f"{collection.id}_destroy",
        f"{collection.title}: delete one",
        "Only what was never public; the rest is archived by moving its state. It can be taken out of the trash for "
        "some weeks: POST to “recover/” below it.",
        collection.id,
        parameters=[if_match()],
        answers={204: None},
        refusals=(400, 401, 403, 404, 412),
        signed_in=True,
    )


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
            "content": {PROBLEM_TYPE: {"schema": _ref("Problem")}},
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
    return _ref(collection_id.title().replace("-", ""))


def _name_of(collection: Collection) -> str:
    return collection.id.title().replace("-", "")


def _ref(name: str) -> Part:
    return {"$ref": f"#/components/schemas/{name}"}
