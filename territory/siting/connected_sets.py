"""Connected sets of parties that reach a threshold: grown quickly, and the smallest one by a search cut short.

Parties are numbers here; what they are and what a link between two of them means is for critical_mass.py to say.
"""

import numpy as np
from numpy.typing import NDArray

STEPS = 200_000  # of the exact search: some seconds
STARTS = 50  # from the heaviest so many a set is grown: time grows with their number
THRESHOLD_SHARE = 1e-9  # sums of tonnes and jobs may miss a threshold by rounding only


class Ground:
    """The graph of pairs within the walk, with the committed drawn together into one start."""

    def __init__(
        self, weights: NDArray[np.float64], committed: list[int], linked: NDArray[np.bool_], threshold: float
    ) -> None:
        self.weights, self.committed = weights, committed
        self.linked: NDArray[np.bool_] = linked.copy()
        np.fill_diagonal(self.linked, val=False)
        self.enough = threshold * (1 - THRESHOLD_SHARE)
        order = sorted(range(len(weights)), key=lambda one: (-self.weights[one], one))
        self.rank = {one: place for place, one in enumerate(order)}
        self.free = [one for one in order if one not in set(self.committed)]
        self.base = float(self.weights[self.committed].sum())
        self.hops = _hops(self.linked, self.committed)

    def starts(self) -> list[int]:
        """Where a set may begin: beside the committed, or anywhere when nobody has said yes."""
        if not self.committed:
            return self.free
        beside: NDArray[np.bool_] = np.any(self.linked[self.committed], axis=0)
        return [one for one in self.free if beside[one]]

    def largest(self) -> tuple[float, int]:
        """The most weight that hangs together, with the number of parties in it, committed ones included."""
        free = np.ones(len(self.weights), dtype=bool)
        free[self.committed] = False
        best = (self.base, len(self.committed))
        for start in self._one_each():
            inside = np.isfinite(self.hops[start]) & free
            best = max(best, (self.base + float(self.weights[inside].sum()), int(inside.sum()) + len(self.committed)))
        return best

    def _one_each(self) -> list[int]:
        """The heaviest start of each part of the graph that hangs together."""
        met = np.zeros(len(self.weights), dtype=bool)
        first: list[int] = []
        for start in self.starts():
            if not met[start]:
                first.append(start)
                met |= np.isfinite(self.hops[start])
        return first

    def grown(self) -> tuple[int, ...] | None:
        """A set that reaches the threshold, grown by the best weight per step; None when there is none at all."""
        if self.base >= self.enough:
            return ()
        best: tuple[int, ...] | None = None
        starts: list[int | None] = [None]
        if not self.committed:
            starts = list(dict.fromkeys([*self._one_each(), *self.free[:STARTS]]))
        for start in starts:
            grown = self._grow(start, len(self.weights) if best is None else len(best))
            if grown is not None:
                grown = self._trimmed(grown)
                best = grown if best is None or len(grown) < len(best) else best
        return best

    def _trimmed(self, chosen: tuple[int, ...]) -> tuple[int, ...]:
        """``chosen`` without those, lightest first, that neither the threshold nor the others' connection needs."""
        kept = list(chosen)
        for one in sorted(chosen, key=lambda party: (self.weights[party], -self.rank[party])):
            others = [other for other in kept if other != one]
            if self.base + float(self.weights[others].sum()) >= self.enough and self._hangs_together(others):
                kept = others
        return tuple(kept)

    def _hangs_together(self, chosen: list[int]) -> bool:
        waiting = set(chosen)
        frontier = [one for one in self.starts() if one in waiting] if self.committed else chosen[:1]
        waiting -= set(frontier)
        while frontier:
            one = frontier.pop()
            beside = {other for other in waiting if self.linked[one, other]}
            waiting -= beside
            frontier += sorted(beside)
        return not waiting

    def _grow(self, start: int | None, below: int) -> tuple[int, ...] | None:
        chosen = [] if start is None else [start]
        weight = self.base + float(self.weights[chosen].sum())
        while weight < self.enough:
            path = self._best_path([*self.committed, *chosen])
            if not path or len(chosen) + len(path) > below:
                return None
            chosen += path
            weight += float(self.weights[path].sum())
        return tuple(chosen)

    def _best_path(self, inside: list[int]) -> list[int]:
        """The way out of the set that brings most weight for each establishment on it."""
        taken = set(inside)
        previous: dict[int, int | None] = {}
        sums: dict[int, tuple[float, int]] = {}
        layer: list[int] = []
        for one in self.free:
            if one not in taken and self.linked[inside, one].any():
                previous[one], sums[one] = None, (self.weights[one], 1)
                layer.append(one)
        while layer:
            following: list[int] = []
            for one in layer:
                for other in self._neighbours(one):
                    if other not in sums and other not in taken:
                        previous[other] = one
                        sums[other] = (sums[one][0] + self.weights[other], sums[one][1] + 1)
                        following.append(other)
            layer = following
        if not sums:
            return []
        best = max(sums, key=lambda one: (sums[one][0] / sums[one][1], -self.rank[one]))
        path: list[int] = []
        step: int | None = best
        while step is not None:
            path.append(step)
            step = previous[step]
        return path[::-1]

    def _neighbours(self, one: int) -> list[int]:
        committed = set(self.committed)
        return sorted(
            (int(o) for o in np.flatnonzero(self.linked[one]) if int(o) not in committed), key=self.rank.__getitem__
        )

    def neighbours(self) -> dict[int, list[int]]:
        """The free neighbours of each free party, heaviest first."""
        return {one: self._neighbours(one) for one in self.free}


