"""Why a network or a walk cannot be had, in one sentence that says what was wrong and what would be right."""

from layers.errors import GeodataError


class NoWalkableWay(GeodataError):
    """A file or a selection holds no way for the mode asked for."""


class UnusableNetwork(GeodataError):
    """Ways that cannot be made into a network."""
