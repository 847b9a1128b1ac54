"""Minutes on the network from places to places, and from places to every node, by Dijkstra's algorithm with a limit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import dijkstra

from territory.reach.estimate import estimated_minutes
from territory.reach.modes import Mode
from territory.reach.network import SHORTEST_MIN, Network, Numbers, quickest
from territory.reach.snap import SNAP_M, Snapped, snap

Places = NDArray[np.intp]
Positions = Sequence[tuple[float, float]]
ROWS_AT_ONCE = 64  # origins per call: 64 rows of 500,000 nodes are 256 MB
GOALS_AT_ONCE = 20_000  # destinations of 64 origins: 10 MB a table


@dataclass(frozen=True, eq=False)
class TravelTimes:
    """Minutes, shape (origins, destinations), infinite beyond the limit or where no way leads.

    is_estimate: no network was there to measure on.
    """

    travel_min: Numbers
    is_estimate: bool


def travel_times(
    network: Network | None,
    origins: Positions,
    destinations: Positions,
    mode: Mode = Mode.FOOT,
    *,
    limit_min: float = np.inf,
    snap_m: float = SNAP_M,
) -> TravelTimes:
    """Minutes from every origin to every destination (metres, storage CRS); estimated without a network.

    A place farther than ``snap_m`` from any way is not reached. Raises NoWalkableWay.
    """
    if network is None:
        return TravelTimes(estimated_minutes(origins, destinations, mode, limit_min), is_estimate=True)
    starts, goals = snap(network, origins, mode, snap_m), snap(network, destinations, mode, snap_m)
    minutes = np.full((len(origins), len(destinations)), np.inf)
    for rows, at_nodes in _minutes_at_nodes(network, starts, mode, limit_min):
        minutes[rows] = _at_places(network, starts, rows, at_nodes, goals, mode=mode)
    minutes[minutes > limit_min] = np.inf
    return TravelTimes(minutes, is_estimate=False)


def nearest_times(network: Network, origins: Positions, destinations: Numbers, mode: Mode, limit_min: float) -> Numbers:
    """Minutes to each destination (metres, storage CRS) from whichever origin is nearest; infinite beyond the limit.

    Raises NoWalkableWay.
    """
    starts, goals = snap(network, origins, mode), snap(network, destinations, mode)
    minutes = np.full(len(destinations), np.inf)
    for rows, at_nodes in _minutes_at_nodes(network, starts, mode, limit_min):
        # A few at a time: a table of all of a hundred origins and a quarter of a million destinations has no room.
        for first in range(0, len(destinations), GOALS_AT_ONCE):
            some = slice(first, first + GOALS_AT_ONCE)
            part = Snapped(goals.piece[some], goals.share[some], goals.access_min[some])
            found = _at_places(network, starts, rows, at_nodes, part, mode=mode).min(axis=0)
            minutes[some] = np.minimum(minutes[some], found)
    minutes[minutes > limit_min] = np.inf
    return minutes


def minutes_to_nodes(network: Network, starts: Snapped, mode: Mode, limit_min: float) -> Numbers:
    """Minutes from each start to each node, the way to the piece included; infinite beyond the limit."""
    minutes = np.full((len(starts.piece), len(network.nodes)), np.inf)
    for rows, at_nodes in _minutes_at_nodes(network, starts, mode, limit_min):
        minutes[rows] = at_nodes
    return minutes


def _minutes_at_nodes(
    network: Network, starts: Snapped, mode: Mode, limit_min: float
) -> Iterator[tuple[Places, Numbers]]:
    """Blocks of (numbers of starts, their minutes to every node).

    Each start becomes a node of its own, joined to both ends of its piece by what remains of the piece.
    """
    on = np.flatnonzero(starts.is_on)
    if not on.size:
        return
    node_count = len(network.nodes)
    piece, share = starts.piece[on], starts.share[on]
    own = node_count + np.arange(len(on))
    # The way to the piece is shifted to both legs, so that it counts against the limit.
    to_end = _part(1 - share, network.along_min[mode][piece]) + starts.access_min[on]
    to_start = _part(share, network.against_min[mode][piece]) + starts.access_min[on]
    between = network.minutes_between_nodes(mode)
    legs = quickest(
        np.concatenate([own, own]),
        np.concatenate([network.end[piece], network.start[piece]]),
        np.concatenate([to_end, to_start]),
        node_count + len(on),
    )
    graph = sparse.csr_array(
        (
            np.concatenate([between.data, legs.data]),
            tuple(np.concatenate([a, b]) for a, b in zip(between.coords, legs.coords, strict=True)),
        ),
        shape=(node_count + len(on), node_count + len(on)),
    )
    for first in range(0, len(on), ROWS_AT_ONCE):
        block = np.arange(first, min(first + ROWS_AT_ONCE, len(on)))
        found = dijkstra(graph, directed=True, indices=own[block], limit=limit_min + SHORTEST_MIN)
        yield on[block], found[:, :node_count]


def _at_places(
    network: Network, starts: Snapped, rows: Places, at_nodes: Numbers, goals: Snapped, *, mode: Mode
) -> Numbers:
    """Minutes from the starts in ``rows`` to every goal: by either end of its piece, or along the piece both share."""
    minutes = np.full((len(rows), len(goals.piece)), np.inf)
    on = np.flatnonzero(goals.is_on)
    piece, share = goals.piece[on], goals.share[on]
    along, against = network.along_min[mode][piece], network.against_min[mode][piece]
    from_start, from_end = _part(share, along), _part(1 - share, against)
    with_ends = np.minimum(at_nodes[:, network.start[piece]] + from_start, at_nodes[:, network.end[piece]] + from_end)
    ahead = share[None, :] - starts.share[rows][:, None]
    direct = np.where(ahead > 0, _part(ahead, along[None, :]), _part(-ahead, against[None, :]))
    direct += starts.access_min[rows][:, None]
    same = starts.piece[rows][:, None] == piece[None, :]
    minutes[:, on] = np.minimum(with_ends, np.where(same, direct, np.inf)) + goals.access_min[on]
    return minutes


def _part(share: Numbers, minutes: Numbers) -> Numbers:
    """The minutes for a share of a piece; none for no share, even of a closed piece."""
    share, minutes = np.broadcast_arrays(share, minutes)
    return np.multiply(share, minutes, out=np.zeros(share.shape), where=share > 0)
