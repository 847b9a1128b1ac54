"""The classes a raster is shown in: five of a score, five of a measure with as many cells each, one a code."""

import numpy as np
from django.utils.translation import gettext as _

from layers.numbers import said
from layers.rasters.grid import Raster
from layers.rasters.models import RasterLayer, RasterMeaning, RasterOrigin
from layers.rasters.render import CIVIDIS, Legend, LegendClass, score_legend

# For codes: hues that people who do not see red and green apart can tell (Okabe and Ito 2008).
HUES = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#999999")


def breaks_of(raster: Raster, kind: str) -> list[float]:
    """Borders of classes, rising: of a measure between fifths of the known cells, rounded; of codes each code."""
    values = raster.values.compressed()
    if kind == RasterMeaning.CATEGORY:
        return [float(code) for code in np.unique(values)]
    lowest, highest = float(values.min()), float(values.max())
    if lowest == highest:
        return [lowest, lowest + max(abs(lowest), 1.0) * 1e-6]
    fifths = np.quantile(values, (0.2, 0.4, 0.6, 0.8))
    if fifths[2] == lowest:
        # Most of the land has the lowest value, such as no jobs at all: borders are drawn through the rest.
        fifths = np.quantile(values[values > lowest], (0.25, 0.5, 0.75))
    inner = [_rounded(float(value), highest - lowest) for value in fifths]
    rising = [lowest]
    for value in inner:
        if rising[-1] < value < highest:
            rising.append(value)
    return [*rising, highest]


def legend_of_layer(layer: RasterLayer) -> Legend:
    """The legend in the reader's language."""
    if layer.origin == RasterOrigin.SUITABILITY:
        return score_legend()
    breaks: list[float] = layer.breaks
    if layer.kind == RasterMeaning.CATEGORY:
        ends = [*breaks[1:], breaks[-1] + 1]
        return Legend(
            tuple(
                LegendClass(code, end, HUES[place % len(HUES)], said(code, 2))
                for place, (code, end) in enumerate(zip(breaks, ends, strict=True))
            )
        )
    count = len(breaks) - 1
    colours = [CIVIDIS[round(place * (len(CIVIDIS) - 1) / max(count - 1, 1))] for place in range(count)]
    return Legend(
        tuple(
            LegendClass(low, high, colour, _("%(low)s to %(high)s") % {"low": said(low, 2), "high": said(high, 2)})
            for low, high, colour in zip(breaks[:-1], breaks[1:], colours, strict=True)
        )
    )


def class_of(legend: Legend, value: float) -> LegendClass:
    """The class that ``value`` falls into."""
    return next((each for each in reversed(legend.classes) if value >= each.lowest), legend.classes[0])


def _rounded(value: float, span: float) -> float:
    """To a hundredth of the span, a small value to two digits of its own: numbers that people can read."""
    digits = 2 - int(np.floor(np.log10(span)))
    if value:
        digits = max(digits, 1 - int(np.floor(np.log10(abs(value)))))
    return round(value, digits)
