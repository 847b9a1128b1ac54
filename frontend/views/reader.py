"""Who reads the page, once it is certain that somebody is signed in."""

from django.http import HttpRequest

from territory.people.models import User


def person_of(request: HttpRequest) -> User:
    """The person signed in; for views behind ``login_required`` and for the back office."""
    assert isinstance(request.user, User)
    return request.user
