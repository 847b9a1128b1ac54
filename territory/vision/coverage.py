"""What of a region's vision is covered in which commune: counted, never claimed."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from layers.communes.models import Commune, Region
from territory.contributions.models import Stage, Theme
from territory.history.as_of import as_of
from territory.indicators.areas import Area
from territory.indicators.projects import Counted, projects_in
from territory.vision.models import Goal

STAGES = list(Stage)


class Reached(StrEnum):
    """How far a commune is with a goal."""

    COVERED = "covered"
    ON_THE_WAY = "on_the_way"
    MISSING = "missing"


@dataclass(frozen=True)
class Cell:
    """What counts in one commune: ``by_stage`` has a number for each stage, in the order of ``Stage``.

    ``unknown``: how many more there are whose stage on the day that is looked at is not known.
    """

    commune: Commune
    by_stage: tuple[int, ...]
    unknown: int = 0
    reached: Reached | None = None

    @property
    def total(self) -> int:
        return sum(self.by_stage) + self.unknown

    @property
    def furthest(self) -> Stage | None:
        """The last stage that something has come to; None where there is nothing, or no stage is known."""
        return next((stage for stage, number in reversed(self.stages) if number), None)

    @property
    def stages(self) -> list[tuple[Stage, int]]:
        """Each stage with its number."""
        return list(zip(STAGES, self.by_stage, strict=True))


@dataclass(frozen=True)
class GoalRow:
    goal: Goal
    cells: tuple[Cell, ...]

    def communes(self, reached: Reached) -> list[Commune]:
        """The communes that are that far."""
        return [cell.commune for cell in self.cells if cell.reached is reached]

    @property
    def covered(self) -> int:
        return len(self.communes(Reached.COVERED))


@dataclass(frozen=True)
class ThemeRow:
    theme: Theme
    cells: tuple[Cell, ...]
    goals: tuple[GoalRow, ...]


@dataclass(frozen=True)
class Coverage:
    communes: tuple[Commune, ...]
    themes: tuple[ThemeRow, ...]

    @property
    def goals(self) -> list[GoalRow]:
        return [goal for row in self.themes for goal in row.goals]


def coverage_of(region: Region, day: datetime.date | None = None, moment: datetime.datetime | None = None) -> Coverage:
    """All themes and the goals of ``region`` by its communes, with four queries.

    With a ``day``: its communes of that day, and what goes on then in its stage of then; without, the communes of today
    and all that is published. With a ``moment``: goals and projects as they were known at that moment.
    """
    on = day or timezone.localdate()
    communes = tuple(Commune.objects.valid_on(on).in_region(region.code, on).defer("boundary"))
    counted = list(projects_in([Area(commune_ids=(commune.pk,)) for commune in communes], day, moment))
    rows = Goal.objects.filter(region=region).select_related("theme")
    goals = list(rows if moment is None else as_of(rows, moment))
    return Coverage(
        communes, tuple(_theme_row(theme, goals, communes, counted) for theme in Theme.objects.order_by("position"))
    )


def _theme_row(
    theme: Theme, goals: Iterable[Goal], communes: Sequence[Commune], counted: Iterable[Counted]
) -> ThemeRow:
    about = [row for row in counted if row.theme_id == theme.pk]
    own = [goal for goal in goals if goal.theme_id == theme.pk]
    return ThemeRow(theme, _cells(communes, about), tuple(_goal_row(goal, communes, about) for goal in own))


def _goal_row(goal: Goal, communes: Sequence[Commune], about: Iterable[Counted]) -> GoalRow:
    counting = [row for row in about if not goal.kind or row.kind == goal.kind]
    return GoalRow(goal, _cells(communes, counting, Stage(goal.from_stage)))


def reached(by_stage: Sequence[int], from_stage: Stage, unknown: int = 0) -> Reached:
    """Covered once one thing has come to ``from_stage`` or farther, on the way while all are before it.

    Also on the way: things whose stage is not known.
    """
    if any(by_stage[STAGES.index(from_stage) :]):
        return Reached.COVERED
    return Reached.ON_THE_WAY if any(by_stage) or unknown else Reached.MISSING


def _cells(
    communes: Sequence[Commune], counted: Iterable[Counted], from_stage: Stage | None = None
) -> tuple[Cell, ...]:
    numbers: Counter[tuple[int, str | None]] = Counter()
    for row in counted:
        numbers[row.key, row.stage] += row.number
    cells = []
    for key, commune in enumerate(communes):
        by_stage = tuple(numbers[key, stage.value] for stage in STAGES)
        unknown = numbers[key, None]
        cells.append(Cell(commune, by_stage, unknown, reached(by_stage, from_stage, unknown) if from_stage else None))
    return tuple(cells)
