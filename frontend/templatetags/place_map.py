"""The data that the map of a form begins with."""

from typing import Any

from django import template

from frontend.map_data import place_data

register = template.Library()


@register.simple_tag
def place_map_data() -> dict[str, Any]:
    """Land, words and addresses for ``js/pages/place.js``; write it as JSON."""
    return place_data()
