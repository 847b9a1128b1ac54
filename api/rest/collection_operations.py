"""The OpenAPI operations of the collections, written from the catalogue."""

from api.collection import Collection, Kind
from api.examples import CHANGED, WRITTEN
from api.params import DEFAULT_LIMIT, MAX_LIMIT
from api.rest.operations import (
    GEOJSON,
    Part,
    feature_ref,
    if_match,
    known_then,
    language,
    limited,
    operation,
    query,
    ref,
    schema_name,
    sorting,
)
from api.schemas import SIMPLE


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
    name = schema_name(collection.id)
    return operation(
        f"{collection.id}_list",
        collection.title,
        collection.description,
        collection.id,
        parameters=[*shared, *filters],
        answers={200: (GEOJSON, ref(f"{name}Page"))},
        refusals=(400,),
    )


def _retrieve(collection: Collection) -> Part:
    return operation(
        f"{collection.id}_retrieve",
        f"{collection.title}: one feature",
        collection.description,
        collection.id,
        parameters=[language(), *known_then(collection)],
        answers={200: (GEOJSON, feature_ref(collection.id))},
        refusals=(400, 404),
    )


def _create(collection: Collection) -> Part:
    return operation(
        f"{collection.id}_create",
        f"{collection.title}: place one",
        "Stores a draft, seen by one's own organisation only; “state”: “submitted” hands it in at once.",
        collection.id,
        parameters=[language()],
        body=(ref(f"{schema_name(collection.id)}Written"), WRITTEN),
        answers={201: (GEOJSON, feature_ref(collection.id))},
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
        body=(ref(f"{schema_name(collection.id)}Changed"), CHANGED),
        answers={200: (GEOJSON, feature_ref(collection.id))},
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
