"""Two places, themes or days side by side: their figures, and their maps, which move together."""

import csv
import io
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from openpyxl import Workbook
from openpyxl.styles import Font

from frontend.comparing import SIDES, Row, Side, common_box, default_places, places_to_choose, read_side, rows_of
from frontend.sharing.formats.text_tables import harmless
from territory.contributions.models import Theme
from territory.errors import Invalid
from territory.indicators.definitions import INDICATORS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def compare_page(request: HttpRequest) -> HttpResponse:
    """The form, the table with its bars, both maps and the definitions; what was wrong stands above the form."""
    sides, problems = _asked(request)
    box = common_box(sides)
    context: dict[str, Any] = {
        "choices": [_choice(request, name, otherwise) for name, otherwise in zip(SIDES, default_places(), strict=True)],
        "places": places_to_choose(),
        "themes": Theme.objects.all(),
        "problems": problems,
        "sides": sides,
        "maps": [(side, side.map_address(box), side.map_address(box, "map")) for side in sides],
        "rows": rows_of(sides) if sides else [],
        "indicators": INDICATORS,
    }
    return render(request, "frontend/compare.html", context, status=400 if problems else 200)


@require_safe
def compared_figures(request: HttpRequest, form: str) -> HttpResponse:
    """The table as a file: CSV or XLSX, with formula and source of each figure."""
    if form not in {"csv", "xlsx"}:
        raise Http404
    sides, problems = _asked(request)
    if problems:
        return HttpResponse(" ".join(problems), status=400, content_type="text/plain; charset=utf-8")
    table = [[_("Figure"), *(side.title for side in sides), _("Formula"), _("Source")]]
    table += [[harmless(cell) for cell in _line(row)] for row in rows_of(sides)]  # type: ignore[misc]  # numbers too
    content, media_type = (_csv(table), "text/csv; charset=utf-8") if form == "csv" else (_xlsx(table), XLSX)
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="indicators.{form}"'
    return response


def _asked(request: HttpRequest) -> tuple[list[Side], list[str]]:
    sides, problems = [], []
    for name, otherwise in zip(SIDES, default_places(), strict=True):
        if not (request.GET.get(name) or otherwise):
            return [], [_("There are no communes here yet to compare.")]
        try:
            sides.append(read_side(request.GET, name, otherwise))
        except Invalid as refusal:
            problems.append(str(refusal))
    return ([], problems) if problems else (sides, [])


def _choice(request: HttpRequest, name: str, otherwise: str) -> dict[str, str]:
    """What was asked for on one side, for its three controls."""
    return {
        "name": name,
        "place": request.GET.get(name) or otherwise,
        "theme": request.GET.get(f"{name}_theme", ""),
        "on": request.GET.get(f"{name}_on", ""),
    }


def _line(row: Row) -> list[Any]:
    places = row.indicator.decimals
    values = [None if value is None else round(value, places) for value in row.values]
    title = f"{row.indicator.title}: {row.title}" if row.is_part else row.title
    return [title, *values, str(row.indicator.formula), str(row.indicator.source)]


def _csv(table: list[list[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(table)
    return ("\ufeff" + text.getvalue()).encode()  # which Excel recognises as UTF-8


def _xlsx(table: list[list[Any]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in table:
        sheet.append(line)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "B2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
