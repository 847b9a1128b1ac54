"""Since when the past of each collection is kept: an empty answer as of a day before says nothing."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import params
from api.answers import public_json
from api.asking import reading_of
from api.catalogue import COLLECTIONS
from api.rest import operations
from api.shapes import TEXT, by_key, object_of, or_null
from territory.history.as_of import knows_then
from territory.history.kept_since import kept_since

ANSWER = object_of(
    kept_since=by_key(
        or_null({**TEXT, "format": "date-time"}),
        "By id of the collection: the first moment of its past; null where nothing has been kept yet. "
        "Collections of which no past is kept are left out.",
    )
)


class KeptSinceViewSet(ViewSet):
    """Reads only, for everybody."""

    permission_classes = (AllowAny,)
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return operations.operation(
            "kept_since",
            "Since when the past of each collection is kept",
            "With `as_of` an earlier moment everything is empty, since nothing was kept then.",
            "collections",
            parameters=[operations.language()],
            answers={200: ("application/json", ANSWER)},
            refusals=(400,),
        )

    def list(self, request: Request) -> HttpResponse:
        """The first moment of each collection that follows ``as_of``."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["lang"])
        told = [each for each in COLLECTIONS if knows_then(each.model)]
        first = kept_since([each.model for each in told])
        answer = {each.id: (at := first[each.model]) and timezone.localtime(at).isoformat() for each in told}
        return public_json({"kept_since": answer}, language=reading_of(request, parameters).language, seconds=600)
