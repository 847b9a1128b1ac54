"""What lies in a box, in one answer: of each of several collections how many, and the first few."""

import json
from typing import Any

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.decorators import method_decorator
from django.views.decorators.gzip import gzip_page
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import pagination, params, sorting
from api.answers import keep_by
from api.asking import collections_chosen, reading_of
from api.collection import Asker, Collection, Reading
from api.geojson import summary_texts
from api.rest import operations
from api.shapes import WHOLE, object_of

DEFAULT_ROWS, MAX_ROWS = 8, 1_000

FOUND = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["features"],
        "properties": {
            "numberMatched": {
                "type": "integer",
                "example": 14,
                "description": "How many there are; left out where counting would cost too much.",
            },
            "features": {
                "type": "array",
                "description": "The first ones, without their geometry, texts in one language.",
                "items": object_of(
                    type={"type": "string", "enum": ["Feature"]},
                    id=WHOLE,
                    geometry={"nullable": True, "enum": [None]},
                    properties={"type": "object", "additionalProperties": True},
                ),
            },
        },
    },
}


@method_decorator(gzip_page, name="dispatch")
class SummaryViewSet(ViewSet):
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return operations.operation(
            "summary",
            "What lies in a box",
            "By id of the collection: how many, and the first few without their geometry. What narrows has to narrow "
            "each of the collections; their own fields narrow too.",
            "summary",
            parameters=[
                operations.query(
                    "collections",
                    "Ids of collections with commas between; all without it.",
                    {"type": "string", "example": "communes,transit-stops"},
                ),
                operations.query("bbox", "West, south, east, north in degrees.", {"type": "string"}),
                operations.query("datetime", "A day, or two with a slash; “..” is without end.", {"type": "string"}),
                operations.query(
                    "commune", "LAU2 code of the commune they touch, or several with commas.", {"type": "string"}
                ),
                operations.query(
                    "region",
                    "Code of the region whose communes they touch, or several with commas.",
                    {"type": "string"},
                ),
                operations.query("q", "What their texts hold.", {"type": "string"}),
                *operations.sorting(),
                operations.limited(DEFAULT_ROWS, MAX_ROWS),
                operations.language(),
            ],
            answers={200: ("application/json", FOUND)},
            refusals=(400, 404),
        )

    def list(self, request: Request) -> HttpResponse:
        """The collections of ``collections`` by id, each with its number and its first features."""
        parameters = request.query_params.dict()
        chosen = collections_chosen(parameters)
        known = ["collections", "bbox", "lang", "limit", *sorting.PARAMETERS, *pagination.narrowing_all(chosen)]
        params.refuse_unknown(parameters, known)
        limit = params.limit(parameters, DEFAULT_ROWS, MAX_ROWS)
        reading = reading_of(request, parameters)
        parts = [f"{json.dumps(each.id)}:{_summary(each, request.user, parameters, reading, limit)}" for each in chosen]
        response = HttpResponse(f"{{{','.join(parts)}}}", content_type="application/json")
        response["Content-Language"] = reading.language
        patch_vary_headers(response, ["Accept-Language"])
        keep_by(response, same_for_all=False, asker=request.user, seconds=10)
        return response


def _summary(collection: Collection, asker: Asker, parameters: params.Parameters, reading: Reading, limit: int) -> str:
    rows = pagination.matching(collection, asker, parameters)
    matched = pagination.number_matched(collection, rows, parameters)
    number = "" if matched is None else f'"numberMatched":{matched},'
    order = sorting.order_of(parameters)
    told = sorting.told_by(order)
    features = []
    if matched != 0:
        features = summary_texts(sorting.first_rows(rows, collection, order, reading, limit), collection, reading, told)
    return f'{{{number}"features":[{",".join(features)}]}}'
