"""A place out of a file: its shapes as choices, for the form that asks."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from frontend.found_places import loaded


@login_required
@require_POST
def place_from_file(request: HttpRequest) -> HttpResponse:
    """The choices of the file, as a part of the form; 422 with a sentence where it cannot be read."""
    found = loaded(request)
    status = 422 if found.problem else 200
    return render(request, "frontend/places/choices.html", {"found": found}, status=status)
