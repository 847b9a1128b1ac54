"""The way in to the REST interface: what there is, its definition and its documentation."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.translation import override
from drf_spectacular.renderers import OpenApiJsonRenderer2
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.viewsets import ViewSet

from api import params
from api.catalogue import COLLECTIONS
from api.rest import operations
from api.shapes import TEXT, by_key, object_of

ANSWER = {
    "type": "object",
    "required": ["collections"],
    "properties": {"collections": by_key(object_of(title=TEXT, href=TEXT), "By id of the collection.")},
    "additionalProperties": {"type": "string", "description": "The address of an interface, by its name."},
}


class RootViewSet(ViewSet):
    schema = operations.WrittenSchema()

    def operation(self, action: str) -> dict[str, Any]:
        """What the OpenAPI document says about ``action``."""
        return operations.operation(
            "root",
            "Where everything is",
            "The addresses of the collections, of the searches and of the documentation.",
            "root",
            parameters=[],
            answers={200: ("application/json", ANSWER)},
            refusals=(400,),
        )

    def list(self, request: Request) -> HttpResponse:
        """The addresses of everything below /api/v1/."""
        params.refuse_unknown(request.query_params.dict(), [])
        base = request.build_absolute_uri("/")
        return JsonResponse(
            {
                "collections": {
                    entry.id: {"title": str(entry.title), "href": f"{base}api/v1/{entry.id}/"} for entry in COLLECTIONS
                },
                "near": f"{base}api/v1/establishments/near",
                "reach": f"{base}api/v1/reach",
                "context": f"{base}api/v1/context/",
                "rasters": f"{base}api/v1/rasters/",
                "consents": f"{base}api/v1/consents/",
                "sitings": f"{base}api/v1/sitings/",
                "leads": f"{base}api/v1/leads/",
                "needs-and-offers": f"{base}api/v1/needs-and-offers/",
                "suggestions": f"{base}api/v1/suggestions/",
                "views": f"{base}api/v1/views/",
                "works": f"{base}api/v1/works/?lon=6.1145&lat=49.582",
                "search": f"{base}api/v1/search",
                "summary": f"{base}api/v1/summary",
                "openapi": f"{base}api/v1/openapi.json",
                "documentation": f"{base}api/docs/",
                "ogc": f"{base}ogc/",
            },
            json_dumps_params={"ensure_ascii": False},
        )


class SchemaView(SpectacularJSONAPIView):
    """The OpenAPI document, as plain JSON that every program accepts; in English, as its names are."""

    renderer_classes = [OpenApiJsonRenderer2]

    def dispatch(self, request: HttpRequest, *arguments: Any, **keywords: Any) -> HttpResponseBase:
        """The document, written out before the reader's language comes back."""
        with override("en"):
            response = super().dispatch(request, *arguments, **keywords)
            return response.render() if isinstance(response, SimpleTemplateResponse) else response


class DocumentationView(SpectacularSwaggerSplitView):
    """The documentation to read and try; its script comes apart from the page, as our security policy asks."""

    template_name = "api/documentation.html"
