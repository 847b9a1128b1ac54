"""Minutes measured on the network where it reaches, estimated where it does not, and always told apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from layers.numbers import said
from territory.reach.estimate import DETOUR_FACTOR, estimated_from, estimated_minutes
from territory.reach.modes import Mode
from territory.reach.network import Network, Numbers
from territory.reach.snap import snap
from territory.reach.travel import nearest_times, travel_times


class EstimateReason(StrEnum):
    """Why a time is not measured."""

    NO_NETWORK = "no-network"
    START_OFF_NETWORK = "start-off-network"
    SOME_OFF_NETWORK = "some-off-network"

    def in_words(self) -> str:
        """One sentence for the reader, with the detour factor."""
        sentence = {
            EstimateReason.NO_NETWORK: _(
                "Times are estimated: no walking network is loaded. Distance as the crow flies × %(factor)s."
            ),
            EstimateReason.START_OFF_NETWORK: _(
                "Times are estimated: the walking network does not reach this place. "
                "Distance as the crow flies × %(factor)s."
            ),
            EstimateReason.SOME_OFF_NETWORK: _(
                "Some times are estimated, as the walking network does not reach everybody: "
                "distance as the crow flies × %(factor)s."
            ),
        }[self]
        return sentence % {"factor": said(DETOUR_FACTOR, 1)}


@dataclass(frozen=True, eq=False)
class Walks:
    """Minutes, shape (origins, destinations), infinite beyond the limit; and which of them are estimated."""

    travel_min: Numbers
    is_estimated: NDArray[np.bool_]
    has_network: bool

    @property
    def reason(self) -> EstimateReason | None:
        """Why not every time in reach is measured; None where each is, or where nothing is in reach."""
        if not (np.isfinite(self.travel_min) & self.is_estimated).any():
            return None
        if not self.has_network:
            return EstimateReason.NO_NETWORK
        # Who is there already has no way that could have been measured.
        everywhere = bool(self.is_estimated[self.travel_min > 0].all())
        return EstimateReason.START_OFF_NETWORK if everywhere else EstimateReason.SOME_OFF_NETWORK


def walks(
    network: Network | None,
    origins: Sequence[tuple[float, float]],
    destinations: Sequence[tuple[float, float]],
    mode: Mode = Mode.FOOT,
    limit_min: float = np.inf,
) -> Walks:
    """Minutes between places (metres, storage CRS): measured where both ends are on the network, else estimated.

    Raises NoWalkableWay.
    """
    shape = (len(origins), len(destinations))
    if network is None or not all(shape):
        minutes = estimated_minutes(origins, destinations, mode, limit_min) if all(shape) else np.empty(shape)
        return Walks(minutes, np.ones(shape, dtype=bool), network is not None)
    starts, goals = snap(network, origins, mode).is_on, snap(network, destinations, mode).is_on
    measured = starts[:, None] & goals[None, :]
    if not measured.any():
        return Walks(estimated_minutes(origins, destinations, mode, limit_min), ~measured, has_network=True)
    minutes = travel_times(network, origins, destinations, mode, limit_min=limit_min).travel_min
    if not measured.all():
        minutes = np.where(measured, minutes, estimated_minutes(origins, destinations, mode, limit_min))
    return Walks(minutes, ~measured, has_network=True)


def nearest_walks(
    network: Network | None,
    starts: Sequence[tuple[float, float]],
    destinations: Numbers,
    distances_m: Numbers,
    mode: Mode,
    limit_min: float,
) -> Walks:
    """Minutes to each destination from the nearest start of an area, shape (1, destinations); none inside the area.

    distances_m: from the edge of the area as the crow flies, 0 inside; the estimate begins there as well.
    Raises NoWalkableWay.
    """
    minutes = estimated_from(distances_m, mode, limit_min)
    is_estimated = distances_m > 0
    if network is not None and snap(network, starts, mode).is_on.any():
        on = snap(network, destinations, mode).is_on & is_estimated
        minutes[on] = nearest_times(network, starts, destinations[on], mode, limit_min)
        is_estimated = is_estimated & ~on
    return Walks(minutes[None, :], is_estimated[None, :], network is not None)
