"""Themes: who writes them, what may be stored, their order, and that none is lost from under what is about it."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from frontend.sharing.drawing.svg import glyphs
from territory.acting import acting_as
from territory.contributions.models import State, Theme
from territory.errors import Invalid, NotAllowed, WrongState
from territory.initiatives.models import LocalInitiative
from territory.vision.rules import can_write_themes
from territory.vision.symbols import SYMBOLS
from territory.vision.themes import add_theme, change_theme, move_theme, recover_theme, remove_theme
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at

pytestmark = pytest.mark.django_db
CULTURE = {"name_en": "Culture & art", "name_de": "Kultur", "meaning_de": "Feste und Bühnen.", "symbol": "music"}


@pytest.fixture
def web(db):
    """As the service runs: not as the owner of the tables."""
    with connection.cursor() as cursor:
        cursor.execute("set local role web")
        yield
        cursor.execute("reset role")


def written(user, statement: str) -> bool:
    """Whether the database lets ``user`` do it to a row; undone."""
    with acting_as(user), connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(statement)
                touched = cursor.rowcount
                transaction.set_rollback(True)
            return touched == 1
        except ProgrammingError:
            return False


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("moderator", True),  # of a body with a mandate for a region
        ("administrator", True),
        ("editor_westen", False),
        ("park_manager", False),
        ("coordinator", False),
        ("company_member", False),
    ],
)
def test_rule_and_database_agree_on_who_writes_themes(tiny_land: TinyLand, web: None, who: str, may: bool) -> None:
    user = getattr(tiny_land, who)
    assert can_write_themes(user) is may
    for statement in (
        "insert into territory_theme (code, name, symbol, position, meaning) values ('new', 'New', 'star', 9, '')",
        "update territory_theme set symbol = 'star' where code = 'food'",
        "delete from territory_theme where code = 'food'",
    ):
        assert written(user, statement) is may, statement


def test_those_who_plan_no_region_are_refused(tiny_land: TinyLand, web: None) -> None:
    food = Theme.objects.get(code="food")
    for act in (
        lambda user: add_theme(user, CULTURE),
        lambda user: change_theme(user, food, {"name_de": "Essen"}),
        lambda user: move_theme(user, food, 1),
        lambda user: remove_theme(user, food),
        lambda user: recover_theme(user, food.pk),
    ):
        with pytest.raises(NotAllowed):
            act(tiny_land.editor_westen)


def test_a_theme_comes_last_with_a_code_that_stays(tiny_land: TinyLand, web: None) -> None:
    theme = add_theme(tiny_land.moderator, CULTURE)
    assert (theme.code, list(Theme.objects.all())[-1]) == ("culture-art", theme)
    change_theme(tiny_land.moderator, theme, {"name_en": "Arts", "symbol": "palette"})
    theme.refresh_from_db()
    assert (theme.code, theme.name_en, theme.name_de, theme.symbol) == ("culture-art", "Arts", "Kultur", "palette")
    again = add_theme(tiny_land.moderator, CULTURE | {"name_de": "Kunst"})
    assert again.code == "culture-art-2"
    assert add_theme(tiny_land.moderator, {"name_lb": "文化", "symbol": "star"}).code == "theme"
    events = apps.get_model("territory", "ThemeEvent").objects.filter(pgh_obj_id=theme.pk).order_by("pgh_id")
    assert [event.pgh_label for event in events] == ["insert", "update"]
    assert events.last().pgh_context.metadata["user"] == tiny_land.moderator.pk


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name_de": " ", "name_en": ""}, "name_de"),
        ({"name_fr": "x" * 101}, "name_fr"),
        ({"name_de": "ERNÄHRUNG"}, "name_de"),  # there is one already
        ({"symbol": "login"}, "symbol"),  # in the icon set, but a symbol of the page
        ({"symbol": ""}, "symbol"),
    ],
)
def test_what_cannot_be_stored_is_said_at_its_field(tiny_land: TinyLand, wrong: dict, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        add_theme(tiny_land.moderator, CULTURE | wrong)
    assert list(refusal.value.problems) == [field]
    assert not Theme.objects.filter(symbol="music").exists()


def test_a_theme_keeps_a_symbol_that_is_no_longer_offered(tiny_land: TinyLand) -> None:
    Theme.objects.filter(code="food").update(symbol="login")
    food = change_theme(
        tiny_land.moderator, Theme.objects.get(code="food"), {"meaning_fr": "Manger", "symbol": "login"}
    )
    assert (food.symbol, food.meaning_fr) == ("login", "Manger")


def test_the_database_takes_no_theme_without_a_name(tiny_land: TinyLand) -> None:
    with pytest.raises(IntegrityError, match="theme_has_a_name"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update territory_theme set name = '' where code = 'food'")


def test_themes_are_put_in_order(tiny_land: TinyLand, web: None) -> None:
    def order() -> list[str]:
        return list(Theme.objects.values_list("code", flat=True))

    first, second, *rest = order()
    move_theme(tiny_land.moderator, Theme.objects.get(code=second), -1)
    assert order() == [second, first, *rest]
    move_theme(tiny_land.moderator, Theme.objects.get(code=second), -1)  # there is nothing above
    assert order() == [second, first, *rest]
    move_theme(tiny_land.moderator, Theme.objects.get(code=second), 1)
    assert order() == [first, second, *rest]


def test_only_a_theme_that_nothing_is_about_is_removed(tiny_land: TinyLand, web: None) -> None:
    theme = add_theme(tiny_land.moderator, CULTURE)
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        draft = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.DRAFT)
        LocalInitiative.objects.filter(pk=draft.pk).update(theme=theme)
        cursor.execute("set local role web")
    with pytest.raises(WrongState, match="another theme first"):
        remove_theme(tiny_land.moderator, theme)
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        LocalInitiative.objects.filter(pk=draft.pk).update(theme=Theme.objects.get(code="food"))
        cursor.execute("set local role web")
    remove_theme(tiny_land.moderator, theme)
    assert not Theme.objects.filter(pk=theme.pk).exists()


def test_the_last_theme_stays(tiny_land: TinyLand) -> None:
    Theme.objects.exclude(code="food").delete()
    with pytest.raises(WrongState, match="only theme"):
        remove_theme(tiny_land.moderator, Theme.objects.get())


def test_a_removed_theme_comes_back_as_it_was(tiny_land: TinyLand, web: None) -> None:
    theme = add_theme(tiny_land.moderator, CULTURE)
    before = Theme.objects.filter(pk=theme.pk).values().get()
    remove_theme(tiny_land.moderator, theme)
    recover_theme(tiny_land.moderator, before["id"])
    assert Theme.objects.filter(pk=before["id"]).values().get() == before
    for number in (before["id"], 10**9):
        with pytest.raises(WrongState):
            recover_theme(tiny_land.moderator, number)


def test_each_symbol_can_be_drawn_on_screen_and_paper() -> None:
    assert not [symbol for symbol in SYMBOLS if symbol not in glyphs()]
