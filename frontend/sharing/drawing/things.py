"""What lies on the drawing, from the database: shapes and points in pixels, counted where the screen counts them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import shapely
from django.contrib.gis.db.models.functions import PointOnSurface
from django.db.models import Avg, BigIntegerField, Count, F, FloatField, Func, Min, QuerySet, Sum, TextField, Value
from django.db.models.functions import Cast, Floor

from frontend.sharing.drawing.place import Place
from frontend.sharing.seen_rows import TILE_LAYERS, SeenLayer
from layers.crs import WEB_MERCATOR_SRID
from layers.tiles.grid import CELL_ZOOM_STEP, HALF_WORLD_M
from territory.companies.models import CELL_ZOOM, EstablishmentCell
from territory.history.as_of import as_of, moment_of

# More single signs than this no eye tells apart on a sheet: then they are counted, never left out.
MOST_SINGLE = 4_000
# Half a pixel: what is finer is not seen on paper either.
FINEST_PX = 0.4


@dataclass(frozen=True)
class Thing:
    """``shape`` is in pixels of the drawing; ``count`` is more than 1 where it stands for several."""

    collection: str
    id: int
    properties: dict[str, Any]
    shape: shapely.Geometry
    count: int = 1

    @property
    def name(self) -> str:
        return str(self.properties.get("title") or self.properties.get("name") or "")


class InMercator(Func):
    """A geometry in Web Mercator as hexadecimal WKB, cut of what is finer than ``tolerance`` metres."""

    output_field = TextField()

    def __init__(self, geometry: str, tolerance_m: float) -> None:
        super().__init__(F(geometry))
        mercator = f"ST_Transform(%(expressions)s, {WEB_MERCATOR_SRID})"
        # The number is ours; line ends stay where they are, so that neighbours keep meeting.
        self.template = f"encode(ST_AsBinary(ST_SimplifyPreserveTopology({mercator}, {tolerance_m:.3f})), 'hex')"


class MercatorAxis(Func):
    """East or north in metres of Web Mercator of a point that surely lies on the geometry."""

    output_field = FloatField()

    def __init__(self, axis: str, geometry: str) -> None:
        super().__init__(PointOnSurface(geometry))
        self.template = f"ST_{axis}(ST_Transform(%(expressions)s, {WEB_MERCATOR_SRID}))"


def things_of(layer: SeenLayer, place: Place, language: str, day: Any) -> list[Thing]:
    """The things of ``layer`` on the drawing: each by itself, or counted in the cells of the screen's tiles."""
    tiles = TILE_LAYERS[layer.collection.id]
    rows = layer.inside(place.box).order_by()
    if not tiles.single_from:
        return list(_single(rows, layer, place, language, day))
    if place.tile_zoom >= tiles.single_from and rows.values("pk")[: MOST_SINGLE + 1].count() <= MOST_SINGLE:
        return list(_single(rows, layer, place, language, day))
    zoom = min(place.tile_zoom, tiles.single_from - 1)
    if layer.collection.id == "establishments" and not layer.is_narrowed:
        cells, moment = EstablishmentCell.objects.all(), moment_of(rows)
        return _from_cells(cells if moment is None else as_of(cells, moment), place, zoom)
    return _counted(rows, layer, place, zoom, language, day)


def _single(rows: QuerySet[Any], layer: SeenLayer, place: Place, language: str, day: Any) -> Iterator[Thing]:
    tiles = TILE_LAYERS[layer.collection.id]
    scale, shift_x, shift_y = place.from_mercator
    attributes = tiles.attributes(language, day)
    asked = {f"drawn_{name}": expression for name, expression in attributes.items()}
    asked |= {"drawn_id": F(tiles.feature_id), "drawn_shape": InMercator(tiles.geometry, FINEST_PX / scale)}
    for *values, identity, shape in rows.filter(layer.only).annotate(**asked).values_list(*asked):
        if shape is None:
            continue
        properties = dict(zip(attributes, values, strict=True))
        drawn = shapely.transform(shapely.from_wkb(shape), lambda xy: xy * (scale, -scale) + (shift_x, shift_y))
        # A construction zone is drawn by phase; the zone is what has a page.
        yield Thing(layer.collection.id, int(properties.get("zone") or identity), properties, drawn)


def _counted(rows: QuerySet[Any], layer: SeenLayer, place: Place, zoom: int, language: str, day: Any) -> list[Thing]:
    geometry = layer.geometry
    cell_m = 2 * HALF_WORLD_M / (1 << (zoom + CELL_ZOOM_STEP))
    cells = (
        rows.annotate(east_m=MercatorAxis("X", geometry), north_m=MercatorAxis("Y", geometry))
        .annotate(
            column=Floor((F("east_m") + HALF_WORLD_M) / cell_m),
            row=Floor((Value(HALF_WORLD_M) - F("north_m")) / cell_m),
        )
        .values("column", "row")
        .annotate(things=Count("pk"), x=Avg("east_m"), y=Avg("north_m"), only=Min("pk"))
        .values_list("things", "x", "y", "only")
    )
    found = list(cells)
    # One alone is a point as well: the screen has no shapes this far out, only signs.
    alone = {only: _middle(place, x, y) for things, x, y, only in found if things == 1}
    single = _single(rows.filter(pk__in=alone), layer, place, language, day) if alone else ()
    points = [replace(thing, shape=alone[thing.id]) for thing in single]
    return points + [_several(layer.collection.id, place, *cell[:3]) for cell in found if cell[0] > 1]


def _from_cells(kept: QuerySet[Any], place: Place, zoom: int) -> list[Thing]:
    """Establishments from the table that counts them: a million rows are not read for a sheet of paper."""
    shift = CELL_ZOOM - zoom - CELL_ZOOM_STEP
    scale, shift_x, shift_y = place.from_mercator
    west, east = ((x - shift_x) / scale for x in (0.0, place.width))
    south, north = ((shift_y - y) / scale for y in (place.height, 0.0))
    finest_m = 2 * HALF_WORLD_M / (1 << CELL_ZOOM)
    columns = (int((west + HALF_WORLD_M) / finest_m), int((east + HALF_WORLD_M) / finest_m))
    lines = (int((HALF_WORLD_M - north) / finest_m), int((HALF_WORLD_M - south) / finest_m))
    cells = (
        kept.filter(gx__range=columns, gy__range=lines)
        .annotate(column=F("gx").bitrightshift(max(0, shift)), row=F("gy").bitrightshift(max(0, shift)))
        .values("column", "row")
        .annotate(things=Sum("establishments"))
        .annotate(
            x=Cast(Sum("sum_x_m"), FloatField()) / Cast(F("things"), FloatField()),
            y=Cast(Sum("sum_y_m"), FloatField()) / Cast(F("things"), FloatField()),
        )
        .filter(things__gt=0)
        .values_list(Cast("things", BigIntegerField()), "x", "y")
    )
    return [_several("establishments", place, *cell) for cell in cells]


def _several(collection: str, place: Place, count: int, east_m: float, north_m: float) -> Thing:
    return Thing(collection, 0, {}, _middle(place, east_m, north_m), int(count))


def _middle(place: Place, east_m: float, north_m: float) -> shapely.Point:
    scale, shift_x, shift_y = place.from_mercator
    return shapely.Point(scale * east_m + shift_x, shift_y - scale * north_m)
