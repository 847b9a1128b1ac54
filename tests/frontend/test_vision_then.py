"""The vision by both clocks: on its page, for programs, and on the ways that lead there and on."""

import datetime
import re

import pytest
from django.utils import timezone

from layers.communes.models import Region, RegionMembership
from territory.contributions.models import Stage, State, Theme
from territory.pooled_services.models import PooledService
from territory.vision.actions import add_goal, change_goal
from territory.vision.models import Goal
from tests.frontend.conftest import Reader
from tests.territory.contributions.making import make
from tests.territory.history.days import noon, spread_over
from tests.tiny_land import TinyLand, at

STARTS = datetime.date(2026, 5, 1)


@pytest.fixture
def goal(tiny_land: TinyLand) -> Goal:
    """Known as “Räder” since 1 May 2026, as “Fahrräder” since 1 July; in Westen runs a service from May on."""
    values = {"theme": Theme.objects.get(code="mobility"), "title_de": "Räder", "from_stage": "pilot", "kind": ""}
    goal = add_goal(tiny_land.moderator, tiny_land.nord, values)
    change_goal(tiny_land.moderator, goal, {"title_de": "Fahrräder"})
    spread_over(goal, noon("2026-05-01"), noon("2026-07-01"))
    service = make(PooledService, tiny_land.firma, at(500, 500), State.PUBLISHED, stage=Stage.PILOT, starts_on=STARTS)
    spread_over(service, noon("2026-06-01"))
    return goal


@pytest.mark.parametrize(
    ("query", "title", "covered"),
    [
        ("", "Fahrräder", 1),
        ("?on=2026-04-30", "Fahrräder", 0),
        ("?on=2026-05-01", "Fahrräder", 1),
        ("?as_of=2026-06-15", "Räder", 1),
        ("?as_of=2026-05-15", "Räder", 0),  # the service was not known yet
        ("?as_of=2026-06-15&on=2026-04-30", "Räder", 0),  # known, and not begun
    ],
)
def test_page_and_programs_follow_both_clocks(
    tiny_land: TinyLand, goal: Goal, reading_as: Reader, query: str, title: str, covered: int
) -> None:
    response = reading_as(None).get(f"/de/vision/{query}")
    assert response.status_code == 200
    assert [str(row.goal) for row in response.context["coverage"].goals] == [title]
    assert response.context["covered"] == covered
    (answered,) = reading_as(None).get(f"/api/v1/goals/{query or '?'}&region=nord").json()["goals"]
    assert answered["title"] == {"de": title}
    assert [cell["reached"] for cell in answered["communes"]].count("covered") == covered


def test_links_keep_what_is_looked_at_and_the_past_is_not_added_to(
    tiny_land: TinyLand, goal: Goal, reading_as: Reader
) -> None:
    browser = reading_as(tiny_land.moderator)
    text = browser.get("/de/vision/?on=2026-05-02&as_of=2026-06-15&commune=0901").content.decode()
    assert 'href="/de/?commune=0901&amp;theme=mobility&amp;on=2026-05-02&amp;as_of=2026-06-15"' in text
    assert 'href="/de/compare/?a=commune:0901&amp;b=region:nord&amp;a_on=2026-05-02&amp;b_on=2026-05-02"' in text
    assert 'href="/de/regions/nord/?on=2026-05-02&amp;as_of=2026-06-15"' in text
    assert 'href="/de/themes/mobility/?on=2026-05-02&amp;as_of=2026-06-15"' in text
    assert "so, wie sie am 15. Juni 2026 bekannt waren" in text
    for page in ("?on=2026-05-02", "?as_of=2026-06-15"):
        assert "/de/suggest/" not in browser.get(f"/de/vision/{page}").content.decode()
    # Nobody changes a goal of a past version; on another day the goals are those of today.
    assert f'href="/de/vision/goals/{goal.pk}/"' not in text
    assert f'href="/de/vision/goals/{goal.pk}/"' in browser.get("/de/vision/?on=2026-05-02").content.decode()
    # What is missing on a day to come can still be done.
    ahead = (timezone.localdate() + datetime.timedelta(days=400)).isoformat()
    assert "/de/suggest/" in reading_as(None).get(f"/de/vision/?on={ahead}").content.decode()


