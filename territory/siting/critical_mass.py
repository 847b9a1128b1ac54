"""Whether enough establishments stand close enough together for a service that needs a threshold.

Asked for: the fewest establishments that together reach the threshold and hang together, each at most a stated walk
from another of them. Those who have said yes count at no cost and as together, wherever they are. The search is exact
within a set number of steps, which makes the answer the same on every machine; beyond, the best set found comes with
the number that is surely needed.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext_lazy as _

from layers.numbers import said
from territory.siting.connected_sets import STEPS, Ground, fewest
from territory.siting.errors import NoSolution, UnusableProblem
from territory.siting.problem import Minutes


@dataclass(frozen=True)
class Party:
    """An establishment that could take part, with what it would bring: jobs, tonnes a week.

    committed: it has said yes.
    """

    id: str
    weight: float
    committed: bool = False


@dataclass(frozen=True)
class Candidate:
    """An establishment to ask next, ``travel_min`` from the nearest committed one, bringing ``weight``."""

    id: str
    weight: float
    travel_min: float


@dataclass(frozen=True)
class CriticalMass:
    """The answer: whom to win so that the service is viable.

    needed: establishments to win beside the committed, heaviest first; at_least: no smaller number is enough.
    weight: what committed and needed bring together. missing: what the committed alone lack.
    links: pairs of the set that hold it together with their minutes, a shortest spanning tree.
    nearest: one more than needed of those not committed who bring anything, nearest to the committed first, or to the
    heaviest needed when nobody has said yes.
    """

    needed: tuple[str, ...]
    at_least: int
    weight: float
    threshold: float
    missing: float
    links: tuple[tuple[str, str, float], ...]
    nearest: tuple[Candidate, ...]

    @property
    def is_proven(self) -> bool:
        """Whether no smaller set exists."""
        return len(self.needed) == self.at_least

    @property
    def excess(self) -> int:
        """By how many establishments the answer may exceed the smallest possible; 0 is proven."""
        return len(self.needed) - self.at_least


def critical_mass(
    parties: Sequence[Party], travel_min: Minutes, within_min: float, threshold: float, steps: int = STEPS
) -> CriticalMass:
    """The fewest establishments to win so that the threshold is reached within a walk.

    travel_min: minutes between the parties, shape (n, n), infinite where there is no way; of the two directions the
    longer counts. Among sets of one size the first found wins, heavier establishments tried first, then those listed
    first. Raises UnusableProblem, NoSolution.
    """
    walk = _checked(parties, travel_min, within_min, threshold)
    ground = Ground(
        np.array([party.weight for party in parties], dtype=np.float64),
        [index for index, party in enumerate(parties) if party.committed],
        walk <= within_min,
        threshold,
    )
    found = ground.grown()
    if found is None:
        most, size = ground.largest()
        raise NoSolution(
            _(
                "Within a walk of %(within)s minutes at most %(most)s come together (%(size)d establishments); "
                "%(threshold)s are needed: allow a longer walk or a smaller threshold."
            )
            % {"within": said(within_min, 1), "most": said(most, 1), "size": size, "threshold": said(threshold, 1)}
        )
    needed, at_least = fewest(ground, found, steps)
    needed = tuple(sorted(needed, key=lambda one: (-ground.weights[one], one)))
    members = [*ground.committed, *needed]
    return CriticalMass(
        needed=tuple(parties[one].id for one in needed),
        at_least=at_least,
        weight=float(ground.weights[members].sum()),
        threshold=threshold,
        missing=max(0.0, threshold - float(ground.weights[ground.committed].sum())),
        links=tuple((parties[a].id, parties[b].id, minutes) for a, b, minutes in _spanning(walk, members)),
        nearest=_nearest(parties, walk, ground.committed or list(needed[:1]), len(needed) + 1),
    )


def _checked(parties: Sequence[Party], travel_min: Minutes, within_min: float, threshold: float) -> Minutes:
    """Minutes in the longer direction. Raises UnusableProblem."""
    if not parties:
        raise UnusableProblem(_("There is no establishment to ask in the chosen area."))
    if travel_min.shape != (len(parties), len(parties)):
        raise UnusableProblem(_("Minutes are needed between every two establishments."))
    if np.isnan(travel_min).any() or (travel_min < 0).any():
        raise UnusableProblem(_("Minutes must be zero or more; write infinity where there is no way."))
    if not within_min > 0:
        raise UnusableProblem(_("Say within how many minutes a place counts as reached; more than zero."))
    if not (math.isfinite(threshold) and threshold > 0):
        raise UnusableProblem(_("The threshold must be more than zero."))
    for party in parties:
        if not (math.isfinite(party.weight) and party.weight >= 0):
            raise UnusableProblem(
                _("What %(id)s brings is %(weight)s; it must be zero or more.")
                % {"id": party.id, "weight": party.weight}
            )
    return np.maximum(travel_min, travel_min.T)


def _spanning(walk: Minutes, members: list[int]) -> Iterator[tuple[int, int, float]]:
    """The shortest tree over ``members`` (Prim), as pairs with their minutes; pairs without a way are left out."""
    inside, outside = members[:1], members[1:]
    while outside:
        minutes, start, end = min((walk[a, b], a, b) for a in inside for b in outside)
        inside.append(end)
        outside.remove(end)
        if math.isfinite(minutes):
            yield start, end, float(minutes)


def _nearest(parties: Sequence[Party], walk: Minutes, anchors: list[int], count: int) -> tuple[Candidate, ...]:
    """Up to ``count`` parties that bring something, neither committed nor an anchor, nearest to the anchors first."""
    if not anchors:
        return ()
    minutes = walk[anchors].min(axis=0)
    asked = [
        one
        for one, party in enumerate(parties)
        if not party.committed and one not in anchors and party.weight > 0 and np.isfinite(minutes[one])
    ]
    asked.sort(key=lambda one: (minutes[one], -parties[one].weight, parties[one].id))
    return tuple(Candidate(parties[one].id, parties[one].weight, float(minutes[one])) for one in asked[:count])
