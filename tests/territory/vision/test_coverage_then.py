"""What was covered on another day, and as it was known on a past one; each number worked out by hand."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from layers.communes.models import RegionMembership
from territory.contributions.models import Stage, StageMove, State, Theme
from territory.cooperation.models import CooperationProject
from territory.history.as_of import moment_called
from territory.indicators.projects import projects_in
from territory.initiatives.models import LocalInitiative
from territory.pooled_services.models import PooledService
from territory.vision.actions import add_goal, change_goal, remove_goal
from territory.vision.coverage import Cell, Coverage, Reached, coverage_of
from territory.vision.models import Goal
from tests.territory.contributions.making import make
from tests.territory.history.days import noon, spread_over
from tests.tiny_land import TinyLand, at

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 5, 1)
BEFORE = DAY - datetime.timedelta(days=1)


@pytest.fixture
def goal(tiny_land: TinyLand) -> Goal:
    values = {"theme": Theme.objects.get(code="mobility"), "title_de": "Räder", "from_stage": "pilot", "kind": ""}
    return add_goal(tiny_land.moderator, tiny_land.nord, values)


def cell_of(coverage: Coverage, name: str) -> Cell:
    return next(cell for cell in coverage.goals[0].cells if cell.commune.name == name)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "day", "reached"),
    [
        (None, None, DAY, Reached.COVERED),
        (DAY, None, DAY, Reached.COVERED),
        (DAY, None, BEFORE, Reached.MISSING),
        (None, BEFORE, DAY, Reached.MISSING),
        (None, BEFORE, BEFORE, Reached.COVERED),
        (DAY, None, None, Reached.COVERED),  # without a day: whatever is published
    ],
)
def test_only_what_goes_on_that_day_counts(
    tiny_land: TinyLand,
    goal: Goal,
    starts_on: datetime.date | None,
    ends_on: datetime.date | None,
    day: datetime.date | None,
    reached: Reached,
) -> None:
    make(
        PooledService,
        tiny_land.firma,
        at(500, 500),
        State.PUBLISHED,
        stage=Stage.PILOT,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    assert cell_of(coverage_of(tiny_land.nord, day), "Westen").reached is reached


def test_the_stage_is_that_of_the_day_and_an_unknown_one_is_on_its_way(tiny_land: TinyLand, goal: Goal) -> None:
    thing = make(CooperationProject, tiny_land.firma, at(500, 500), State.PUBLISHED, stage=Stage.RUNNING, version=2)
    moves = (("", Stage.SOLUTION, BEFORE, 1), (Stage.SOLUTION, Stage.RUNNING, DAY, 2))
    for source, target, moved_on, version in moves:
        StageMove.objects.create(
            kind="cooperationproject",
            object_id=thing.pk,
            version=version,
            source=source,
            target=target,
            moved_on=moved_on,
            evidence="x" if source else "",
        )
    two_days_before = BEFORE - datetime.timedelta(days=1)
    found = [cell_of(coverage_of(tiny_land.nord, day), "Westen") for day in (two_days_before, BEFORE, DAY)]
    assert [(cell.by_stage, cell.unknown, cell.total) for cell in found] == [
        ((0, 0, 0, 0, 0), 1, 1),
        ((0, 1, 0, 0, 0), 0, 1),
        ((0, 0, 0, 1, 0), 0, 1),
    ]
    assert [cell.reached for cell in found] == [Reached.ON_THE_WAY, Reached.ON_THE_WAY, Reached.COVERED]
    assert [cell.furthest for cell in found] == [None, Stage.SOLUTION, Stage.RUNNING]


def test_the_communes_are_those_of_the_day(tiny_land: TinyLand, goal: Goal) -> None:
    RegionMembership.objects.filter(region=tiny_land.nord, commune=tiny_land.osten).update(valid_from=DAY)
    assert [commune.name for commune in coverage_of(tiny_land.nord, BEFORE).communes] == ["Westen"]
    assert [commune.name for commune in coverage_of(tiny_land.nord, DAY).communes] == ["Osten", "Westen"]


def test_goals_and_projects_are_those_that_were_known(
    tiny_land: TinyLand, goal: Goal, django_assert_num_queries
) -> None:
    """Known on 1 May: a draft. 2 May: a published project in Westen. 4 May: it lies in Osten. 6 May: archived."""
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.DRAFT, stage=Stage.PILOT)
    for values in ({"state": State.PUBLISHED, "published_at": timezone.now()}, {"location": at(5000, 500)}):
        for name, value in values.items():
            setattr(thing, name, value)
        thing.save()
    thing.state = State.ARCHIVED
    thing.save()
    spread_over(thing, *(noon(f"2026-05-0{day}") for day in (1, 2, 4, 6)))
    change_goal(tiny_land.moderator, goal, {"from_stage": "running", "title_de": "Fahrräder"})
    number = goal.pk
    remove_goal(tiny_land.moderator, goal)
    goal.pk = number
    spread_over(goal, *(noon(f"2026-05-0{day}") for day in (2, 5, 7)))

    def seen(day: str) -> tuple[str, str, Reached | None, Reached | None]:
        with django_assert_num_queries(4):
            coverage = coverage_of(tiny_land.nord, moment=moment_called(day))
        if not coverage.goals:
            return ("", "", None, None)
        known = coverage.goals[0].goal
        cells = (cell_of(coverage, name).reached for name in ("Westen", "Osten"))
        return (known.title_de, known.from_stage, *cells)

    missing, covered, on_the_way = Reached.MISSING, Reached.COVERED, Reached.ON_THE_WAY
    assert seen("2026-05-01") == ("", "", None, None)
    assert seen("2026-05-02") == ("Räder", "pilot", covered, missing)
    assert seen("2026-05-04") == ("Räder", "pilot", missing, covered)
    assert seen("2026-05-05") == ("Fahrräder", "running", missing, on_the_way)
    assert seen("2026-05-06") == ("Fahrräder", "running", missing, missing)
    assert seen("2026-05-07") == ("", "", None, None)


def test_nothing_of_the_past_is_kept_from_the_role_of_the_service(tiny_land: TinyLand, goal: Goal) -> None:
    make(PooledService, tiny_land.firma, at(500, 500), State.PUBLISHED, stage=Stage.PILOT)
    with connection.cursor() as cursor:
        cursor.execute("set local role web")
        coverage = coverage_of(tiny_land.nord, DAY, timezone.now())
        cursor.execute("reset role")
    assert cell_of(coverage, "Westen").reached is Reached.COVERED
    assert not list(projects_in([], DAY, timezone.now()))
