"""The pages of communes and of themes: what they list, for whom, and with how few questions to the database."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontend.two_clocks import TwoClocks
from frontend.views.articles.works_strip import works_strip
from frontend.views.themes import by_commune_and_stage
from layers.construction_zones.models import ConstructionPhase
from territory.contributions.models import Stage, State, Theme
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from territory.pooled_services.models import PooledService
from tests.frontend.conftest import Reader
from tests.territory.contributions.making import make
from tests.territory.history.days import noon, spread_over
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
    rows = by_commune_and_stage(theme, TwoClocks())
    pilot = Stage.values.index(Stage.PILOT)
    assert [(row.commune, row.total, row.counts[pilot]) for row in rows] == [
        (tiny_land.westen, 2, 2),
        (tiny_land.osten, 1, 1),
    ]
    answer = reading_as(None).get("/de/themes/mobility/")
    assert answer.context["total"] == 3
    assert theme.meaning_de in answer.content.decode()
    assert reading_as(None).get("/de/themes/unknown/").status_code == 404


def test_a_theme_follows_both_clocks(tiny_land: TinyLand, reading_as: Reader) -> None:
    """One thing runs through 2027 only, one for ever; the second was renamed, and moved on, since it was known."""
    theme = Theme.objects.get(code="mobility")
    passing = make(LocalInitiative, tiny_land.gemeinde_westen, at(500, 500), State.PUBLISHED)
    first, last = datetime.date(2027, 1, 1), datetime.date(2027, 12, 31)
    LocalInitiative.objects.filter(pk=passing.pk).update(theme=theme, starts_on=first, ends_on=last)
    lasting = make(PooledService, tiny_land.firma, at(4000, 500), State.PUBLISHED)
    for title, stage in (("Damals", Stage.PILOT), ("Heute", Stage.RUNNING)):
        PooledService.objects.filter(pk=lasting.pk).update(theme=theme, title_de=title, stage=stage)
    spread_over(lasting, noon("2025-05-01"), noon("2025-05-01"), noon("2026-06-01"))
    browser = reading_as(None)

    def seen(query: str) -> tuple[set[str], dict[str, int], str]:
        answer = browser.get(f"/de/themes/mobility/?{query}")
        rows = {str(row.commune): row.counts for row in answer.context["rows"]}
        stages = {name: Stage.values[counts.index(1)] for name, counts in rows.items()}
        return names(answer.context["newest"]), stages, answer.content.decode()

    both = {f"LocalInitiative{passing.pk}", f"PooledService{lasting.pk}"}
    service = {f"PooledService{lasting.pk}"}
    assert seen("on=2027-06-01")[0] == both
    listed, stages, text = seen("on=2028-01-01")
    assert (listed, stages) == (service, {"Osten": Stage.RUNNING})
    assert "1. Januar 2028" in text
    assert "theme=mobility&amp;commune=0902&amp;on=2028-01-01" in text
    listed, stages, text = seen("as_of=2026-01-01")
    assert (listed, stages) == (service, {"Osten": Stage.PILOT})
    assert "Damals" in text
    assert "Heute" not in text
    assert seen("as_of=2024-01-01")[:2] == (set(), {})
    refused = browser.get("/de/themes/mobility/?on=morgen")
    assert refused.status_code == 422
    assert "„morgen“ ist kein Tag" in refused.content.decode()
    assert 'value="morgen"' in refused.content.decode()


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
