"""The page of all themes: what everybody sees there, and writing them."""

import pytest

from territory.contributions.models import State, Theme
from territory.initiatives.models import LocalInitiative
from tests.frontend.conftest import Reader
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at

CULTURE = {"name_de": "Kultur", "name_fr": "Culture", "meaning_de": "Feste und Bühnen.", "symbol": "music"}


def test_everybody_sees_what_is_published_about_each(tiny_land: TinyLand, reading_as: Reader) -> None:
    food = Theme.objects.get(code="food")
    for state in (State.PUBLISHED, State.DRAFT):
        thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), state)
        LocalInitiative.objects.filter(pk=thing.pk).update(theme=food)
    for reader in (None, tiny_land.editor_westen):
        response = reading_as(reader).get("/en/themes/")
        assert {row.theme.code: row.things for row in response.context["rows"]}["food"] == 1
        assert "/vision/themes/" not in response.content.decode()
        assert reading_as(reader).get("/en/vision/themes/food/change/").status_code == (404 if reader else 302)
    answered = {row["code"]: row for row in reading_as(None).get("/api/v1/themes/").json()["themes"]}
    assert list(answered) == [row.theme.code for row in response.context["rows"]]
    assert (answered["food"]["name"]["fr"], answered["food"]["symbol"]) == ("Alimentation", "apple")
    assert (answered["food"]["things"], answered["food"]["goals"]) == (1, 0)
    assert reading_as(None).get("/api/v1/themes/?theme=food").status_code == 400


def test_a_moderator_adds_changes_orders_and_removes_with_a_way_back(tiny_land: TinyLand, reading_as: Reader) -> None:
    browser = reading_as(tiny_land.moderator)
    assert browser.post("/de/vision/themes/add/", CULTURE).status_code == 302
    theme = Theme.objects.get(code="culture")
    assert 'href="/de/vision/themes/culture/change/"' in browser.get("/de/themes/").content.decode()
    # The reader's language comes first, all texts are filled in.
    form = browser.get("/fr/vision/themes/culture/change/").context["form"]
    assert next(iter(form)).name == "name_fr"
    assert form["name_de"].value() == "Kultur"
    browser.post("/fr/vision/themes/culture/change/", CULTURE | {"name_fr": "Arts", "symbol": "palette"})
    theme.refresh_from_db()
    assert (theme.name_fr, theme.symbol) == ("Arts", "palette")
    browser.post("/fr/vision/themes/culture/move/", {"by": "-1"})
    assert list(Theme.objects.all())[-2] == theme
    shown = browser.post("/de/vision/themes/culture/remove/", follow=True).content.decode()
    assert f'action="/de/vision/themes/{theme.pk}/recover/"' in shown
    browser.post(f"/de/vision/themes/{theme.pk}/recover/")
    assert Theme.objects.get(code="culture") == theme


def test_what_is_wrong_stands_at_its_field_and_keeps_what_was_typed(tiny_land: TinyLand, reading_as: Reader) -> None:
    browser = reading_as(tiny_land.moderator)
    refused = browser.post("/fr/vision/themes/add/", CULTURE | {"name_de": "", "name_fr": "", "symbol": "login"})
    assert refused.status_code == 422
    form = refused.context["form"]
    assert "symbol" in form.errors
    refused = browser.post("/fr/vision/themes/add/", CULTURE | {"name_de": "", "name_fr": ""})
    assert list(refused.context["form"].errors) == ["name_fr"]  # in the reader's language
    assert refused.context["form"]["meaning_de"].value() == "Feste und Bühnen."
    assert not Theme.objects.filter(symbol="music").exists()


def test_a_theme_in_use_is_not_removed_and_the_page_says_why(tiny_land: TinyLand, reading_as: Reader) -> None:
    thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.DRAFT)
    browser = reading_as(tiny_land.moderator)
    refused = browser.post(f"/de/vision/themes/{thing.theme.code}/remove/")
    assert refused.status_code in (403, 409)
    assert "in Gebrauch" in refused.content.decode()
    assert Theme.objects.filter(pk=thing.theme.pk).exists()


@pytest.mark.parametrize("path", ["add/", "food/change/", "food/move/", "food/remove/", "1/recover/"])
def test_nobody_else_writes(tiny_land: TinyLand, reading_as: Reader, path: str) -> None:
    before = list(Theme.objects.values_list("code", "name_de", "position"))
    answer = reading_as(tiny_land.editor_westen).post(f"/de/vision/themes/{path}", CULTURE | {"by": "1"})
    assert answer.status_code in (403, 404)
    assert list(Theme.objects.values_list("code", "name_de", "position")) == before


def test_the_back_office_writes_through_the_same_actions(tiny_land: TinyLand, reading_as: Reader) -> None:
    browser = reading_as(tiny_land.administrator)
    assert browser.post("/admin/territory/theme/add/", CULTURE).status_code == 302
    theme = Theme.objects.get(code="culture")
    refused = browser.post("/admin/territory/theme/add/", CULTURE | {"name_fr": "Autre"})
    assert list(refused.context["adminform"].form.errors) == ["name_de"]
    assert Theme.objects.filter(symbol="music").count() == 1
    browser.post(f"/admin/territory/theme/{theme.pk}/change/", CULTURE | {"symbol": "palette"})
    theme.refresh_from_db()
    assert (theme.code, theme.symbol) == ("culture", "palette")
    assert browser.get(f"/admin/territory/theme/{theme.pk}/delete/").status_code == 403
