"""The page of the vision: what it shows to whom, and writing a goal on it."""

import re

import pytest

from frontend.forms.geojson import place_from_geojson
from layers.crs import in_storage_crs
from territory.contributions.models import Stage, State, Theme
from territory.pooled_services.models import PooledService
from territory.vision.actions import add_goal, change_goal
from territory.vision.models import Goal
from tests.frontend.conftest import Reader
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at


@pytest.fixture
def goal(tiny_land: TinyLand) -> Goal:
    values = {
        "theme": Theme.objects.get(code="mobility"),
        "title_de": "Räder teilen",
        "from_stage": "pilot",
        "kind": "",
    }
    return add_goal(tiny_land.moderator, tiny_land.nord, values)


def test_cells_lead_to_the_map_filtered_to_what_they_count(tiny_land: TinyLand, goal: Goal, reading_as: Reader) -> None:
    thing = make(PooledService, tiny_land.firma, at(500, 500), State.PUBLISHED)
    PooledService.objects.filter(pk=thing.pk).update(theme=goal.theme, stage=Stage.PILOT)
    response = reading_as(None).get("/de/vision/")
    text = response.content.decode()
    assert response.context["region"] == tiny_land.nord  # the one with goals
    assert (response.context["covered"], response.context["on_the_way"], response.context["missing"]) == (1, 0, 1)
    assert 'href="/de/?commune=0901&amp;theme=mobility"' in text
    # Osten has nothing: whoever reads this may suggest something there.
    assert "/de/?commune=0902" not in text
    assert f'href="/de/suggest/?goal={goal.pk}&amp;commune=0902"' in text
    assert "/vision/goals/" not in text


def test_where_something_is_missing_one_adds_on_ones_own_land_and_suggests_elsewhere(
    tiny_land: TinyLand, goal: Goal, reading_as: Reader
) -> None:
    def ways(reader: object) -> list[str]:
        text = reading_as(reader).get("/de/vision/").content.decode()  # type: ignore[arg-type]
        return sorted(re.findall(r'href="/de/((?:suggest|add)/[^"?]*)[^"]*commune=(\d+)"', text))

    assert ways(None) == [("suggest/", "0901"), ("suggest/", "0902")]
    assert ways(tiny_land.editor_osten) == [("add/local-initiatives/", "0902"), ("suggest/", "0901")]
    assert {way for way, _commune in ways(tiny_land.company_member)} == {"add/cooperation-projects/"}
    browser = reading_as(tiny_land.editor_osten)
    form = browser.get("/de/add/local-initiatives/?theme=mobility&commune=0902").context["form"]
    assert form.initial["theme"] == goal.theme.pk
    assert tiny_land.osten.boundary.contains(in_storage_crs(place_from_geojson(form.initial["location"])))
    begun = reading_as(None).get(f"/de/suggest/?goal={goal.pk}&commune=0902").context["form"].initial
    assert begun["text"] == "Räder teilen: "
    assert tiny_land.osten.boundary.contains(in_storage_crs(place_from_geojson(begun["location"])))
    # Unknown codes begin with nothing.
    begun = reading_as(None).get("/de/suggest/?goal=x&commune=9999").context["form"].initial
    assert not {"text", "location"} & begun.keys()


def test_a_moderator_puts_goals_in_order_and_takes_back_a_removal(
    tiny_land: TinyLand, goal: Goal, reading_as: Reader
) -> None:
    values = {"theme": goal.theme, "title_de": "Gehen", "from_stage": "pilot", "kind": ""}
    second = add_goal(tiny_land.moderator, tiny_land.nord, values)
    browser = reading_as(tiny_land.moderator)
    assert browser.post(f"/de/vision/goals/{second.pk}/move/", {"by": "-1"}).status_code == 302
    assert list(Goal.objects.all()) == [second, goal]
    page = browser.post(f"/de/vision/goals/{second.pk}/remove/", follow=True).content.decode()
    assert "„Gehen“ gehört nicht mehr zur Vision." in page
    assert f'action="/de/vision/goals/{second.pk}/recover/"' in page
    browser.post(f"/de/vision/goals/{second.pk}/recover/")
    assert list(Goal.objects.all()) == [second, goal]
    editor = reading_as(tiny_land.editor_westen)
    assert editor.post(f"/de/vision/goals/{second.pk}/move/", {"by": "1"}).status_code == 403


def test_one_commune_alone(tiny_land: TinyLand, goal: Goal, reading_as: Reader) -> None:
    response = reading_as(None).get("/fr/vision/?commune=0902&region=nord")
    assert response.context["shown"] == [tiny_land.osten]
    assert response.context["missing"] == 1
    assert reading_as(None).get("/fr/vision/?region=nowhere").status_code == 404


