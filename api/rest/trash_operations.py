"""What the OpenAPI document says about the trash."""

from typing import Any

from api.rest.operations import GEOJSON, feature_ref, language, operation


def recover(collection_id: str) -> dict[str, Any]:
    """The operation that undoes a deletion."""
    return operation(
        f"{collection_id}_recover",
        "Take out of the trash",
        "What was deleted comes back as it was before, for some weeks, for whoever may delete it.",
        collection_id,
        parameters=[language()],
        answers={200: (GEOJSON, feature_ref(collection_id))},
        refusals=(400, 401, 403, 404, 409),
        signed_in=True,
    )
