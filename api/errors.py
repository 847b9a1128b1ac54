"""From an exception to a status and a problem document (RFC 9457). One table; no view catches to reformat."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, status

from api.clashes import clashing_parts, geometry_written
from layers.errors import GeodataError, MissingCrs, NoSuchTile
from territory.errors import Clash, Invalid, NotAllowed, Outdated, TooOften, WrongState
from territory.siting.errors import NoSolution, UnusableProblem

logger = logging.getLogger(__name__)

PROBLEM = "application/problem+json"
Sentence = str | Promise


class BadParameter(Exception):
    """A query parameter that cannot be read. Says what was wrong and what would be right."""

    def __init__(self, name: str, detail: Sentence) -> None:
        super().__init__(detail)
        self.name = name


class BadBody(Exception):
    """A body that is JSON but not what is taken here. ``problems`` pairs a JSON pointer with a sentence."""

    def __init__(self, problems: list[tuple[str, Sentence]]) -> None:
        super().__init__(" ".join(str(sentence) for _pointer, sentence in problems))
        self.problems = problems


class TooLarge(Exception):
    """A file larger than what is taken; says how large it may be."""


class NotAcceptable(Exception):
    """None of the media types the asker accepts can be given."""


class NoSuchThing(Exception):
    """A collection or a feature that is not there, or not for this asker."""


class MethodNotAllowed(Exception):
    def __init__(self, method: str, allowed: tuple[str, ...]) -> None:
        super().__init__(
            _("%(method)s is not possible here; allowed: %(allowed)s.")
            % {"method": method, "allowed": ", ".join(allowed)}
        )
        self.allowed = allowed


# The first line that fits counts. An empty title: the status in words.
STATUS: tuple[tuple[type[BaseException], int], ...] = (
    (BadParameter, status.HTTP_400_BAD_REQUEST),
    (BadBody, status.HTTP_422_UNPROCESSABLE_ENTITY),
    (Invalid, status.HTTP_422_UNPROCESSABLE_ENTITY),
    (UnusableProblem, status.HTTP_422_UNPROCESSABLE_ENTITY),
    (NoSolution, status.HTTP_422_UNPROCESSABLE_ENTITY),
    (MissingCrs, status.HTTP_422_UNPROCESSABLE_ENTITY),
    (NotAllowed, status.HTTP_403_FORBIDDEN),
    (TooOften, status.HTTP_429_TOO_MANY_REQUESTS),
    (WrongState, status.HTTP_409_CONFLICT),
    (Outdated, status.HTTP_412_PRECONDITION_FAILED),
    (NoSuchThing, status.HTTP_404_NOT_FOUND),
    (NoSuchTile, status.HTTP_400_BAD_REQUEST),
    (GeodataError, status.HTTP_422_UNPROCESSABLE_ENTITY),
    (MethodNotAllowed, status.HTTP_405_METHOD_NOT_ALLOWED),
    (NotAcceptable, status.HTTP_406_NOT_ACCEPTABLE),
    (Http404, status.HTTP_404_NOT_FOUND),
    (PermissionDenied, status.HTTP_403_FORBIDDEN),
    (TooLarge, status.HTTP_413_REQUEST_ENTITY_TOO_LARGE),
    (RequestDataTooBig, status.HTTP_413_REQUEST_ENTITY_TOO_LARGE),
    (SuspiciousOperation, status.HTTP_400_BAD_REQUEST),
    (OperationalError, status.HTTP_503_SERVICE_UNAVAILABLE),
)
TITLES = {
    400: _("The request cannot be read"),
    401: _("Please sign in"),
    403: _("Not allowed"),
    404: _("Not found"),
    405: _("Method not allowed"),
    406: _("No such format"),
    409: _("Not possible in this state"),
    412: _("Changed in the meantime"),
    413: _("Too large"),
    415: _("Media type not supported"),
    422: _("The values cannot be stored"),
    429: _("Too many requests"),
    500: _("Something went wrong here"),
    503: _("Not available at the moment"),
}
# Where a value of an action stands in the body of a request.
POINTERS = {"location": "/geometry", "place": "/geometry"}
IN_OTHER_WORDS = {
    Http404: _("There is nothing at this address."),
    RequestDataTooBig: _("The body is too long: at most 10 million bytes are taken."),
    OperationalError: _("The database does not answer. Try again in a moment."),
}


def problem(code: int, detail: Sentence, errors: list[dict[str, Any]] | None = None) -> HttpResponse:
    """A problem document. Errors may depend on who asks, so nobody keeps them."""
    document: dict[str, Any] = {
        "type": "about:blank",
        "title": str(TITLES.get(code, "")),
        "status": code,
        "detail": str(detail),
    }
    if errors:
        document["errors"] = errors
    response = JsonResponse(document, status=code, content_type=PROBLEM, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response


def problem_of(error: BaseException) -> HttpResponse:
    """The problem document of ``error``; what nobody foresaw is logged and told without its insides."""
    if isinstance(error, exceptions.APIException):
        return _problem_of_framework(error)
    code = next((code for kind, code in STATUS if isinstance(error, kind)), 500)
    if code >= 500:
        logger.error("No answer to a request", exc_info=error)
    if code == 500:
        return problem(code, _("The error was noted. Nothing was changed."))
    response = problem(code, _detail_of(error), _parts_of(error))
    if isinstance(error, Clash):
        # What to name next time, once the asker has chosen.
        response["ETag"] = f'"{error.thing.version}"'
    if isinstance(error, MethodNotAllowed):
        response["Allow"] = ", ".join(error.allowed)
    return response


def _detail_of(error: BaseException) -> Sentence:
    for kind, sentence in IN_OTHER_WORDS.items():
        if isinstance(error, kind):
            return sentence
    return str(error)


def _parts_of(error: BaseException) -> list[dict[str, Any]] | None:
    if isinstance(error, Clash):
        return clashing_parts(error)
    if isinstance(error, BadParameter):
        return [{"parameter": error.name, "detail": str(error)}]
    if isinstance(error, BadBody):
        return [{"pointer": pointer, "detail": str(sentence)} for pointer, sentence in error.problems]
    if isinstance(error, Invalid):
        parts: list[dict[str, Any]] = [
            {"pointer": _pointer_to(name), "detail": str(sentence)}
            for name, sentences in error.problems.items()
            for sentence in sentences
        ]
        if error.repaired is not None:
            # Offered, never taken without a word: the asker sends it again if it is what was meant.
            for part in parts:
                if part["pointer"] == POINTERS["location"]:
                    part["repaired"] = geometry_written(error.repaired)
        return parts
    return None


def too_large(content_length: str | None, limit_bytes: int) -> None:
    """Raises TooLarge by what a request says of its own length, before any of it is read."""
    if content_length and content_length.isdigit() and int(content_length) > limit_bytes + 100_000:
        raise TooLarge(
            _("The file has %(size)d MB; at most %(limit)d MB are taken.")
            % {"size": int(content_length) // 1_000_000, "limit": limit_bytes // 1_000_000}
        )


def _pointer_to(name: str) -> str:
    """Where a value of an action stands in the body; names that are pointers already are kept."""
    return name if name.startswith("/") else POINTERS.get(name, f"/properties/{name}")


def _problem_of_framework(error: exceptions.APIException) -> HttpResponse:
    """What the REST framework refuses by itself: unread JSON, media types, methods, missing or wrong credentials."""
    detail = error.detail if isinstance(error.detail, str) else str(error)
    response = problem(error.status_code, detail)
    if getattr(error, "auth_header", None):
        response["WWW-Authenticate"] = error.auth_header  # type: ignore[attr-defined]
    return response


def problem_document(error: Exception, context: dict[str, Any]) -> HttpResponse:
    """The REST framework's exception handler (setting EXCEPTION_HANDLER)."""
    response = problem_of(error)
    if isinstance(error, exceptions.MethodNotAllowed) and context.get("view"):
        response["Allow"] = ", ".join(context["view"].allowed_methods)
    return response


def answers_problems(*methods: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Makes a plain view answer every refusal with a problem document, and other methods with 405."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            try:
                if request.method not in methods:
                    raise MethodNotAllowed(str(request.method), methods)
                return view(request, *arguments, **named)
            except Exception as error:  # noqa: BLE001  the one place that turns exceptions into answers
                return problem_of(error)

        return answer

    return decorate


@answers_problems("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Addresses below /api and /ogc that do not exist."""
    raise NoSuchThing(_("There is nothing at %(path)s. Begin at /ogc/ or /api/v1/.") % {"path": request.path})
