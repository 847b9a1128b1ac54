"""Moves signs apart that would cover each other, as little as possible; the same steps as ``js/geo/spread.js``."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

ROUNDS = 24


@dataclass
class Spot:
    """A sign at ``x``, ``y`` whose place is ``home_x``, ``home_y``. Pixels."""

    home_x: float
    home_y: float
    radius: float
    x: float = 0.0
    y: float = 0.0

    def __post_init__(self) -> None:
        self.x, self.y = self.home_x, self.home_y

    @property
    def moved_px(self) -> float:
        return math.hypot(self.x - self.home_x, self.y - self.home_y)


def spread(spots: Sequence[Spot], farthest: float) -> None:
    """Moves the spots, none farther than ``farthest`` pixels from its place."""
    widest = max((spot.radius for spot in spots), default=0.0)
    for _round in range(ROUNDS):
        moved = False
        # Sorted from left to right, only neighbours within reach are compared.
        order = sorted(enumerate(spots), key=lambda numbered: (numbered[1].x, numbered[0]))
        for place, (first, a) in enumerate(order):
            for second, b in order[place + 1 :]:
                if b.x - a.x > a.radius + widest:
                    break
                moved = _push_apart(a, b, first + second) or moved
        for spot in spots:
            _keep_near(spot, farthest)
        if not moved:
            return


def _push_apart(a: Spot, b: Spot, both: int) -> bool:
    dx, dy = b.x - a.x, b.y - a.y
    distance = math.hypot(dx, dy)
    overlap = a.radius + b.radius - distance
    if overlap <= 0.5:
        return False
    if distance < 0.01:
        # Two on one spot part along a direction of their own, by the golden angle.
        dx, dy, distance = math.cos(both * 2.39996), math.sin(both * 2.39996), 1.0
    push = overlap / 2 / distance * 0.9
    a.x, a.y = a.x - dx * push, a.y - dy * push
    b.x, b.y = b.x + dx * push, b.y + dy * push
    return True


def _keep_near(spot: Spot, farthest: float) -> None:
    distance = spot.moved_px
    if distance > farthest:
        share = farthest / distance
        spot.x = spot.home_x + (spot.x - spot.home_x) * share
        spot.y = spot.home_y + (spot.y - spot.home_y) * share
