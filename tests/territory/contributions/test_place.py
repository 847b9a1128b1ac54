"""Where something may be placed on the tiny land, and the sentence for a place that strays.

Westen is 0..3000 × 0..4000 m, Osten 3000..6000 × 0..4000, Süden 0..6000 × -2000..0; the park of
the manager 1000..1500 × 1000..1400. Distances below are differences of these coordinates.
"""

import pytest
from django.contrib.gis.geos import LineString, MultiPoint, MultiPolygon
from django.utils import timezone, translation

from layers.business_parks.models import BusinessPark
from layers.crs import STORAGE_SRID
from territory.contributions import rules
from territory.contributions.place import corners_of, place_is_touched, straying_in_words
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Mandate
from territory.pooled_services.models import PooledService
from tests.tiny_land import BORDER, ORIGIN_X_M, ORIGIN_Y_M, at, box


def line(*points_m: tuple[float, float]) -> LineString:
    return LineString([(ORIGIN_X_M + x, ORIGIN_Y_M + y) for x, y in points_m], srid=STORAGE_SRID)


# place → may the commune of Westen put there: an initiative? a cooperation project?
PLACES = {
    "a point inside": (at(500, 500), True, True),
    "a point on the border with Osten": (at(*BORDER), True, True),
    "a point on the outer border": (at(0, 2000), True, True),
    "a point 40 m inside Osten": (at(3040, 2000), False, False),
    "a line inside": (line((100, 100), (2900, 3900)), True, True),
    "a line along the border": (line((3000, 100), (3000, 3900)), True, True),
    "a line into Osten": (line((2000, 2000), (3500, 2000)), True, True),
    "a line into Süden, where nobody can be asked": (line((2000, 100), (2000, -100)), False, True),
    "a line that begins on the border and goes on in Osten": (
        line(BORDER, (3500, 2000)),
        False,
        True,
    ),
    "the whole commune": (box(0, 0, 3000, 4000), True, True),
    "an area over the border": (box(2500, 1000, 3500, 2000), True, True),
    "an area over the border and abroad": (box(2500, 3500, 3500, 4500), False, True),
    "an area of Osten that has the border in common": (box(3000, 1000, 3500, 2000), False, False),
    "an area of all three communes": (box(2000, -1000, 4000, 1000), False, True),
    "points in both": (MultiPoint(at(500, 500), at(4000, 500), srid=STORAGE_SRID), True, True),
}


@pytest.mark.parametrize("name", PLACES)
def test_where_a_commune_may_place_what(tiny_land, name):
    place, initiative, project = PLACES[name]
    westen = tiny_land.gemeinde_westen
    assert rules.can_place(LocalInitiative, westen, place) is initiative
    assert rules.can_place(CooperationProject, westen, place) is project
    assert rules.can_place(PooledService, westen, place) is project


def test_an_initiative_of_a_region_may_cross_the_border_of_its_communes(tiny_land):
    # Region nord is Westen and Osten, so their common border is none for the syndicate.
    assert rules.can_place(LocalInitiative, tiny_land.syndikat, line((2000, 2000), (4000, 2000)))
    assert not rules.can_place(LocalInitiative, tiny_land.syndikat, line((2000, 100), (2000, -100)))


def test_a_park_manager_may_place_what_touches_the_park(tiny_land):
    for kind in (CooperationProject, PooledService):
        assert rules.can_place(kind, tiny_land.parkverwaltung, at(1200, 1200))
        assert rules.can_place(kind, tiny_land.parkverwaltung, line((900, 1200), (1100, 1200)))
        assert not rules.can_place(kind, tiny_land.parkverwaltung, at(1600, 1200))


def test_a_network_and_a_company_may_place_projects_in_any_commune_but_no_initiative(tiny_land):
    for body in (tiny_land.netzwerk, tiny_land.firma):
        assert rules.can_place(CooperationProject, body, at(500, -500))
        assert rules.can_place(PooledService, body, at(4000, 500))
        assert not rules.can_place(LocalInitiative, body, at(500, 500))


def test_an_authority_without_any_mandate_may_place_nothing(tiny_land):
    Mandate.objects.filter(organisation=tiny_land.gemeinde_westen).delete()
    assert not rules.can_place(CooperationProject, tiny_land.gemeinde_westen, at(500, 500))


