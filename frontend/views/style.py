"""The style page: every token, every sign of the map, every component, as the reader's screen shows them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from frontend.map_collections import MAP_COLLECTIONS
from frontend.style_sheet import tokens
from layers.public_places.models import PlaceKind
from territory.contributions.models import Contribution, Stage, Theme

PUBLIC_PLACES = "public-places"


@require_safe
def style_page(request: HttpRequest) -> HttpResponse:
    """For who designs or changes pages; the signs are drawn by the map's own modules."""
    every = tokens()
    placed = [collection for collection in MAP_COLLECTIONS if issubclass(collection.model, Contribution)]
    context = {
        "colours": [token for token in every if token.is_colour],
        "lengths": [token for token in every if token.length is not None],
        "others": [token for token in every if not token.is_colour and token.length is None],
        "placed": placed,
        "ground": [
            collection for collection in MAP_COLLECTIONS if collection not in placed and collection.id != PUBLIC_PLACES
        ],
        "places": [(PUBLIC_PLACES, code, capfirst(str(name))) for code, name in PlaceKind.choices],
        "themes": Theme.objects.order_by("pk"),
        "stages": Stage.choices,
        "schemes": ("light", "dark"),
    }
    return render(request, "frontend/pages/style.html", context)
