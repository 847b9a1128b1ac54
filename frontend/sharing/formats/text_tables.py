"""Copies as tables: CSV files in a ZIP file, and an XLSX workbook. Longitude and latitude are the last two columns."""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO

from django.contrib.gis.db.models.functions import PointOnSurface, Transform
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from frontend.sharing.column_titles import title_of_column, words_of_codes
from frontend.sharing.columns import Cell, plain
from frontend.sharing.copying import CopiedLayer, Copy
from layers.crs import CRS84_SRID

# What a spreadsheet would run as a formula (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# Characters that XML, and so a workbook, cannot hold.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONGEST_SHEET_NAME = 31
POSITION = ("lon", "lat")


def harmless(value: Cell) -> Cell:
    """``value`` as a spreadsheet takes it for text and never for a formula."""
    if not isinstance(value, str):
        return value
    text = NOT_IN_XML.sub(" ", value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def write_csv(copy: Copy, file: IO[bytes]) -> None:
    """One CSV file a map layer, in UTF-8 that Excel recognises as such, and the read-me."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", "\ufeff" + "\r\n".join(copy.about.lines) + "\r\n")
        for layer in copy.layers:
            with (
                archive.open(member(f"{layer.name}.csv"), "w") as raw,
                io.TextIOWrapper(raw, "utf-8-sig", newline="") as text,
            ):
                writer = csv.writer(text)
                writer.writerow([*layer.columns, *POSITION])
                writer.writerows([plain(cell) for cell in row] for row in _rows(layer))


def member(name: str) -> zipfile.ZipInfo:
    """A compressed file of a ZIP file, dated now."""
    entry = zipfile.ZipInfo(name, timezone.localtime().timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def write_xlsx(copy: Copy, file: IO[bytes]) -> None:
    """A workbook for people: the read-me first, then a sheet a map layer, in the reader's language.

    Its first row is fixed and filters the others; days are days, and codes are words.
    """
    book = Workbook(write_only=True)
    first = book.create_sheet("README")
    first.column_dimensions["A"].width = 110
    for line in copy.about.lines:
        told = WriteOnlyCell(first, value=harmless(line))
        told.alignment = Alignment(wrap_text=True, vertical="top")
        first.append([told])
    for layer in copy.layers:
        names = [*layer.columns, *POSITION]
        sheet = book.create_sheet(layer.name[:LONGEST_SHEET_NAME])
        sheet.freeze_panes = "C2" if names[1] in {"title", "name"} else "B2"
        for place, name in enumerate(names, 1):
            sheet.column_dimensions[get_column_letter(place)].width = _width(name)
        header = [WriteOnlyCell(sheet, value=title_of_column(name)) for name in names]
        for cell in header:
            cell.font = Font(bold=True)
        sheet.append(header)
        words = words_of_codes(layer.seen.collection.model, layer.columns)
        for row in _rows(layer):
            sheet.append([_for_people(cell, words.get(name)) for name, cell in zip(names, row, strict=True)])
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}{layer.count + 1}"
    book.save(file)


def _for_people(cell: Cell, words: dict[str, str] | None) -> Cell:
    """The word for a code; a moment in the time zone of the place, since a workbook knows none."""
    if isinstance(cell, datetime.datetime):
        return timezone.localtime(cell).replace(tzinfo=None, microsecond=0)
    return words.get(str(cell), cell) if words else cell


def _width(name: str) -> int:
    """Of a column, in characters."""
    if name.startswith(("title", "name", "summary")):
        return 42
    if name in {"page", "link", "address", "owner_name", "source", "publisher", "company"}:
        return 30
    return 10 if name in {"id", *POSITION} else 18


def _rows(layer: CopiedLayer) -> Iterator[list[Cell]]:
    on_it = Transform(PointOnSurface(layer.seen.geometry), CRS84_SRID)
    for cells, point in layer.table(on_it):
        yield [*(harmless(cell) for cell in cells), round(point.x, 6), round(point.y, 6)]
