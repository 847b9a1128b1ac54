"""Bodies of requests: JSON of bounded size and depth."""

from collections.abc import Mapping
from typing import IO, Any

from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

# A geometry of 20,000 points with 15 digits is about 1 MB.
MAX_BODY_BYTES = 5_000_000


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
    """A stream that gives at most MAX_BODY_BYTES."""

    def __init__(self, stream: IO[Any]) -> None:
        self.stream = stream

    def read(self, size: int = -1) -> bytes:
        content = self.stream.read(MAX_BODY_BYTES + 1)
        if len(content) > MAX_BODY_BYTES:
            raise RequestDataTooBig(
                _("The body has more than %(limit)d million bytes.") % {"limit": MAX_BODY_BYTES // 1_000_000}
            )
        return bytes(content)
