"""The signs of the map: forms by kind, rings by stage, symbols by theme, discs with numbers, stripes."""

import math

import numpy as np
import shapely

from frontend.sharing.drawing.language import (
    FORMS,
    GLYPH,
    INK,
    PAPER,
    PLACE,
    PLACE_SIGNS,
    RINGS,
    SELECTION,
    hue_of,
)
from frontend.sharing.drawing.svg import Look, element, glyphs, number, path_of, text


def outline(form: str, x: float, y: float, radius: float) -> str:
    """The path of a circle, hexagon or rounded square."""
    if form == "hexagon":
        corners = (
            f"{number(x + 1.08 * radius * math.cos(angle))} {number(y + 1.08 * radius * math.sin(angle))}"
            for angle in (math.pi / 3 * corner - math.pi / 2 for corner in range(6))
        )
        return f"M{'L'.join(corners)}Z"
    if form == "square":
        half, round_px = radius * 0.9, radius * 0.42
        side = 2 * (half - round_px)
        arc = f"a{number(round_px)} {number(round_px)} 0 0 1"
        r = number(round_px)
        return (
            f"M{number(x - half + round_px)} {number(y - half)}h{number(side)}{arc} {r} {r}v{number(side)}"
            f"{arc} -{r} {r}h-{number(side)}{arc} -{r} -{r}v-{number(side)}{arc} {r} -{r}Z"
        )
    r = number(radius)
    across = number(2 * radius)
    return f"M{number(x + radius)} {number(y)}a{r} {r} 0 1 1 -{across} 0a{r} {r} 0 1 1 {across} 0Z"


def outline_length_px(form: str, radius: float) -> float:
    """Length of the outline."""
    if form == "circle":
        return 2 * math.pi * radius
    if form == "hexagon":
        return 6 * 1.08 * radius
    return 8 * 0.9 * radius - (8 - 2 * math.pi) * 0.42 * radius


def ring(form: str, x: float, y: float, radius: float, stage: str, hue: str) -> str:
    """The ring that tells the stage; none where the stage is not known."""
    kind = RINGS.get(stage)
    if kind is None:
        return ""
    length = outline_length_px(form, radius)
    look: Look = {"fill": "none", "stroke": hue, "stroke-width": 1.8}
    if kind == "dotted":
        step = length / round(length / 4.5)
        look |= {"stroke-linecap": "round", "stroke-dasharray": f"0.01 {number(step - 0.01)}"}
    elif kind == "dashed":
        step = length / round(length / 9)
        look["stroke-dasharray"] = f"{number(step * 0.6)} {number(step * 0.4)}"
    elif kind == "half":
        look["stroke-dasharray"] = f"{number(length / 2)} {number(length / 2)}"
    drawn = element("path", {"d": outline(form, x, y, radius), **look})
    return drawn + element("path", {"d": outline(form, x, y, radius + 3.2), **look}) if kind == "double" else drawn


def sign(collection: str, x: float, y: float, radius: float, stage: str, symbol: str, *, chosen: bool = False) -> str:
    """One placed thing: form by kind, symbol by theme (none in a legend), ring by stage; a dark halo if chosen."""
    form, hue = FORMS[collection], hue_of(collection)
    parts = []
    if chosen:
        parts.append(element("path", {"d": outline(form, x, y, radius + 8), "fill": SELECTION}))
    parts.append(element("path", {"d": outline(form, x, y, radius + (5.5 if chosen else 5)), "fill": PAPER}))
    parts.append(ring(form, x, y, radius + 2.8, stage, hue))
    parts.append(element("path", {"d": outline(form, x, y, radius), "fill": hue}))
    if not symbol:
        return "".join(parts)
    drawn = glyphs().get(symbol) or glyphs()["star"]
    scale = radius * 1.28 / 24
    parts.append(
        element(
            "path",
            {
                "d": drawn, "fill": "none", "stroke": GLYPH, "stroke-width": max(2.0, 1.3 / scale),
                "stroke-linecap": "round", "stroke-linejoin": "round",
                "transform": f"translate({number(x - 12 * scale)} {number(y - 12 * scale)}) scale({scale:.4f})",
            },
        )
    )  # fmt: skip
    return "".join(parts)


def place_sign(kind: str, x: float, y: float, radius: float) -> str:
    """A public place: a letter on a form, or the outline alone."""
    form, letter = PLACE_SIGNS.get(kind, PLACE_SIGNS["public_plot"])
    fill, stroke, width = (PLACE, PAPER, 1) if letter else (PAPER, PLACE, 1.8)
    shape = element("path", {"d": outline(form, x, y, radius), "fill": fill, "stroke": stroke, "stroke-width": width})
    if not letter:
        return shape
    scale = radius * 1.3 / 24
    at = f"translate({number(x - 12 * scale)} {number(y - 12 * scale)}) scale({scale:.4f})"
    look: Look = {"d": letter, "fill": "none", "stroke": GLYPH, "stroke-width": 3.6, "transform": at}
    return shape + element("path", look)


def disc(x: float, y: float, radius: float, fill: str, stroke: str, width: float, dash: str | None = None) -> str:
    """A disc with an edge."""
    look: Look = {"fill": fill, "stroke": stroke, "stroke-width": width, "stroke-dasharray": dash}
    return element("circle", {"cx": x, "cy": y, "r": radius, **look})


def counted(collection: str, x: float, y: float, radius: float, words: str) -> str:
    """So many things lie around here: filled for what is the subject, hollow for what is not."""
    hue, subject = hue_of(collection), collection in FORMS
    # A long number is smaller, so that it stays within its form.
    size = max(10.0, min(14.0, radius * 0.95, 3.6 * radius / len(words)))
    look: Look = {
        "fill": hue if subject else PAPER,
        "stroke": PAPER if subject else hue,
        "stroke-width": 2 if subject else 1.2,
    }
    shape = element("path", {"d": outline(FORMS.get(collection, "circle"), x, y, radius), **look})
    colour = GLYPH if subject else INK
    return shape + text(
        words, x, y + size * 0.35, size, colour, text_anchor="middle", font_weight="600" if subject else "400"
    )


def stripes(area: shapely.Geometry, colour: str, opacity: float, gap: float, width: float, *, falling: bool) -> str:
    """Lines at 45° across an area, one way for works, the other for what is only approximate."""
    left, top, right, bottom = area.bounds
    high = bottom - top
    # On the ground's own grid, so that neighbouring areas share their lines.
    start = math.floor((left - high) / gap) * gap
    xs = np.arange(start, right + high + gap, gap)
    if not len(xs) or area.is_empty:
        return ""
    ends = [(top, bottom), (bottom, top)][not falling]
    shift = (top % gap) if falling else -(bottom % gap)
    lines = np.array([[(x + shift, ends[0]), (x + shift + high, ends[1])] for x in xs])
    cut = shapely.intersection(shapely.multilinestrings([shapely.linestrings(lines)])[0], area)
    look: Look = {"stroke": colour, "stroke-opacity": opacity, "stroke-width": width, "fill": "none"}
    return element("path", {"d": path_of(cut), **look}) if not cut.is_empty else ""