def fewest(ground: Ground, known: tuple[int, ...], steps: int) -> tuple[tuple[int, ...], int]:
    """The smallest set and the number surely needed; equal when the search ended within its steps.

    known: a set that reaches the threshold.
    """
    search = _Search(ground, steps)
    for size in range(len(known)):
        found = search.of_size(size)
        if found is not None:
            return found, size
        if search.is_spent:
            return known, size
    return known, len(known)


class _Search:
    """All connected sets of a size, each met once (Wernicke's enumeration, 2006), cut off by what is still possible."""

    def __init__(self, ground: Ground, steps: int) -> None:
        self.ground, self.left = ground, steps
        self.is_spent = False
        self.neighbours = ground.neighbours()

    def of_size(self, size: int) -> tuple[int, ...] | None:
        """A set of exactly ``size`` that reaches the threshold; None when there is none, or the steps are spent."""
        ground = self.ground
        if ground.base >= ground.enough:
            return ()
        if size == 0:
            return None
        starts = ground.starts()
        if ground.committed:
            return self._extend((), ground.base, starts, set(starts), size, later=None)
        for place, start in enumerate(starts):
            later = set(starts[place + 1 :])
            if ground.base + self._most_around(start, size, later | {start}) < ground.enough:
                continue
            beside = [one for one in self.neighbours[start] if one in later]
            found = self._extend(
                (start,), float(ground.weights[start]), beside, {start, *beside}, size - 1, later=later
            )
            if found is not None or self.is_spent:
                return found
        return None

    def _most_around(self, start: int, size: int, allowed: set[int]) -> float:
        """The most weight ``size`` parties can bring that lie at most size − 1 steps from ``start``."""
        ground = self.ground
        near = [one for one in ground.free if one in allowed and ground.hops[start, one] < size]
        return float(ground.weights[near[:size]].sum())

    def _extend(
        self,
        chosen: tuple[int, ...],
        weight: float,
        border: list[int],
        seen: set[int],
        room: int,
        *,
        later: set[int] | None,
    ) -> tuple[int, ...] | None:
        if weight >= self.ground.enough:
            return chosen
        if room == 0 or self.is_spent:
            return None
        self.left -= 1
        if self.left <= 0:
            self.is_spent = True
            return None
        if weight + self._most_ahead(border, seen, room, later) < self.ground.enough:
            return None
        waiting = sorted(border, key=self.ground.rank.__getitem__)
        for place, one in enumerate(waiting):
            fresh = [o for o in self.neighbours[one] if o not in seen and (later is None or o in later)]
            found = self._extend(
                (*chosen, one),
                weight + float(self.ground.weights[one]),
                waiting[place + 1 :] + fresh,
                seen | set(fresh),
                room - 1,
                later=later,
            )
            if found is not None or self.is_spent:
                return found
        return None

    def _most_ahead(self, border: list[int], seen: set[int], room: int, later: set[int] | None) -> float:
        """The most weight ``room`` more parties can bring: from the border, or not met yet and near enough to it."""
        if not border:
            return 0.0
        ground = self.ground
        steps = ground.hops[border].min(axis=0)
        waiting = set(border)
        total, taken = 0.0, 0
        for one in ground.free:  # heaviest first
            fresh = one not in seen and (later is None or one in later) and steps[one] < room
            if one in waiting or fresh:
                total += float(ground.weights[one])
                taken += 1
                if taken == room:
                    break
        return total


def _hops(linked: NDArray[np.bool_], committed: list[int]) -> NDArray[np.float64]:
    """Steps between any two over pairs within the walk; crossing the committed is free, for they are in already."""
    reach = linked.copy()
    if committed:
        beside = linked[committed].any(axis=0)
        reach |= np.outer(beside, beside)
    steps = np.where(reach, 1.0, np.inf)
    np.fill_diagonal(steps, 0.0)
    frontier = reach | np.eye(len(reach), dtype=bool)
    met = frontier.copy()
    distance = 1
    while True:
        distance += 1
        grown = (frontier.astype(np.float32) @ reach.astype(np.float32)) > 0
        frontier = grown & ~met
        if not frontier.any():
            return steps
        steps[frontier] = distance
        met |= frontier
