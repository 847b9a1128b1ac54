"""Areas and lines of the drawing: communes, parks, works, the tram, what is placed as a line or an area."""

import datetime
from collections.abc import Callable
from typing import Any

import shapely

from frontend.sharing.drawing.language import (
    BEYOND,
    BORDER,
    CASING,
    GROUND,
    PARK,
    PLACED,
    SELECTION,
    TRAM,
    ZONE,
    is_open,
    timing_of,
    tram_widths_px,
)
from frontend.sharing.drawing.signs import stripes
from frontend.sharing.drawing.svg import Look, element, number, path_of
from frontend.sharing.drawing.things import Thing


def draw_shape(thing: Thing, seen_zoom: float, day: datetime.date, *, chosen: bool) -> str:
    """A line or an area as the map language has it; what is chosen has a dark edge."""
    draw = LOOKS.get(thing.collection, _placed)
    drawn = draw(thing, seen_zoom, day)
    if not chosen:
        return drawn
    is_area = shapely.get_dimensions(thing.shape) == 2
    edge = _path(thing.shape, {"fill": "none", "stroke": SELECTION, "stroke-width": 3 if is_area else 13})
    return drawn + edge if is_area else edge + drawn


def _path(shape: shapely.Geometry, look: Look) -> str:
    return element("path", {"d": path_of(shape), "fill-rule": "evenodd", "stroke-linejoin": "round", **look})


def _commune(thing: Thing, _zoom: float, _day: datetime.date) -> str:
    fill = GROUND if thing.properties.get("in_full") else BEYOND
    return _path(thing.shape, {"fill": fill, "stroke": BORDER, "stroke-width": 0.8})


def _working_group(thing: Thing, _zoom: float, _day: datetime.date) -> str:
    hue = PLACED["working-groups"]
    look: Look = {"stroke": hue, "stroke-width": 1.5, "stroke-dasharray": "1 5", "fill": hue, "fill-opacity": 0.05}
    return _path(thing.shape, look)


def _park(thing: Thing, _zoom: float, _day: datetime.date) -> str:
    planned = thing.properties.get("status") == "planned"
    look: Look = {"stroke": PARK, "stroke-width": 1, "stroke-dasharray": "6 4" if planned else None}
    drawn = _path(thing.shape, {"fill": PARK, "fill-opacity": 0.14, **look})
    if thing.properties.get("footprint_accuracy") == "approximate":
        drawn += stripes(thing.shape, PARK, 0.28, 6, 0.8, falling=True)
    return drawn


def _works(thing: Thing, seen_zoom: float, day: datetime.date) -> str:
    timing = timing_of(thing.properties, day)
    strength = 0.85 if timing == "active" else 0.35
    if shapely.get_dimensions(thing.shape) == 1:
        if timing == "past":
            return _path(thing.shape, {"fill": "none", "stroke": ZONE, "stroke-opacity": 0.8, "stroke-width": 1.5})
        band = shapely.buffer(thing.shape, (5 if seen_zoom < 12 else 9) / 2)
        ground = _path(band, {"fill": ZONE, "fill-opacity": 0.25 if timing == "active" else 0.12})
        return ground + stripes(band, ZONE, strength, 10, 2, falling=False)
    fill = {"active": 0.12, "later": 0.05}.get(timing)
    look: Look = {
        "fill": ZONE if fill else "none",
        "fill-opacity": fill,
        "stroke": ZONE,
        "stroke-opacity": 0.6 if timing == "later" else 1,
        "stroke-width": 1.6 if timing == "active" else 1,
    }
    drawn = _path(thing.shape, look)
    return drawn if timing == "past" else drawn + stripes(thing.shape, ZONE, strength, 10, 2, falling=False)


def _tram(thing: Thing, seen_zoom: float, day: datetime.date) -> str:
    line, casing, _stop = tram_widths_px(seen_zoom)
    look: Look = {"fill": "none", "stroke-linecap": "round"}
    drawn = _path(thing.shape, {**look, "stroke": CASING, "stroke-width": casing})
    dash = None if is_open(thing.properties, day) else f"{number(line * 2)} {number(line * 1.6)}"
    cap = "butt" if dash else "round"
    return drawn + _path(
        thing.shape,
        {**look, "stroke": TRAM, "stroke-width": line, "stroke-dasharray": dash, "stroke-linecap": cap},
    )


def _placed(thing: Thing, _zoom: float, _day: datetime.date) -> str:
    hue = PLACED[thing.collection]
    is_area = shapely.get_dimensions(thing.shape) == 2
    look: Look = {"fill": hue if is_area else "none", "fill-opacity": 0.1, "stroke": hue, "stroke-opacity": 0.9}
    return _path(thing.shape, {**look, "stroke-width": 2})


LOOKS: dict[str, Callable[[Thing, float, datetime.date], Any]] = {
    "communes": _commune,
    "working-groups": _working_group,
    "business-parks": _park,
    "construction-zones": _works,
    "transit-sections": _tram,
}
