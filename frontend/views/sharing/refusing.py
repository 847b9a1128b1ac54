"""What cannot be shared, said in words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from territory.errors import Invalid


def refused(request: HttpRequest, refusal: Invalid) -> HttpResponse:
    """The page that says what was wrong with what was asked, and how to come back."""
    context = {"problem": str(refusal), "back": request.META.get("QUERY_STRING", "")}
    return render(request, "frontend/sharing/refused.html", context, status=400)
