"""A view on paper (PDF) and as a picture (PNG): one drawing, one writer."""

import io
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
import segno
from django.contrib.staticfiles import finders
from django.db import OperationalError
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from weasyprint import CSS, HTML, default_url_fetcher
from weasyprint.text.fonts import FontConfiguration

from frontend.map_data import first_box
from frontend.sharing.drawing.draw import Drawing, draw
from frontend.sharing.drawing.lettering import font_files
from frontend.sharing.drawing.place import place_of
from frontend.sharing.drawing.svg import FONT
from frontend.sharing.legend import legend_of
from frontend.sharing.map_view import EMPTY_MAP, MapView
from frontend.sharing.paper import Covered, Sheet, north_corner, scale_corner, scale_of
from frontend.sharing.room import HEADLINE_PX, Head, credit_px, foot_px, head_of, legend_below_px, legend_beside_px
from frontend.sharing.seen_rows import Reader, SeenLayer, communes_in_full, seen_layers
from frontend.sharing.sources import filters_in_words, owed_for, sources_of, title_of
from layers.days import day_in_words
from territory.errors import Refused

Room = tuple[float, ...]
# How often a drawing is made anew because there is more to say than there was room for.
MOST_DRAWN = 3
# A writer takes a processor for a second: more of them at a time only wait for each other.
WRITERS_AT_ONCE = 2
LONGEST_WAIT_S = 20
LONGEST_TITLE = 120
_writers = threading.BoundedSemaphore(WRITERS_AT_ONCE)


class Busy(Refused):
    """Too many drawings are being made, or this one takes too long."""


@dataclass(frozen=True)
class ToDraw:
    """What is drawn, for whom, and what stands beside it. ``address`` shows the same on the map.

    ``to_type`` is an address that leads there too and that somebody can read off the paper.
    """

    view: MapView
    reader: Reader
    language: str
    address: str
    title: str = ""
    to_type: str = ""


@dataclass(frozen=True)
class Heading:
    """Words across the top of a picture."""

    name: str
    kind: str


def sheet_as_pdf(asked: ToDraw, sheet: Sheet) -> bytes:
    """The sheet with title, map, legend, scale bar, north arrow, sources, dates and the address as QR code."""
    with _one_of_the_writers():
        said = _said(asked)
        head = head_of(said["title"], said["below"], sheet.line_px)
        layers = seen_layers(asked.view, asked.reader)

        def draw_with(room: Room) -> tuple[Room, Drawing]:
            width, height = _sized(sheet, head, room).map_px
            drawing = _drawn(asked, layers, width, height, [scale_corner(width, height), north_corner(width)])
            below = 0.0 if sheet.is_turned else legend_below_px(legend_of(drawing), sheet.line_px)
            return (below, foot_px(_in_one_line(_by_source(layers, drawing)), sheet.line_px)), drawing

        room, drawing = _with_room((0.0, foot_px("", sheet.line_px)), draw_with)
        sheet, legend = _sized(sheet, head, room), legend_of(drawing)
        on_paper = asked.to_type or asked.address
        context = {
            **said,
            "drawing": mark_safe(drawing.svg),  # noqa: S308 - escaped where it was drawn
            "sources": _by_source(layers, drawing),
            "legend": legend,
            "shrunk": min(1.0, sheet.map_px[1] / legend_beside_px(legend, sheet.column_px)) if sheet.is_turned else 1.0,
            "sheet": sheet,
            "head": head,
            "scale": scale_of(drawing.place.metres_a_px, sheet.grown),
            # Black on white; only paths and numbers.
            "qr": mark_safe(segno.make(on_paper, error="m", micro=False).svg_inline(border=0, omitsize=True)),  # noqa: S308
            "on_paper": on_paper,
        }
        return _written("frontend/sharing/sheet.html", context)


def picture_as_png(
    asked: ToDraw, width: int, height: int, sharpness: float = 2, heading: Heading | None = None
) -> bytes:
    """The drawing with what it is, from when and from whom below; ``sharpness`` pixels to a CSS pixel."""
    with _one_of_the_writers():
        said = _said(asked)
        layers = seen_layers(asked.view, asked.reader)
        above = HEADLINE_PX if heading else 0.0

        def draw_with(room: Room) -> tuple[Room, Drawing]:
            map_px = height - above - room[0]
            drawing = _drawn(asked, layers, width, map_px, [scale_corner(width, map_px)])
            return (credit_px(said["line"], _credits(layers, drawing), width),), drawing

        _room, drawing = _with_room((credit_px(said["line"], "", width),), draw_with)
        context = {
            **said,
            "drawing": mark_safe(drawing.svg),  # noqa: S308 - escaped where it was drawn
            "credits": _credits(layers, drawing),
            "width": width,
            "height": height,
            "above": above,
            "map_px": drawing.place.height,
            "heading": heading,
            "scale": scale_of(drawing.place.metres_a_px),
        }
        # The page is drawn at once and thrown away: leaving out unused letters would only take time.
        return _as_png(_written("frontend/sharing/picture.html", context, full_fonts=True), sharpness)


