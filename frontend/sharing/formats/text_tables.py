"""Copies as tables: CSV files in a ZIP file, and an XLSX workbook. Longitude and latitude are the last two columns."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO

from django.contrib.gis.db.models.functions import PointOnSurface, Transform
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from frontend.sharing.columns import Cell
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
                writer.writerows(_rows(layer))


def member(name: str) -> zipfile.ZipInfo:
    """A compressed file of a ZIP file, dated now."""
    entry = zipfile.ZipInfo(name, timezone.localtime().timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def write_xlsx(copy: Copy, file: IO[bytes]) -> None:
    """A workbook: the read-me first, then a sheet a map layer with its first row fixed."""
    book = Workbook(write_only=True)
    first = book.create_sheet("README")
    first.column_dimensions["A"].width = 110
    for line in copy.about.lines:
        first.append([harmless(line)])
    for layer in copy.layers:
        sheet = book.create_sheet(layer.name[:LONGEST_SHEET_NAME])
        sheet.freeze_panes = "A2"
        header = [WriteOnlyCell(sheet, value=name) for name in [*layer.columns, *POSITION]]
        for cell in header:
            cell.font = Font(bold=True)
        sheet.append(header)
        for row in _rows(layer):
            sheet.append(row)
    book.save(file)


def _rows(layer: CopiedLayer) -> Iterator[list[Cell]]:
    on_it = Transform(PointOnSurface(layer.seen.geometry), CRS84_SRID)
    for cells, point in layer.table(on_it):
        yield [*(harmless(cell) for cell in cells), round(point.x, 6), round(point.y, 6)]
