"""Figures of places, each worked out by hand."""

import datetime
import functools
import operator
import random

import pytest
from django.db.models import Count, Q, Sum

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune
from layers.construction_zones.models import ConstructionPhase, ConstructionZone, Effect
from territory.companies.models import Company, Establishment
from territory.contributions.models import Stage, State, Theme
from territory.cooperation.models import CooperationProject
from territory.errors import Invalid
from territory.indicators.figures import figures_of
from territory.indicators.places import place_called
from territory.pooled_services.models import PooledService
from tests.territory.contributions.making import make
from tests.tiny_land import BORDER, TinyLand, at, box

pytestmark = pytest.mark.django_db
DAY = datetime.date(2027, 1, 1)


def areas(*names: str) -> list:
    return [place_called(name).area for name in names]


def test_jobs_count_once_in_a_region_of_two_communes(tiny_land: TinyLand, django_assert_num_queries) -> None:
    company = Company.objects.create(name="Firma")
    for place, jobs in ((at(1100, 1100), 300), (at(*BORDER), 50), (at(5000, 100), None), (at(100, -100), 7)):
        Establishment.objects.create(
            company=company, name="Werk", location=place, nace_section="C", nace_code="10", jobs=jobs
        )
    asked = areas("commune:0901", "commune:0902", "region:nord", "park:park")
    with django_assert_num_queries(4):
        westen, osten, nord, park = figures_of(asked)
    assert (westen.establishments, westen.jobs) == (2, 350)
    assert (osten.establishments, osten.stating, osten.jobs) == (2, 1, 50)
    assert (nord.establishments, nord.jobs) == (3, 350)
    assert (park.establishments, park.jobs) == (1, 300)


def test_projects_by_stage_and_theme_and_services_for_a_thousand_jobs(tiny_land: TinyLand) -> None:
    mobility, energy = (Theme.objects.get(code=code) for code in ("mobility", "energy"))
    for kind, theme, stage, place, starts in (
        (PooledService, mobility, Stage.PILOT, box(2000, 500, 4000, 700), None),
        (PooledService, energy, Stage.SOLUTION, at(500, 500), None),
        (CooperationProject, mobility, Stage.RUNNING, at(600, 500), DAY),
    ):
        thing = make(kind, tiny_land.firma, place, State.PUBLISHED)
        kind.objects.filter(pk=thing.pk).update(theme=theme, stage=stage, starts_on=starts)
    Establishment.objects.create(
        company=Company.objects.create(name="Firma"),
        name="Werk",
        location=at(1100, 1100),
        nace_section="C",
        nace_code="10",
        jobs=400,
    )
    westen, nord = figures_of(areas("commune:0901", "region:nord"))
    assert westen.projects == nord.projects == 3  # what lies across the border counts once in the region
    assert westen.by_stage == {"inventory": 0, "solution": 1, "pilot": 1, "running": 1, "extended": 0}
    assert (westen.by_theme["mobility"], westen.by_theme["energy"], westen.by_theme["waste"]) == (2, 1, 0)
    assert westen.services == 1
    assert westen.services_per_1000_jobs == pytest.approx(2.5)  # 1 × 1000 ÷ 400
    (before,) = figures_of(areas("commune:0901"), DAY - datetime.timedelta(days=1))
    assert before.projects == 2
    (themed,) = figures_of(areas("commune:0901"), theme=energy)
    assert (themed.projects, themed.services, themed.jobs) == (1, 0, 400)
    (sueden,) = figures_of(areas("commune:0903"))
    assert sueden.services_per_1000_jobs is None


def test_weeks_of_works_of_the_year_from_the_day(tiny_land: TinyLand) -> None:
    zone = ConstructionZone.objects.create(
        release=tiny_land.release, code="z", name="Straße", kind="road_works", footprint=box(2900, 0, 3100, 10)
    )

    def phase(number: int, starts: str, ends: str | None, **effects: str) -> None:
        ConstructionPhase.objects.create(
            zone=zone,
            number=number,
            title="Phase",
            footprint=zone.footprint,
            starts_on=starts,
            ends_on=ends,
            certainty="estimated" if ends else "open_ended",
            **effects,
        )

    phase(1, "2026-12-01", "2027-01-14", effect_car=Effect.CLOSED)  # 14 days from the day on
    phase(2, "2027-12-25", None, effect_foot=Effect.SLOWED)  # 7 days until 31 December, the 365th day
    phase(3, "2027-02-01", "2027-03-01")  # hinders nobody
    phase(4, "2028-01-01", "2028-02-01", effect_car=Effect.CLOSED)  # a day too late
    westen, osten, nord, sueden = figures_of(areas("commune:0901", "commune:0902", "region:nord", "commune:0903"), DAY)
    assert float(westen.works_weeks) == float(osten.works_weeks) == float(nord.works_weeks) == 3.0
    assert float(sueden.works_weeks) == 3.0  # its border is touched


@pytest.mark.parametrize("called", ["", "commune:9999", "park:", "region:\x00", "village:0901"])
def test_a_place_that_is_not_there_is_refused_in_words(tiny_land: TinyLand, called: str) -> None:
    with pytest.raises(Invalid, match=r"commune:0204"):
        place_called(called)


def test_cells_counted_whole_and_establishments_on_the_edge_add_up(tiny_land: TinyLand) -> None:
    """Against counting each one: scattered over communes that cells lie in wholly and in part."""
    chance = random.Random(3)
    company = Company.objects.create(name="Firma")
    Establishment.objects.bulk_create(
        Establishment(
            company=company,
            name=f"Werk {number}",
            location=at(chance.uniform(-500, 6500), chance.uniform(-4500, 4500)),
            nace_section="C",
            nace_code="10",
            jobs=chance.choice([None, 0, 7, 300]),
        )
        for number in range(1500)
    )
    Establishment.objects.filter(pk__in=Establishment.objects.values("pk")[:40]).update(jobs=None)
    Establishment.objects.filter(pk__in=Establishment.objects.order_by("-pk").values("pk")[:40]).delete()
    names = ("commune:0901", "commune:0902", "commune:0903", "region:nord", "park:park")
    for area, figures in zip(areas(*names), figures_of(areas(*names)), strict=True):
        shapes = [*Commune.objects.filter(pk__in=area.commune_ids).values_list("boundary", flat=True)]
        shapes += BusinessPark.objects.filter(pk__in=area.park_ids).values_list("footprint", flat=True)
        inside = Establishment.objects.filter(
            functools.reduce(operator.or_, (Q(location__coveredby=shape) for shape in shapes))
        )
        expected = inside.aggregate(number=Count("pk"), stating=Count("jobs"), jobs=Sum("jobs", default=0))
        assert {
            "number": figures.establishments,
            "stating": figures.stating,
            "jobs": figures.jobs,
        } == expected
        assert figures.establishments >= 1
