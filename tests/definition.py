"""The definition of the REST interface, held against every answer that any test is given."""

import json
from functools import cache
from typing import Any

from django.http import HttpResponse
from drf_spectacular.generators import SchemaGenerator
from openapi_core import Config, OpenAPI
from openapi_core.contrib.django import DjangoOpenAPIRequest, DjangoOpenAPIResponse
from openapi_core.templating.paths.exceptions import OperationNotFound, PathNotFound

from api.rest.operations import NO_SLASH

REST = "/api/v1/"
# Pictures for a map, whose addresses the raster tells, and the definition itself.
NOT_DESCRIBED = (".png", "openapi.json")
ALSO_JSON = ("application/geo+json", "application/problem+json")


class Asked(DjangoOpenAPIRequest):
    """A request by the spelling of its address that the definition tells; its body has been read already."""

    path_pattern = None
    body = b""

    @property
    def path(self) -> str:
        plain = self.request.path.rstrip("/")
        return plain if plain in NO_SLASH or "." in plain else f"{plain}/"


@cache
def document() -> dict[str, Any]:
    """The definition as programs are given it."""
    generated: dict[str, Any] = json.loads(json.dumps(SchemaGenerator().get_schema(request=None, public=True)))
    return generated


@cache
def _definition() -> OpenAPI:
    config = Config(
        extra_media_type_deserializers=dict.fromkeys(ALSO_JSON, json.loads),
        additional_properties_default_policy="forbid",
        spec_validator_cls=None,
    )
    return OpenAPI.from_dict(document(), config=config)


def check(response: HttpResponse) -> None:
    """Raises an OpenAPIError where an answer is not what the definition promises for its address, verb and status.

    An address or a verb that does not exist is promised nothing, and 304 repeats what was promised before.
    """
    if response.wsgi_request.path.endswith(NOT_DESCRIBED) or response.status_code == 304:
        return
    try:
        _definition().validate_response(Asked(response.wsgi_request), DjangoOpenAPIResponse(response))
    except (PathNotFound, OperationNotFound):
        if response.status_code not in (404, 405):
            raise
