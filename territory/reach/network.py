"""The network: straight pieces between nodes, each with the minutes it takes along and against, for every mode.

Pieces are as short as the source draws them (one for each pair of neighbouring nodes of a way), so that a closure hits
what lies in it and nothing else. A network is a value: closing a piece makes another network.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from django.utils.translation import gettext_lazy as _
from numpy.typing import NDArray
from scipy import sparse

from territory.reach.errors import NoWalkableWay, UnusableNetwork
from territory.reach.modes import Mode, may_ride_against, speed_m_per_min

Numbers = NDArray[np.float64]
SHORTEST_MIN = 1e-9  # a sparse table drops zeros, and two nodes in one spot are still joined


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes (n, 2) in metres of the storage CRS; pieces from ``start`` to ``end`` (numbers of nodes).

    along_min, against_min: by mode, minutes for the whole piece in either direction, infinite where not allowed.
    """

    nodes: Numbers
    start: NDArray[np.intp]
    end: NDArray[np.intp]
    along_min: Mapping[Mode, Numbers]
    against_min: Mapping[Mode, Numbers]

    @cached_property
    def length_m(self) -> Numbers:
        """The length of each piece."""
        return np.hypot(*(self.nodes[self.end] - self.nodes[self.start]).T)

    @cached_property
    def pieces(self) -> NDArray[np.object_]:
        """Each piece as a line (shapely, metres)."""
        return shapely.linestrings(np.stack([self.nodes[self.start], self.nodes[self.end]], axis=1))

    @cached_property
    def _kept(self) -> dict[object, Any]:
        """What is costly to make and asked for again: tables and trees by mode."""
        return {}

    @cached_property
    def tree(self) -> shapely.STRtree:
        """All pieces by where they lie."""
        return shapely.STRtree(self.pieces)

    def tree_of(self, mode: Mode) -> shapely.STRtree:
        """The pieces of ``open_to(mode)`` by where they lie."""
        if ("tree", mode) not in self._kept:
            self._kept["tree", mode] = shapely.STRtree(self.pieces[self.open_to(mode)])
        return self._kept["tree", mode]

    def open_to(self, mode: Mode) -> NDArray[np.intp]:
        """The pieces that the mode may use in at least one direction. Raises NoWalkableWay."""
        usable = np.flatnonzero(np.isfinite(np.minimum(self.along_min[mode], self.against_min[mode])))
        if not usable.size:
            raise NoWalkableWay(_("The network has no way that is open to this mode of travel."))
        return usable

    def minutes_between_nodes(self, mode: Mode) -> sparse.coo_array:
        """Directed minutes between neighbouring nodes, shape (n, n); of several pieces the quickest."""
        if ("table", mode) not in self._kept:
            origin = np.concatenate([self.start, self.end])
            target = np.concatenate([self.end, self.start])
            minutes = np.concatenate([self.along_min[mode], self.against_min[mode]])
            self._kept["table", mode] = quickest(origin, target, minutes, len(self.nodes))
        table: sparse.coo_array = self._kept["table", mode]
        return table


def quickest(origin: NDArray[np.intp], target: NDArray[np.intp], minutes: Numbers, node_count: int) -> sparse.coo_array:
    """A table (origin, target) of minutes: the least where a pair occurs twice, nothing for what is closed."""
    usable = np.isfinite(minutes) & (origin != target)
    origin, target, minutes = origin[usable], target[usable], np.maximum(minutes[usable], SHORTEST_MIN)
    order = np.lexsort((minutes, target, origin))
    origin, target, minutes = origin[order], target[order], minutes[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (origin[1:] != origin[:-1]) | (target[1:] != target[:-1])
    return sparse.coo_array((minutes[first], (origin[first], target[first])), shape=(node_count, node_count))


@dataclass(frozen=True)
class Way:
    """One way of a source: positions in metres of the storage CRS, in order, and its tags.

    node_ids: what tells nodes apart where the source says so; else equal positions (to the centimetre) are one node.
    """

    positions: Sequence[tuple[float, float]]
    tags: Mapping[str, str]
    node_ids: Sequence[int] | None = None


def network_from(ways: Iterable[Way]) -> Network:
    """The network of those ways on which one may walk or ride. Raises NoWalkableWay, UnusableNetwork."""
    numbers: dict[object, int] = {}
    nodes: list[tuple[float, float]] = []
    pieces: list[tuple[int, int]] = []
    speeds: list[tuple[float, float, float, float]] = []  # m/min: foot along, against, bicycle along, against
    for way in ways:
        speed = _speeds(way.tags)
        if speed is None:
            continue
        before: int | None = None
        for place, position in enumerate(way.positions):
            key = way.node_ids[place] if way.node_ids is not None else (round(position[0], 2), round(position[1], 2))
            if not np.isfinite(position).all():
                raise UnusableNetwork(_("A way has a position that is not a number."))
            number = numbers.setdefault(key, len(nodes))
            if number == len(nodes):
                nodes.append((float(position[0]), float(position[1])))
            if before is not None and before != number:
                pieces.append((before, number))
                speeds.append(speed)
            before = number
    if not pieces:
        raise NoWalkableWay(
            _("There is no walkable way in this file: ways need a highway tag that people may walk on.")
        )
    return _built(np.array(nodes), np.array(pieces, dtype=np.intp), np.array(speeds))


def _built(nodes: Numbers, pieces: NDArray[np.intp], speeds: Numbers) -> Network:
    length_m = np.hypot(*(nodes[pieces[:, 1]] - nodes[pieces[:, 0]]).T)
    with np.errstate(divide="ignore"):
        minutes = np.where(speeds > 0, length_m[:, None] / speeds, np.inf)
    return Network(
        nodes,
        pieces[:, 0],
        pieces[:, 1],
        {Mode.FOOT: minutes[:, 0], Mode.BICYCLE: minutes[:, 2]},
        {Mode.FOOT: minutes[:, 1], Mode.BICYCLE: minutes[:, 3]},
    )


def _speeds(tags: Mapping[str, str]) -> tuple[float, float, float, float] | None:
    """Metres a minute on foot and by bicycle, along and against, 0 where closed; None where both are."""
    foot = speed_m_per_min(tags, Mode.FOOT) or 0.0
    bicycle = speed_m_per_min(tags, Mode.BICYCLE) or 0.0
    if not foot and not bicycle:
        return None
    along, against = may_ride_against(tags)
    return foot, foot, bicycle if along else 0.0, bicycle if against else 0.0
