"""Links of the OGC API: full addresses, built from the one the request came to."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, JsonResponse

TILE_MATRIX_SET = "WebMercatorQuad"
TILE_MATRIX_SET_URI = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
MVT = "application/vnd.mapbox-vector-tile"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
GEOJSON = "application/geo+json"
JSON = "application/json"


def link(request: HttpRequest, path: str, rel: str, title: object, media_type: str = JSON) -> dict[str, str]:
    """One link; ``path`` is below /ogc/."""
    return {
        "href": request.build_absolute_uri(f"/ogc/{path}"),
        "rel": rel,
        "type": media_type,
        "title": str(title),
    }


def same_with(request: HttpRequest, **changed: str) -> str:
    """The address of this request with some query parameters changed."""
    parameters = {**request.GET.dict(), **changed}
    address = request.build_absolute_uri(request.path)
    return f"{address}?{urlencode(parameters)}" if parameters else address


def document(content: dict[str, Any], media_type: str = JSON) -> JsonResponse:
    """A JSON answer that depends on nobody; other sites may read it in a browser (OGC 17-069r4, rec. 10)."""
    response = JsonResponse(content, content_type=media_type, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=60"
    return response
