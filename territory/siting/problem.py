"""What a siting is asked about: demand, candidate sites, minutes between them, and the question put to them.

Plain values only: who asks, where the places come from and how the minutes were found is for others to know.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from django.utils.translation import gettext_lazy as _
from numpy.typing import NDArray
from scipy import sparse

from territory.siting.errors import UnusableProblem

Minutes = NDArray[np.float64]  # demands × sites, walking minutes, inf where there is no way
Weights = NDArray[np.float64]
SiteSet = tuple[int, ...]  # positions in Problem.sites, ascending

DEFAULT_TIME_LIMIT_S = 10.0  # what a person waits for with the map open


class Model(StrEnum):
    """The three questions, by the names the field gives them."""

    LSCP = "lscp"  # location set covering: the fewest sites that reach all demand (Toregas and others 1971)
    MCLP = "mclp"  # maximal covering location: the most demand with k sites (Church and ReVelle 1974)
    P_MEDIAN = "p-median"  # the least total weighted walk with k sites (Hakimi 1964)


@dataclass(frozen=True)
class Demand:
    """A place with something to serve: ``weight`` jobs, tonnes a week, persons. ``position`` in metres, storage CRS."""

    id: str
    position: tuple[float, float]
    weight: float


@dataclass(frozen=True)
class Site:
    """A place where the service could stand; ``fixed`` when it already does.

    capacity: how much weight it can serve, None without limit. position: metres, storage CRS.
    """

    id: str
    position: tuple[float, float]
    capacity: float | None = None
    fixed: bool = False


@dataclass(frozen=True, eq=False)
class Problem:
    """Demand and sites with the minutes between them, shape (demands, sites). Raises UnusableProblem.

    ``is_estimate`` says that the minutes were not measured on a network; it travels with every result.
    """

    demands: tuple[Demand, ...]
    sites: tuple[Site, ...]
    travel_min: Minutes
    is_estimate: bool = False

    def __post_init__(self) -> None:
        _check_places(self.demands, self.sites)
        expected = (len(self.demands), len(self.sites))
        if self.travel_min.shape != expected:
            raise UnusableProblem(
                _("The table of minutes has the shape %(found)s; %(expected)s is needed: demand by sites.")
                % {"found": self.travel_min.shape, "expected": expected}
            )
        if np.isnan(self.travel_min).any() or (self.travel_min < 0).any():
            raise UnusableProblem(_("Minutes must be zero or more; write infinity where there is no way."))

    @cached_property
    def weights(self) -> Weights:
        """The weight of each demand, in their order."""
        return np.array([demand.weight for demand in self.demands], dtype=np.float64)

    @cached_property
    def capacities(self) -> Weights:
        """The capacity of each site, infinity where there is no limit."""
        return np.array([math.inf if site.capacity is None else site.capacity for site in self.sites])

    @cached_property
    def fixed(self) -> SiteSet:
        """The sites that stand already."""
        return tuple(index for index, site in enumerate(self.sites) if site.fixed)

    @property
    def has_capacities(self) -> bool:
        """Whether any site can be full."""
        return bool(np.isfinite(self.capacities).any())

    def site_set(self, ids: Sequence[str]) -> SiteSet:
        """The sites with these ids as a set, ascending. Raises UnusableProblem."""
        places = {site.id: index for index, site in enumerate(self.sites)}
        unknown = [site_id for site_id in ids if site_id not in places]
        if unknown:
            raise UnusableProblem(_("There is no site called %(ids)s in this study.") % {"ids": ", ".join(unknown)})
        return tuple(sorted({places[site_id] for site_id in ids}))


@dataclass(frozen=True)
class Question:
    """What is asked of a problem.

    within_min: the longest walk that counts as reached (LSCP, MCLP).
    site_count: how many sites in all, those that stand already included (MCLP, p-median).
    """

    model: Model
    within_min: float | None = None
    site_count: int | None = None
    time_limit_s: float = DEFAULT_TIME_LIMIT_S


def minutes_table(entries: object, demand_count: int, site_count: int) -> Minutes:
    """Minutes as a full table of shape (demands, sites), from a dense or a SciPy sparse one.

    What a sparse table does not store is no way (infinity); a stored zero is zero minutes.
    """
    if sparse.issparse(entries):
        listed = sparse.coo_array(entries)
        table = np.full((demand_count, site_count), np.inf)
        table[listed.coords[0], listed.coords[1]] = listed.data
        return table
    return np.asarray(entries, dtype=np.float64).reshape(demand_count, site_count)


def _check_places(demands: Sequence[Demand], sites: Sequence[Site]) -> None:
    if not demands:
        raise UnusableProblem(_("There is no demand: no establishment lies in the chosen area."))
    if not sites:
        raise UnusableProblem(_("There is no candidate: give at least one place where the service could stand."))
    for kind, ids in (("demand", [d.id for d in demands]), ("site", [s.id for s in sites])):
        if len(set(ids)) < len(ids):
            twice = next(name for name in ids if ids.count(name) > 1)
            raise UnusableProblem(
                _("The %(kind)s %(id)s is listed twice; each may be listed once.") % {"kind": kind, "id": twice}
            )
    for demand in demands:
        if not math.isfinite(demand.weight) or demand.weight < 0:
            raise UnusableProblem(
                _("The demand of %(id)s is %(weight)s; it must be zero or more.")
                % {"id": demand.id, "weight": demand.weight}
            )
    if not any(demand.weight > 0 for demand in demands):
        raise UnusableProblem(_("The demand adds up to zero: at least one place must have a weight above zero."))
    for site in sites:
        if site.capacity is not None and not site.capacity >= 0:
            raise UnusableProblem(
                _("The capacity of %(id)s is %(capacity)s; it must be zero or more, or left out for no limit.")
                % {"id": site.id, "capacity": site.capacity}
            )