def test_a_moderator_writes_a_goal(tiny_land: TinyLand, reading_as: Reader) -> None:
    browser = reading_as(tiny_land.moderator)
    typed = {
        "theme": "energy",
        "title_de": "",
        "kind": "",
        "from_stage": "running",
        "target_de": "Alle",
    }
    refused = browser.post("/de/vision/goals/add/?region=nord", typed)
    assert refused.status_code == 422
    assert 'value="Alle"' in refused.content.decode()  # what was typed stays
    assert not Goal.objects.exists()
    # Whoever reads French is asked for the French title, not for one in a closed part of the form.
    assert list(browser.post("/fr/vision/goals/add/?region=nord", typed).context["form"].errors) == ["title_fr"]
    response = browser.post("/de/vision/goals/add/?region=nord", {**typed, "title_de": "Wärme teilen"})
    assert response.status_code == 302
    goal = Goal.objects.get()
    assert (goal.region, goal.theme.code, goal.title_de, goal.from_stage) == (
        tiny_land.nord,
        "energy",
        "Wärme teilen",
        "running",
    )
    page = browser.get(f"/de/vision/goals/{goal.pk}/").content.decode()
    assert 'value="Wärme teilen"' in page
    assert browser.post(f"/de/vision/goals/{goal.pk}/remove/").status_code == 302
    assert not Goal.objects.exists()


def test_a_moderator_takes_a_change_back(tiny_land: TinyLand, goal: Goal, reading_as: Reader) -> None:
    browser = reading_as(tiny_land.moderator)
    address = f"/de/vision/goals/{goal.pk}/"
    typed = {"theme": "energy", "title_de": "Wärme teilen", "kind": "", "from_stage": "pilot"}
    saved = browser.post(address, typed, follow=True).content.decode()
    assert "Wärme teilen" in saved
    number = re.search(r'name="change" value="(\d+)"', saved).group(1)  # type: ignore[union-attr]
    form = browser.get(address).content.decode()
    assert "<del>Räder teilen</del>" in form
    assert "<ins>Wärme teilen</ins>" in form
    # What changes nothing offers nothing.
    assert 'name="change"' not in browser.post(address, typed, follow=True).content.decode()
    editor = reading_as(tiny_land.editor_westen)
    assert editor.post(f"{address}take-back/", {"change": number}).status_code == 403
    back = browser.post(f"{address}take-back/", {"change": number}, follow=True).content.decode()
    goal.refresh_from_db()
    assert (goal.title_de, goal.theme.code) == ("Räder teilen", "mobility")
    assert 'name="change"' in back
    # Changed again since: nothing of others is overruled.
    assert browser.post(f"{address}take-back/", {"change": number}).status_code == 409
    assert browser.post(f"{address}take-back/", {"change": "x"}).status_code == 409


def test_the_back_office_takes_changes_back_too(tiny_land: TinyLand, goal: Goal, reading_as: Reader) -> None:
    change_goal(tiny_land.moderator, goal, {"title_de": "Busse"})
    untouched = add_goal(
        tiny_land.moderator, tiny_land.nord, {"theme": goal.theme, "title_de": "Gehen", "from_stage": "pilot"}
    )
    chosen = {"action": "take_back", "_selected_action": [goal.pk, untouched.pk]}
    page = reading_as(tiny_land.administrator).post("/admin/territory/goal/", chosen, follow=True).content.decode()
    goal.refresh_from_db()
    assert goal.title_de == "Räder teilen"
    assert "Gehen: " in page


def test_others_find_no_form(tiny_land: TinyLand, goal: Goal, reading_as: Reader) -> None:
    editor = reading_as(tiny_land.editor_westen)
    assert editor.get("/de/vision/goals/add/").status_code == 404
    assert editor.get(f"/de/vision/goals/{goal.pk}/").status_code == 404
    assert editor.post(f"/de/vision/goals/{goal.pk}/remove/").status_code == 403
    assert Goal.objects.count() == 1
    assert reading_as(tiny_land.moderator).get("/de/vision/goals/add/?region=alles").status_code == 404


def test_programs_read_goals_with_coverage(tiny_land: TinyLand, goal: Goal, reading_as: Reader) -> None:
    answer = reading_as(None).get("/api/v1/goals/?region=nord").json()
    assert [(row["title"], row["theme"]) for row in answer["goals"]] == [({"de": "Räder teilen"}, "mobility")]
    assert {cell["lau2_code"]: cell["reached"] for cell in answer["goals"][0]["communes"]} == {
        "0901": "missing",
        "0902": "missing",
    }
    assert reading_as(None).get("/api/v1/goals/?region=nord&theme=energy").json()["goals"] == []
    assert reading_as(None).get("/api/v1/goals/?region=nowhere").status_code == 400
