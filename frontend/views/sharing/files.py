"""A view of the map as a file to take away."""

import tempfile
from typing import IO

from allauth.core import ratelimit
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontend.sharing.copying import copy_of
from frontend.sharing.formats.catalogue import BY_NAME
from frontend.views.sharing.asked import asked_view, reader_language
from frontend.views.sharing.page import refused
from territory.errors import Invalid

# Larger copies are written to the disk: memory does not grow with them. Bytes.
IN_MEMORY = 2_000_000


@require_safe
def data_of_view(request: HttpRequest, name: str) -> HttpResponseBase:
    """The rows that the map shows this reader, in the format called ``name``."""
    if name not in BY_NAME:
        raise Http404
    too_many = ratelimit.consume_or_429(request, action="copy_of_map")
    if too_many is not None:
        return too_many
    chosen = BY_NAME[name]
    try:
        asked = asked_view(request)
        copy = copy_of(asked.view, request.user, reader_language(), asked.base_url, asked.address)
    except Invalid as refusal:
        return refused(request, refusal)
    file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # the response closes it
    chosen.write(copy, file)
    file.seek(0)
    return downloaded(file, f"territory-{timezone.localdate().isoformat()}.{chosen.ending}", chosen.media_type)


def downloaded(file: IO[bytes], name: str, media_type: str) -> HttpResponseBase:
    """``file`` under ``name``, kept by nobody on the way: it holds what this reader may see."""
    response = FileResponse(file, as_attachment=True, filename=name, content_type=media_type)
    response["Cache-Control"] = "private, no-store"
    return response
