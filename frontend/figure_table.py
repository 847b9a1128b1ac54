"""Figures of places as pages and files show them: as they are written, their bars on one honest scale a group."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from frontend.templatetags.quantities import number
from territory.contributions.models import Stage, Theme
from territory.indicators.definitions import BY_STAGE, BY_THEME, INDICATORS, Indicator
from territory.indicators.figures import Figures

JOBS = "jobs"


@dataclass(frozen=True)
class Cell:
    """One figure of one place. ``share``: of the longest bar of its group, 0 to 1; ``note``: what must be known."""

    value: float | None
    text: str
    share: float
    note: str = ""


@dataclass(frozen=True)
class Line:
    """``symbol``: the theme's, for a line about one."""

    title: str
    cells: tuple[Cell, ...]
    symbol: str = ""

    @property
    def values(self) -> tuple[float | None, ...]:
        return tuple(cell.value for cell in self.cells)


@dataclass(frozen=True)
class Group:
    """What one indicator says: a line, or one for each of its parts. Its bars begin at nothing and have one scale."""

    indicator: Indicator
    lines: tuple[Line, ...]
    has_parts: bool = False

    @property
    def has_bars(self) -> bool:
        """Whether there is something to compare, other places or other parts, and not all of it is nothing."""
        compares = self.has_parts or len(self.lines[0].cells) > 1
        return compares and any(cell.share for line in self.lines for cell in line.cells)

    def difference(self, line: Line) -> str:
        """The second place against the first, with its sign; empty where one is not known, or there is no second."""
        if len(line.cells) < 2 or None in line.values:
            return ""
        first, second = (round(value or 0, self.indicator.decimals) for value in line.values)
        sign = "−" if second < first else "+" if second > first else "±"
        return f"{sign}{number(abs(second - first), self.indicator.decimals)}"


def groups_of(figures: Sequence[Figures], *, with_themes: bool = True) -> list[Group]:
    """The groups in the order of ``INDICATORS``, each line with one cell for each of ``figures``."""
    groups = []
    for indicator in INDICATORS:
        if indicator is BY_STAGE:
            groups.append(_by_stage(figures))
        elif indicator is BY_THEME:
            groups += [_by_theme(figures)] if with_themes else []
        else:
            values = [indicator.value(each) for each in figures]
            notes = [_how_many_state(each) if indicator.id == JOBS else "" for each in figures]
            line = _line(str(indicator.title), values, indicator, _most([values]), notes=notes)
            groups.append(Group(indicator, (line,)))
    return groups


def _by_stage(figures: Sequence[Figures]) -> Group:
    rows = [(str(capfirst(stage.label)), [each.by_stage[stage] for each in figures]) for stage in Stage]
    unknown = [each.projects - sum(each.by_stage.values()) for each in figures]
    if any(unknown):
        rows.append((_("Not known for that day"), unknown))
    most = _most([values for _title, values in rows])
    return Group(BY_STAGE, tuple(_line(title, values, BY_STAGE, most) for title, values in rows), has_parts=True)


def _by_theme(figures: Sequence[Figures]) -> Group:
    rows = [(theme, [each.by_theme[theme.code] for each in figures]) for theme in Theme.objects.order_by("position")]
    most = _most([values for _theme, values in rows])
    lines = tuple(_line(str(theme), values, BY_THEME, most, symbol=theme.symbol) for theme, values in rows)
    return Group(BY_THEME, lines, has_parts=True)


def _line(
    title: str,
    values: Sequence[float | None],
    indicator: Indicator,
    most: float,
    *,
    symbol: str = "",
    notes: Sequence[str] = (),
) -> Line:
    cells = [
        Cell(
            value,
            "–" if value is None else number(value, indicator.decimals),
            (value or 0) / most if most else 0,
            notes[place] if notes else "",
        )
        for place, value in enumerate(values)
    ]
    return Line(title, tuple(cells), symbol)


def _most(rows: Sequence[Sequence[float | None]]) -> float:
    return max((value for values in rows for value in values if value), default=0)


def _how_many_state(figures: Figures) -> str:
    """How many establishments the jobs are those of; empty where all state them."""
    if figures.stating == figures.establishments:
        return ""
    return _("known for %(counted)s of them") % {"counted": number(figures.stating)}
