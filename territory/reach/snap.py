"""Where a place meets the network: the nearest piece that the mode may use, and how long the way there takes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from territory.reach.modes import WALKING_M_PER_MIN, Mode
from territory.reach.network import Network, Numbers

SNAP_M = 150.0  # farther from any way than a large plot is deep, a place is off the network


@dataclass(frozen=True, eq=False)
class Snapped:
    """Places on the network, in the order given.

    piece: number of the nearest piece, −1 where none is near enough. share: how far along it, 0 to 1.
    access_min: minutes on foot, as the crow flies, between the place and the piece.
    """

    piece: NDArray[np.intp]
    share: Numbers
    access_min: Numbers

    @property
    def is_on(self) -> NDArray[np.bool_]:
        """Which places are on the network."""
        return self.piece >= 0


def snap(
    network: Network, positions: Sequence[tuple[float, float]] | Numbers, mode: Mode, snap_m: float = SNAP_M
) -> Snapped:
    """The places (metres, storage CRS) on their nearest pieces, at most ``snap_m`` away. Raises NoWalkableWay."""
    usable = network.open_to(mode)
    piece = np.full(len(positions), -1, dtype=np.intp)
    share, access_min = np.zeros(len(positions)), np.full(len(positions), np.inf)
    if not len(positions):
        return Snapped(piece, share, access_min)
    points = shapely.points(np.asarray(positions, dtype=float).reshape(-1, 2))
    pairs, distance_m = network.tree_of(mode).query_nearest(
        points, max_distance=snap_m, return_distance=True, all_matches=True
    )
    # Several pieces meet in a node: of equals the first listed, so that the answer does not depend on the tree.
    order = np.lexsort((pairs[1], pairs[0]))
    places, first = np.unique(pairs[0][order], return_index=True)
    chosen = order[first]
    piece[places] = usable[pairs[1][chosen]]
    lines = network.pieces[piece[places]]
    share[places] = shapely.line_locate_point(lines, points[places], normalized=True)
    access_min[places] = distance_m[chosen] / WALKING_M_PER_MIN
    return Snapped(piece, share, access_min)
