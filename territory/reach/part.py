"""The part of a network that a small question needs: closing ways in it costs what lies there, and no more."""

import numpy as np

from territory.reach.network import Network

Box = tuple[float, float, float, float]


def part_of(network: Network, box: Box) -> Network | None:
    """The pieces that meet ``box`` (metres, storage CRS), nodes numbered anew; None where there is none."""
    west, south, east, north = box
    start, end = network.nodes[network.start], network.nodes[network.end]
    low, high = np.minimum(start, end), np.maximum(start, end)
    chosen = np.flatnonzero((low[:, 0] <= east) & (high[:, 0] >= west) & (low[:, 1] <= north) & (high[:, 1] >= south))
    if not chosen.size:
        return None
    nodes, numbers = np.unique(np.concatenate([network.start[chosen], network.end[chosen]]), return_inverse=True)
    return Network(
        network.nodes[nodes],
        numbers[: len(chosen)],
        numbers[len(chosen) :],
        {mode: minutes[chosen] for mode, minutes in network.along_min.items()},
        {mode: minutes[chosen] for mode, minutes in network.against_min.items()},
    )
