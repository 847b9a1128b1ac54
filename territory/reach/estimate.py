"""Where no network is loaded: crow-fly distance times a stated detour factor. Always marked as an estimate."""

from collections.abc import Sequence

import numpy as np

from territory.reach.modes import SPEED_M_PER_MIN, Mode
from territory.reach.network import Numbers

# Walks to transit stations were measured at 1.21 to 1.23 times the crow-fly distance (O'Sullivan and Morrall 1996),
# streets in general at about 1.2 (Newell 1980). Fences and access roads of a business park make more of it: 1.3 stays
# on the careful side.
DETOUR_FACTOR = 1.3


def estimated_minutes(
    origins: Sequence[tuple[float, float]],
    destinations: Sequence[tuple[float, float]],
    mode: Mode = Mode.FOOT,
    limit_min: float = np.inf,
) -> Numbers:
    """Estimated minutes, shape (origins, destinations), infinite beyond the limit; positions in metres, storage CRS."""
    start = np.asarray(origins, dtype=float).reshape(-1, 1, 2)
    end = np.asarray(destinations, dtype=float).reshape(1, -1, 2)
    distance_m = np.hypot(start[..., 0] - end[..., 0], start[..., 1] - end[..., 1])
    return estimated_from(distance_m, mode, limit_min)


def estimated_from(distance_m: Numbers, mode: Mode = Mode.FOOT, limit_min: float = np.inf) -> Numbers:
    """Estimated minutes for distances as the crow flies, in metres; infinite beyond the limit."""
    minutes: Numbers = distance_m * DETOUR_FACTOR / SPEED_M_PER_MIN[mode]
    minutes[minutes > limit_min] = np.inf
    return minutes


def estimated_radius_m(limit_min: float, mode: Mode = Mode.FOOT) -> float:
    """How far, as the crow flies, one gets in ``limit_min`` minutes by the estimate, in metres."""
    return limit_min * SPEED_M_PER_MIN[mode] / DETOUR_FACTOR
