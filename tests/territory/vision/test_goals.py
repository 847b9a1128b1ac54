"""Goals: who writes them, what may be stored, and which commune is how far."""

import datetime

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from territory.acting import acting_as
from territory.contributions.models import Stage, State, Theme
from territory.cooperation.models import CooperationProject
from territory.errors import Invalid, NotAllowed, WrongState
from territory.initiatives.models import LocalInitiative
from territory.pooled_services.models import PooledService
from territory.vision.actions import add_goal, change_goal, move_goal, recover_goal, remove_goal, take_back_change
from territory.vision.changes import last_change_of
from territory.vision.coverage import Reached, coverage_of, reached
from territory.vision.models import Goal
from territory.vision.rules import can_plan
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at, box

pytestmark = pytest.mark.django_db


def values(**more: object) -> dict[str, object]:
    theme = Theme.objects.get(code="mobility")
    return {"theme": theme, "title_de": "Räder teilen", "from_stage": "pilot", "kind": "", **more}


@pytest.mark.parametrize(
    ("who", "nord", "alles"),
    [
        ("moderator", True, False),  # of a body with a mandate for the region "nord"
        ("administrator", True, True),
        ("editor_westen", False, False),
        ("park_manager", False, False),
        ("coordinator", False, False),
        ("company_member", False, False),
    ],
)
def test_rule_and_database_agree_on_who_writes_goals(tiny_land: TinyLand, who: str, nord: bool, alles: bool) -> None:
    user = getattr(tiny_land, who)
    for region, may in ((tiny_land.nord, nord), (tiny_land.alles, alles)):
        assert can_plan(user, region) is may
        goal = Goal(region=region, **values())
        with acting_as(user), connection.cursor() as cursor:
            cursor.execute("set local role web")
            try:
                with transaction.atomic():
                    goal.save()
                written = True
            except ProgrammingError:
                written = False
            cursor.execute("reset role")
        assert written is may


def test_only_the_moderators_of_the_region_change_and_remove(tiny_land: TinyLand) -> None:
    goal = add_goal(tiny_land.moderator, tiny_land.nord, values())
    with pytest.raises(NotAllowed):
        change_goal(tiny_land.editor_westen, goal, values(title_de="Anders"))
    with pytest.raises(NotAllowed):
        remove_goal(tiny_land.editor_westen, goal)
    change_goal(tiny_land.moderator, goal, {"title_fr": "Vélos"})
    goal.refresh_from_db()
    assert (goal.title_de, goal.title_fr) == ("Räder teilen", "Vélos")
    remove_goal(tiny_land.moderator, goal)
    assert not Goal.objects.exists()
    events = apps.get_model("territory", "GoalEvent")
    assert [event.pgh_label for event in events.objects.order_by("pgh_id")] == ["insert", "update", "delete"]


def test_goals_of_a_theme_are_put_in_order(tiny_land: TinyLand) -> None:
    first, second, third = (
        add_goal(tiny_land.moderator, tiny_land.nord, values(title_de=title)) for title in ("A", "B", "C")
    )
    other = add_goal(tiny_land.moderator, tiny_land.nord, values(theme=Theme.objects.get(code="energy")))

    def order() -> list[Goal]:
        return list(Goal.objects.filter(theme=first.theme))

    assert order() == [first, second, third]  # what is added comes last
    with connection.cursor() as cursor:
        # As the service runs: not as the owner of the tables.
        cursor.execute("set local role web")
        move_goal(tiny_land.moderator, third, -1)
        cursor.execute("reset role")
    assert order() == [first, third, second]
    move_goal(tiny_land.moderator, first, 1)
    assert order() == [third, first, second]
    move_goal(tiny_land.moderator, second, 1)  # there is nothing below
    assert order() == [third, first, second]
    with pytest.raises(NotAllowed):
        move_goal(tiny_land.editor_westen, first, -1)
    assert order() == [third, first, second]
    other.refresh_from_db()
    assert other.position == 1


def test_a_removed_goal_comes_back_as_it_was(tiny_land: TinyLand) -> None:
    goal = add_goal(tiny_land.moderator, tiny_land.nord, values(target_fr="Partout", due_on=datetime.date(2030, 1, 1)))
    before = Goal.objects.filter(pk=goal.pk).values().get()
    remove_goal(tiny_land.moderator, goal)
    with pytest.raises(NotAllowed):
        recover_goal(tiny_land.editor_westen, before["id"])
    with connection.cursor() as cursor:
        cursor.execute("set local role web")
        recover_goal(tiny_land.moderator, before["id"])
        cursor.execute("reset role")
    assert Goal.objects.values().get() == before
    with pytest.raises(WrongState):
        recover_goal(tiny_land.moderator, before["id"])
    with pytest.raises(WrongState):
        recover_goal(tiny_land.moderator, 10**9)


