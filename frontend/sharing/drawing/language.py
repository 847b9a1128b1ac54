"""The map language on paper: colours, widths and forms, the same as ``js/map/styles.js`` has them for the screen.

``tests/frontend/sharing/test_map_language.py`` compares the two.
"""

import datetime
import math
from typing import Any

GROUND, BEYOND, PAPER, BORDER = "#FFFDF8", "#F1EDE3", "#F6F3EC", "#B9B2A2"
INK, QUIET = "#2B3238", "#5E6468"
PARK, ZONE, TRAM, CASING, WORK, PLACE = "#6E5A2E", "#8A6100", "#A3174F", "#FFFFFF", "#46545E", "#2F5D73"
GLYPH, SELECTION = "#FFFFFF", "#0E1A22"
PLACED = {
    "local-initiatives": "#00795A",
    "cooperation-projects": "#0063A6",
    "pooled-services": "#B34A00",
    "working-groups": "#0063A6",
}
FORMS = {"local-initiatives": "circle", "cooperation-projects": "hexagon", "pooled-services": "square"}
# Of a public place: its form, and the letter on it in a box of 24; a plot is free: an outline.
PLACE_SIGNS = {
    "bus_stop": ("circle", "M8 5v14M16 5v14M8 12h8"),
    "car_park": ("square", "M9 20V4h4.5a4.5 4.5 0 0 1 0 9H9"),
    "public_plot": ("square", ""),
}
# How much smaller a number is that counts what is not the subject.
QUIETER = 0.78
RINGS = {"inventory": "dotted", "solution": "dashed", "pilot": "half", "running": "full", "extended": "double"}
# From which zoom on the things of a collection carry their names.
NAMED_FROM = {
    "local-initiatives": 14,
    "cooperation-projects": 13,
    "pooled-services": 14,
    "transit-stops": 14,
    "public-places": 16,
    "business-parks": 13,
    "construction-zones": 14,
    "working-groups": 13,
    "establishments": 16,
}


def hue_of(collection: str) -> str:
    """The colour of a sign of ``collection``."""
    return PLACED.get(collection) or {"transit-stops": TRAM, "public-places": PLACE}.get(collection, WORK)


def area_hue_of(collection: str) -> str:
    """The colour of an area or a line of ``collection``, and of its sign where it has one."""
    grounds = {"communes": QUIET, "business-parks": PARK, "construction-zones": ZONE, "transit-sections": TRAM}
    return grounds.get(collection) or hue_of(collection)


def place_radius_px(zoom: float) -> float:
    """From the middle of a public place's sign to its edge."""
    return 5.5 if zoom < 15 else 7.5


def symbol_radius_px(zoom: float) -> float:
    """From the middle of a placed thing's symbol to its edge."""
    if zoom < 11:
        return 9
    if zoom < 13:
        return 11
    return 13 if zoom < 15 else 15


def disc_radius_px(jobs: int | None, zoom: float) -> float:
    """Radius of an establishment's disc."""
    known = jobs or 0
    size = 3 if known < 10 else 4.5 if known < 50 else 6.5 if known < 250 else 9
    return size * 0.75 if zoom < 13 else size


def aggregate_radius_px(count: int, zoom: float, *, quiet: bool) -> float:
    """Radius of a disc that stands for ``count`` things; ``quiet``: they are not the subject of the map."""
    radius = min(26.0, 8 + 3 * math.log2(max(2, count)) ** 0.9) * (QUIETER if quiet else 1)
    return max(9.0, radius * 0.7 if zoom < 10.5 else radius)


def tram_widths_px(zoom: float) -> tuple[float, float, float]:
    """Width of the line, of its casing, and radius of a stop."""
    if zoom < 12:
        return (2.5, 5, 2.5)
    return (3.5, 7, 4) if zoom < 14 else (4.5, 9, 6)


def is_open(properties: dict[str, Any], day: datetime.date) -> bool:
    """Whether a part of the tram is in service on ``day``; no date: not yet."""
    opened = properties.get("opened_on")
    return bool(opened) and str(opened) <= day.isoformat()


def timing_of(properties: dict[str, Any], day: datetime.date) -> str:
    """``active``, ``later`` or ``past``: works seen from ``day``."""
    starts, ends, seen = properties.get("starts_on"), properties.get("ends_on"), day.isoformat()
    if ends and ends < seen:
        return "past"
    return "later" if starts and starts > seen else "active"
