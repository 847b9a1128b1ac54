"""Search over everything with a name."""

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import params
from api.answers import keep_by, public_json
from api.asking import reading_of
from api.errors import BadParameter
from api.rest import operations
from territory.search.find import find

DEFAULT_HITS, MAX_HITS = 10, 50
LONGEST = 100  # characters; longer than any name


HIT = {
    "type": "object",
    "properties": {
        "kind": {"type": "string", "example": "commune"},
        "collection": {"type": "string", "example": "communes"},
        "id": {"type": "integer", "example": 4},
        "label": {"type": "string", "example": "Esch-sur-Alzette"},
        "context": {"type": "string", "description": "What tells two of the same name apart."},
        "bbox": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
        "lon": {"type": "number", "example": 5.9806},
        "lat": {"type": "number", "example": 49.4958},
    },
}


class SearchViewSet(ViewSet):
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return operations.operation(
            "search",
            "Search by name",
            "Places, stops, companies and projects; accents and typing errors are forgiven.",
            "search",
            parameters=[
                operations.query("q", "What is looked for.", {"type": "string", "maxLength": LONGEST}, required=True),
                operations.limited(DEFAULT_HITS, MAX_HITS),
                operations.language(),
            ],
            answers={200: ("application/json", {"type": "array", "items": HIT})},
            refusals=(400,),
        )

    def list(self, request: Request) -> HttpResponse:
        """Places, stops, companies and projects whose name fits ``q``, best first."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["q", "limit", "lang"])
        typed = parameters.get("q", "").strip()
        if not typed or len(typed) > LONGEST or "\x00" in typed:
            raise BadParameter("q", _("“q” is what you look for, 1 to %(longest)d characters.") % {"longest": LONGEST})
        language = reading_of(request, parameters).language
        hits = find(typed, request.user, language, params.limit(parameters, DEFAULT_HITS, MAX_HITS))
        found = [{name: value for name, value in asdict(hit).items() if name != "rank"} for hit in hits]
        response = public_json(found, language=language, seconds=10)
        keep_by(response, same_for_all=False, asker=request.user, seconds=10)
        return response
