"""The area within so many minutes: a band around every stretch of way that can be reached in time.

A hull around reached nodes would claim rail tracks, motorways and fenced ground; a band claims what stands beside a
reachable way. docs/decisions/0011-walking-network.md weighs the two.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from django.contrib.gis.geos import GEOSGeometry, MultiPolygon

from layers.crs import STORAGE_SRID
from territory.reach.estimate import estimated_radius_m
from territory.reach.modes import Mode
from territory.reach.network import Network
from territory.reach.snap import SNAP_M, snap
from territory.reach.travel import minutes_to_nodes

BAND_M = 40.0  # to either side of a way: half a block, a street-side plot
HOLE_HA = 1.0  # holes smaller than this are courtyards, not barriers
SIMPLIFY_M = 2.0  # well below what the band claims to know


@dataclass(frozen=True, eq=False)
class Isochrone:
    """The area reached within ``limit_min`` minutes, metres of the storage CRS; empty for a place off the network."""

    limit_min: float
    area: MultiPolygon
    is_estimate: bool


def isochrones(
    network: Network | None,
    origin: tuple[float, float],
    limits_min: Sequence[float],
    mode: Mode = Mode.FOOT,
    snap_m: float = SNAP_M,
) -> tuple[Isochrone, ...]:
    """One area for each limit, in their order, around a place in metres of the storage CRS.

    Without a network: circles of the estimated radius. Raises NoWalkableWay.
    """
    if network is None:
        point = shapely.points(origin)
        return tuple(
            Isochrone(
                limit, _as_geos(shapely.buffer(point, estimated_radius_m(limit, mode), quad_segs=16)), is_estimate=True
            )
            for limit in limits_min
        )
    start = snap(network, [origin], mode, snap_m)
    if not start.is_on[0] or not limits_min:
        return tuple(Isochrone(limit, MultiPolygon(srid=STORAGE_SRID), is_estimate=False) for limit in limits_min)
    minutes = minutes_to_nodes(network, start, mode, max(limits_min))[0]
    own_piece, own_share, access_min = int(start.piece[0]), float(start.share[0]), float(start.access_min[0])
    areas = []
    for limit in limits_min:
        stretches = _stretches(network, minutes, mode, limit)
        stretches += _own_stretches(network, own_piece, own_share, limit - access_min, mode)
        areas.append(Isochrone(limit, _band(network, stretches), is_estimate=False))
    return tuple(areas)


def area_from(
    network: Network, origins: Sequence[tuple[float, float]], limit_min: float, mode: Mode = Mode.FOOT
) -> MultiPolygon:
    """The area within ``limit_min`` minutes of any of the places (metres, storage CRS); empty off the network.

    Raises NoWalkableWay.
    """
    starts = snap(network, origins, mode)
    on = np.flatnonzero(starts.is_on)
    if not on.size:
        return MultiPolygon(srid=STORAGE_SRID)
    minutes = minutes_to_nodes(network, starts, mode, limit_min).min(axis=0)
    stretches = _stretches(network, minutes, mode, limit_min)
    for place in on.tolist():
        left_min = limit_min - float(starts.access_min[place])
        stretches += _own_stretches(network, int(starts.piece[place]), float(starts.share[place]), left_min, mode)
    return _band(network, stretches)


Stretch = tuple[int, float, float]  # piece, from share, to share


def _stretches(network: Network, minutes: np.ndarray, mode: Mode, limit_min: float) -> list[Stretch]:
    """What of each piece is reached from its ends before the limit."""
    stretches: list[Stretch] = []
    for ends, takes, forward in (
        (network.start, network.along_min[mode], True),
        (network.end, network.against_min[mode], False),
    ):
        left = limit_min - minutes[ends]
        reached = np.flatnonzero((left > 0) & np.isfinite(takes))
        share = np.minimum(1.0, left[reached] / np.maximum(takes[reached], 1e-12))
        for piece, far in zip(reached.tolist(), share.tolist(), strict=True):
            stretches.append((piece, 0.0, far) if forward else (piece, 1.0 - far, 1.0))
    return stretches


def _own_stretches(network: Network, piece: int, share: float, left_min: float, mode: Mode) -> list[Stretch]:
    """What of the origin's own piece is reached directly."""
    if left_min < 0:
        return []
    along, against = float(network.along_min[mode][piece]), float(network.against_min[mode][piece])
    ahead = min(1.0, share + (left_min / along if np.isfinite(along) and along > 0 else 0.0))
    behind = max(0.0, share - (left_min / against if np.isfinite(against) and against > 0 else 0.0))
    return [(piece, behind, ahead)]


def _band(network: Network, stretches: list[Stretch]) -> MultiPolygon:
    """The union of the bands around the stretches, small holes filled."""
    if not stretches:
        return MultiPolygon(srid=STORAGE_SRID)
    pieces = np.array([stretch[0] for stretch in stretches])
    shares = np.array([stretch[1:] for stretch in stretches])
    start, end = network.nodes[network.start[pieces]], network.nodes[network.end[pieces]]
    corners = np.stack([start + (end - start) * shares[:, :1], start + (end - start) * shares[:, 1:]], axis=1)
    # Many small buffers joined: one buffer of everything took five times as long
    # (docs/decisions/0011-walking-network.md).
    lines = shapely.get_parts(shapely.line_merge(shapely.union_all(shapely.linestrings(corners))))
    area = shapely.union_all(shapely.buffer(lines, BAND_M, quad_segs=4))
    return _as_geos(shapely.simplify(_without_small_holes(area), SIMPLIFY_M))


def _without_small_holes(area: shapely.Geometry) -> shapely.Geometry:
    filled = []
    for part in shapely.get_parts(area):
        holes = [ring for ring in part.interiors if shapely.Polygon(ring).area >= HOLE_HA * 10_000]
        filled.append(shapely.Polygon(part.exterior, holes))
    return shapely.multipolygons(filled)


def _as_geos(area: shapely.Geometry) -> MultiPolygon:
    geometry = GEOSGeometry(memoryview(shapely.to_wkb(area)), srid=STORAGE_SRID)
    return geometry if isinstance(geometry, MultiPolygon) else MultiPolygon(geometry, srid=STORAGE_SRID)
