"""The page that looks for the places of a pooled service: who may open it, and for whom."""

import pytest

from territory.working_groups.models import WorkingGroup
from tests.tiny_land import box


@pytest.fixture
def group(tiny_land):
    return WorkingGroup.objects.create(
        slug="gruppe", name="Gruppe Westen", coordinator=tiny_land.netzwerk, footprint=box(900, 900, 1600, 1500)
    )


def test_a_coordinator_opens_it_for_the_group(reading_as, tiny_land, group):
    page = reading_as(tiny_land.coordinator).get("/de/siting/?group=gruppe")
    assert page.status_code == 200
    assert "Gruppe Westen" in page.content.decode()
    assert '"demand": {"group": "gruppe"}' in page.content.decode()


def test_and_for_a_park(reading_as, tiny_land):
    assert reading_as(tiny_land.park_manager).get("/fr/siting/?park=park").status_code == 200


@pytest.mark.parametrize("query", ["", "?group=nobody", "?park=nowhere", "?park=%3Cscript%3E"])
def test_for_nobody_there_is_no_page(query, reading_as, tiny_land):
    assert reading_as(tiny_land.coordinator).get(f"/de/siting/{query}").status_code == 404


def test_a_visitor_signs_in_first(reading_as, group):
    answer = reading_as(None).get("/de/siting/?group=gruppe")
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]


def test_the_group_leads_there(reading_as, group):
    assert "/de/siting/?group=gruppe" in reading_as(None).get(f"/de/working-groups/{group.pk}/").content.decode()


def test_a_form_has_a_place_for_what_lies_around(reading_as, tiny_land):
    page = reading_as(tiny_land.coordinator).get("/en/add/pooled-services/").content.decode()
    assert "data-context-sheet" in page
    assert "What lies around" in page
