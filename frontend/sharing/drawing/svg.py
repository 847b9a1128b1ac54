"""Words of SVG: paths, strokes and texts as strings. Everything from people is escaped here."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import shapely
from defusedxml import ElementTree
from django.contrib.staticfiles import finders
from django.utils.html import escape

Look = dict[str, str | float | None]
FONT = "Source Sans 3"
SVG = "{http://www.w3.org/2000/svg}"
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def number(value: float) -> str:
    """To a hundredth of a pixel, as short as it goes."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def element(name: str, attributes: Mapping[str, str | float | None], content: str = "") -> str:
    """One element; attributes that are None are left out, ``content`` is SVG already."""
    written = "".join(
        f' {key}="{escape(value if isinstance(value, str) else number(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def path_of(shape: shapely.Geometry) -> str:
    """The path of lines and areas; holes and parts are parts of one path."""
    return "".join(_line(line) for line in _lines(shape))


def _lines(shape: shapely.Geometry) -> Iterable[shapely.Geometry]:
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            yield part.exterior
            yield from part.interiors
        elif part.geom_type in {"LineString", "LinearRing"}:
            yield part


def _line(line: shapely.Geometry) -> str:
    corners = [f"{number(x)} {number(y)}" for x, y in shapely.get_coordinates(line)]
    if len(corners) < 2:
        return ""
    closed = line.geom_type == "LinearRing"
    return f"M{'L'.join(corners[:-1] if closed else corners)}{'Z' if closed else ''}"


def text(words: str, x: float, y: float, size: float, colour: str, **attributes: str | float | None) -> str:
    """A line of text; ``y`` is its baseline."""
    given: Look = {
        "x": x, "y": y, "font-size": size, "fill": colour, "font-family": FONT,
        **{name.replace("_", "-"): value for name, value in attributes.items()},
    }  # fmt: skip
    return element("text", given, escape(NOT_IN_XML.sub(" ", words)) or " ")


@cache
def glyphs() -> dict[str, str]:
    """The path of each symbol of the icon set, by its name."""
    found = finders.find("frontend/icons/sprite.svg")
    if not isinstance(found, str):
        raise FileNotFoundError("frontend/icons/sprite.svg")
    sprite = ElementTree.fromstring(Path(found).read_text(encoding="utf-8"))
    paths = {symbol.get("id", ""): symbol.find(f"{SVG}path") for symbol in sprite.iter(f"{SVG}symbol")}
    return {name: path.get("d", "") for name, path in paths.items() if path is not None}
