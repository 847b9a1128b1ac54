"""The network while works last: pieces inside a footprint are closed or slowed for a mode."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import shapely
from django.contrib.gis.geos import GEOSGeometry
from django.utils.translation import gettext_lazy as _

from layers.crs import in_storage_crs
from territory.reach.errors import UnusableNetwork
from territory.reach.modes import Mode
from territory.reach.network import Network, Numbers

CLOSED = float("inf")
TOUCH_M = 0.01  # a piece that only touches the footprint's edge is not in it


@dataclass(frozen=True)
class Closure:
    """What works do: by mode, how many times longer a piece takes inside ``footprint``; CLOSED closes it.

    footprint: in any CRS but it must name it; a line or a point closes what it crosses or lies on.
    """

    footprint: GEOSGeometry
    slowed: Mapping[Mode, float]


def with_closures(network: Network, closures: Iterable[Closure]) -> Network:
    """The network while all the closures last. A slowed piece counts by the part of it that lies inside.

    A closed piece is closed as a whole. Several closures of one piece multiply. Raises MissingCrs, UnusableNetwork.
    """
    along = {mode: minutes.copy() for mode, minutes in network.along_min.items()}
    against = {mode: minutes.copy() for mode, minutes in network.against_min.items()}
    for closure in closures:
        footprint = shapely.from_wkb(bytes(in_storage_crs(closure.footprint).wkb))
        hit, inside_share = _inside(network, footprint)
        for mode, factor in closure.slowed.items():
            if not factor >= 1:
                raise UnusableNetwork(_("Works slow a way by a factor of at least 1."))
            for minutes in (along[mode], against[mode]):
                minutes[hit] = _slowed(minutes[hit], inside_share, factor)
    return replace(network, along_min=along, against_min=against)


def _inside(network: Network, footprint: shapely.Geometry) -> tuple[np.ndarray, Numbers]:
    """The pieces that lie in the footprint, at least in part, and how much of each does, 0 to 1."""
    hit = np.sort(network.tree.query(footprint, predicate="intersects"))
    length_m = network.length_m[hit]
    if footprint.area > 0:
        inside_m = shapely.length(shapely.intersection(network.pieces[hit], footprint))
        kept = inside_m > np.minimum(TOUCH_M, length_m / 2)
        hit, inside_m, length_m = hit[kept], inside_m[kept], length_m[kept]
        return hit, np.divide(inside_m, length_m, out=np.ones_like(inside_m), where=length_m > 0)
    return hit, np.ones(len(hit))


def _slowed(minutes: Numbers, inside_share: Numbers, factor: float) -> Numbers:
    if np.isinf(factor):
        return np.full(len(minutes), np.inf)
    return minutes * (1 + inside_share * (factor - 1))
