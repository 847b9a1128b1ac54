"""What visitors suggest or report, for programs: the same action and the same limits as on the page."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import params
from api.answers import JSON, private_json
from api.asking import reading_of
from api.errors import BadBody
from api.rest import operations
from api.rest.geometry import place_from
from api.rest.members import members_of
from api.rest.parsers import FeatureParser, JsonParser
from api.shapes import MOMENT, TEXT, object_of
from territory.suggestions.actions import suggest
from territory.suggestions.models import SuggestionKind

TEXTS = ("kind", "text", "email", "language")
MEMBERS = ("geometry", *TEXTS)
BODY = {
    "type": "object",
    "required": ["geometry", "kind", "text", "email"],
    "properties": {
        "geometry": {"type": "object", "description": "A GeoJSON point, longitude and latitude."},
        "kind": {"type": "string", "enum": list(SuggestionKind.values)},
        "text": {"type": "string", "minLength": 10, "maxLength": 2000},
        "email": {"type": "string", "format": "email", "description": "The link that confirms it is sent there."},
        "language": {"type": "string", "description": "Of the mails; the language of the request if missing."},
    },
}
EXAMPLE = {
    "geometry": {"type": "Point", "coordinates": [6.1003, 49.5172]},
    "kind": "suggestion",
    "text": "A bench in the shade by the bus stop would help.",
    "email": "visitor@example.org",
    "language": "fr",
}


class SuggestionViewSet(ViewSet):
    """Writes only, for everybody; who decides reads it on the page of the queue."""

    permission_classes = (AllowAny,)
    parser_classes = (JsonParser, FeatureParser)
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return operations.operation(
            "suggestions_create",
            "Suggest something or report an error",
            "Without an account. A mail with a link goes to the address; once it is confirmed, the commune on "
            "whose land it lies gets it. So many a day from one network address and to one e-mail address are taken.",
            "suggestions",
            parameters=[operations.language()],
            body=(BODY, EXAMPLE),
            answers={202: (JSON, object_of(state=TEXT, commune=TEXT, confirm_until=MOMENT))},
            refusals=(400, 413, 415, 422, 429),
        )

    def create(self, request: Request) -> HttpResponse:
        """Takes the words and asks the address for confirmation; 202, since nothing is decided yet."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["lang"])
        language = reading_of(request, parameters).language
        otherwise = _("The body is an object with “geometry”, “kind”, “text” and “email”.")
        body = members_of(request, MEMBERS, otherwise)
        values: dict[str, Any] = {"language": language} | {name: body[name] for name in TEXTS if name in body}
        wrong = [name for name in TEXTS if not isinstance(values.get(name), str)]
        if wrong:
            raise BadBody([(f"/{name}", _("Here stands a text.")) for name in wrong])
        values["location"] = place_from(body.get("geometry"))
        suggestion, _key = suggest(values, str(get_adapter().get_client_ip(request)))
        answer = {
            "state": suggestion.state,
            "commune": suggestion.commune.lau2_code,
            "confirm_until": suggestion.expires_at.isoformat(),
        }
        return private_json(answer, language=language, status=202)
