"""What of a region's vision is covered in which commune: counted, never claimed."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from layers.communes.models import Commune, Region
from territory.contributions.models import Stage, Theme
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
    """What counts in one commune: ``by_stage`` has a number for each stage, in the order of ``Stage``."""

    commune: Commune
    by_stage: tuple[int, ...]
    reached: Reached | None = None

    @property
    def total(self) -> int:
        return sum(self.by_stage)

    @property
    def furthest(self) -> Stage | None:
        """The last stage that something has come to; None where there is nothing."""
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


def coverage_of(region: Region, day: datetime.date | None = None) -> Coverage:
    """All themes and the goals of ``region`` by its communes on ``day`` (today), with four queries."""
    day = day or timezone.localdate()
    communes = tuple(Commune.objects.valid_on(day).in_region(region.code, day).defer("boundary"))
    counted = list(projects_in([Area(commune_ids=(commune.pk,)) for commune in communes]))
    goals = list(Goal.objects.filter(region=region).select_related("theme"))
    return Coverage(
        communes, tuple(_theme_row(theme, goals, communes, counted) for theme in Theme.objects.order_by("position"))
    )


def _theme_row(
    theme: Theme, goals: Iterable[Goal], communes: Sequence[Commune], counted: Iterable[Counted]
) -> ThemeRow:
    about = [row for row in counted if row.theme_id == theme.pk]
    numbers = _by_stage(about, len(communes))
    cells = tuple(Cell(commune, by_stage) for commune, by_stage in zip(communes, numbers, strict=True))
    own = [goal for goal in goals if goal.theme_id == theme.pk]
    return ThemeRow(theme, cells, tuple(_goal_row(goal, communes, about) for goal in own))


def _goal_row(goal: Goal, communes: Sequence[Commune], about: Iterable[Counted]) -> GoalRow:
    counting = [row for row in about if not goal.kind or row.kind == goal.kind]
    numbers = _by_stage(counting, len(communes))
    return GoalRow(
        goal,
        tuple(
            Cell(commune, by_stage, reached(by_stage, Stage(goal.from_stage)))
            for commune, by_stage in zip(communes, numbers, strict=True)
        ),
    )


def reached(by_stage: Sequence[int], from_stage: Stage) -> Reached:
    """Covered once one thing has come to ``from_stage`` or farther, on the way while all are before it."""
    if any(by_stage[STAGES.index(from_stage) :]):
        return Reached.COVERED
    return Reached.ON_THE_WAY if any(by_stage) else Reached.MISSING


def _by_stage(counted: Iterable[Counted], communes: int) -> list[tuple[int, ...]]:
    numbers: Counter[tuple[int, str]] = Counter()
    for row in counted:
        numbers[row.key, str(row.stage)] += row.number
    return [tuple(numbers[key, stage] for stage in STAGES) for key in range(communes)]
