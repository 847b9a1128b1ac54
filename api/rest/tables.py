"""The same rows for those who work in a spreadsheet: CSV and XLSX. Longitude and latitude are the last two columns."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from openpyxl import Workbook
from openpyxl.styles import Font

CSV, XLSX = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a spreadsheet would run as a formula (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float | bool | None


def rows_of(features: Iterable[str], names: Sequence[str]) -> list[list[Cell]]:
    """The properties called ``names`` of point features, and their positions."""
    rows = []
    for text in features:
        feature: dict[str, Any] = json.loads(text)
        lon, lat = feature["geometry"]["coordinates"][:2]
        rows.append([_harmless(feature["properties"].get(name)) for name in names] + [lon, lat])
    return rows


def csv_response(header: Sequence[str], rows: Iterable[Sequence[Cell]], name: str) -> HttpResponse:
    """A CSV file in UTF-8 that Excel recognises as such."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(rows)
    return _download(("\ufeff" + text.getvalue()).encode(), f"{CSV}; charset=utf-8", f"{name}.csv")


Sheet = tuple[str, Iterable[Sequence[Cell]]]


def xlsx_response(
    header: Sequence[str], rows: Iterable[Sequence[Cell]], name: str, more: Sheet | None = None
) -> HttpResponse:
    """An XLSX file, the first row of its sheet fixed; ``more`` is a second sheet with its title."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(header))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append(list(row))
    sheet.freeze_panes = "A2"
    if more is not None:
        second = book.create_sheet(more[0])
        for row in more[1]:
            second.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return _download(file.getvalue(), XLSX, f"{name}.xlsx")


def _harmless(value: Cell) -> Cell:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def _download(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["Accept-Language"])
    return response