def _sized(sheet: Sheet, head: Head, room: Room) -> Sheet:
    return replace(sheet, head_px=head.high_px, legend_px=room[0], foot_px=room[1])


def _with_room(room: Room, draw_with: Callable[[Room], tuple[Room, Drawing]]) -> tuple[Room, Drawing]:
    """The drawing that leaves its words room: what is on it, and so what is to be said, is known when it is drawn."""
    for _attempt in range(MOST_DRAWN):
        needed, drawing = draw_with(room)
        if all(each <= there for each, there in zip(needed, room, strict=True)):
            break
        # Never less than before, so that this comes to an end.
        room = tuple(max(pair) for pair in zip(needed, room, strict=True))
    else:
        drawing = draw_with(room)[1]
    return room, drawing


@contextmanager
def _one_of_the_writers() -> Iterator[None]:
    if not _writers.acquire(timeout=LONGEST_WAIT_S):
        raise Busy(_("Many maps are being drawn just now. Try again in a minute."))
    try:
        yield
    except OperationalError as error:
        raise Busy(_("This part of the map takes too long to draw. Zoom in or switch off a map layer.")) from error
    finally:
        _writers.release()


def _drawn(asked: ToDraw, layers: list[SeenLayer], width: float, height: float, covered: list[Covered]) -> Drawing:
    place = place_of(asked.view, first_box(timezone.localdate()) or EMPTY_MAP, width, height)
    return draw(layers, asked.view, place, asked.language, communes_in_full(asked.view), covered)


def _said(asked: ToDraw) -> dict[str, Any]:
    title = asked.title[:LONGEST_TITLE]
    filters = filters_in_words(asked.view, is_titled=not title)
    below = " · ".join([day_in_words(asked.view.day_seen()), *filters])
    title = title or title_of(asked.view)
    return {
        "asked": asked,
        "title": title,
        "below": below,
        "line": f"{title} · {below}",
        "made_at": timezone.localtime(),
    }


def _by_source(layers: list[SeenLayer], drawing: Drawing) -> list[tuple[list[str], str]]:
    """The titles of the layers that come from a source, and what is said of it: each source once."""
    titles: dict[str, list[str]] = {}
    for layer in _on(drawing, layers):
        for line in sources_of(layer):
            titles.setdefault(line, []).append(str(layer.collection.title))
    return [(names, line) for line, names in titles.items()]


def _in_one_line(sources: list[tuple[list[str], str]]) -> str:
    return " · ".join(f"{', '.join(names)}: {line}" for names, line in sources)


def _credits(layers: list[SeenLayer], drawing: Drawing) -> str:
    """Whose data a picture shows, under which licence: what has to go with it wherever it is shown."""
    return " · ".join(dict.fromkeys(line for layer in _on(drawing, layers) for line in owed_for(layer)))


def _on(drawing: Drawing, layers: list[SeenLayer]) -> list[SeenLayer]:
    return [layer for layer in layers if drawing.counts.get(layer.collection.id)]


def _written(template: str, context: dict[str, Any], *, full_fonts: bool = False) -> bytes:
    fonts = FontConfiguration()
    files = {path.as_uri(): weight for weight, path in font_files().items()}
    faces = "".join(
        f'@font-face {{ font-family: "{FONT}"; font-weight: {weight}; src: url("{address}"); }}'
        for address, weight in files.items()
    )

    def fetch(address: str, *_arguments: Any, **_more: Any) -> dict[str, Any]:
        # Neither the network nor any other file is for a page to ask for.
        if address not in files:
            raise ValueError(address)
        return default_url_fetcher(address)

    sheets = [CSS(string=faces, font_config=fonts, url_fetcher=fetch), CSS(filename=_style(), url_fetcher=fetch)]
    page = HTML(string=render_to_string(template, context), url_fetcher=fetch)
    written = page.write_pdf(stylesheets=sheets, font_config=fonts, presentational_hints=False, full_fonts=full_fonts)
    assert isinstance(written, bytes)
    return written


def _style() -> str:
    found = finders.find("frontend/css/sheet.css")
    if not isinstance(found, str):
        raise FileNotFoundError("frontend/css/sheet.css")
    return found


def _as_png(pdf: bytes, sharpness: float) -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    try:
        # A point of PDF is 1/72 inch, a CSS pixel 1/96.
        picture = document[0].render(scale=sharpness * 96 / 72).to_pil()
    finally:
        document.close()
    file = io.BytesIO()
    # Trying harder takes ten times as long and saves a hundredth.
    picture.save(file, "PNG")
    return file.getvalue()
