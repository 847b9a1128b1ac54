"""The page about works that hit a place, and its calendar."""

import datetime
import re

import pytest
from icalendar import Calendar

from layers.construction_zones.models import ConstructionPhase, ConstructionZone
from territory.working_groups.models import WorkingGroup
from tests.tiny_land import box

YESTERDAY = datetime.date.today() - datetime.timedelta(days=1)  # noqa: DTZ011  a day more or less


@pytest.fixture
def group(tiny_land):
    zone = ConstructionZone.objects.create(
        release=tiny_land.release, code="works", name="Works", kind="road_works", footprint=box(1000, 1000, 1400, 1200)
    )
    ConstructionPhase.objects.create(
        zone=zone,
        number=1,
        title="<b>Bridge</b>",
        footprint=zone.footprint,
        starts_on=YESTERDAY,
        certainty="estimated",
        effect_bus="diverted",
    )
    return WorkingGroup.objects.create(
        slug="gruppe", name="Gruppe", coordinator=tiny_land.netzwerk, footprint=box(900, 900, 1600, 1500)
    )


def test_the_strip_says_week_by_week_when_it_is_built(group, client):
    page = client.get(f"/en/working-groups/{group.pk}/works/?weeks=8").content.decode()
    assert "&lt;b&gt;Bridge&lt;/b&gt;" in page
    assert "<b>Bridge" not in page
    assert page.count('scope="col"') == 2 + 8
    # It began yesterday and has no end: this week and the seven after it, perhaps also last week.
    assert page.count("strip__cell--runs") in {8, 9}
    assert "this week" in page
    assert "Bus: diverted" in page
    assert 'id="not-measured"' in page


def test_other_ways_of_travelling_are_not_hindered(group, client):
    page = client.get(f"/en/working-groups/{group.pk}/works/?by=foot").content.decode()
    assert "No works nearby" in page


@pytest.mark.parametrize("query", ["weeks=x", "weeks=999", "by=boat", "minutes=-1", "week=2026-02-31", "week=%00"])
def test_an_address_that_makes_no_sense_shows_the_usual(group, client, query):
    page = client.get(f"/en/working-groups/{group.pk}/works/?{query}")
    assert page.status_code == 200
    assert page.content.decode().count('scope="col"') == 2 + 12


def test_the_short_name_leads_there_too(group, client):
    response = client.get("/de/working-groups/gruppe/works/")
    assert response.url == f"/de/working-groups/{group.pk}/works/"


@pytest.mark.parametrize("collection", ["working-groups", "business-parks"])
def test_the_calendar_of_works_is_for_everybody(group, tiny_land, client, collection):
    pk = {"working-groups": group.pk, "business-parks": tiny_land.park.pk}[collection]
    response = client.get(f"/de/{collection}/{pk}/works.ics")
    assert response["Content-Type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert event["dtstart"].dt == YESTERDAY
    assert re.search("Bridge", event["summary"])
