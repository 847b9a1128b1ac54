"""What keeps a raster from being used. Each error is one sentence: what was wrong and what would be right."""

from collections.abc import Sequence

from layers.errors import GeodataError


class GridMismatch(GeodataError):
    """Arrays that do not lie on the same cells were to be combined."""


class BadCurve(GeodataError):
    """A curve from values to scores whose numbers contradict each other."""


class BadLegend(GeodataError):
    """A legend whose classes leave gaps, overlap or name no colour."""


class TooManyCells(GeodataError):
    """A grid or window that is larger than what is worked on in one go."""


class RasterRefused(GeodataError):
    """An uploaded raster that is not taken. ``problems`` are all sentences about it, the gravest first."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(str(problem) for problem in problems))
        self.problems = tuple(problems)
