"""Moves between stages: with a day and evidence, by those who may, there and back; and nobody forges one."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone, translation

from territory.contributions.actions import propose, revise
from territory.contributions.models import StageMove, State
from territory.contributions.stages import StageOn, move_stage, stage_moves_of
from territory.contributions.trash import purge_trash
from territory.errors import Invalid, NotAllowed, Outdated
from territory.happenings.models import Happening, What
from territory.history.actions import restore
from territory.history.as_of import as_of
from territory.history.versions import versions_of
from territory.indicators.areas import Area
from territory.indicators.figures import figures_of
from territory.initiatives.models import LocalInitiative
from territory.people.models import User
from tests.territory.contributions.making import make
from tests.territory.history.days import noon, spread_over
from tests.territory.test_row_security import as_web
from tests.tiny_land import TinyLand, at

TABLE = LocalInitiative._meta.db_table
MARCH, APRIL, MAY = (datetime.date(2025, month, 1) for month in (3, 4, 5))


def begun(land: TinyLand, **values: object) -> LocalInitiative:
    wanted = {"title": {"de": "Garten"}, "theme": "food", "location": at(500, 500), **values}
    return propose(LocalInitiative, land.editor_westen, land.gemeinde_westen, wanted)


@pytest.fixture
def garden(tiny_land: TinyLand) -> LocalInitiative:
    return begun(tiny_land, stage_on=MARCH)


def test_what_begins_has_its_first_move(tiny_land: TinyLand) -> None:
    (first,) = stage_moves_of(begun(tiny_land, stage="pilot", stage_on="2025-03-01"))
    assert (first.source, first.target, first.moved_on, first.evidence) == ("", "pilot", MARCH, "")
    assert first.actor == tiny_land.editor_westen
    (unknown,) = stage_moves_of(begun(tiny_land))
    assert (unknown.target, unknown.moved_on) == ("inventory", None)


def test_there_and_back_is_kept_with_day_and_evidence(tiny_land: TinyLand, garden: LocalInitiative) -> None:
    editor = tiny_land.editor_westen
    there = move_stage(garden, editor, "pilot", APRIL, "First beds dug.", based_on=1)
    assert (there.stage, there.version) == ("pilot", 2)
    back = move_stage(there, editor, "solution", "2025-05-01", "The soil was poor.")
    assert [(m.source, m.target, m.moved_on, m.evidence, m.is_step_back) for m in stage_moves_of(back)] == [
        ("", "inventory", MARCH, "", False),
        ("inventory", "pilot", APRIL, "First beds dug.", False),
        ("pilot", "solution", MAY, "The soil was poor.", True),
    ]
    # An earlier version knows of no later move.
    there.refresh_from_db()
    there.version = 2
    assert len(stage_moves_of(there)) == 2
    with pytest.raises(Outdated):
        move_stage(garden, editor, "running", MAY, "x", based_on=1)


def test_the_stage_of_a_day(tiny_land: TinyLand, garden: LocalInitiative) -> None:
    move_stage(garden, tiny_land.editor_westen, "pilot", APRIL, "First beds dug.")
    move_stage(garden, tiny_land.editor_westen, "solution", APRIL, "Dug over again.")
    unknown = begun(tiny_land, stage="running")
    expected = {
        datetime.date(2025, 2, 28): (None, "running"),
        MARCH: ("inventory", "running"),
        datetime.date(2025, 3, 31): ("inventory", "running"),
        APRIL: ("solution", "running"),
        MAY: ("solution", "running"),
    }
    for day, stages in expected.items():
        rows = LocalInitiative.objects.annotate(stage_on_day=StageOn(LocalInitiative, day)).in_bulk()
        assert (rows[garden.pk].stage_on_day, rows[unknown.pk].stage_on_day) == stages, day


@pytest.mark.parametrize(
    ("stage", "on", "evidence", "wrong"),
    [
        ("pilot", APRIL, " ", {"stage_evidence"}),
        ("pilot", None, "x", {"stage_on"}),
        ("pilot", "", "x", {"stage_on"}),
        ("pilot", "1.4.2025", "x", {"stage_on"}),
        ("pilot", timezone.localdate() + datetime.timedelta(days=1), "x", {"stage_on"}),
        ("pilot", datetime.date(2025, 2, 28), "x", {"stage_on"}),
        ("pilot", "0025-04-01", "x", {"stage_on"}),
        ("inventory", APRIL, "x", {"stage"}),
        ("dreaming", APRIL, "x", {"stage"}),
        ("", "", "", {"stage", "stage_on", "stage_evidence"}),
        ("pilot", APRIL, "x" * 2001, {"stage_evidence"}),
        (5, 20250401, ["x"], {"stage", "stage_on", "stage_evidence"}),
    ],
)
def test_what_is_missing_or_wrong_is_named_and_nothing_changes(tiny_land, garden, stage, on, evidence, wrong) -> None:
    with pytest.raises(Invalid) as refusal:
        move_stage(garden, tiny_land.editor_westen, stage, on, evidence)
    assert set(refusal.value.problems) == wrong
    garden.refresh_from_db()
    assert (garden.stage, garden.version, len(stage_moves_of(garden))) == ("inventory", 1, 1)


def test_the_first_stage_is_checked_together_with_the_rest(tiny_land: TinyLand) -> None:
    with pytest.raises(Invalid) as refusal:
        begun(tiny_land, stage="dreaming", stage_on="2999-01-01", theme="none")
    assert set(refusal.value.problems) == {"stage", "stage_on", "theme"}


def test_changing_the_content_leaves_the_stage_alone(tiny_land: TinyLand, garden: LocalInitiative) -> None:
    with pytest.raises(Invalid) as refusal:
        revise(garden, tiny_land.editor_westen, {"stage": "pilot"})
    assert set(refusal.value.problems) == {"stage"}
    first = versions_of(LocalInitiative, garden.pk)[0]
    revise(garden, tiny_land.editor_westen, {"title": {"de": "Beete"}})
    move_stage(garden, tiny_land.editor_westen, "pilot", APRIL, "First beds dug.")
    back = restore(LocalInitiative.objects.get(pk=garden.pk), tiny_land.editor_westen, first)
    assert (back.title_de, back.stage) == ("Garten", "pilot")


def test_others_are_refused_in_words(tiny_land: TinyLand, garden: LocalInitiative) -> None:
    with translation.override("en"), pytest.raises(NotAllowed, match="Only people who write for"):
        move_stage(garden, tiny_land.editor_osten, "pilot", APRIL, "x")
    submitted = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.SUBMITTED)
    with translation.override("en"), pytest.raises(NotAllowed, match="submitted"):
        move_stage(submitted, tiny_land.editor_westen, "pilot", APRIL, "x")


def test_news_of_what_is_public_only(tiny_land: TinyLand, garden: LocalInitiative) -> None:
    move_stage(garden, tiny_land.editor_westen, "pilot", APRIL, "First beds dug.")
    assert not Happening.objects.filter(what=What.STAGE).exists()
    public = make(LocalInitiative, tiny_land.gemeinde_westen, at(600, 500), State.PUBLISHED)
    moved = move_stage(public, tiny_land.editor_westen, "running", APRIL, "Opened.")
    happening = Happening.objects.get(what=What.STAGE)
    assert (happening.object_id, happening.detail, happening.reason) == (moved.pk, "running", "Opened.")
    assert moved.state == State.PUBLISHED


# What plain SQL of the application's role may do.

SAY = (
    "insert into territory_stagemove (kind, object_id, version, source, target, moved_on, evidence, "
    "actor_id, recorded_at) select 'localinitiative', %s, %s, %s, %s, %s, %s, %s, now()"
)


def say(person, thing: LocalInitiative, **changed: object) -> bool:
    fields = {
        "object_id": thing.pk,
        "version": thing.version + 1,
        "source": thing.stage,
        "target": "pilot",
        "moved_on": MAY,
        "evidence": "x",
        "actor": person.pk if person else None,
        **changed,
    }
    return as_web(person, SAY, list(fields.values()))


@pytest.mark.parametrize("state", sorted(State.values))
@pytest.mark.parametrize(
    "name", ["nobody", "editor_westen", "editor_osten", "moderator", "administrator", "company_member", "park_manager"]
)
def test_plain_sql_says_what_the_rule_allows(tiny_land: TinyLand, name: str, state: str) -> None:
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), state)
    allowed = {
        "editor_westen": {State.DRAFT, State.CHANGES_REQUESTED, State.PUBLISHED},
        "moderator": {State.PUBLISHED},
        "administrator": {State.DRAFT, State.CHANGES_REQUESTED, State.PUBLISHED},
    }.get(name, set())
    person = None if name == "nobody" else getattr(tiny_land, name)
    assert say(person, thing) is (state in allowed)


def test_no_move_is_forged(tiny_land: TinyLand, garden: LocalInitiative) -> None:
    editor = tiny_land.editor_westen
    assert say(editor, garden)
    for forged in (
        {"actor": tiny_land.administrator.pk},
        {"version": garden.version},
        {"version": garden.version + 2},
        {"source": "running"},
        {"source": "", "version": 1},
        {"moved_on": datetime.date(2025, 2, 1)},
        {"moved_on": timezone.localdate() + datetime.timedelta(days=1)},
    ):
        assert not say(editor, garden, **forged), forged
    move_stage(garden, editor, "pilot", APRIL, "First beds dug.")
    said = StageMove.objects.get(target="pilot").pk
    for person in (editor, tiny_land.administrator, None):
        assert not as_web(person, "update territory_stagemove set evidence = 'y' where id = %s", [said])
        assert not as_web(person, "delete from territory_stagemove where id = %s", [said])


def test_the_column_moves_only_with_a_move_of_ones_own(tiny_land: TinyLand, garden: LocalInitiative) -> None:
    editor = tiny_land.editor_westen
    alone = f"update {TABLE} set stage = 'pilot', version = version + 1 where id = %s"
    with_more = f"update {TABLE} set stage = 'pilot', link = 'x', version = version + 1 where id = %s"
    for person in (editor, tiny_land.administrator, tiny_land.editor_osten):
        assert not as_web(person, alone, [garden.pk])
    said = (SAY, [garden.pk, 2, "inventory", "pilot", MAY, "x", editor.pk])
    assert all_as_web(editor, said, (alone, [garden.pk]))
    assert not all_as_web(editor, said)
    assert not all_as_web(editor, said, (with_more, [garden.pk]))


def all_as_web(person: User, *statements: tuple[str, list[object]]) -> bool:
    """Whether the application's role may do all of these in one transaction, until it is committed; it is undone."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local role web")
            cursor.execute("select set_config('territory.user_id', %s, true)", [str(person.pk)])
            for sql, parameters in statements:
                cursor.execute(sql, parameters)
            cursor.execute("set constraints all immediate")
            transaction.set_rollback(True)
    except DatabaseError as error:
        if "may not" not in str(error):
            raise
        return False
    return True


