"""Names on the drawing: important ones first, beside what they name, never over a sign or another name."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from frontend.sharing.drawing.language import FORMS, INK, NAMED_FROM, PAPER, PARK, PLACED, QUIET, TRAM, ZONE
from frontend.sharing.drawing.lettering import width_px
from frontend.sharing.drawing.name_places import (
    Ground,
    Taken,
    boxes_around,
    cost_beside,
    cost_on_land,
    grounds,
    middles_beside,
    middles_on_land,
)
from frontend.sharing.drawing.svg import text
from frontend.sharing.drawing.things import Thing

LONGEST_NAME = 34
# The smallest that is read well on paper and in the sun.
SMALLEST_PX = 11.0
# From line to line, and half the height of a line: shares of the size.
LINE, HALF = 1.1, 0.62
# What a smaller letter and a second line cost a name on its land.
SMALLER, SECOND_LINE = 0.3, 0.12
# What it costs a commune to be named on parks and works.
BUSY = 0.6
# How wide a commune is at least for each letter of its name, pixels.
LEAST_WIDE = 4.5
# A name that is shorter stays on one line.
LEAST_TO_BREAK = 10


@dataclass(frozen=True)
class Name:
    """``away``: from the middle to the text. ``ground``: the area that it names, ``is_land`` if that is a commune."""

    words: str
    x: float
    y: float
    away: float
    size: float
    weight: int
    colour: str
    rank: int
    ground: Ground | None = None
    is_land: bool = False


@dataclass(frozen=True)
class Placed:
    """Lines of a text around a middle."""

    lines: tuple[str, ...]
    x: float
    y: float
    size: float


def names_of_areas(things: list[Thing], seen_zoom: float, width: float, height: float) -> Iterator[Name]:
    """Names of the areas of one collection: communes, parks or zones."""
    # Of a zone the largest phase in sight carries the name.
    ordered = sorted(things, key=lambda each: (-shapely.area(each.shape), each.id))
    named: dict[int, Thing] = {}
    for thing in ordered:
        is_area = shapely.get_dimensions(thing.shape) == 2 and thing.collection not in FORMS
        if is_area and thing.name:
            named.setdefault(thing.id, thing)
    shapes = [thing.shape for thing in named.values()]
    for thing, ground in zip(named.values(), grounds(shapes, width, height), strict=True):
        if ground.shape.is_empty:
            continue
        left, top, right, bottom = thing.shape.bounds
        if thing.collection == "communes":
            yield from _commune(thing, ground, right - left, bottom - top, seen_zoom)
        elif seen_zoom >= NAMED_FROM.get(thing.collection, 99) and right - left >= 40:
            middle = shapely.point_on_surface(ground.shape)
            colour = {"business-parks": PARK, "construction-zones": ZONE}.get(thing.collection, QUIET)
            yield Name(shortened(thing.name), middle.x, middle.y, 0, 12.5, 400, colour, 60, ground)


def _commune(thing: Thing, ground: Ground, wide: float, high: float, seen_zoom: float) -> Iterator[Name]:
    if wide < LEAST_WIDE * max(len(line) for line in _broken(thing.name) or (thing.name,)):
        return
    inside = bool(thing.properties.get("in_full"))
    size = max(11.0, min(19.0, 8 + (wide * high) ** 0.5 / 22))
    seen = ground.shape
    middle = shapely.maximum_inscribed_circle(seen, tolerance=4) if seen.area > 100 else None
    at = shapely.Point(middle.coords[0]) if middle is not None else shapely.point_on_surface(seen)
    weight = 600 if inside and seen_zoom <= 14 else 400
    colour, rank = (INK, 50) if inside else (QUIET, 90)
    yield Name(thing.name, at.x, at.y, 0, size, weight, colour, rank, ground, is_land=True)


def name_of_sign(thing: Thing, x: float, y: float, radius: float, seen_zoom: float, *, chosen: bool) -> Name | None:
    """The name beside a sign, where the zoom has room for it."""
    if not thing.name or thing.count > 1 or (not chosen and seen_zoom < NAMED_FROM.get(thing.collection, 99)):
        return None
    placed = thing.collection in FORMS
    stop = thing.collection == "transit-stops"
    colour = PLACED[thing.collection] if placed else TRAM if stop else QUIET
    rank = 0 if chosen else 20 if placed else 40 if stop else 80
    weight = 600 if chosen or placed else 400
    return Name(shortened(thing.name), x, y, radius + (8 if chosen else 3), 13 if placed else 12, weight, colour, rank)


def shortened(words: str) -> str:
    """At most 34 letters, the last one an ellipsis where it was longer."""
    return f"{words[: LONGEST_NAME - 2].rstrip()}…" if len(words) > LONGEST_NAME else words


def write_names(names: list[Name], taken: Taken) -> str:
    """The names that find a free place, with a halo in the colour of the paper; the chosen one always stands."""
    written = []
    for name in sorted(names, key=lambda each: (each.rank, -each.size, each.words)):
        placed = _place_of_area(name, taken) if name.ground else _place_of_sign(name, taken)
        if placed is None:
            continue
        width, high = _measured(placed.lines, placed.size, name.weight)
        taken.take(placed.x - width / 2 - 2, placed.y - high / 2, placed.x + width / 2 + 2, placed.y + high / 2)
        look = {"font_weight": str(name.weight), "stroke_linejoin": "round"}
        lines = list(_lines(placed, name.weight))
        for words, x, y in lines:
            written.append(text(words, x, y, placed.size, PAPER, stroke=PAPER, stroke_width=3.5, **look))
        for words, x, y in lines:
            written.append(text(words, x, y, placed.size, name.colour, **look))
    return "".join(written)


def _lines(placed: Placed, weight: int) -> Iterator[tuple[str, float, float]]:
    """Each line with its left edge and its baseline."""
    size = placed.size
    for number, words in enumerate(placed.lines):
        middle = placed.y + (number - (len(placed.lines) - 1) / 2) * size * LINE
        yield words, placed.x - width_px(words, size, weight) / 2, middle + size * 0.34


def _measured(lines: tuple[str, ...], size: float, weight: int) -> tuple[float, float]:
    """Width and height, pixels."""
    return max(width_px(line, size, weight) for line in lines), size * (2 * HALF + LINE * (len(lines) - 1))


def _place_of_area(name: Name, taken: Taken) -> Placed | None:
    """The free place that fits it best; a commune’s smaller or on two lines before none."""
    assert name.ground is not None
    best: tuple[float, Placed] | None = None
    middle = (name.x, name.y)
    for lines, size, dearer in _forms(name):
        width, high = _measured(lines, size, name.weight)
        if name.is_land:
            middles = middles_on_land(name.ground, middle, width, size)
            boxes = boxes_around(middles, width, high)
            cost = cost_on_land(name.ground, boxes, middle) + BUSY * taken.crowding(boxes)
        else:
            middles = middles_beside(name.ground, middle, width, high)
            boxes = boxes_around(middles, width, high)
            cost = cost_beside(name.ground, boxes)
        cost = np.where(taken.are_free(boxes), cost + dearer, np.inf)
        cheapest = int(np.argmin(cost))
        if np.isfinite(cost[cheapest]) and (best is None or cost[cheapest] < best[0]):
            x, y = middles[cheapest]
            best = (float(cost[cheapest]), Placed(lines, float(x), float(y), size))
    return best[1] if best else None


def _forms(name: Name) -> Iterator[tuple[tuple[str, ...], float, float]]:
    """Lines and size in which a name may be written, and what that costs."""
    sizes = [(name.size, 0.0)]
    if name.is_land and name.size > SMALLEST_PX:
        sizes.append((SMALLEST_PX, SMALLER))
    two = _broken(name.words) if name.is_land else None
    for size, dearer in sizes:
        yield (name.words,), size, dearer
        if two:
            yield two, size, dearer + SECOND_LINE


def _broken(words: str) -> tuple[str, str] | None:
    """A long name on two lines that are as equal as they can be: broken behind a hyphen or at a space."""
    ends = [place + 1 for place, letter in enumerate(words[:-1]) if letter in "- "]
    if len(words) < LEAST_TO_BREAK or not ends:
        return None
    middle = min(ends, key=lambda end: abs(len(words) - 2 * end))
    return words[:middle].rstrip(), words[middle:]


def _place_of_sign(name: Name, taken: Taken) -> Placed | None:
    half, width = name.size * HALF, width_px(name.words, name.size, name.weight)
    places = list(_beside(name, width))
    for left, middle in places:
        if taken.is_free(left - 2, middle - half, left + width + 2, middle + half):
            return Placed((name.words,), left + width / 2, middle, name.size)
    return Placed((name.words,), places[0][0] + width / 2, places[0][1], name.size) if name.rank <= 1 else None


def _beside(name: Name, width: float) -> Iterator[tuple[float, float]]:
    """Left edge and middle line of the places beside a sign, best first."""
    x, y, away, size = name.x, name.y, name.away, name.size
    yield from ((x + away, y), (x - away - width, y))
    yield from ((x - width / 2, y + away + size * 0.6), (x - width / 2, y - away - size * 0.6))
    yield from ((x + away + 8, y), (x - away - 8 - width, y))
    near, line = away * 0.75, away * 0.75 + size * 0.4
    yield from ((x + near, y - line), (x + near, y + line))
    yield from ((x - near - width, y - line), (x - near - width, y + line))
