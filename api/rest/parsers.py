"""Bodies of requests: JSON of bounded size and depth."""

from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class JsonParser(JSONParser):
    """JSON, read only as far as a body may be long."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """The decoded body. Raises RequestDataTooBig, ParseError."""
        try:
            return super().parse(_Bounded(stream), media_type, parser_context)
        except RecursionError as error:
            raise ParseError(_("The JSON is nested too deeply.")) from error


class FeatureParser(JsonParser):
    media_type = "application/geo+json"


class MergePatchParser(JsonParser):
    media_type = "application/merge-patch+json"


class _Bounded:
    """A stream that gives at most DATA_UPLOAD_MAX_MEMORY_SIZE bytes."""

    def __init__(self, stream: IO[Any]) -> None:
        self.stream = stream

    def read(self, size: int = -1) -> bytes:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        content = self.stream.read(limit + 1)
        if len(content) > limit:
            raise RequestDataTooBig
        return bytes(content)
