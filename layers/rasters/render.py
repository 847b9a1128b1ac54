"""Values as pictures: classes of a legend, transparent where unknown. Tiles are cut by rio-tiler from a COG."""

import itertools
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.utils.translation import gettext as _
from numpy.ma import MaskedArray
from rasterio.errors import NotGeoreferencedWarning
from rasterio.io import MemoryFile
from rio_tiler.errors import TileOutsideBounds
from rio_tiler.io import Reader

from layers.rasters.errors import BadLegend

TILE_PIXELS = 256
DEEPEST_ZOOM = 22  # a pixel is 2 cm: no raster we hold is finer
COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
# Five steps of cividis, which stays in order for people who do not see red and green apart, and when printed in grey.
CIVIDIS = ("#00224e", "#434e6c", "#7d7c78", "#bcaf6f", "#fee838")


@dataclass(frozen=True)
class LegendClass:
    """Values from ``lowest`` to below ``highest`` and their colour; the last class holds ``highest`` too."""

    lowest: float
    highest: float
    colour: str
    label: str = ""


@dataclass(frozen=True)
class Legend:
    """Classes that follow each other without gap or overlap. Values outside all of them take the outermost colours."""

    classes: tuple[LegendClass, ...]

    def __post_init__(self) -> None:
        if not self.classes:
            raise BadLegend(_("A legend needs at least one class."))
        for each in self.classes:
            if not each.lowest < each.highest:
                raise BadLegend(_("A class must begin below its end: %(class)s.") % {"class": each})
            if not COLOUR.fullmatch(each.colour):
                raise BadLegend(_("“%(colour)s” is no colour; write it as #rrggbb.") % {"colour": each.colour})
        for first, second in itertools.pairwise(self.classes):
            if first.highest != second.lowest:
                raise BadLegend(_("Each class must begin where the one before ends."))


def score_legend() -> Legend:
    """Five equal classes of a score from 0 to 1, named in the reader's language."""
    names = (_("unfit"), _("poor"), _("fair"), _("good"), _("very good"))
    return Legend(
        tuple(
            LegendClass(number / 5, (number + 1) / 5, colour, name)
            for number, (colour, name) in enumerate(zip(CIVIDIS, names, strict=True))
        )
    )


def legend_of(breaks: Sequence[float], colours: Sequence[str]) -> Legend:
    """A legend with a class between each two ``breaks``. Raises BadLegend."""
    if len(colours) != len(breaks) - 1:
        raise BadLegend(
            _("%(breaks)s breaks make %(classes)s classes, but %(colours)s colours are given.")
            % {"breaks": len(breaks), "classes": len(breaks) - 1, "colours": len(colours)}
        )
    return Legend(
        tuple(
            LegendClass(low, high, colour)
            for (low, high), colour in zip(itertools.pairwise(breaks), colours, strict=True)
        )
    )


def rgba(values: MaskedArray, legend: Legend) -> np.ndarray:
    """Colours of shape (4, rows, columns), 0 to 255; alpha is 0 where unknown, else 255."""
    inner = [each.lowest for each in legend.classes[1:]]
    known = ~np.ma.getmaskarray(values) & np.isfinite(np.ma.getdata(values))
    classes = np.searchsorted(inner, np.where(known, np.ma.getdata(values), 0.0), side="right")
    palette = np.array([[int(each.colour[at : at + 2], 16) for at in (1, 3, 5)] for each in legend.classes], "uint8")
    colours = np.zeros((4, *values.shape), dtype="uint8")
    colours[:3] = np.where(known, np.moveaxis(palette[classes], -1, 0), 0)
    colours[3] = np.where(known, 255, 0)
    return colours


def png(values: MaskedArray, legend: Legend) -> bytes:
    """A PNG of the values' shape, one pixel a cell."""
    colours = rgba(values, legend)
    profile = {"driver": "PNG", "dtype": "uint8", "count": 4, "height": colours.shape[1], "width": colours.shape[2]}
    with warnings.catch_warnings(), MemoryFile() as memory:
        warnings.simplefilter("ignore", NotGeoreferencedWarning)  # a picture has no place
        with memory.open(**profile) as picture:
            picture.write(colours)
        return memory.read()


def tile(path: Path, z: int, x: int, y: int, legend: Legend) -> bytes:
    """The Web Mercator tile z/x/y (256 × 256, PNG) of the COG at ``path``, wholly transparent beside the raster.

    Raises ValueError for a tile that no tile matrix set has.
    """
    return png(tile_values(path, z, x, y), legend)


def tile_values(path: Path, z: int, x: int, y: int, pixels: int = TILE_PIXELS) -> MaskedArray:
    """The values of that tile, ``pixels`` a side, masked where unknown and beside the raster. Raises ValueError."""
    if not (0 <= z <= DEEPEST_ZOOM and 0 <= x < 2**z and 0 <= y < 2**z):
        raise ValueError(
            _("There is no tile %(z)s/%(x)s/%(y)s; z runs from 0 to %(deepest)s, x and y from 0 to 2^z − 1.")
            % {"z": z, "x": x, "y": y, "deepest": DEEPEST_ZOOM}
        )
    with Reader(str(path)) as reader:
        try:
            image = reader.tile(x, y, z, tilesize=pixels, resampling_method="nearest", reproject_method="nearest")
        except TileOutsideBounds:
            return np.ma.masked_all((pixels, pixels))
    values: MaskedArray = np.ma.masked_invalid(image.array[0])
    return values
