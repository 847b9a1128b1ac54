"""The places in a file of a geodata program, by REST: read and offered, nothing is stored."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api.answers import private_json
from api.asking import language_alone
from api.errors import BadBody, too_large
from api.rest import operations
from api.shapes import GEOMETRY
from territory.errors import Invalid
from territory.geometry_files.read import FoundShape, shapes_in

FORM_BYTES = 100_000  # of what stands around the file
PARTS = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {
            "type": "string",
            "format": "binary",
            "description": "GeoJSON, KML, KMZ, GPX, GeoPackage, zipped Shapefile.",
        }
    },
}
SHAPE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "description": "What the file calls it; may be empty."},
        "geometry": {**GEOMETRY, "description": "GeoJSON, longitude and latitude, as a feature takes it."},
        "corners": {"type": "integer", "description": "As many as the file had."},
        "tolerance_m": {"type": "number", "description": "How far off it is, where it had to be made simpler; else 0."},
        "area_m2": {"type": "number"},
        "length_m": {"type": "number"},
    },
}
ANSWER = {
    "type": "object",
    "properties": {
        "shapes": {"type": "array", "items": SHAPE},
        "left_out": {"type": "integer", "description": "Shapes that were too many to choose from, or are no places."},
    },
}


class PlaceFileViewSet(ViewSet):
    """For signed-in people, as on the form; reading a file is work."""

    parser_classes = (MultiPartParser,)
    permission_classes = (IsAuthenticated,)
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        written = operations.operation(
            "places_from_file",
            "The places in a file",
            "The shapes in CRS84, each as it can be sent as the geometry of a feature. Nothing is stored.",
            "places-from-file",
            parameters=[operations.language()],
            answers={200: ("application/json", ANSWER)},
            refusals=(400, 401, 413, 415, 422),
            signed_in=True,
        )
        written["requestBody"] = {"required": True, "content": {"multipart/form-data": {"schema": PARTS}}}
        return written

    def initial(self, request: Request, *arguments: Any, **named: Any) -> None:
        """Judges the length before anything is read."""
        too_large(request.META.get("CONTENT_LENGTH"), settings.FILE_MAX_MB * 1_000_000 + FORM_BYTES)
        super().initial(request, *arguments, **named)

    def create(self, request: Request) -> HttpResponse:
        """The shapes of one file."""
        with translation.override(language_alone(request)):
            upload = request.FILES.get("file")
            if upload is None:
                raise BadBody([("/file", _("Send one file as the part “file” of a form (multipart/form-data)."))])
            try:
                found = shapes_in(upload.read(), upload.name or "")
            except Invalid as refusal:
                raise BadBody([("/file", str(refusal))]) from refusal
            answer = {"shapes": [_told(shape) for shape in found.shapes], "left_out": found.left_out}
            return private_json(answer)


def _told(shape: FoundShape) -> dict[str, Any]:
    return {
        "name": shape.name,
        "geometry": json.loads(shape.place.geojson),
        "corners": shape.corners,
        "tolerance_m": round(shape.tolerance_m, 2),
        "area_m2": round(shape.area_m2),
        "length_m": round(shape.length_m, 1),
    }
