"""Two pictures of the same part of the map, compared by content: which colours of the map language lie where.

Letters, line widths and the size of signs may differ between screen, paper and file. What lies where may not.
"""

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image
from scipy import ndimage

from frontend.sharing.drawing import language as look
from frontend.sharing.paper import HEAD_MM, MARGIN_MM, MM_PER_PX, Sheet

Mask = np.ndarray[Any, np.dtype[np.bool_]]

HUES = {
    "local-initiatives": look.PLACED["local-initiatives"],
    "cooperation-projects": look.PLACED["cooperation-projects"],
    "pooled-services": look.PLACED["pooled-services"],
    "tram": look.TRAM,
    "business-parks": look.PARK,
    "construction-zones": look.ZONE,
}
# Farther from a hue than this a pixel has another colour; parks and works lie some 54 apart.
COLOUR_REACH = 26
# A sign may stand this far from its place to leave room for others, and is larger on one medium than on another.
REACH_PX = 16
# Fewer pixels than this are the edge of something else.
LEAST_PX = 12


@dataclass(frozen=True)
class Picture:
    """RGB pixels of the same box of the world, as large as it was on the screen."""

    pixels: np.ndarray[Any, np.dtype[np.uint8]]

    def mask(self, hue: str) -> Mask:
        """Where the picture has this colour."""
        wanted = np.array([int(hue[at : at + 2], 16) for at in (1, 3, 5)])
        away: np.ndarray[Any, Any] = np.linalg.norm(self.pixels.astype(int) - wanted, axis=2)
        found: Mask = away <= COLOUR_REACH
        return found


def picture_of(file: bytes, width: int, height: int) -> Picture:
    """The middle of an image file, so many pixels wide and high."""
    with Image.open(io.BytesIO(file)) as image:
        return _middle(image.convert("RGB"), width, height)


def picture_of_sheet(pdf: bytes, width: int, height: int, sheet: Sheet) -> Picture:
    """The map on a printed sheet, of a screen that was so wide and high, brought to the scale of that screen."""
    map_width, map_height = sheet.map_px
    smaller = min(map_width / width, map_height / height)
    document = pypdfium2.PdfDocument(pdf)
    try:
        # A point is 1/72 inch, a CSS pixel 1/96; everything on a larger sheet is grown.
        page = document[0].render(scale=96 / 72 / smaller / sheet.grown).to_pil().convert("RGB")
    finally:
        document.close()
    px_per_mm = 1 / MM_PER_PX / smaller / sheet.grown
    left, top = MARGIN_MM * px_per_mm, (MARGIN_MM + HEAD_MM * sheet.grown) * px_per_mm
    wide, high = (side * px_per_mm for side in sheet.map_mm)
    return _middle(page.crop((round(left), round(top), round(left + wide), round(top + high))), width, height)


def _middle(image: Image.Image, width: int, height: int) -> Picture:
    left, top = (image.width - width) // 2, (image.height - height) // 2
    return Picture(np.asarray(image.crop((left, top, left + width, top + height))))


def likeness(one: Picture, other: Picture) -> dict[str, float]:
    """For each hue that one of the two has: the share of it that the other has there or close by; the lower one."""
    found = {}
    for name, hue in HUES.items():
        here, there = one.mask(hue), other.mask(hue)
        if here.sum() < LEAST_PX and there.sum() < LEAST_PX:
            continue
        found[name] = min(_covered(here, there), _covered(there, here))
    return found


def unlike(one: Picture, other: Picture, least: float) -> dict[str, float]:
    """The hues of which less than this share lies at the same places."""
    return {name: share for name, share in likeness(one, other).items() if share < least}


def _covered(here: Mask, there: Mask) -> float:
    """The share of ``here`` that has ``there`` within reach; 0 to 1."""
    if here.sum() < LEAST_PX or there.sum() < LEAST_PX:
        return 0.0
    away = ndimage.distance_transform_edt(~there)
    return float((away[here] <= REACH_PX).mean())
