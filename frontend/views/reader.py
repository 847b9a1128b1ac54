"""Who reads the page, once it is certain that somebody is signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from territory.acting import reading_as
from territory.people.models import User


def person_of(request: HttpRequest) -> User:
    """The person signed in; for views behind ``login_required`` and for the back office."""
    assert isinstance(request.user, User)
    return request.user


def in_own_name(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """``view``, in which the database gives what is confidential to this person as far as it is for them."""

    @wraps(view)
    def reading(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        with reading_as(request.user):
            return view(request, *args, **more)

    return reading