def test_region_page_and_commune_page_hand_the_day_on(tiny_land: TinyLand, goal: Goal, reading_as: Reader) -> None:
    for page, way in (
        ("/de/regions/nord/?on=2026-04-30", "/de/vision/?region=nord&amp;on=2026-04-30"),
        (
            f"/de/communes/{tiny_land.westen.pk}/?on=2026-04-30",
            "/de/vision/?region=alles&amp;commune=0901&amp;on=2026-04-30",
        ),
    ):
        response = reading_as(None).get(page)
        assert f'href="{way}"' in response.content.decode()
    assert reading_as(None).get("/de/regions/nord/?on=2026-04-30").context["reached"]["covered"] == 0
    assert reading_as(None).get("/de/regions/nord/?on=2026-05-01").context["reached"]["covered"] == 1


@pytest.mark.parametrize(
    ("query", "field", "sentence"),
    [
        ("on=morgen", "on", "„morgen“ ist kein Tag"),
        ("as_of=x", "as-of", "„x“ ist kein Tag"),
        ("as_of=2999-01-01", "as-of", "liegt in der Zukunft"),
        ("on=1990-01-01", "on", "Wählen Sie diesen oder einen späteren Tag"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(
    tiny_land: TinyLand, goal: Goal, reading_as: Reader, query: str, field: str, sentence: str
) -> None:
    response = reading_as(None).get(f"/de/vision/?region=nord&{query}")
    text = response.content.decode()
    assert response.status_code == 422
    assert re.search(rf'id="clock-{field}-problem"[^>]*>[^<]*{sentence}', text)
    assert f'value="{query.partition("=")[2]}"' in text  # what was typed stays
    assert f'aria-describedby="clock-{field}-problem"' in text
    answer = reading_as(None).get(f"/api/v1/goals/?region=nord&{query}")
    assert answer.status_code == 400


def test_a_region_of_another_day_says_when_it_began(tiny_land: TinyLand, goal: Goal, reading_as: Reader) -> None:
    Region.objects.filter(pk=tiny_land.nord.pk).update(valid_from=STARTS)
    text = reading_as(None).get("/en/vision/?region=nord&on=2026-04-30").content.decode()
    assert "is known here from 1 May 2026 on" in text
    answer = reading_as(None).get("/api/v1/goals/?region=nord&on=2026-04-30&lang=en").json()
    assert "is known here from 1 May 2026 on" in str(answer)
    Region.objects.filter(pk=tiny_land.nord.pk).update(valid_from=datetime.date(2012, 1, 1))
    RegionMembership.objects.filter(region=tiny_land.nord).update(valid_from=STARTS)
    text = reading_as(None).get("/en/vision/?region=nord&on=2026-04-30").content.decode()
    assert "No commune belonged to this region on 30 April 2026." in text


@pytest.mark.parametrize("page", ["vision/?region=nord&", "regions/nord/?", "themes/mobility/?"])
def test_pages_say_what_is_empty_because_nothing_was_kept(
    tiny_land: TinyLand, goal: Goal, reading_as: Reader, page: str
) -> None:
    """The goal has been kept since 1 May 2026, the service since 1 June."""

    def said(day: str) -> str:
        return reading_as(None).get(f"/en/{page}as_of={day}").context["not_kept"]

    assert "Pooled services (since 1 June 2026)" in said("2026-05-31")
    assert "Pooled services" not in said("2026-06-01")
    if "themes" not in page:
        assert "Goals (since 1 May 2026)" in said("2026-04-30")
        assert "Goals" not in said("2026-05-01")
    text = reading_as(None).get(f"/en/{page}as_of=2026-05-31").content.decode()
    assert "nothing was kept of them yet: " in text
    assert reading_as(None).get(f"/en/{page}").context["not_kept"] == ""
