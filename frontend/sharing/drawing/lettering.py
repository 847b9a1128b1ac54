"""The type of map and paper: how wide a text is, and the two weights of the one font as files."""

import tempfile
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

WEIGHTS = (400, 600)
# A character that the font lacks is written in another one, about so wide. Share of the size.
UNKNOWN_WIDTH = 0.6
# What the writer of pages may round a word up by.
UNEVEN = 1.01


@cache
def font_of(weight: int) -> TTFont:
    """The font in one weight, cut from the variable one that the pages use."""
    found = finders.find("frontend/vendor/source-sans-3.woff2")
    if not isinstance(found, str):
        raise FileNotFoundError("frontend/vendor/source-sans-3.woff2")
    font = TTFont(found)
    return instancer.instantiateVariableFont(font, {"wght": weight}, updateFontNames=False)


@cache
def _advances(weight: int) -> tuple[dict[int, float], float]:
    font = font_of(weight)
    units, metrics = font["head"].unitsPerEm, font["hmtx"]
    return {code: metrics[name][0] / units for code, name in font.getBestCmap().items()}, UNKNOWN_WIDTH


def width_px(words: str, size: float, weight: int = 400) -> float:
    """How wide ``words`` are when written in ``size`` pixels; pairs that move together are left aside."""
    known, unknown = _advances(WEIGHTS[1] if weight >= 550 else WEIGHTS[0])
    return size * sum(known.get(ord(letter), unknown) for letter in words)


def lines_of(words: str, line_px: float, size: float, weight: int = 400) -> int:
    """On how many lines ``words`` are written where a line is so long; rather one too many than one too few."""
    space = width_px(" ", size, weight)
    lines, used = 1, 0.0
    for word in words.split():
        wide = width_px(word, size, weight) * UNEVEN
        if used and used + space + wide > line_px:
            lines, used = lines + 1, 0.0
        # A word that is longer than the line, such as an address, is broken.
        lines += int(wide // line_px)
        used += wide % line_px + (space if used else 0)
    return lines


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """For the font files of this process; it goes with it."""
    return tempfile.TemporaryDirectory(prefix="territory-fonts-")


@cache
def font_files() -> dict[int, Path]:
    """The two weights as files, made once a process: the writer of PDF files takes no variable font."""
    folder = Path(_folder().name)
    made = {}
    for weight in WEIGHTS:
        font = font_of(weight)
        font.flavor = None
        made[weight] = folder / f"source-sans-3-{weight}.ttf"
        font.save(made[weight])
    return made