def test_moves_go_with_the_thing(tiny_land: TinyLand, garden: LocalInitiative) -> None:
    LocalInitiative.objects.filter(pk=garden.pk).update(trashed_at=timezone.now() - datetime.timedelta(days=400))
    assert purge_trash(timezone.now()) == 1
    assert not StageMove.objects.exists()


def test_the_figures_of_a_day_count_by_the_stage_of_that_day(tiny_land: TinyLand) -> None:
    shuttle = begun(tiny_land, stage="pilot", stage_on="2022-03-01")
    LocalInitiative.objects.filter(pk=shuttle.pk).update(state=State.PUBLISHED, published_at=timezone.now())
    shuttle.refresh_from_db()
    move_stage(shuttle, tiny_land.editor_westen, "running", "2024-05-01", "Every day since.")
    area = Area(commune_ids=(tiny_land.westen.pk,))
    for day, stages in {
        None: {"running": 1},
        datetime.date(2023, 1, 1): {"pilot": 1},
        datetime.date(2021, 1, 1): {},
    }.items():
        (figures,) = figures_of([area], day)
        assert {stage: number for stage, number in figures.by_stage.items() if number} == stages, day
        assert figures.projects == 1


def test_a_day_as_it_was_known_then(tiny_land: TinyLand, garden: LocalInitiative) -> None:
    """In April 2026 it was said that it is a pilot since April 2025; in March 2026 nobody knew."""
    move_stage(garden, tiny_land.editor_westen, "pilot", APRIL, "First beds dug.")
    spread_over(garden, noon("2026-03-01"), noon("2026-04-01"))
    rows = LocalInitiative.objects.all()
    for known_on, stage in {"2026-03-02": "inventory", "2026-04-02": "pilot"}.items():
        past = as_of(rows, noon(known_on))
        assert past.annotate(stage_on_day=StageOn(past.model, MAY)).get().stage_on_day == stage, known_on
