"""What the OpenAPI document says about photos and documents."""

from typing import Any

from api.rest.operations import language, operation
from api.shapes import BINARY
from territory.files.models import ContentType

Part = dict[str, Any]
JSON = "application/json"
FILE: Part = {
    "type": "object",
    "properties": {
        "id": {"type": "integer"},
        "name": {"type": "string", "description": "The file's own name, cleaned."},
        "content_type": {"type": "string", "enum": ["image/jpeg", "image/png", "image/webp", "application/pdf"]},
        "size_bytes": {"type": "integer"},
        "width_px": {"type": "integer", "nullable": True},
        "height_px": {"type": "integer", "nullable": True},
        "caption": {"type": "string", "maxLength": 300},
        "alt": {
            "type": "string",
            "maxLength": 300,
            "description": "What a picture shows, read out to the blind.",
        },
        "language": {"type": "string", "description": "Language of caption and alt."},
        "position": {"type": "integer"},
        "href": {"type": "string", "format": "uri"},
        "thumbnail": {"type": "string", "format": "uri", "nullable": True},
    },
}
PARTS: Part = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "JPEG, PNG, WebP, HEIC or PDF."},
        "caption": {"type": "string"},
        "alt": {"type": "string"},
        "language": {"type": "string"},
    },
}
CHANGED: Part = {
    "type": "object",
    "properties": {name: FILE["properties"][name] for name in ("caption", "alt", "language", "position")},
}
REFUSALS = (401, 403, 404, 409, 422)


def of_action(collection_id: str, action: str) -> Part:
    """The operation of ``action`` on the files of a feature of the collection."""
    return {
        "list": _list,
        "create": _create,
        "partial_update": _partial_update,
        "destroy": _destroy,
        "recover": _recover,
        "content": _content,
        "thumbnail": _thumbnail,
    }[action](collection_id)


def _list(of: str) -> Part:
    answer: Part = {"type": "object", "properties": {"files": {"type": "array", "items": FILE}}}
    return operation(
        f"{of}_files_list",
        "Photos and documents of a feature",
        "In their order; for whoever may see the feature.",
        of,
        parameters=[language()],
        answers={200: (JSON, answer)},
        refusals=(400, 404),
    )


def _create(of: str) -> Part:
    written = operation(
        f"{of}_files_create",
        "Add a photo or document",
        "Decided by its content. Photos are painted anew, upright and without position, names and notes; PDF documents "
        "lose what they say of their authors, and are refused with scripts or files inside.",
        of,
        parameters=[language()],
        answers={201: (JSON, FILE)},
        refusals=REFUSALS,
        signed_in=True,
    )
    written["requestBody"] = {"required": True, "content": {"multipart/form-data": {"schema": PARTS}}}
    return written


def _partial_update(of: str) -> Part:
    return operation(
        f"{of}_files_partial_update",
        "Describe a photo or document, or move it",
        "“position” counts from 1.",
        of,
        parameters=[],
        body=(CHANGED, {"alt": "Banc devant la gare", "language": "fr"}),
        answers={200: (JSON, FILE)},
        refusals=REFUSALS,
        signed_in=True,
    )


def _destroy(of: str) -> Part:
    return operation(
        f"{of}_files_destroy",
        "Remove a photo or document",
        "For some weeks it can be taken back: POST to “recover/” below it.",
        of,
        parameters=[],
        answers={204: None},
        refusals=REFUSALS,
        signed_in=True,
    )


def _recover(of: str) -> Part:
    return operation(
        f"{of}_files_recover",
        "Take back a removed photo or document",
        "It stands again where it was.",
        of,
        parameters=[],
        answers={200: (JSON, FILE)},
        refusals=REFUSALS,
        signed_in=True,
    )


def _content(of: str) -> Part:
    return _bytes(of, "content", "The photo or document itself", *ContentType.values)


def _thumbnail(of: str) -> Part:
    return _bytes(of, "thumbnail", "A small picture", "image/webp")


def _bytes(of: str, name: str, summary: str, media_type: str, *others: str) -> Part:
    return operation(
        f"{of}_files_{name}",
        summary,
        "With an ETag; for whoever may see the feature.",
        of,
        parameters=[],
        answers={200: (media_type, BINARY)},
        files=others,
        refusals=(404,),
    )
