"""A printed sheet measured: where its map and its words are. Points (1/72 inch) from the left and the bottom."""

from collections import Counter
from contextlib import closing

import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

Bounds = tuple[float, float, float, float]
# Half of the line around the map.
HALF_A_LINE = 0.5
SIDES = 4


def map_frame(page: pypdfium2.PdfPage) -> Bounds:
    """Left, bottom, right, top of the map: the line around it is drawn once for each of its sides."""
    drawn = Counter(each.get_bounds() for each in page.get_objects(filter=[FPDF_PAGEOBJ_PATH]))
    ((left, bottom, right, top), sides) = drawn.most_common(1)[0]
    assert sides >= SIDES
    return (left + HALF_A_LINE, bottom + HALF_A_LINE, right - HALF_A_LINE, top - HALF_A_LINE)


def words_at(page: pypdfium2.PdfPage, words: str) -> Bounds:
    """Left, bottom, right, top of the words where they are first written."""
    with closing(page.get_textpage()) as text:
        found = text.search(words, match_case=True).get_next()
        assert found is not None, (words, text.get_text_bounded())
        first, count = found
        boxes = [text.get_charbox(place) for place in range(first, first + count)]
    return (boxes[0][0], min(box[1] for box in boxes), max(box[2] for box in boxes), max(box[3] for box in boxes))
