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
from tests.frontend.sharing.sheets import map_frame

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


def picture_of_sheet(pdf: bytes, width: int, height: int) -> Picture:
    """The map on a printed sheet, of a screen that was so wide and high, brought to the scale of that screen."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        left, bottom, right, top = map_frame(page)
        smaller = min((right - left) / width, (top - bottom) / height)
        drawn = page.render(scale=1 / smaller).to_pil().convert("RGB")
        sides = (left, page.get_height() - top, right, page.get_height() - bottom)
    finally:
        document.close()
    return _middle(drawn.crop(tuple(round(side / smaller) for side in sides)), width, height)


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
