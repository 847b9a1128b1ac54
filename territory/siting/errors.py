"""Why a siting cannot be worked out, in one sentence that says what was wrong and what would be right."""

from territory.errors import Refused


class UnusableProblem(Refused):
    """Demand, sites, minutes or the question are such that no siting has a meaning."""


class NoSolution(Refused):
    """The problem is sound, but no choice of sites meets its conditions."""
