"""The map as one SVG drawing, in the order of the screen: ground, parks, works, tram, signs, names."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import shapely
from django.db import connection, transaction
from django.utils.formats import number_format

from frontend.sharing.drawing import language as look
from frontend.sharing.drawing import names, signs
from frontend.sharing.drawing.name_places import Taken
from frontend.sharing.drawing.place import Place
from frontend.sharing.drawing.shapes import draw_shape
from frontend.sharing.drawing.spread import Spot, spread
from frontend.sharing.drawing.svg import element
from frontend.sharing.drawing.things import Thing, things_of
from frontend.sharing.map_view import MapView
from frontend.sharing.seen_rows import SeenLayer

ORDER = (
    "communes", "working-groups", "business-parks", "construction-zones", "transit-sections", "local-initiatives",
    "cooperation-projects", "pooled-services",
)  # fmt: skip
# On these areas the name of a commune is read less well.
BUSY = ("business-parks", "construction-zones")
# How far a sign may stand from its place to leave room for others.
FARTHEST_PX = 34
# What the database may take for one drawing; what takes longer is refused. Milliseconds.
MOST_TIME_MS = 8_000


@dataclass(frozen=True)
class Drawing:
    """``svg`` without a size of its own; ``counts`` says how many things of each collection lie on it.

    ``counted`` is a collection of which one sign stands for several things; empty if none.
    """

    svg: str
    counts: dict[str, int]
    stages: frozenset[str]
    themes: frozenset[str]
    place: Place
    counted: str = ""


def draw(
    layers: Sequence[SeenLayer], view: MapView, place: Place, language: str, in_full: frozenset[str],
    covered: Sequence[tuple[float, float, float, float]] = (),
) -> Drawing:  # fmt: skip
    """The drawing of ``layers`` at ``place``. ``in_full``: LAU2 codes of the communes that stand out; none is all.

    ``covered``: left, top, right, bottom of what will lie upon it, where no name is written.
    """
    day = view.day_seen()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('statement_timeout', %s, true)", [str(MOST_TIME_MS)])
        things = {layer.collection.id: things_of(layer, place, language, day) for layer in layers}
    things["communes"] = [_in_full(thing, in_full) for thing in things.get("communes", [])]
    taken = Taken(place.width, place.height)
    for box in covered:
        taken.take(*box)
    parts = [element("rect", {"width": place.width, "height": place.height, "fill": look.PAPER})]
    written: list[names.Name] = []
    for collection in ORDER:
        shapes = [thing for thing in things.get(collection, []) if shapely.get_dimensions(thing.shape) > 0]
        parts += [draw_shape(thing, place.seen_zoom, day, chosen=_is_chosen(thing, view)) for thing in shapes]
        if collection in BUSY:
            taken.is_busy_on([thing.shape for thing in shapes])
        written += names.names_of_areas(shapes, place.seen_zoom, place.width, place.height)
    for thing in (*things.get("transit-sections", []), *things.get("construction-zones", [])):
        if shapely.get_dimensions(thing.shape) == 1:
            taken.keep_off(thing.shape)
    parts += _points(things, place, view, day, taken, written)
    parts += _signs(things, place, view, taken, written)
    parts.append(names.write_names(written, taken))
    view_box = f"0 0 {place.width:.2f} {place.height:.2f}"
    svg = element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": view_box}, "".join(parts))
    said = (_said(things, "stage"), _said(things, "theme"))
    return Drawing(svg, _counts(things, place), *said, place, _counted(things))


def _in_full(thing: Thing, codes: frozenset[str]) -> Thing:
    stands_out = not codes or str(thing.properties.get("lau2_code")) in codes
    return replace(thing, properties={**thing.properties, "in_full": stands_out})


def _is_chosen(thing: Thing, view: MapView) -> bool:
    return view.selected == (thing.collection, thing.id)


def _counts(things: dict[str, list[Thing]], place: Place) -> dict[str, int]:
    """Each zone once, however many phases it has; only what is inside the sheet."""
    sheet = shapely.box(0, 0, place.width, place.height)
    counts: Counter[str] = Counter()
    for collection, found in things.items():
        inside = [thing for thing in found if shapely.intersects(thing.shape, sheet)]
        counts[collection] = sum(thing.count for thing in inside if thing.count > 1)
        counts[collection] += len({thing.id for thing in inside if thing.count == 1})
    return {collection: count for collection, count in counts.items() if count}


def _counted(things: dict[str, list[Thing]]) -> str:
    several = (collection for collection, found in things.items() if any(thing.count > 1 for thing in found))
    # The crowd of establishments rather than two projects on one spot.
    return max(several, key=lambda collection: collection not in look.FORMS, default="")


def _said(things: dict[str, list[Thing]], name: str) -> frozenset[str]:
    """What the signs on the drawing say of themselves: their stages, their themes."""
    placed = (thing for collection in look.FORMS for thing in things.get(collection, []))
    return frozenset(str(thing.properties[name]) for thing in placed if thing.properties.get(name))


def _points(
    things: dict[str, list[Thing]], place: Place, view: MapView, day: datetime.date, taken: Taken,
    written: list[names.Name],
) -> list[str]:  # fmt: skip
    """Stops, public places, and establishments by themselves: large ones first, so that small ones stay in sight."""
    drawn = []
    stop = look.tram_widths_px(place.seen_zoom)[2]
    place_px = look.place_radius_px(place.seen_zoom)
    points = [(thing, place_px) for thing in things.get("public-places", []) if thing.count == 1]
    points += [(thing, stop) for thing in things.get("transit-stops", [])]
    single = [thing for thing in things.get("establishments", []) if thing.count == 1]
    single.sort(key=lambda thing: (-(thing.properties.get("jobs") or 0), thing.id))
    points += [(thing, look.disc_radius_px(thing.properties.get("jobs"), place.seen_zoom)) for thing in single]
    for thing, radius in points:
        x, y, chosen = thing.shape.x, thing.shape.y, _is_chosen(thing, view)
        if chosen:
            drawn.append(signs.disc(x, y, radius + 4, look.PAPER, look.SELECTION, 3))
        if thing.collection == "transit-stops":
            dash = None if look.is_open(thing.properties, day) else "2 2"
            drawn.append(signs.disc(x, y, radius, "#FFFFFF", look.TRAM, max(1.4, radius * 0.42), dash))
        elif thing.collection == "public-places":
            drawn.append(signs.place_sign(str(thing.properties["kind"]), x, y, radius))
        else:
            drawn.append(signs.disc(x, y, radius, look.WORK, look.PAPER, 1))
        taken.take(x - radius - 1, y - radius - 1, x + radius + 1, y + radius + 1)
        name = names.name_of_sign(thing, x, y, radius, place.seen_zoom, chosen=chosen)
        written += [name] if name else []
    return drawn


def _signs(
    things: dict[str, list[Thing]], place: Place, view: MapView, taken: Taken, written: list[names.Name]
) -> list[str]:
    """Signs of the three placed kinds and numbers of things together, moved apart; the chosen one on top."""
    zoom = place.seen_zoom
    placed = [thing for collection in look.FORMS for thing in things.get(collection, [])]
    for counted in ("establishments", "public-places"):
        placed += [thing for thing in things.get(counted, []) if thing.count > 1]
    own = look.symbol_radius_px(zoom) + 5
    spots = []
    for thing in placed:
        x, y = _anchor(thing, place)
        radius = (
            own
            if thing.count == 1
            else look.aggregate_radius_px(thing.count, zoom, quiet=thing.collection not in look.FORMS)
        )
        spots.append(Spot(x, y, max(own - 2, radius) if thing.count > 1 and thing.collection in look.FORMS else radius))
    spread(spots, FARTHEST_PX)
    order = sorted(zip(placed, spots, strict=True), key=lambda pair: (_is_chosen(pair[0], view), pair[1].y))
    drawn = [_leader(spot, look.hue_of(thing.collection)) for thing, spot in order if spot.moved_px >= 5]
    for thing, spot in order:
        radius = spot.radius
        taken.take(spot.x - radius, spot.y - radius, spot.x + radius, spot.y + radius)
        if thing.count > 1:
            words = number_format(thing.count, force_grouping=True)
            drawn.append(signs.counted(thing.collection, spot.x, spot.y, radius, words))
            continue
        chosen = _is_chosen(thing, view)
        size = look.symbol_radius_px(zoom) * (1.15 if chosen else 1)
        properties = thing.properties
        drawn.append(
            signs.sign(
                thing.collection,
                spot.x,
                spot.y,
                size,
                str(properties["stage"] or ""),
                str(properties["symbol"]),
                chosen=chosen,
            )
        )
        name = names.name_of_sign(thing, spot.x, spot.y, size + 5, zoom, chosen=chosen)
        written += [name] if name else []
    return drawn


def _anchor(thing: Thing, place: Place) -> tuple[float, float]:
    """Where the sign of a thing goes: for lines and areas where the database says that it surely lies on it."""
    if thing.shape.geom_type == "Point":
        return thing.shape.x, thing.shape.y
    return place.on_paper(thing.properties["lon"], thing.properties["lat"])


def _leader(spot: Spot, hue: str) -> str:
    """From the sign to the place it was moved away from."""
    line = {"x1": spot.home_x, "y1": spot.home_y, "x2": spot.x, "y2": spot.y}
    drawn = element("line", {**line, "stroke": look.PAPER, "stroke-width": 3})
    drawn += element("line", {**line, "stroke": hue, "stroke-width": 1.2})
    return drawn + element("circle", {"cx": spot.home_x, "cy": spot.home_y, "r": 2.2, "fill": hue})
