"""The legend of a drawing: what is on it and nothing else, with the signs of the map."""

import datetime
from collections.abc import Container
from dataclasses import dataclass

import shapely
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from frontend.map_collections import MAP_COLLECTIONS
from frontend.sharing.drawing import language as look
from frontend.sharing.drawing import signs
from frontend.sharing.drawing.draw import Drawing
from frontend.sharing.drawing.shapes import draw_shape
from frontend.sharing.drawing.svg import Look, element, glyphs
from frontend.sharing.drawing.things import Thing
from territory.contributions.models import Stage, Theme

BOX_PX = 28
# Of a sign in a legend no day is asked.
_DAY = datetime.date(2000, 1, 1)


@dataclass(frozen=True)
class Entry:
    """``picture`` is a small drawing of the sign."""

    picture: SafeString
    title: str
    count: str = ""


@dataclass(frozen=True)
class Legend:
    layers: tuple[Entry, ...]
    stages: tuple[Entry, ...]
    themes: tuple[Entry, ...]

    @property
    def parts(self) -> tuple[tuple[Entry, ...], ...]:
        """Its parts one after the other; some may be empty."""
        return (self.layers, self.stages, self.themes)


def legend_of(drawing: Drawing) -> Legend:
    """What is on the drawing: layers with their counts, the stages and the themes of its signs."""
    layers = [
        Entry(layer_picture(collection.id), str(collection.title), number_format(count, force_grouping=True))
        for collection in MAP_COLLECTIONS
        if (count := drawing.counts.get(collection.id, 0))
    ]
    if drawing.counted:
        layers.append(Entry(_picture(signs.counted(drawing.counted, 14, 14, 11, "3")), _("Number around this place")))
    return Legend(tuple(layers), stages_called(drawing.stages), themes_called(drawing.themes))


def stages_called(codes: Container[str]) -> tuple[Entry, ...]:
    """The rings of the stages with these codes, in the order of the stages."""
    return tuple(
        Entry(_picture(signs.sign("local-initiatives", 14, 14, 7.5, code, "")), capfirst(str(label)))
        for code, label in Stage.choices
        if code in codes
    )


def themes_called(codes: Container[str]) -> tuple[Entry, ...]:
    """The symbols of the themes with these codes."""
    return tuple(Entry(_glyph(theme.symbol), theme.name) for theme in Theme.objects.all() if theme.code in codes)


def _picture(content: str) -> SafeString:
    box = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {BOX_PX} {BOX_PX}", "class": "sign"}
    # Made of our own numbers and names only.
    return mark_safe(element("svg", box, content))  # noqa: S308


def _glyph(symbol: str) -> SafeString:
    drawn: Look = {
        "d": glyphs().get(symbol) or glyphs()["star"], "fill": "none", "stroke": look.INK, "stroke-width": 2,
        "stroke-linecap": "round", "stroke-linejoin": "round", "transform": "translate(2 2)",
    }  # fmt: skip
    return _picture(element("path", drawn))


def layer_picture(collection: str) -> SafeString:
    """The sign of a map layer."""
    if collection in look.FORMS:
        return _picture(signs.sign(collection, 14, 14, 8.5, "running", ""))
    if collection == "establishments":
        return _picture(signs.disc(14, 14, 5, look.WORK, look.PAPER, 1))
    if collection == "public-places":
        return _picture(signs.place_sign("bus_stop", 14, 14, 7))
    if collection == "transit-stops":
        return _picture(signs.disc(14, 14, 5.5, "#FFFFFF", look.TRAM, 2.5))
    if collection == "transit-sections":
        shape: shapely.Geometry = shapely.LineString([(2, 18), (9, 17), (19, 11), (26, 10)])
        return _picture(draw_shape(Thing(collection, 0, {"opened_on": "0001-01-01"}, shape), 13, _DAY, chosen=False))
    known = {"footprint_accuracy": "approximate", "in_full": True}
    shape = shapely.box(3, 3, 25, 25)
    return _picture(draw_shape(Thing(collection, 0, known, shape), 13, _DAY, chosen=False))
