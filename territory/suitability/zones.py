"""A raster summed up by commune and business park, each cell by the part of its area inside."""

from dataclasses import asdict, dataclass
from typing import Any

import shapely
from django.db.models import QuerySet
from django.utils import timezone

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune
from layers.crs import STORAGE_SRID
from layers.rasters.grid import Raster
from layers.rasters.models import RasterLayer
from layers.rasters.zonal import ZonalStatistics, zonal_statistics

FIT_FROM = 0.6  # "good" in the legend of a score
KINDS = ("communes", "business-parks")


@dataclass(frozen=True)
class ZoneRow:
    """One commune or park with its statistics."""

    zone: Any
    statistics: ZonalStatistics


def summed_up(raster: Raster, threshold: float | None) -> dict[str, Any]:
    """Statistics of every commune and park that the grid touches, as plain values, by kind and number."""
    return {"threshold": threshold} | {kind: _of(kind, raster, threshold) for kind in KINDS}


def rows_of(layer: RasterLayer, kind: str) -> list[ZoneRow]:
    """The statistics kept with ``layer``, by name; zones that have gone since are left out."""
    kept = layer.zones.get(kind, {})
    found: QuerySet[Any] = _zones(kind).filter(pk__in=[int(key) for key in kept]).defer(_AREA[kind])
    rows = [ZoneRow(zone, ZonalStatistics(**kept[str(zone.pk)])) for zone in found]
    return sorted(rows, key=lambda row: row.zone.name)


_AREA = {"communes": "boundary", "business-parks": "footprint"}


def _zones(kind: str) -> QuerySet[Any]:
    if kind == "communes":
        return Commune.objects.valid_on(timezone.localdate())
    return BusinessPark.objects.all()


def _of(kind: str, raster: Raster, threshold: float | None) -> dict[str, Any]:
    from_box = shapely.to_wkt(shapely.box(*raster.grid.bounds))
    touching = _zones(kind).filter(**{f"{_AREA[kind]}__intersects": f"SRID={STORAGE_SRID};{from_box}"})
    pairs = [(key, shapely.from_wkb(bytes(area.wkb))) for key, area in touching.values_list("pk", _AREA[kind])]
    sound = [(key, area) for key, area in pairs if area.is_valid and area.area > 0]
    statistics = zonal_statistics(raster, [area for _key, area in sound], threshold)
    return {str(key): asdict(one) for (key, _area), one in zip(sound, statistics, strict=True) if one.known_share > 0}
