"""The views of the map that one keeps, by REST: for signed-in people, each their own."""

import json
from typing import Any

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api.answers import private_json
from api.asking import feature_id, language_alone, signed_in
from api.errors import NoSuchThing
from api.rest import operations
from api.rest.members import members_of
from api.rest.parsers import JsonParser
from territory.saved_views import actions
from territory.saved_views.models import SavedView

NAME = {"type": "string", "maxLength": actions.LONGEST_NAME}
TARGET = {
    "type": "string",
    "maxLength": actions.LONGEST_TARGET,
    "description": "The address on the map behind the language: perhaps an object, then the parameters of the view.",
}
VIEW = {
    "type": "object",
    "properties": {
        "id": {"type": "integer"},
        "name": NAME,
        "target": TARGET,
        "href": {"type": "string", "description": "Where the map shows it."},
        "created_at": {"type": "string", "format": "date-time"},
    },
}
EXAMPLE = {"name": "Mobility in Esch", "target": "?theme=mobility&commune=0204"}
JSON = "application/json"
SUMMARIES = {
    "list": "One's own views",
    "create": "Keep a view",
    "retrieve": "One view",
    "partial_update": "Rename a view",
    "destroy": "Delete a view",
    "recover": "Take back that a view was deleted",
}


class SavedViewViewSet(ViewSet):
    """Nobody reads or writes the views of others: the database sees to it."""

    parser_classes = (JsonParser,)
    permission_classes = [IsAuthenticated, *ViewSet.permission_classes]
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        listed = {"type": "object", "properties": {"views": {"type": "array", "items": VIEW}}}
        bodies: dict[str, tuple[dict[str, Any], Any]] = {
            "create": (
                {"type": "object", "required": ["name", "target"], "properties": {"name": NAME, "target": TARGET}},
                EXAMPLE,
            ),
            "partial_update": ({"type": "object", "properties": {"name": NAME}}, {"name": "Esch"}),
        }
        answers: dict[int, tuple[str, dict[str, Any]] | None] = {200: (JSON, listed if action == "list" else VIEW)}
        if action == "create":
            answers = {201: (JSON, VIEW)}
        elif action == "destroy":
            answers = {204: None}
        return operations.operation(
            f"views_{action}",
            SUMMARIES[action],
            "What the map shows (part of the map, filters, day, order) under a name. A deleted one can be taken back "
            "for a day.",
            "views",
            parameters=[operations.language()],
            answers=answers,
            refusals=(400, 401, 403) if action == "list" else (400, 401, 403, 404, 415, 422),
            signed_in=True,
            body=bodies.get(action),
        )

    def list(self, request: Request) -> HttpResponse:
        """The views of the asker, by name."""
        language = language_alone(request)
        views = [_told(view, request, language) for view in actions.views_of(signed_in(request))]
        return private_json({"views": views})

    def create(self, request: Request) -> HttpResponse:
        """Keeps a view."""
        language, body = language_alone(request), _members(request, ("name", "target"))
        with translation.override(language):
            view = actions.save_view(signed_in(request), _text(body, "name"), _text(body, "target"))
        response = private_json(_told(view, request, language), status=201)
        response["Location"] = request.build_absolute_uri(f"/api/v1/views/{view.pk}/")
        return response

    def retrieve(self, request: Request, pk: str) -> HttpResponse:
        """One view."""
        return private_json(_told(_view(request, pk), request, language_alone(request)))

    def partial_update(self, request: Request, pk: str) -> HttpResponse:
        """Another name."""
        language, body = language_alone(request), _members(request, ("name",))
        with translation.override(language):
            view = actions.rename_view(signed_in(request), _view(request, pk), _text(body, "name"))
        return private_json(_told(view, request, language))

    def destroy(self, request: Request, pk: str) -> HttpResponse:
        """Deletes a view; for a day it can be taken back."""
        actions.remove_view(signed_in(request), _view(request, pk))
        return HttpResponse(status=204)

    def recover(self, request: Request, pk: str) -> HttpResponse:
        """The view, as it was before it was deleted."""
        language = language_alone(request)
        with translation.override(language):
            view = actions.recover_view(signed_in(request), _view(request, pk, removed=True))
        return private_json(_told(view, request, language))


def _view(request: Request, pk: str, *, removed: bool = False) -> SavedView:
    view = actions.view_of(signed_in(request), feature_id(pk))
    if view is None or (view.removed_at is None) == removed:
        raise NoSuchThing(_("You keep no view %(id)s.") % {"id": pk})
    return view


def _members(request: Request, known: tuple[str, ...]) -> dict[str, Any]:
    return members_of(request, known, _("Here stands an object with a name and the address of a view."))


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name, "")
    return value if isinstance(value, str) else json.dumps(value)


def _told(view: SavedView, request: Request, language: str) -> dict[str, Any]:
    return {
        "id": view.pk,
        "name": view.name,
        "target": view.target,
        "href": request.build_absolute_uri(f"/{language}/{view.target}"),
        "created_at": view.created_at.isoformat(),
    }
