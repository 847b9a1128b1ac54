"""What holds for every request that only reads."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from territory.contributions.standing import standings_kept

READING = frozenset({"GET", "HEAD"})


class KeepStandings:
    """Middleware: whoever reads has the same roles from the first line of the answer to the last, asked for once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in READING:
            return self.get_response(request)
        with standings_kept():
            return self.get_response(request)
