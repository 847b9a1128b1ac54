"""Names on the drawing: important ones first, beside what they name, never over a sign or another name."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from frontend.sharing.drawing.language import FORMS, INK, NAMED_FROM, PAPER, PARK, PLACED, QUIET, TRAM, ZONE
from frontend.sharing.drawing.lettering import width_px
from frontend.sharing.drawing.svg import text
from frontend.sharing.drawing.things import Thing

CELL_PX = 4
LONGEST_NAME = 34
# Where on its land a name may go, in thirteenths of its box from the middle: nearest first.
STEPS = sorted(
    ((row, column) for row in range(-5, 6) for column in range(-5, 6)), key=lambda step: step[0] ** 2 + step[1] ** 2
)
# The smallest that is read well on paper and in the sun.
SMALLEST_PX = 11.0
# Within its area, in lines up and down and shares of its width to the sides.
LINES, SHARES = (0, 1.5, -1.5, 3, -3, 4.5, -4.5, 6, -6), (0, -0.45, 0.45, -0.9, 0.9)


class Taken:
    """Which places of the drawing are taken."""

    def __init__(self, width: float, height: float) -> None:
        self.cells = np.zeros((int(height / CELL_PX) + 2, int(width / CELL_PX) + 2), dtype=bool)
        self.width, self.height = width, height

    def _slice(self, left: float, top: float, right: float, bottom: float) -> tuple[slice, slice]:
        rows = slice(max(0, int(top // CELL_PX)), max(0, int(bottom // CELL_PX) + 1))
        columns = slice(max(0, int(left // CELL_PX)), max(0, int(right // CELL_PX) + 1))
        return rows, columns

    def is_free(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Nothing there yet, and inside the drawing."""
        if left < 0 or top < 0 or right > self.width or bottom > self.height:
            return False
        return not self.cells[self._slice(left, top, right, bottom)].any()

    def take(self, left: float, top: float, right: float, bottom: float) -> None:
        """From now on taken."""
        self.cells[self._slice(left, top, right, bottom)] = True

    def keep_off(self, line: shapely.Geometry) -> None:
        """Names stand beside ``line``, not on it; as on the screen (js/map/paint-shapes.js)."""
        seen = shapely.intersection(line, shapely.box(0, 0, self.width, self.height))
        for x, y in shapely.get_coordinates(shapely.segmentize(seen, CELL_PX)):
            self.take(x - 1, y - 1, x + 1, y + 1)


@dataclass(frozen=True)
class Name:
    """``away``: from the middle to the text; 0 is on it. ``within``: the area that its middle may not leave."""

    words: str
    x: float
    y: float
    away: float
    size: float
    weight: int
    colour: str
    rank: int
    within: shapely.Geometry | None = None


def names_of_areas(things: list[Thing], seen_zoom: float, width: float, height: float) -> Iterator[Name]:
    """Names of communes, parks and zones."""
    view = shapely.box(0, 0, width, height)
    named: set[int] = set()
    # Of a zone the largest phase in sight carries the name.
    for thing in sorted(things, key=lambda each: (-shapely.area(each.shape), each.id)):
        if shapely.get_dimensions(thing.shape) != 2 or thing.collection in FORMS or not thing.name:
            continue
        seen = shapely.intersection(thing.shape, view)
        if seen.is_empty or thing.id in named:
            continue
        named.add(thing.id)
        left, top, right, bottom = thing.shape.bounds
        if thing.collection == "communes":
            yield from _commune(thing, seen, right - left, bottom - top, seen_zoom)
        elif seen_zoom >= NAMED_FROM.get(thing.collection, 99) and right - left >= 40:
            middle = shapely.point_on_surface(seen)
            colour = {"business-parks": PARK, "construction-zones": ZONE}.get(thing.collection, QUIET)
            yield Name(shortened(thing.name), middle.x, middle.y, 0, 12.5, 400, colour, 60)


def _commune(thing: Thing, seen: shapely.Geometry, wide: float, high: float, seen_zoom: float) -> Iterator[Name]:
    if wide < 5.5 * len(thing.name):
        return
    inside = bool(thing.properties.get("in_full"))
    size = max(11.0, min(19.0, 8 + (wide * high) ** 0.5 / 22))
    middle = shapely.maximum_inscribed_circle(seen, tolerance=4) if seen.area > 100 else None
    at = shapely.Point(middle.coords[0]) if middle is not None else shapely.point_on_surface(seen)
    weight = 600 if inside and seen_zoom <= 14 else 400
    yield Name(thing.name, at.x, at.y, 0, size, weight, INK if inside else QUIET, 50 if inside else 90, seen)


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
        place = _free_place(name, taken)
        if place is None:
            continue
        left, middle, size = place
        half, width = size * 0.62, width_px(name.words, size, name.weight)
        taken.take(left - 2, middle - half, left + width + 2, middle + half)
        look = {"font_weight": str(name.weight), "stroke_linejoin": "round"}
        line = middle + size * 0.34
        written.append(text(name.words, left, line, size, PAPER, stroke=PAPER, stroke_width=3.5, **look))
        written.append(text(name.words, left, line, size, name.colour, **look))
    return "".join(written)


def _free_place(name: Name, taken: Taken) -> tuple[float, float, float] | None:
    """Left edge, middle line and size; on the land that it names a smaller one before none."""
    first = None
    for size in dict.fromkeys((name.size, min(name.size, SMALLEST_PX) if name.within else name.size)):
        half, width = size * 0.62, width_px(name.words, size, name.weight)
        for left, middle in [*_places(name, width), *_on_land(name, width)]:
            first = first or (left, middle, size)
            if taken.is_free(left - 2, middle - half, left + width + 2, middle + half):
                return (left, middle, size)
    return first if name.rank <= 1 else None


def _on_land(name: Name, width: float) -> Iterator[tuple[float, float]]:
    """Elsewhere on the land that it names, where its middle is full of signs: nearest to the middle first."""
    if name.within is None:
        return
    left, top, right, bottom = name.within.bounds
    for row, column in STEPS:
        x = (left + right) / 2 + column * (right - left) / 13
        y = (top + bottom) / 2 + row * (bottom - top) / 13
        if shapely.contains_xy(name.within, (x - 0.3 * width, x + 0.3 * width), (y, y)).all():
            yield x - width / 2, y


def _places(name: Name, width: float) -> Iterator[tuple[float, float]]:
    """Left edge and middle line of the places it may take, best first."""
    x, y, away, size = name.x, name.y, name.away, name.size
    if away:
        yield from ((x + away, y), (x - away - width, y))
        yield from ((x - width / 2, y + away + size * 0.6), (x - width / 2, y - away - size * 0.6))
        yield from ((x + away + 8, y), (x - away - 8 - width, y))
        near, line = away * 0.75, away * 0.75 + size * 0.4
        yield from (
            (x + near, y - line),
            (x + near, y + line),
            (x - near - width, y - line),
            (x - near - width, y + line),
        )
        return
    tries = [(lines, share) for lines in LINES for share in SHARES]
    for lines, share in sorted(tries, key=lambda each: abs(each[0]) + 3 * abs(each[1])):
        middle = (x + share * width, y + lines * size)
        if name.within is None or name.within.contains(shapely.Point(middle)):
            yield middle[0] - width / 2, middle[1]
