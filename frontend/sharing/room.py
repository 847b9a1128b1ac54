"""How much room the words around a map need; the map takes the rest. Pixels, as css/sheet.css sets them."""

from collections.abc import Iterable
from dataclasses import dataclass

from frontend.sharing.drawing.lettering import lines_of, width_px
from frontend.sharing.legend import Entry, Legend

TITLE_PX, SMALL_TITLE_PX, BELOW_TITLE_PX = 25.0, 18.0, 13.0
TITLE_LINE, LINE = 1.2, 1.3
# More lines of filters than this are cut off: the address has them all.
MOST_LINES = 5
BELOW_HEAD_PX = 8.0
# A sign of the legend and its words, the columns of a legend below the map, its headings.
SIGN_PX, BESIDE_SIGN_PX, WORDS_PX, COUNT_PX = 19.0, 8.0, 12.0, 34.0
COLUMNS, BETWEEN_COLUMNS_PX, ABOVE_LEGEND_PX = 3, 24.0, 10.0
HEADING_PX, NEXT_HEADING_PX = 20.0, 26.0
# Sources on the left, on the right the address and its QR code.
SOURCES_PX, SOURCES_LINE, WHERE_PX, ABOVE_FOOT_PX, QR_PX = 8.0, 1.25, 290.0, 10.0, 52.0
# The words across the top of a picture, and the lines below it.
HEADLINE_PX = 118.0
CREDIT_PX, SMALL_CREDIT_PX, AROUND_CREDIT_PX, BESIDE_CREDIT_PX = 13.0, 10.0, 8.0, 10.0


@dataclass(frozen=True)
class Head:
    """The size of the title and how high title and filters are together."""

    title_px: float
    high_px: float


def head_of(title: str, below: str, line_px: float) -> Head:
    """A title that needs more than a line is smaller."""
    title_at = TITLE_PX if width_px(title, TITLE_PX, 600) <= line_px else SMALL_TITLE_PX
    lines = lines_of(title, line_px, title_at, 600)
    others = min(MOST_LINES, lines_of(below, line_px, BELOW_TITLE_PX))
    high = title_at * TITLE_LINE * lines + BELOW_TITLE_PX * LINE * others
    return Head(title_at, high + BELOW_HEAD_PX)


def legend_below_px(legend: Legend, line_px: float) -> float:
    """How high the legend is below a map, with a column for each of its parts."""
    wide = (line_px - (COLUMNS - 1) * BETWEEN_COLUMNS_PX) / COLUMNS
    return ABOVE_LEGEND_PX + HEADING_PX + max(_rows_px(part, wide) for part in legend.parts)


def legend_beside_px(legend: Legend, wide: float) -> float:
    """How high the legend is beside a map, its parts below each other."""
    parts = [part for part in legend.parts if part]
    return sum(_rows_px(part, wide) for part in parts) + HEADING_PX + NEXT_HEADING_PX * (len(parts) - 1)


def foot_px(sources: str, line_px: float) -> float:
    """How high the foot of a sheet is that says where everything comes from."""
    lines = lines_of(sources, line_px - WHERE_PX, SOURCES_PX)
    return ABOVE_FOOT_PX + max(QR_PX, lines * SOURCES_PX * SOURCES_LINE)


def credit_px(what: str, credited: str, width: float) -> float:
    """How high the band below a picture is that says what it shows and whose data that is."""
    line_px = width - 2 * BESIDE_CREDIT_PX
    high = AROUND_CREDIT_PX + lines_of(what, line_px, CREDIT_PX) * CREDIT_PX * LINE
    return high + (lines_of(credited, line_px, SMALL_CREDIT_PX) * SMALL_CREDIT_PX * LINE if credited else 0.0)


def _rows_px(entries: Iterable[Entry], wide: float) -> float:
    return sum(_row_px(entry, wide) for entry in entries)


def _row_px(entry: Entry, wide: float) -> float:
    beside = SIGN_PX + BESIDE_SIGN_PX + (COUNT_PX if entry.count else 0)
    return max(SIGN_PX, lines_of(entry.title, wide - beside, WORDS_PX) * WORDS_PX * LINE)
