"""The figures of communes, business parks and regions on their own pages, of the day that is looked at."""

import datetime

from django.db.models import Model

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune
from layers.construction_zones.models import ConstructionPhase, ConstructionZone, Effect
from territory.companies.models import Company, Establishment, EstablishmentCellChange
from territory.contributions.models import State
from territory.cooperation.models import CooperationProject
from territory.indicators.definitions import INDICATORS
from territory.vision.actions import add_goal
from tests.frontend.conftest import Reader
from tests.territory.contributions.making import make
from tests.territory.history.days import noon, spread_over
from tests.territory.vision.test_goals import values
from tests.tiny_land import TinyLand, at, box


def _address(thing: Model) -> str:
    collection = {BusinessPark: "business-parks", Commune: "communes"}[type(thing)]
    return f"/en/{collection}/{thing.pk}/"


def _figures(response: object) -> dict[str, str]:
    groups = response.context["figure_groups"]  # type: ignore[attr-defined]
    return {group.indicator.id: group.lines[0].cells[0].text for group in groups if not group.has_parts}


def test_each_figure_with_its_meaning_on_the_day_of_the_map(tiny_land: TinyLand, reading_as: Reader) -> None:
    thing = make(CooperationProject, tiny_land.firma, at(1100, 1100), State.PUBLISHED)
    CooperationProject.objects.filter(pk=thing.pk).update(starts_on=datetime.date(2027, 1, 1))
    company = Company.objects.create(name="Firma")
    for jobs in (40, None):
        place = at(1200, 1200)
        Establishment.objects.create(
            company=company, name="Werk", location=place, nace_section="C", nace_code="10", jobs=jobs
        )
    browser = reading_as(None)
    for place, beside in (
        (tiny_land.westen, "a=commune:0901&amp;a_on=2026-12-31&amp;b=region:nord&amp;b_on=2026-12-31"),
        (tiny_land.park, "a=park:park&amp;a_on=2026-12-31&amp;b_on=2026-12-31"),
    ):
        today = browser.get(_address(place), headers={"X-Fragment": "panel"})
        assert _figures(today) == {
            "projects": "1",
            "establishments": "2",
            "jobs": "40",
            "services": "0",
            "services_per_1000_jobs": "0.00",
            "works_weeks": "0.0",
        }
        text = today.content.decode()
        for indicator in INDICATORS:
            assert f'data-indicator="{indicator.id}"' in text
        assert "known for 1 of them" in text
        before = browser.get(f"{_address(place)}?on=2026-12-31", headers={"X-Fragment": "panel"})
        assert _figures(before)["projects"] == "0"
        text = before.content.decode()
        assert "Figures on 31 December 2026" in text
        # Two ways to compare: with the region, both on that day, and with itself today.
        assert f"?{beside}" in text
        assert "Compare today with 31 December 2026" in text


def test_a_commune_that_is_gone_has_no_figures_of_today(tiny_land: TinyLand, reading_as: Reader) -> None:
    Commune.objects.filter(pk=tiny_land.osten.pk).update(valid_until=datetime.date(2020, 1, 1))
    text = reading_as(None).get(_address(tiny_land.osten), headers={"X-Fragment": "panel"}).content.decode()
    assert "This commune existed until" in text
    assert "figures-title" not in text


def test_a_region_with_its_communes_and_goals(tiny_land: TinyLand, reading_as: Reader) -> None:
    add_goal(tiny_land.moderator, tiny_land.nord, values())
    for x_m in (500, 600, 5000):
        make(CooperationProject, tiny_land.firma, at(x_m, 500), State.PUBLISHED)
    response = reading_as(None).get("/en/regions/nord/")
    assert response.status_code == 200
    assert _figures(response)["projects"] == "3"
    rows = {str(row.commune): row.cells[0][1] for row in response.context["rows"]}
    assert {name: (cell.text, cell.share) for name, cell in rows.items()} == {"Osten": ("1", 0.5), "Westen": ("2", 1.0)}
    assert response.context["reached"] == {"covered": 0, "on_the_way": 2, "missing": 0}
    assert "region=nord&bbox=" in response.context["frame"]


def test_a_region_on_days_that_say_nothing(tiny_land: TinyLand, reading_as: Reader) -> None:
    browser = reading_as(None)
    before = browser.get("/en/regions/nord/?on=1990-05-01")
    assert "No commune belonged to this region on 1 May 1990." in before.content.decode()
    unreadable = browser.get("/en/regions/nord/?on=soon")
    assert "“soon” is not a day" in unreadable.content.decode()
    assert _figures(unreadable)["projects"] == "0"
    assert browser.get("/en/regions/nowhere/").status_code == 404


def test_a_region_as_it_was_known(tiny_land: TinyLand, reading_as: Reader) -> None:
    """One project and one establishment were known in May; in July another of each, and works announced for later."""
    company = Company.objects.create(name="Firma")
    for day, x_m in (("2026-05-01", 600), ("2026-07-01", 700)):
        spread_over(make(CooperationProject, tiny_land.firma, at(x_m, 500), State.PUBLISHED), noon(day))
        place = Establishment.objects.create(
            company=company, name="Werk", location=at(x_m, 1200), nace_section="C", nace_code="10", jobs=x_m
        )
        _known_since(place, day)
    release, place = tiny_land.westen.release, box(100, 100, 200, 200)
    site = ConstructionZone.objects.create(code="Z", name_de="Platz", kind="road", footprint=place, release=release)
    phase = ConstructionPhase.objects.create(
        zone=site,
        number=1,
        footprint=site.footprint,
        starts_on=datetime.date(2027, 1, 4),
        ends_on=datetime.date(2027, 1, 10),
        effect_foot=Effect.CLOSED,
    )
    for thing in (site, phase):
        _known_since(thing, "2026-07-01")
    browser = reading_as(None)

    def figures(query: str) -> list[str]:
        found = _figures(browser.get(f"/en/regions/nord/?on=2026-12-01&{query}"))
        return [found[name] for name in ("projects", "establishments", "jobs", "works_weeks")]

    assert figures("") == ["2", "2", "1,300", "1.0"]
    assert figures("as_of=2026-07-02") == ["2", "2", "1,300", "1.0"]
    assert figures("as_of=2026-06-01") == ["1", "1", "600", "0.0"]
    assert figures("as_of=2026-04-01") == ["0", "0", "0", "0.0"]
    response = browser.get("/en/regions/nord/?as_of=2026-06-01")
    text = response.content.decode()
    assert "As it was known on 1 June 2026." in text
    assert "as_of=2026-06-01" in response.context["frame"]
    rows = {str(row.commune): [cell.text for _indicator, cell in row.cells][:3] for row in response.context["rows"]}
    assert rows["Westen"] == ["1", "1", "600"]
    assert "lies in the future" in browser.get("/en/regions/nord/?as_of=2999-01-01").content.decode()


def _known_since(thing: Model, day: str) -> None:
    """Puts the history of ``thing`` and what its table counted to noon of ``day``."""
    events = type(thing).pgh_event_model.objects  # type: ignore[attr-defined]
    events.filter(pgh_obj_id=thing.pk).update(pgh_created_at=noon(day))
    if isinstance(thing, Establishment):
        newest = EstablishmentCellChange.objects.order_by("-pk").first()
        EstablishmentCellChange.objects.filter(pk=newest.pk).update(changed_at=noon(day))
