"""A view on paper (PDF) and as a picture (PNG): one drawing, one writer."""

import io
import threading
from collections.abc import Iterator
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
from frontend.sharing.drawing.lettering import font_files, width_px
from frontend.sharing.drawing.place import place_of
from frontend.sharing.drawing.svg import FONT
from frontend.sharing.legend import legend_of
from frontend.sharing.map_view import EMPTY_MAP, MapView
from frontend.sharing.paper import Covered, Sheet, credit_line, headline, north_corner, scale_corner, scale_of
from frontend.sharing.seen_rows import Reader, SeenLayer, communes_in_full, seen_layers
from frontend.sharing.sources import filters_in_words, sources_of, title_of
from layers.days import day_in_words
from territory.errors import Refused

# A writer takes a processor for a second: more of them at a time only wait for each other.
WRITERS_AT_ONCE = 2
LONGEST_WAIT_S = 20
LONGEST_TITLE = 120
TITLE_PX, BELOW_TITLE_PX = 25, 13
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
        sheet = replace(sheet, has_long_head=_is_long(asked, sheet.line_px))
        width, height = sheet.map_px
        layers, drawing = _drawn(asked, width, height, [scale_corner(width, height), north_corner(width)])
        on_paper = asked.to_type or asked.address
        context = {
            **_said(asked, layers, drawing),
            "sheet": sheet,
            "legend": legend_of(drawing),
            "scale": scale_of(drawing.place.metres_a_px, sheet.grown),
            # Black on white; only paths and numbers.
            "qr": mark_safe(segno.make(on_paper, error="m", micro=False).svg_inline(border=0, omitsize=True)),  # noqa: S308
            "on_paper": on_paper,
        }
        return _written("frontend/sharing/sheet.html", context)


def picture_as_png(
    asked: ToDraw, width: int, height: int, sharpness: float = 2, heading: Heading | None = None
) -> bytes:
    """The drawing alone with a line that says what it is and from when; ``sharpness`` pixels to a CSS pixel."""
    with _one_of_the_writers():
        lines = [credit_line(width, height), *([headline(width)] if heading else [])]
        layers, drawing = _drawn(asked, width, height, [scale_corner(width, height), *lines])
        context = {
            **_said(asked, layers, drawing),
            "width": width,
            "height": height,
            "heading": heading,
            "scale": scale_of(drawing.place.metres_a_px),
        }
        # The page is drawn at once and thrown away: leaving out unused letters would only take time.
        return _as_png(_written("frontend/sharing/picture.html", context, full_fonts=True), sharpness)


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


def _drawn(asked: ToDraw, width: float, height: float, covered: list[Covered]) -> tuple[list[SeenLayer], Drawing]:
    layers = seen_layers(asked.view, asked.reader)
    place = place_of(asked.view, first_box(timezone.localdate()) or EMPTY_MAP, width, height)
    return layers, draw(layers, asked.view, place, asked.language, communes_in_full(asked.view), covered)


def _is_long(asked: ToDraw, line_px: float) -> bool:
    """Whether title or filters need more than a line each, as css/sheet.css sets them."""
    head = _head(asked)
    below = " · ".join([day_in_words(head["day"]), *head["filters"]])
    return width_px(head["title"], TITLE_PX, 600) > line_px or width_px(below, BELOW_TITLE_PX) > line_px


def _head(asked: ToDraw) -> dict[str, Any]:
    return {
        "title": asked.title[:LONGEST_TITLE] or title_of(asked.view),
        "filters": filters_in_words(asked.view, is_titled=not asked.title[:LONGEST_TITLE]),
        "day": asked.view.day_seen(),
    }


def _said(asked: ToDraw, layers: list[SeenLayer], drawing: Drawing) -> dict[str, Any]:
    shown = [layer for layer in layers if drawing.counts.get(layer.collection.id)]
    return {
        "asked": asked,
        **_head(asked),
        # Escaped where it was drawn.
        "drawing": mark_safe(drawing.svg),  # noqa: S308
        "sources": _by_source(shown),
        "made_at": timezone.localtime(),
    }


def _by_source(layers: list[SeenLayer]) -> list[tuple[list[str], str]]:
    """The titles of the layers that come from a source, and what is said of it: each source once."""
    titles: dict[str, list[str]] = {}
    for layer in layers:
        for line in sources_of(layer):
            titles.setdefault(line, []).append(str(layer.collection.title))
    return [(names, line) for line, names in titles.items()]


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
