"""JSON answers: in which language one is, and who may keep it."""

import json
from typing import Any

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from api.collection import Asker

JSON = "application/json"
NOBODY = "private, no-store"


def private_json(
    content: Any, *, language: str | None = None, status: int = 200, media_type: str = JSON
) -> HttpResponse:
    """An answer for the asker alone, kept by nobody; in the active language where no other is named."""
    response = _json(content, language or get_language() or "", status, media_type)
    response["Cache-Control"] = NOBODY
    return response


def public_json(content: Any, *, language: str, seconds: int, media_type: str = JSON) -> HttpResponse:
    """An answer that is the same for whoever asks in ``language``, kept by everyone for ``seconds``."""
    response = _json(content, language, 200, media_type)
    response["Cache-Control"] = f"public, max-age={seconds}"
    patch_vary_headers(response, ["Accept-Language"])
    return response


def keep_by(response: HttpResponse, same_for_all: bool, asker: Asker, seconds: int) -> None:
    """Lets everyone keep for ``seconds`` what everyone may see; what a signed-in person sees is kept by nobody."""
    if same_for_all:
        response["Cache-Control"] = f"public, max-age={seconds}"
        return
    patch_vary_headers(response, ["Cookie", "Authorization"])
    response["Cache-Control"] = NOBODY if asker.is_authenticated else f"public, max-age={seconds}"


def _json(content: Any, language: str, status: int, media_type: str) -> HttpResponse:
    response = HttpResponse(json.dumps(content, ensure_ascii=False), status=status, content_type=media_type)
    response["Content-Language"] = language
    return response
