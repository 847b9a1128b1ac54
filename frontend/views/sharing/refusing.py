"""What cannot be shared, said in words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontend.sharing.map_view import said_once
from frontend.views.sharing.asked import target_on_map
from territory.errors import Invalid


def refused(request: HttpRequest, refusal: Invalid) -> HttpResponse:
    """The page that says what was wrong with what was asked, and how to come back."""
    context = {"problem": str(refusal), "back": target_on_map(said_once(request.GET))}
    return render(request, "frontend/sharing/refused.html", context, status=400)
