"""The areas within so many minutes of a place, as the map shows them."""

from collections.abc import Sequence

import shapely
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon

from layers.crs import STORAGE_SRID
from territory.nearby.origins import Origin
from territory.reach.estimate import estimated_radius_m
from territory.reach.isochrone import Isochrone, area_from, isochrones
from territory.reach.measured import EstimateReason
from territory.reach.modes import Mode
from territory.reach.network import Network
from territory.reach.snap import snap


def areas_in_reach(
    origin: Origin, limits_min: Sequence[float], mode: Mode, network: Network | None
) -> tuple[tuple[Isochrone, ...], EstimateReason | None]:
    """One area for each limit, in their order, the origin's own ground included; and why they are estimated, if so.

    Raises NoWalkableWay.
    """
    starts = origin.starts(network)
    measured = network if network is not None and snap(network, starts, mode).is_on.any() else None
    reason = None
    if measured is None:
        reason = EstimateReason.NO_NETWORK if network is None else EstimateReason.START_OFF_NETWORK
    if origin.is_point:
        return isochrones(measured, starts[0], limits_min, mode), reason
    ground = shapely.from_wkb(bytes(origin.area.wkb))
    areas = []
    for limit in limits_min:
        if measured is None:
            area = shapely.buffer(ground, estimated_radius_m(limit, mode), quad_segs=16)
        else:
            area = shapely.union(ground, shapely.from_wkb(bytes(area_from(measured, starts, limit, mode).wkb)))
        areas.append(Isochrone(limit, _as_geos(area), is_estimate=measured is None))
    return tuple(areas), reason


def _as_geos(area: shapely.Geometry) -> MultiPolygon:
    geometry = GEOSGeometry(memoryview(shapely.to_wkb(area)), srid=STORAGE_SRID)
    return geometry if isinstance(geometry, MultiPolygon) else MultiPolygon(geometry, srid=STORAGE_SRID)
