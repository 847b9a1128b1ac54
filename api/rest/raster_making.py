"""Uploading rasters, and deriving them from our own layers: for regional moderators and park managers."""

import datetime
from pathlib import Path
from typing import Any, cast

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api.answers import private_json
from api.asking import language_alone, signed_in
from api.errors import BadBody, too_large
from api.rest import operations
from api.rest.parsers import JsonParser
from api.rest.raster_answers import RASTER
from api.rest.raster_bodies import JSON
from api.rest.rasters import told
from layers.languages import LANGUAGES
from layers.rasters.check import MAX_FILE_BYTES
from layers.rasters.models import RasterLayer, RasterMeaning
from territory.suitability import actions
from territory.suitability.derive import DERIVATIONS, RESOLUTIONS_M

TEXT = {"type": "string"}
UPLOAD = {
    "type": "object",
    "required": ["file", "kind", "publisher", "licence", "released_on"],
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "A GeoTIFF with one band."},
        **{f"title_{language}": TEXT for language in LANGUAGES},
        "kind": {"type": "string", "enum": RasterMeaning.values},
        "unit": TEXT,
        "publisher": TEXT,
        "licence": TEXT,
        "attribution": TEXT,
        "released_on": {"type": "string", "format": "date"},
        "all_known": {"type": "boolean", "description": "Without a nodata value: every cell has a true value."},
    },
}
DERIVED = {
    "type": "object",
    "required": ["derivation", "area"],
    "properties": {
        "derivation": {"type": "string", "enum": list(DERIVATIONS)},
        "area": {"type": "string", "description": "Code of a region, or LAU2 code of a commune."},
        "resolution_m": {"type": "integer", "enum": list(RESOLUTIONS_M), "default": 50},
        "day": {"type": "string", "format": "date", "description": "Today without it."},
    },
}
REFUSALS = (400, 401, 403, 413, 415, 422)


class RasterUploadViewSet(ViewSet):
    """A file with what there is to say about it, as a form with parts."""

    parser_classes = (MultiPartParser,)
    permission_classes = [IsAuthenticated, *ViewSet.permission_classes]
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        written = _operation("raster_upload", "Upload a raster", "Judged by its header at once, by its values later.")
        written["requestBody"] = {"required": True, "content": {"multipart/form-data": {"schema": UPLOAD}}}
        return written

    def initialize_request(self, request: HttpRequest, *arguments: Any, **named: Any) -> Request:
        """The request, whose file goes to a disk and never into memory."""
        request.upload_handlers = [TemporaryFileUploadHandler(request)]
        return super().initialize_request(request, *arguments, **named)

    def initial(self, request: Request, *arguments: Any, **named: Any) -> None:
        """Judges the length before anything is read, also before the session's token is looked for in the form."""
        too_large(request.META.get("CONTENT_LENGTH"), MAX_FILE_BYTES)
        super().initial(request, *arguments, **named)

    def create(self, request: Request) -> HttpResponse:
        """Takes the file if its header may be true; its values are checked a moment later."""
        with translation.override(language_alone(request)):
            body = cast("dict[str, Any]", request.data)  # of a form with parts
            file = body.get("file")
            if not isinstance(file, TemporaryUploadedFile):
                raise BadBody([("/file", _("Send the GeoTIFF as the part “file” of a form."))])
            texts = {name: str(value) for name, value in body.items() if name != "file"}
            layer = actions.upload(
                signed_in(request),
                {language: texts.get(f"title_{language}", "") for language in LANGUAGES},
                Path(file.temporary_file_path()),
                kind=texts.get("kind", ""),
                unit=texts.get("unit", ""),
                provenance=actions.Provenance(
                    texts.get("publisher", ""),
                    texts.get("licence", ""),
                    _day(texts.get("released_on"), "/released_on"),
                    texts.get("attribution", ""),
                ),
                all_known=texts.get("all_known") == "true",
                file_name=str(file.name),
            )
            return _begun(layer, request)


class RasterDerivationViewSet(ViewSet):
    parser_classes = (JsonParser,)
    permission_classes = [IsAuthenticated, *ViewSet.permission_classes]
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        summary = "Derive a raster from our own layers"
        written = _operation("raster_derive", summary, "Distance to stops or works, density of jobs.")
        written["requestBody"] = {"required": True, "content": {JSON: {"schema": DERIVED}}}
        return written

    def create(self, request: Request) -> HttpResponse:
        """Begins the calculation."""
        body = request.data
        if not isinstance(body, dict) or set(body) - set(DERIVED["properties"]):
            known = ", ".join(DERIVED["properties"])
            raise BadBody([("", _("The body is an object with some of %(known)s.") % {"known": known})])
        with translation.override(language_alone(request)):
            day = _day(body["day"], "/day") if body.get("day") is not None else None
            resolution_m = body.get("resolution_m", 50)
            if isinstance(resolution_m, bool) or not isinstance(resolution_m, int):
                resolution_m = 0
            area, derivation = str(body.get("area")), str(body.get("derivation"))
            return _begun(actions.derive(signed_in(request), derivation, area, resolution_m, day), request)


def _operation(operation_id: str, summary: str, description: str) -> dict[str, Any]:
    return operations.operation(
        operation_id,
        summary,
        description,
        "rasters",
        parameters=[operations.language()],
        answers={202: (JSON, RASTER)},
        refusals=REFUSALS,
        signed_in=True,
    )


def _begun(layer: RasterLayer, request: Request) -> HttpResponse:
    response = private_json(told(layer, request), status=202)
    response["Location"] = request.build_absolute_uri(f"/api/v1/rasters/{layer.pk}/")
    return response


def _day(text: Any, pointer: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(str(text))
    except ValueError as error:
        raise BadBody([(pointer, _("Here stands a day, such as 2026-11-22."))]) from error