def test_the_last_change_of_a_goal_is_taken_back_and_that_too(tiny_land: TinyLand) -> None:
    goal = add_goal(tiny_land.moderator, tiny_land.nord, values(due_on=datetime.date(2030, 1, 1)))
    other = add_goal(tiny_land.moderator, tiny_land.nord, values(title_de="Gehen"))
    assert last_change_of(goal) is None
    before = Goal.objects.filter(pk=goal.pk).values().get()
    energy = Theme.objects.get(code="energy")
    change_goal(tiny_land.moderator, goal, {"title_de": "Busse", "theme": energy, "due_on": None})
    changed = Goal.objects.filter(pk=goal.pk).values().get()
    move_goal(tiny_land.moderator, other, -1)  # to stand elsewhere is no change
    last = last_change_of(goal)
    assert last is not None
    assert {each.name for each in last.found} == {"theme", "title_de", "due_on"}
    with pytest.raises(NotAllowed):
        take_back_change(tiny_land.editor_westen, goal, last.number)
    with connection.cursor() as cursor:
        cursor.execute("set local role web")
        take_back_change(tiny_land.moderator, goal, last.number)
        cursor.execute("reset role")
    assert Goal.objects.filter(pk=goal.pk).values().get() == before
    with pytest.raises(WrongState):
        take_back_change(tiny_land.moderator, goal, last.number)  # not the last one any more
    again = last_change_of(goal)
    assert again is not None
    take_back_change(tiny_land.moderator, goal, again.number)
    assert Goal.objects.filter(pk=goal.pk).values().get() == changed
    with pytest.raises(WrongState, match="nothing to take back"):
        take_back_change(tiny_land.moderator, other, again.number)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title_de": " "}, "title_de"),
        ({"from_stage": "finished"}, "from_stage"),
        ({"kind": "company"}, "kind"),
        ({"title_fr": "x" * 151}, "title_fr"),
    ],
)
def test_what_cannot_be_stored_is_said_at_its_field(tiny_land: TinyLand, wrong: dict, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        add_goal(tiny_land.moderator, tiny_land.nord, values(**wrong))
    assert list(refusal.value.problems) == [field]
    assert not Goal.objects.exists()


@pytest.mark.parametrize(
    ("by_stage", "from_stage", "expected"),
    [
        ((0, 0, 0, 0, 0), "inventory", Reached.MISSING),
        ((1, 0, 0, 0, 0), "inventory", Reached.COVERED),
        ((3, 1, 0, 0, 0), "pilot", Reached.ON_THE_WAY),
        ((0, 0, 1, 0, 0), "pilot", Reached.COVERED),
        ((0, 0, 0, 0, 1), "pilot", Reached.COVERED),
        ((0, 0, 9, 0, 0), "running", Reached.ON_THE_WAY),
    ],
)
def test_a_goal_is_covered_from_its_stage_on(by_stage: tuple[int, ...], from_stage: str, expected: Reached) -> None:
    assert reached(by_stage, Stage(from_stage)) is expected


def test_what_is_published_counts_where_it_touches(tiny_land: TinyLand, django_assert_num_queries) -> None:
    mobility, energy = Theme.objects.get(code="mobility"), Theme.objects.get(code="energy")
    goal = add_goal(tiny_land.moderator, tiny_land.nord, values(kind="pooledservice", from_stage="running"))
    across = make(PooledService, tiny_land.firma, box(2000, 500, 4000, 700), State.PUBLISHED)
    PooledService.objects.filter(pk=across.pk).update(theme=mobility, stage=Stage.PILOT)
    running = make(PooledService, tiny_land.firma, at(5000, 500), State.PUBLISHED)
    PooledService.objects.filter(pk=running.pk).update(theme=mobility, stage=Stage.RUNNING)
    for kind, owner, theme, state in (
        (CooperationProject, tiny_land.firma, mobility, State.PUBLISHED),  # another kind
        (PooledService, tiny_land.firma, energy, State.PUBLISHED),  # another theme
        (PooledService, tiny_land.firma, mobility, State.SUBMITTED),  # not public
        (LocalInitiative, tiny_land.gemeinde_westen, mobility, State.PUBLISHED),
    ):
        thing = make(kind, owner, at(500, 500), state)
        kind.objects.filter(pk=thing.pk).update(theme=theme, stage=Stage.EXTENDED)
    with django_assert_num_queries(4):
        coverage = coverage_of(tiny_land.nord)
    assert [commune.name for commune in coverage.communes] == ["Osten", "Westen"]  # Süden is not of the region
    (row,) = coverage.goals
    assert row.goal == goal
    assert [cell.reached for cell in row.cells] == [Reached.COVERED, Reached.ON_THE_WAY]
    assert [cell.by_stage for cell in row.cells] == [(0, 0, 1, 1, 0), (0, 0, 1, 0, 0)]
    theme = next(each for each in coverage.themes if each.theme == mobility)
    # In Westen: the service across the border, a cooperation project, an initiative.
    assert [cell.total for cell in theme.cells] == [2, 3]
