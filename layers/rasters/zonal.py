"""Statistics of a raster inside polygons, each cell counted by the part of its area that lies inside (exactextract).

The unknown takes no part in a mean or sum; how much of a zone is known is said beside them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _
from exactextract import exact_extract
from exactextract.raster import NumPyRasterSource
from shapely.geometry import MultiPolygon, Polygon, mapping

from layers.errors import GeodataError
from layers.rasters.grid import Raster


@dataclass(frozen=True)
class ZonalStatistics:
    """What a raster says about one zone; nothing where no cell of it is known.

    ``sum`` weighs each cell by the share of it inside, ``known_cells`` is the sum of these shares. ``minimum`` and
    ``maximum`` are over every known cell that the zone touches. ``known_share`` is known area by the zone's area: what
    lies beyond the raster is unknown.
    """

    mean: float | None
    sum: float | None
    minimum: float | None
    maximum: float | None
    share_at_least: float | None
    known_cells: float
    known_share: float


def zonal_statistics(
    raster: Raster, zones: Sequence[Polygon | MultiPolygon], threshold: float | None = None
) -> list[ZonalStatistics]:
    """Statistics per zone, in the order of ``zones`` (storage CRS, metres).

    ``share_at_least`` is the share of the known area whose value is ``threshold`` or more. Raises GeodataError for a
    zone that is empty or crosses itself.
    """
    for number, zone in enumerate(zones, start=1):
        if zone.is_empty or not zone.is_valid or zone.area == 0:
            raise GeodataError(_("Zone %(number)s has no area or its border crosses itself.") % {"number": number})
    if not zones:
        return []
    values = np.where(raster.known, raster.values.data, np.nan)
    found = _extract(raster, values, zones, ["mean", "sum", "min", "max", "count"])
    shares: list[dict[str, float]] = [{} for _zone in zones]
    if threshold is not None:
        reached = np.where(raster.known, (values >= threshold).astype("float64"), np.nan)
        shares = _extract(raster, reached, zones, ["mean"])
    return [
        _statistics(statistics, share.get("mean"), zone.area / raster.grid.cell_area_m2)
        for statistics, share, zone in zip(found, shares, zones, strict=True)
    ]


def _extract(raster: Raster, values: np.ndarray, zones: Sequence[Polygon | MultiPolygon], ops: list[str]) -> list[dict]:
    min_x, min_y, max_x, max_y = raster.grid.bounds
    source = NumPyRasterSource(values, xmin=min_x, ymin=min_y, xmax=max_x, ymax=max_y, nodata=np.nan)
    features = [{"type": "Feature", "properties": {}, "geometry": mapping(zone)} for zone in zones]
    return [feature["properties"] for feature in exact_extract(source, features, ops)]


def _statistics(found: dict[str, float], share: float | None, zone_cells: float) -> ZonalStatistics:
    known = float(found["count"] or 0)
    if known == 0:
        return ZonalStatistics(None, None, None, None, None, 0.0, 0.0)
    return ZonalStatistics(
        mean=float(found["mean"]),
        sum=float(found["sum"]),
        minimum=float(found["min"]),
        maximum=float(found["max"]),
        share_at_least=None if share is None else float(share),
        known_cells=known,
        known_share=min(known / zone_cells, 1.0),
    )
