"""Sheets of paper: sizes, how much of them the map takes, the scale and its bar."""

from dataclasses import dataclass

from django.utils.formats import number_format

# Left, top, right, bottom in pixels of the drawing.
Covered = tuple[float, float, float, float]
MM_PER_PX = 25.4 / 96
MARGIN_MM = 10.0
# Larger sheets are read from farther away: everything on them grows with them.
SIZES_MM = {"A4": (210.0, 297.0, 1.0), "A3": (297.0, 420.0, 1.2), "A2": (420.0, 594.0, 1.5)}
# Beside the map (landscape) on an A4 sheet; below it (portrait) it is as high as its words.
LEGEND_WIDE_MM = 58.0
BEFORE_LEGEND_PX = 16.0
# Whatever there is to say, so much of the height is map.
LEAST_MAP = 0.35
LONGEST_BAR_MM = 42.0


@dataclass(frozen=True)
class Sheet:
    """A size of paper, upright or turned. ``grown``: how much larger than on A4 everything is.

    ``head_px``, ``legend_px``, ``foot_px``: how high they are (room.py), before they are grown with the sheet.
    """

    size: str
    is_turned: bool
    head_px: float = 0.0
    legend_px: float = 0.0
    foot_px: float = 0.0

    @property
    def grown(self) -> float:
        return SIZES_MM[self.size][2]

    @property
    def page_mm(self) -> tuple[float, float]:
        narrow, long, _grown = SIZES_MM[self.size]
        return (long, narrow) if self.is_turned else (narrow, long)

    @property
    def line_px(self) -> float:
        """How long a line across the sheet may be."""
        return (self.page_mm[0] - 2 * MARGIN_MM) / MM_PER_PX / self.grown

    @property
    def column_px(self) -> float:
        """How wide the legend beside the map is."""
        return LEGEND_WIDE_MM / MM_PER_PX - BEFORE_LEGEND_PX

    @property
    def map_mm(self) -> tuple[float, float]:
        """The size of the map on the paper."""
        wide, high = (side * MM_PER_PX * self.grown for side in self.map_px)
        return (wide, high)

    @property
    def map_px(self) -> tuple[float, float]:
        """The size of the drawing: as on the screen, before it is grown with the sheet."""
        all_px = (self.page_mm[1] - 2 * MARGIN_MM) / MM_PER_PX / self.grown
        high = all_px - self.head_px - self.foot_px
        if self.is_turned:
            return (self.line_px - LEGEND_WIDE_MM / MM_PER_PX, max(high, LEAST_MAP * all_px))
        return (self.line_px, max(high - self.legend_px, LEAST_MAP * all_px))


@dataclass(frozen=True)
class Scale:
    """``bar_m`` is a round length on the ground, ``bar_mm`` the same on the paper, ``one_to`` the scale."""

    one_to: int
    bar_m: int
    bar_mm: float

    @property
    def bar_in_words(self) -> str:
        return f"{self.bar_m // 1000} km" if self.bar_m >= 1000 else f"{self.bar_m} m"

    @property
    def in_words(self) -> str:
        return f"1 : {number_format(self.one_to, force_grouping=True)}"


def scale_corner(width: float, height: float) -> Covered:
    """What the scale bar covers of a drawing of this size (css/sheet.css)."""
    return (width - LONGEST_BAR_MM / MM_PER_PX - 28, height - 44, width, height)


def north_corner(width: float) -> Covered:
    """What the north arrow covers."""
    return (width - 44, 0, width, 62)


def scale_of(metres_a_px: float, grown: float = 1.0) -> Scale:
    """The scale of a drawing that was grown for its sheet."""
    metres_a_mm = metres_a_px / (MM_PER_PX * grown)
    bar_m = _round_down(LONGEST_BAR_MM * grown * metres_a_mm)
    return Scale(one_to=_two_digits(metres_a_mm * 1000), bar_m=bar_m, bar_mm=bar_m / metres_a_mm)


def _round_down(metres: float) -> int:
    """The largest 1, 2 or 5 with zeros that is not more."""
    power = 1
    while power * 10 <= metres:
        power *= 10
    return max(step for step in (1, 2, 5) if step * power <= max(metres, 1)) * power


def _two_digits(value: float) -> int:
    power = 1
    while power * 100 <= value:
        power *= 10
    return round(value / power) * power
