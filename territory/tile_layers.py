"""The tile layers of establishments, working groups and what is placed on the map: public fields only."""

import datetime
from functools import partial
from typing import Any

from django.contrib.gis.db.models.functions import PointOnSurface
from django.db.models import BigIntegerField, F, FloatField, Func, QuerySet, Sum, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from layers.crs import CRS84_SRID, WEB_MERCATOR_SRID
from layers.languages import text_in
from layers.tile_layers import day_text
from layers.tiles.grid import CELL_ZOOM_STEP, Tile
from layers.tiles.layer import Attributes, Cells, TileLayer
from territory.companies.models import CELL_ZOOM, EstablishmentCell
from territory.contributions.models import Contribution
from territory.contributions.stages import StageOn
from territory.cooperation.models import CooperationProject
from territory.history.as_of import as_of
from territory.initiatives.models import LocalInitiative
from territory.pooled_services.models import PooledService

# From here on each is drawn by itself. Establishments one level later: measured on a million of them, a
# tile of a town has 1.7 MB at level 13 (docs/performance.md); a screen at level 14 still shows 5 km.
CONTRIBUTIONS_SINGLE_FROM, ESTABLISHMENTS_SINGLE_FROM = 13, 14


class AnchorDegrees(Func):
    """Longitude or latitude of a point that surely lies on the geometry: where a symbol goes."""

    output_field = FloatField()

    def __init__(self, axis: str, geometry: str) -> None:
        super().__init__(PointOnSurface(geometry), Value(CRS84_SRID))
        self.template = f"round(ST_{axis}(ST_Transform(%(expressions)s))::numeric, 6)::float8"


class MiddlePoint(Func):
    """The mean position of a cell's establishments, in Web Mercator."""

    output_field = FloatField()
    template = (
        "ST_SetSRID(ST_MakePoint("
        "sum(sum_x_m)::float8 / sum(establishments), sum(sum_y_m)::float8 / sum(establishments)), "
        f"{WEB_MERCATOR_SRID})"
    )
    contains_aggregate = True

    def __init__(self) -> None:
        super().__init__()


def _cells_on(tile: Tile) -> QuerySet[Any]:
    """The cells of ``tile``, grouped from the finest ones that the table holds."""
    shift = max(0, CELL_ZOOM - tile.z - CELL_ZOOM_STEP)
    per_tile = 1 << (CELL_ZOOM - tile.z)
    inside = EstablishmentCell.objects.filter(
        gx__range=(tile.x * per_tile, (tile.x + 1) * per_tile - 1),
        gy__range=(tile.y * per_tile, (tile.y + 1) * per_tile - 1),
    )
    return inside.annotate(column=F("gx").bitrightshift(shift), row=F("gy").bitrightshift(shift)).values(
        "column", "row"
    )


def _cells_then(moment: datetime.datetime, tile: Tile) -> QuerySet[Any]:
    """The cells of ``tile`` with what was known at ``moment``; those that were empty then are none."""
    return as_of(_cells_on(tile).alias(then=Sum("establishments")).filter(then__gt=0), moment)


def _establishment(language: str, day: datetime.date) -> Attributes:
    return {
        "name": F("name"),
        "nace_section": F("nace_section"),
        "jobs": F("jobs"),
        "is_invented": F("is_invented"),
    }


def _working_group(language: str, day: datetime.date) -> Attributes:
    return {"slug": F("slug"), "name": text_in("name", language), "founded_on": day_text("founded_on")}


def _contribution(kind: type[Contribution], language: str, day: datetime.date) -> Attributes:
    return {
        "title": text_in("title", language),
        "theme": F("theme__code"),
        "symbol": F("theme__symbol"),
        "stage": StageOn(kind, day),
        "state": F("state"),
        "starts_on": day_text("starts_on"),
        "ends_on": day_text("ends_on"),
        "is_invented": F("is_invented"),
        "lon": AnchorDegrees("X", "location"),
        "lat": AnchorDegrees("Y", "location"),
    }


def _sum_of(column: str) -> Combinable:
    return Cast(Sum(column), BigIntegerField())


ESTABLISHMENTS = TileLayer(
    "establishments",
    "location",
    _establishment,
    single_from=ESTABLISHMENTS_SINGLE_FROM,
    summed=("jobs",),
    cells=Cells(
        rows=_cells_on,
        rows_then=_cells_then,
        geometry=MiddlePoint(),
        attributes={"count": _sum_of("establishments"), "jobs": _sum_of("jobs")},
    ),
)
WORKING_GROUPS = TileLayer("working-groups", "footprint", _working_group)


def _placed(collection: str, kind: type[Contribution]) -> TileLayer:
    return TileLayer(collection, "location", partial(_contribution, kind), single_from=CONTRIBUTIONS_SINGLE_FROM)


LOCAL_INITIATIVES = _placed("local-initiatives", LocalInitiative)
COOPERATION_PROJECTS = _placed("cooperation-projects", CooperationProject)
POOLED_SERVICES = _placed("pooled-services", PooledService)
