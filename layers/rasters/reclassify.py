"""From values to suitability scores, 0 (unfit) to 1 (fit), by a stated curve. Unknown values have unknown scores.

A curve is plain numbers, so a study can keep it and be run again: ``curve_from`` reads what ``as_json`` wrote.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

import numpy as np
from django.utils.translation import gettext_lazy as _
from numpy.ma import MaskedArray

from layers.rasters.errors import BadCurve
from layers.rasters.grid import Raster


@dataclass(frozen=True)
class LinearUp:
    """0 up to ``low``, 1 from ``high``, a straight line between: more is better."""

    low: float
    high: float
    kind: ClassVar[str] = "linear-up"

    def __post_init__(self) -> None:
        _rising(self.low, self.high)

    def scores(self, values: np.ndarray) -> np.ndarray:
        """A score per value."""
        return np.clip((values - self.low) / (self.high - self.low), 0, 1)


@dataclass(frozen=True)
class LinearDown:
    """1 up to ``low``, 0 from ``high``, a straight line between: less is better."""

    low: float
    high: float
    kind: ClassVar[str] = "linear-down"

    def __post_init__(self) -> None:
        _rising(self.low, self.high)

    def scores(self, values: np.ndarray) -> np.ndarray:
        """A score per value."""
        return np.clip((self.high - values) / (self.high - self.low), 0, 1)


@dataclass(frozen=True)
class Trapezoid:
    """0 up to ``low``, rising to 1 at ``good_from``, 1 until ``good_to``, falling to 0 at ``high``.

    Two equal numbers make a step; the fitter side of it counts.
    """

    low: float
    good_from: float
    good_to: float
    high: float
    kind: ClassVar[str] = "trapezoid"

    def __post_init__(self) -> None:
        _finite(self.low, self.good_from, self.good_to, self.high)
        if not self.low <= self.good_from <= self.good_to <= self.high:
            raise BadCurve(_("The four corners of a trapezoid must not fall: low, good from, good to, high."))

    def scores(self, values: np.ndarray) -> np.ndarray:
        """A score per value."""
        rise = _slope(values, self.low, self.good_from)
        fall = 1 - _slope(values, self.good_to, self.high)
        scores = np.where(values < self.good_from, rise, np.where(values > self.good_to, fall, 1.0))
        return np.clip(scores, 0, 1)


@dataclass(frozen=True)
class Steps:
    """A score per class: the first below ``breaks[0]``, the second from there to below ``breaks[1]``, and so on."""

    breaks: tuple[float, ...]
    scores_per_class: tuple[float, ...]
    kind: ClassVar[str] = "steps"

    def __post_init__(self) -> None:
        _finite(*self.breaks)
        _between_0_and_1(self.scores_per_class)
        if not self.breaks or any(second <= first for first, second in zip(self.breaks, self.breaks[1:], strict=False)):
            raise BadCurve(_("The breaks between classes must rise, and there must be at least one."))
        if len(self.scores_per_class) != len(self.breaks) + 1:
            raise BadCurve(
                _("%(breaks)s breaks make %(needed)s classes, but %(given)s scores are given.")
                % {"breaks": len(self.breaks), "needed": len(self.breaks) + 1, "given": len(self.scores_per_class)}
            )

    def scores(self, values: np.ndarray) -> np.ndarray:
        """A score per value."""
        return np.asarray(self.scores_per_class)[np.searchsorted(self.breaks, values, side="right")]


@dataclass(frozen=True)
class Gaussian:
    """1 at ``centre``, falling as a bell to both sides: exp(−½) = 0.607 at ``spread`` from it, 0.135 at twice that."""

    centre: float
    spread: float
    kind: ClassVar[str] = "gaussian"

    def __post_init__(self) -> None:
        _finite(self.centre, self.spread)
        if self.spread <= 0:
            raise BadCurve(_("The spread of a bell curve must be more than 0."))

    def scores(self, values: np.ndarray) -> np.ndarray:
        """A score per value."""
        return np.exp(-0.5 * ((values - self.centre) / self.spread) ** 2)


@dataclass(frozen=True)
class Categories:
    """A score per code; a code that is not listed is unknown, not unfit."""

    codes: tuple[float, ...]
    scores_per_code: tuple[float, ...]
    kind: ClassVar[str] = "categories"

    def __post_init__(self) -> None:
        _finite(*self.codes)
        _between_0_and_1(self.scores_per_code)
        if not self.codes or len(set(self.codes)) != len(self.codes) or len(self.codes) != len(self.scores_per_code):
            raise BadCurve(_("Each code needs exactly one score, and there must be at least one code."))

    def scores(self, values: np.ndarray) -> np.ndarray:
        """A score per value; not a number where the code is not listed."""
        order = np.argsort(self.codes)
        codes, scores = np.asarray(self.codes)[order], np.asarray(self.scores_per_code)[order]
        place = np.clip(np.searchsorted(codes, values), 0, len(codes) - 1)
        return np.where(codes[place] == values, scores[place], np.nan)


Curve = LinearUp | LinearDown | Trapezoid | Steps | Gaussian | Categories
CURVES: dict[str, type[Curve]] = {
    curve.kind: curve for curve in (LinearUp, LinearDown, Trapezoid, Steps, Gaussian, Categories)
}


def reclassify(raster: Raster, curve: Curve) -> Raster:
    """Scores 0 to 1 on the raster's grid, masked where the value (or its code's score) is unknown."""
    return Raster(scores_of(raster.values, curve), raster.grid)


def scores_of(values: MaskedArray, curve: Curve) -> MaskedArray:
    """Scores 0 to 1 in the shape of ``values``, masked where the value (or its code's score) is unknown."""
    known = ~np.ma.getmaskarray(values)
    scores = np.full(values.shape, np.nan)
    scores[known] = curve.scores(np.ma.getdata(values)[known])
    masked: MaskedArray = np.ma.masked_invalid(scores)
    return masked


def as_json(curve: Curve) -> dict[str, Any]:
    """The curve as plain values: its kind and its numbers."""
    return {"kind": curve.kind, **{name: _plain(value) for name, value in asdict(curve).items()}}


def curve_from(plain: Mapping[str, Any]) -> Curve:
    """The curve that ``as_json`` described. Raises BadCurve, saying what is missing or not a number."""
    make: Callable[..., Curve] | None = CURVES.get(str(plain.get("kind")))
    if make is None:
        raise BadCurve(
            _("There is no curve “%(kind)s”; there are: %(kinds)s.")
            % {"kind": plain.get("kind"), "kinds": ", ".join(CURVES)}
        )
    try:
        return make(**{name: _number_or_numbers(value) for name, value in plain.items() if name != "kind"})
    except (TypeError, ValueError, OverflowError) as error:
        raise BadCurve(
            _("The curve “%(kind)s” needs exactly these numbers: %(names)s.")
            % {"kind": plain["kind"], "names": ", ".join(make.__annotations__.keys() - {"kind"})}
        ) from error


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _number_or_numbers(value: Any) -> float | tuple[float, ...]:
    return tuple(float(each) for each in value) if isinstance(value, list | tuple) else float(value)


def _slope(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """0 at ``low``, 1 at ``high``; a step where both are equal."""
    if high == low:
        return np.where(values <= low, 0.0, 1.0)
    return np.clip((values - low) / (high - low), 0, 1)


def _finite(*numbers: float) -> None:
    if not all(math.isfinite(number) for number in numbers):
        raise BadCurve(_("The numbers of a curve must be finite."))


def _rising(low: float, high: float) -> None:
    _finite(low, high)
    if low >= high:
        raise BadCurve(_("The lower end of a curve must be below its upper end."))


def _between_0_and_1(scores: Sequence[float]) -> None:
    if not all(0 <= score <= 1 for score in scores):
        raise BadCurve(_("Scores run from 0 (unfit) to 1 (fit)."))
