"""Photos and documents of what is placed, by REST: listed, handed in, described, removed; all through the actions."""

from typing import Any, cast

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api.answers import private_json
from api.asking import feature_id, reading_of
from api.catalogue import KINDS
from api.errors import BadBody, NoSuchThing
from api.params import refuse_unknown
from api.rest import file_operations, operations
from api.rest.bodies import Problems, Wrong, plain
from api.rest.contributions import writer_of
from api.rest.parsers import JsonParser, MergePatchParser
from territory.acting import acting_as
from territory.attachments import actions
from territory.attachments.models import ContributionFile
from territory.attachments.querysets import files_of, removed_from
from territory.contributions import rules
from territory.contributions.models import Contribution
from territory.errors import NotAllowed
from territory.files.actions import store
from territory.files.serving import place_and_headers

WRITTEN = ("caption", "alt", "language", "position")


class FileViewSet(ViewSet):
    """What hangs on one feature; whoever may see the feature may see it, whoever may change it may change this."""

    collection_id = ""
    schema = operations.WrittenSchema()
    parser_classes = (MultiPartParser, JsonParser, MergePatchParser)

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return file_operations.of_action(self.collection_id, action)

    def list(self, request: Request, pk: str) -> HttpResponse:
        """All of them, in their order."""
        refuse_unknown(request.query_params.dict(), ["lang"])
        thing = self._thing(request, pk)
        return private_json({"files": [self._described(request, pk, hung) for hung in files_of(thing)]})

    def create(self, request: Request, pk: str) -> HttpResponse:
        """Washes a file, keeps it and hangs it on the feature, behind the others."""
        thing, writer = self._thing(request, pk), writer_of(request)
        if not rules.can_edit(writer, thing):
            raise NotAllowed(_("Photos and documents are changed by whoever may change the thing itself."))
        upload = request.FILES.get("file")
        if upload is None:
            raise BadBody([("/file", _("Send one file as the part “file” of a form (multipart/form-data)."))])
        sent: Any = request.data
        texts = {name: str(sent[name]) for name in ("caption", "alt", "language") if name in sent}
        texts.setdefault("language", reading_of(request, request.query_params.dict()).language)
        with acting_as(writer, verb="add file"):
            stored = store(upload, upload.name or "", writer)
            hung = actions.add_file(thing, writer, stored, **texts)
        described = self._described(request, pk, hung)
        response = private_json(described, status=201)
        response["Location"] = described["href"]
        return response

    def partial_update(self, request: Request, pk: str, key: str) -> HttpResponse:
        """Other words, or another place in the order."""
        thing = self._thing(request, pk)
        hung = self._hung(files_of(thing), key)
        texts = self._texts(request.data)
        position = texts.pop("position", None)
        with acting_as(writer_of(request), verb="describe file"):
            hung = actions.describe_file(hung, thing, writer_of(request), **texts)
            if position is not None:
                actions.move_file(hung, thing, writer_of(request), position)
        hung.refresh_from_db()
        return private_json(self._described(request, pk, hung))

    def destroy(self, request: Request, pk: str, key: str) -> HttpResponse:
        """Removes one; for some weeks it can be taken back."""
        thing = self._thing(request, pk)
        actions.remove_file(self._hung(files_of(thing), key), thing, writer_of(request))
        return HttpResponse(status=204)

    def recover(self, request: Request, pk: str, key: str) -> HttpResponse:
        """Takes one back that was removed."""
        thing, writer = self._thing(request, pk), writer_of(request)
        if not rules.can_edit(writer, thing):
            raise NotAllowed(_("Photos and documents are changed by whoever may change the thing itself."))
        hung = actions.take_back_file(self._hung(removed_from(thing), key), thing, writer)
        return private_json(self._described(request, pk, hung))

    def content(self, request: Request, pk: str, key: str) -> HttpResponseBase:
        """The bytes."""
        return self._bytes(request, pk, key, thumbnail=False)

    def thumbnail(self, request: Request, pk: str, key: str) -> HttpResponseBase:
        """The small picture, at most 480 pixels wide and high."""
        return self._bytes(request, pk, key, thumbnail=True)

    def _bytes(self, request: Request, pk: str, key: str, *, thumbnail: bool) -> HttpResponseBase:
        hung = self._hung(files_of(self._thing(request, pk)), key)
        if thumbnail and not hung.file.is_picture:
            raise NoSuchThing(_("Documents have no small picture."))
        path, headers = place_and_headers(hung.file, thumbnail=thumbnail)
        unchanged: HttpResponse | None = get_conditional_response(cast("HttpRequest", request), etag=headers["ETag"])
        answer = unchanged or FileResponse(path.open("rb"))
        # Afterwards: the response would guess the type from the name on the shelf.
        for name, value in headers.items():
            answer[name] = value
        return answer

    def _thing(self, request: Request, pk: str) -> Contribution:
        rows: Any = KINDS[self.collection_id]._default_manager
        thing = rows.visible_to(request.user).filter(pk=feature_id(pk)).first()
        if thing is None:
            raise NoSuchThing(
                _("There is no feature %(id)s in “%(collection)s”, or you may not see it.")
                % {"id": pk, "collection": self.collection_id}
            )
        return thing

    def _hung(self, rows: Any, key: str) -> ContributionFile:
        hung = rows.filter(pk=feature_id(key)).first()
        if hung is None:
            raise NoSuchThing(_("No photo or document with the number %(id)s hangs on it.") % {"id": key})
        return hung

    def _texts(self, body: Any) -> dict[str, Any]:
        if not isinstance(body, dict):
            raise BadBody([("", _("The body is one object: {“caption”: …, “alt”: …, “language”: …, “position”: …}."))])
        texts: dict[str, Any] = {}
        problems: Problems = []
        for name, value in body.items():
            try:
                if name not in WRITTEN:
                    raise Wrong(
                        _("There is no such property to write; possible: %(known)s.") % {"known": ", ".join(WRITTEN)}
                    )
                if name == "position" and (isinstance(value, bool) or not isinstance(value, int)):
                    raise Wrong(_("A whole number is expected."))
                texts[name] = value if name == "position" else plain(value)
            except Wrong as error:
                problems.append((f"/{name}", str(error)))
        if problems:
            raise BadBody(problems)
        return texts

    def _described(self, request: Request, pk: str, hung: ContributionFile) -> dict[str, Any]:
        address = request.build_absolute_uri(f"/api/v1/{self.collection_id}/{feature_id(pk)}/files/{hung.pk}/")
        file = hung.file
        return {
            "id": hung.pk,
            "name": file.name,
            "content_type": file.content_type,
            "size_bytes": file.size_bytes,
            "width_px": file.width_px,
            "height_px": file.height_px,
            "caption": hung.caption,
            "alt": hung.alt,
            "language": hung.language,
            "position": hung.position,
            "href": f"{address}content/",
            "thumbnail": f"{address}thumbnail/" if file.is_picture else None,
        }
