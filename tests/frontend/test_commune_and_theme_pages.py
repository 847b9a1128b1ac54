"""The pages of communes and of themes: what they list, for whom, and with how few questions to the database."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontend.views.articles.works_strip import works_strip
from frontend.views.themes import by_commune_and_stage
from layers.construction_zones.models import ConstructionPhase
from territory.contributions.models import Stage, State, Theme
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from territory.pooled_services.models import PooledService
from tests.frontend.conftest import Reader
from tests.territory.contributions.making import make
from tests.tiny_land import TinyLand, at, box

TODAY = datetime.date(2026, 11, 22)


def names(listed: object) -> set[str]:
    return {type(thing).__name__ + str(thing.pk) for thing in listed.things}  # type: ignore[attr-defined]


def test_a_commune_shows_what_it_takes_part_in_elsewhere(tiny_land: TinyLand, reading_as: Reader) -> None:
    here = make(CooperationProject, tiny_land.firma, at(500, 500), State.PUBLISHED)
    partnered = make(CooperationProject, tiny_land.firma, at(4000, 500), State.PUBLISHED)
    partnered.partners.add(tiny_land.gemeinde_westen)
    make(CooperationProject, tiny_land.firma, at(4000, 600), State.PUBLISHED)  # of others, elsewhere
    own = make(PooledService, tiny_land.gemeinde_westen, at(4000, 700), State.PUBLISHED)
    make(PooledService, tiny_land.gemeinde_westen, at(500, 700), State.DRAFT)
    make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 800), State.ARCHIVED)
    page = reading_as(None).get(f"/de/communes/{tiny_land.westen.pk}/").context
    assert names(page["cooperations"]) == {f"CooperationProject{here.pk}", f"CooperationProject{partnered.pk}"}
    assert names(page["services"]) == {f"PooledService{own.pk}"}
    assert names(page["initiatives"]) == set()
    editor = reading_as(tiny_land.editor_westen).get(f"/de/communes/{tiny_land.westen.pk}/").context
    assert len(editor["services"].things) == 2


def test_a_commune_says_whom_to_ask(tiny_land: TinyLand, reading_as: Reader) -> None:
    tiny_land.gemeinde_westen.public_email = "westen@example.org"
    tiny_land.gemeinde_westen.save()
    text = reading_as(None).get(f"/de/communes/{tiny_land.westen.pk}/").content.decode()
    assert 'href="mailto:westen@example.org"' in text
    assert f"/de/suggest/?about=communes/{tiny_land.westen.pk}" in text
    # Süden has no administration that takes part.
    text = reading_as(None).get(f"/de/communes/{tiny_land.sueden.pk}/").content.decode()
    assert "about=communes" in text  # reporting an error is possible everywhere
    assert "contact-title" not in text


@pytest.mark.parametrize(
    ("starts", "ends", "months"),
    [
        ("2026-11-30", "2026-12-01", "11.........."),
        ("2026-01-01", None, "111111111111"),
        ("2027-10-31", "2028-05-01", "...........1"),
        ("2026-01-01", "2026-10-31", None),
        ("2027-11-01", None, None),
    ],
)
def test_works_fill_the_months_they_go_on_in(starts: str, ends: str | None, months: str | None) -> None:
    phase = ConstructionPhase(
        starts_on=datetime.date.fromisoformat(starts), ends_on=datetime.date.fromisoformat(ends) if ends else None
    )
    strip = works_strip([phase], TODAY)
    assert (strip.months[0], strip.months[-1]) == (datetime.date(2026, 11, 1), datetime.date(2027, 10, 1))
    found = ["".join("1" if goes_on else "." for goes_on in row.months) for row in strip.rows]
    assert found == ([months] if months else [])


def test_a_theme_counts_each_thing_once_by_commune_and_stage(tiny_land: TinyLand, reading_as: Reader) -> None:
    theme = Theme.objects.get(code="mobility")
    # Two thirds of it lie in Westen: its middle decides.
    across = make(CooperationProject, tiny_land.firma, box(1000, 500, 4000, 700), State.PUBLISHED)
    things = [
        across,
        make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED),
        make(PooledService, tiny_land.firma, at(4000, 500), State.PUBLISHED),
        make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.DRAFT),
    ]
    for thing in things:
        type(thing).objects.filter(pk=thing.pk).update(theme=theme, stage=Stage.PILOT)
    rows = by_commune_and_stage(theme, TODAY)
    pilot = Stage.values.index(Stage.PILOT)
    assert [(row.commune, row.total, row.counts[pilot]) for row in rows] == [
        (tiny_land.westen, 2, 2),
        (tiny_land.osten, 1, 1),
    ]
    answer = reading_as(None).get("/de/themes/mobility/")
    assert answer.context["total"] == 3
    assert theme.meaning_de in answer.content.decode()
    assert reading_as(None).get("/de/themes/unknown/").status_code == 404


def test_the_questions_of_a_theme_page_do_not_grow(tiny_land: TinyLand, reading_as: Reader) -> None:
    theme = Theme.objects.get(code="mobility")
    browser = reading_as(None)

    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            browser.get("/de/themes/mobility/")
        return len(asked)

    def add(number: int) -> None:
        thing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500 + number, 500), State.PUBLISHED)
        LocalInitiative.objects.filter(pk=thing.pk).update(theme=theme)

    add(0)
    before = questions()
    for number in range(1, 9):
        add(number)
    assert questions() == before


def test_a_theme_is_followed_from_its_page(tiny_land: TinyLand, reading_as: Reader) -> None:
    browser = reading_as(tiny_land.company_member)
    theme = Theme.objects.get(code="mobility")
    assert 'aria-pressed="true"' not in browser.get("/de/themes/mobility/").content.decode()
    browser.post("/de/following/start/", {"subject": "theme", "pk": theme.pk, "next": "/de/themes/mobility/"})
    assert 'aria-pressed="true"' in browser.get("/de/themes/mobility/").content.decode()
