"""From rows, their tile layers and z/x/y to the bytes of a Mapbox vector tile, in one statement.

The rows come narrowed to what the asker may see; which attributes a tile carries is the tile layer's to say.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib.gis.db.models.functions import PointOnSurface
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, BinaryField, F, Func, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from layers.crs import WEB_MERCATOR_SRID
from layers.sql import query
from layers.tiles.grid import CELL_ZOOM_STEP, HALF_WORLD_M, Tile
from layers.tiles.layer import Attributes, TileLayer

# As wide as the margin that mvt.sql keeps: 256 of 4096 units.
MARGIN_SHARE = 0.0625


class WebMercator(Func):
    """A geometry in Web Mercator; not declared as one, since GeoDjango would turn it into bytes inside a subquery."""

    function = "ST_Transform"
    output_field = BinaryField()

    def __init__(self, geometry: Combinable | str) -> None:
        super().__init__(geometry, Value(WEB_MERCATOR_SRID))


def vector_tile(
    layers: Iterable[tuple[QuerySet[Any], TileLayer]], tile: Tile, language: str, day: datetime.date
) -> bytes:
    """The tile with those rows of each layer that lie on it on ``day``, in the order given; empty where there are none.

    A tile is a sequence of layers (Mapbox vector tile 2.1, 4.1): those of several collections, one after the other.
    """
    statements, values = [], []
    for rows, layer in layers:
        try:
            statement, parameters = tile_statement(rows, layer, tile, language, day)
        except EmptyResultSet:
            continue
        statements.append(f"({statement})")
        values += parameters
    if not statements:
        return b""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {' || '.join(statements)}", values)
        return bytes(cursor.fetchone()[0] or b"")


def tile_statement(
    rows: QuerySet[Any], layer: TileLayer, tile: Tile, language: str, day: datetime.date
) -> tuple[str, list[Any]]:
    """The statement of one layer and its values. Raises EmptyResultSet where the tile shows nothing of it for sure."""
    reach = tile.reach(MARGIN_SHARE)
    if reach is None:
        raise EmptyResultSet
    if tile.z < layer.single_from and layer.cells is not None:
        cells = layer.cells
        return _plain(cells.rows(tile), None, cells.geometry, cells.attributes, layer, tile)
    # In one call: conditions on the parts of a row have to hold for the same part.
    narrowed = layer.on_day(rows, day).filter(layer.only, **{f"{layer.geometry}__bboverlaps": reach})
    attributes = layer.told_at(tile.z, language, day)
    identity = Cast(F(layer.feature_id), BigIntegerField())
    if tile.z < layer.single_from:
        point = WebMercator(PointOnSurface(layer.geometry))
        return _grouped(narrowed, identity, point, attributes, layer, tile)
    return _plain(narrowed, identity, WebMercator(layer.geometry), attributes, layer, tile)


def _selected(
    rows: QuerySet[Any], identity: Combinable | None, shape: Combinable | None, attributes: Attributes
) -> tuple[str, tuple[Any, ...]]:
    """A query of feature_id, shape and attributes; prefixed, since an annotation may not be called like a column."""
    columns = {f"tile_{name}": expression for name, expression in attributes.items()}
    renamed = [f"tile_{name} AS {_quoted(name)}" for name in attributes]
    if shape is not None:
        columns["tile_shape"] = shape
        renamed.append("tile_shape AS shape")
    if identity is not None:
        columns["tile_feature_id"] = identity
    renamed.append("tile_feature_id AS feature_id" if identity else "NULL::bigint AS feature_id")
    chosen = rows.order_by().annotate(**columns).values_list(*columns)
    statement, parameters = chosen.query.sql_with_params()
    # Names of our own and a statement that Django wrote: values stay bound.
    return f"SELECT {', '.join(renamed)} FROM ({statement}) AS chosen", parameters  # noqa: S608


def _plain(
    rows: QuerySet[Any],
    identity: Combinable | None,
    shape: Combinable,
    attributes: Attributes,
    layer: TileLayer,
    tile: Tile,
) -> tuple[str, list[Any]]:
    selected, parameters = _selected(rows, identity, shape, attributes)
    names = "".join(f"{_quoted(name)}, " for name in attributes)
    statement = query(__package__, "mvt").format(rows=selected, attributes=names)
    return statement, [*tile.bounds, *parameters, layer.name]


def _grouped(
    rows: QuerySet[Any],
    identity: Combinable,
    point: Combinable,
    attributes: Attributes,
    layer: TileLayer,
    tile: Tile,
) -> tuple[str, list[Any]]:
    summed = {name: attributes[name] for name in attributes if name in layer.summed}
    others = {name: attributes[name] for name in attributes if name not in layer.summed}
    places, of_places = _selected(rows, identity, point, summed)
    selected, parameters = _selected(rows, identity, None, others)
    statement = query(__package__, "mvt_grouped").format(
        places=places,
        rows=selected,
        sums="".join(f"sum({_quoted(name)})::bigint AS {_quoted(name)}, " for name in summed),
        attributes="".join(f"{_quoted(name)}, " for name in attributes),
    )
    cell_m = tile.edge_m / (1 << CELL_ZOOM_STEP)
    cell = [HALF_WORLD_M, cell_m, HALF_WORLD_M, cell_m]
    return statement, [*cell, *of_places, *tile.cells, *tile.bounds, *parameters, layer.name]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
