"""A view of the map as a file to take away."""

import io
import tempfile
from typing import IO

from allauth.core import ratelimit
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontend.map_data import first_box
from frontend.sharing.copying import MOST_ROWS, copy_of
from frontend.sharing.formats.catalogue import BY_NAME
from frontend.sharing.map_view import EMPTY_MAP
from frontend.sharing.offline_map import MOST_ROWS as MOST_ON_OFFLINE_MAP
from frontend.sharing.offline_map import offline_map
from frontend.views.sharing.asked import asked_view, reader_language
from frontend.views.sharing.refusing import refused
from territory.errors import Invalid

# Larger copies are written to the disk: memory does not grow with them. Bytes.
IN_MEMORY = 2_000_000


@require_safe
def offline_map_of_view(request: HttpRequest) -> HttpResponseBase:
    """The view as one HTML file that works without a network."""
    too_many = ratelimit.consume_or_429(request, action="copy_of_map")
    if too_many is not None:
        return too_many
    try:
        asked = asked_view(request)
        copy = copy_of(
            asked.view, request.user, reader_language(), asked.base_url, asked.address, most=MOST_ON_OFFLINE_MAP
        )
    except Invalid as refusal:
        return refused(request, refusal)
    page = offline_map(copy, asked.view, first_box(timezone.localdate()) or EMPTY_MAP)
    # As an attachment: opened here it would run under our own address.
    return downloaded(io.BytesIO(page.encode()), f"territory-{timezone.localdate().isoformat()}.html", "text/html")


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
        copy = copy_of(asked.view, request.user, reader_language(), asked.base_url, asked.address, most=MOST_ROWS)
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
