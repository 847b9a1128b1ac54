"""Comments on what is published, by REST: read by everybody, written by people who are signed in."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import params
from api.answers import private_json
from api.asking import feature_id, reading_of
from api.catalogue import KINDS
from api.errors import BadBody, NoSuchThing
from api.rest import operations
from api.rest.contributions import writer_of
from api.rest.parsers import JsonParser
from territory.comments.actions import comment
from territory.comments.models import Comment, CommentState
from territory.comments.reading import LONGEST_LIST, comments_on
from territory.contributions.models import Contribution, State

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "id": {"type": "integer"},
        "text": {"type": "string"},
        "author": {"type": "string", "nullable": True, "description": "Null for a former member."},
        "state": {"type": "string", "enum": list(CommentState.values)},
        "created_at": {"type": "string", "format": "date-time"},
    },
}
BODY = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "maxLength": 2000, "description": "Plain text; links are recognised."}},
}


def _written(said: Comment) -> dict[str, Any]:
    return {
        "id": said.pk,
        "text": said.text,
        "author": str(said.author) if said.author else None,
        "state": said.state,
        "created_at": said.created_at.isoformat(),
    }


class CommentViewSet(ViewSet):
    """The comments on one feature of ``collection_id``."""

    collection_id = ""
    parser_classes = (JsonParser,)
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        name = f"{self.collection_id}_comments_{action}"
        shared = [operations.language()]
        if action == "create":
            return operations.operation(
                name,
                "Comment on it",
                "Shown at once for people of the owner and of the partners; else it waits until somebody looked at it.",
                self.collection_id,
                parameters=shared,
                body=(BODY, {"text": "When does it open?"}),
                answers={201: ("application/json", SCHEMA)},
                refusals=(400, 401, 403, 404, 415, 422, 429),
            )
        return operations.operation(
            name,
            "Comments on it",
            f"The oldest first, {LONGEST_LIST} at most: those that are shown, and one's own.",
            self.collection_id,
            parameters=shared,
            answers={200: ("application/json", {"type": "object", "properties": {"comments": {"type": "array"}}})},
            refusals=(400, 404),
        )

    def list(self, request: Request, pk: str) -> HttpResponse:
        """The comments that the asker may see."""
        thing = self._thing(request, pk)
        rows = comments_on(thing, request.user)[:LONGEST_LIST]
        return private_json({"comments": [_written(each) for each in rows]})

    def create(self, request: Request, pk: str) -> HttpResponse:
        """Stores what was said."""
        author = writer_of(request)
        thing = self._thing(request, pk)
        text = request.data.get("text") if isinstance(request.data, dict) else None
        if not isinstance(text, str):
            raise BadBody([("/text", _("Here stands a text."))])
        return private_json(_written(comment(thing, author, text)), status=201)

    def _thing(self, request: Request, pk: str) -> Contribution:
        """What is commented on, published. Raises NoSuchThing."""
        parameters = request.query_params.dict()
        params.refuse_unknown(parameters, ["lang"])
        reading_of(request, parameters)
        kind = KINDS[self.collection_id]
        thing = kind.objects.visible_to(request.user).filter(pk=feature_id(pk), state=State.PUBLISHED).first()
        if thing is None:
            raise NoSuchThing(_("There is nothing published at %(path)s.") % {"path": request.path})
        return thing
