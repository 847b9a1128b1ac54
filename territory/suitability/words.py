"""What a raster says at a point, in sentences of the reader's language."""

from django.utils.translation import gettext as _

from layers.numbers import said
from layers.rasters.models import RasterLayer, RasterOrigin
from layers.rasters.suitability import Part
from territory.suitability.legends import class_of, legend_of_layer
from territory.suitability.look import Looked


def sentences_of(layer: RasterLayer, looked: Looked) -> list[str]:
    """The value, and of a suitability one sentence a criterion, the greatest contribution first."""
    if layer.origin != RasterOrigin.SUITABILITY:
        if looked.value is None:
            return [_("Nothing is known here.")]
        return [_with_unit(looked.value, layer.unit)]
    if looked.value is None:
        told = [_("Here the suitability is unknown, since not every value is known.")]
    else:
        label = class_of(legend_of_layer(layer), looked.value).label
        told = [_("Suitability %(score)s of 100: %(label)s.") % {"score": said(100 * looked.value), "label": label}]
    if looked.parts is None:
        return [*told, _("A raster it was made of has changed or gone, so its parts are not told.")]
    pairs = sorted(zip(looked.parts, looked.titles, strict=True), key=lambda pair: -(pair[0].contribution or 0))
    return [*told, *(_part(part, title) for part, title in pairs)]


def _part(part: Part, title: str) -> str:
    if part.value is None or part.score is None or part.contribution is None:
        return _("%(title)s: unknown here.") % {"title": title}
    return _("%(title)s: %(value)s gives %(score)s of 100; at %(share)s %% of the weight that adds %(adds)s.") % {
        "title": title,
        "value": _with_unit(part.value, part.unit),
        "score": said(100 * part.score),
        "share": said(100 * part.weight_share),
        "adds": said(100 * part.contribution, 1),
    }


def _with_unit(value: float, unit: str) -> str:
    # Small numbers need their digits, large ones only look exact with them.
    digits = 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0
    shown = {"1/ha": _("per hectare")}.get(unit, unit)
    return f"{said(value, digits)} {shown}".strip()
