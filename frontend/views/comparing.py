"""Two places, themes or days side by side: their maps, which move together, and their figures."""

import csv
import io
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from openpyxl import Workbook
from openpyxl.styles import Font

from frontend.comparing import (
    SIDES,
    Asked,
    Side,
    asked_in,
    common_box,
    places_to_choose,
    read_side,
    titles_of,
    ways_from,
)
from frontend.figure_table import Group, groups_of
from frontend.map_collections import MAP_COLLECTIONS
from frontend.sharing.formats.text_tables import harmless
from territory.contributions.models import Theme
from territory.errors import Invalid

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Chosen:
    """One side of the form: what was asked for, what else there is, and what was wrong."""

    name: str
    asked: Asked
    places: list[tuple[str, list[tuple[str, str]]]]
    problem: str = ""


@require_safe
def compare_page(request: HttpRequest) -> HttpResponse:
    """The choices, both maps and the table with its bars; what was wrong stands at its side."""
    asked = asked_in(request.GET)
    sides, problems = _read(asked)
    titles = titles_of(sides)
    box = common_box(sides)
    context: dict[str, Any] = {
        "chosen": [
            Chosen(name, each, places_to_choose(each), problems.get(name, ""))
            for name, each in zip(SIDES, asked, strict=True)
        ],
        "themes": Theme.objects.all(),
        "ways": ways_from(*asked),
        "nothing_here": not asked[0].place,
        "problems": problems,
        "titles": titles,
        "maps": [
            {
                "side": side,
                "title": title,
                "frame": side.map_address(box),
                "paper": f"{side.map_address(box, 'share-picture')}&size=half",
            }
            for side, title in zip(sides, titles, strict=True)
        ],
        "groups": _groups(sides),
        "is_same": len(set(titles)) == 1,
        "legend": [collection for collection in MAP_COLLECTIONS if collection.shown],
        "box": ",".join(str(degrees) for degrees in box or ()),
        "query": request.GET.urlencode(),
    }
    return render(request, "frontend/compare/compare.html", context, status=422 if problems else 200)


@require_safe
def compared_figures(request: HttpRequest, form: str) -> HttpResponse:
    """The table as a file: CSV or XLSX, with formula and source of each figure."""
    if form not in {"csv", "xlsx"}:
        raise Http404
    sides, problems = _read(asked_in(request.GET))
    if problems or not sides:
        sentences = " ".join(problems.values()) or _("There are no communes here yet to compare.")
        return HttpResponse(sentences, status=400, content_type="text/plain; charset=utf-8")
    table = [[_("Figure"), *titles_of(sides), _("Formula"), _("Source")]]
    table += [[harmless(cell) for cell in line] for group in _groups(sides) for line in _lines(group)]  # type: ignore[misc]  # numbers too
    content, media_type = (_csv(table), "text/csv; charset=utf-8") if form == "csv" else (_xlsx(table), XLSX)
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="indicators.{form}"'
    return response


def _read(asked: tuple[Asked, Asked]) -> tuple[list[Side], dict[str, str]]:
    """Both sides, or none and what is wrong by side."""
    if not asked[0].place:
        return [], {}
    sides, problems = [], {}
    for name, each in zip(SIDES, asked, strict=True):
        try:
            sides.append(read_side(each, name))
        except Invalid as refusal:
            problems[name] = str(refusal)
    return ([], problems) if problems else (sides, {})


def _groups(sides: list[Side]) -> list[Group]:
    """What the table holds; themes where no side has chosen one."""
    if not sides:
        return []
    return groups_of([side.figures for side in sides], with_themes=not any(side.theme for side in sides))


def _lines(group: Group) -> list[list[Any]]:
    indicator = group.indicator
    return [
        [
            f"{indicator.title}: {line.title}" if group.has_parts else line.title,
            *(None if value is None else round(value, indicator.decimals) for value in line.values),
            str(indicator.formula),
            str(indicator.source),
        ]
        for line in group.lines
    ]


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