def test_two_mandates_on_one_commune_are_one_piece_of_land(tiny_land):
    Mandate.objects.create(
        organisation=tiny_land.gemeinde_westen,
        region=tiny_land.nord,
        valid_from=timezone.localdate(),
    )
    assert rules.can_place(LocalInitiative, tiny_land.gemeinde_westen, line((2000, 2000), (4000, 2000)))


def sentence(organisation, place) -> str:
    mandates = Mandate.objects.filter(organisation=organisation)
    with translation.override("en"):
        return straying_in_words(place, mandates, timezone.localdate())


def test_a_point_40_m_across_the_border_is_told_so(tiny_land):
    assert sentence(tiny_land.gemeinde_westen, at(3040, 2000)) == (
        "This place lies 40 m inside Osten, outside your organisation's land."
    )


def test_of_a_line_the_end_that_lies_farthest_out_is_told(tiny_land):
    # Leaves Westen at x = 3000, ends at x = 3500: 500 m.
    assert "500 m inside Osten" in sentence(tiny_land.gemeinde_westen, line((2000, 2000), (3500, 2000)))


def test_of_an_area_over_two_neighbours_the_farthest_corner_is_told(tiny_land):
    # The corner (4000, -1000) is 1000 m right of and 1000 m below Westen's (3000, 0): 1414 m.
    assert "1414 m inside Süden" in sentence(tiny_land.gemeinde_westen, box(2000, -1000, 4000, 1000))


def test_a_corner_abroad_does_not_hide_the_neighbour(tiny_land):
    # (7000, 2000) is outside the country; (5000, 2000) lies 2000 m inside Osten.
    place = line((2000, 2000), (5000, 2000), (7000, 2000))
    assert "2000 m inside Osten" in sentence(tiny_land.gemeinde_westen, place)


def test_a_place_that_leaves_the_country_is_told_so(tiny_land):
    place = line((1000, 2000), (-500, 2000))
    assert sentence(tiny_land.gemeinde_westen, place).startswith("This place lies outside the communes")


def test_a_park_manager_is_told_the_way_from_the_park(tiny_land):
    # The park ends at x = 1500; it lies in Westen, for which the manager has no mandate.
    assert "250 m inside Westen" in sentence(tiny_land.parkverwaltung, at(1750, 1200))


def test_without_a_mandate_the_commune_is_named(tiny_land):
    assert sentence(tiny_land.netzwerk, at(500, 500)) == (
        "This place lies in Westen, for which your organisation has no mandate."
    )


def test_commune_and_park_of_one_organisation_count_together(tiny_land):
    # A park of Osten, 3100..3200 × 1900..2100: x = 3240 is 40 m from it and 240 m from Westen.
    park = BusinessPark.objects.create(
        release=tiny_land.release,
        code="ost",
        name="Ost",
        state_type="ECO-r",
        footprint=MultiPolygon(box(3100, 1900, 3200, 2100), srid=STORAGE_SRID),
    )
    Mandate.objects.create(organisation=tiny_land.gemeinde_westen, business_park=park, valid_from=timezone.localdate())
    assert rules.can_place(LocalInitiative, tiny_land.gemeinde_westen, at(3150, 2000))
    assert "40 m inside Osten" in sentence(tiny_land.gemeinde_westen, at(3240, 2000))


def test_touching_needs_more_of_an_area_than_a_common_border(tiny_land):
    mandates = Mandate.objects.filter(organisation=tiny_land.gemeinde_westen)
    today = timezone.localdate()
    assert not place_is_touched(box(3000, 0, 3100, 100), mandates, today)
    assert place_is_touched(box(2999, 0, 3100, 100), mandates, today)


def test_corners_of_every_type_are_found():
    several = MultiPoint(at(0, 0), at(10, 0), srid=STORAGE_SRID)
    assert list(corners_of(several)) == [(ORIGIN_X_M, ORIGIN_Y_M), (ORIGIN_X_M + 10, ORIGIN_Y_M)]
    assert len(list(corners_of(box(0, 0, 10, 10)))) == 5
    assert list(corners_of(line((0, 0), (1, 1))))[1] == (ORIGIN_X_M + 1, ORIGIN_Y_M + 1)
