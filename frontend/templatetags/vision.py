"""The page of the vision: where its circles lead."""

from django import template

from frontend.what_is_missing import Ways
from layers.communes.models import Commune
from territory.vision.models import Goal

register = template.Library()


@register.simple_tag
def way_to_cover(ways: Ways, goal: Goal, commune: Commune) -> tuple[str, str]:
    """Address and words of what the reader can do about ``goal`` in ``commune``."""
    return ways.to_cover(goal, commune)
