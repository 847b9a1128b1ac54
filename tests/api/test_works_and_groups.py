"""State of works and working group narrow items, summary and tiles alike."""

import mapbox_vector_tile
import pytest

from territory.cooperation.models import CooperationProject
from territory.working_groups.models import WorkingGroupMember
from tests.api.test_narrowed_to_a_commune import tile_at
from tests.tiny_land import at

# Of the zone the first phase runs from January to March 2026, the second from April on without an end.
STATES = [
    ("planned", "2025-12-31", [1, 2]),
    ("running", "2025-12-31", []),
    ("finished", "2025-12-31", []),
    ("planned", "2026-03-31", [2]),
    ("running", "2026-03-31", [1]),
    ("finished", "2026-03-31", []),
    ("planned", "2026-04-01", []),
    ("running", "2026-04-01", [2]),
    ("finished", "2026-04-01", [1]),
    ("running", "2026-03-01/2026-05-01", [1, 2]),
    ("planned", "2026-03-01/2026-03-02", [2]),
    ("planned,finished", "2026-04-01", [1]),
    ("running", "../2026-03-31", [1]),
]


@pytest.mark.parametrize(("state", "days", "phases"), STATES)
def test_works_are_seen_from_the_chosen_days(ask, full_land, state, days, phases):
    query = f"works={state}&datetime={days}"
    items = ask(f"/ogc/collections/construction-zones/items?{query}").json()
    assert items["numberMatched"] == (1 if phases else 0)
    summary = ask(f"/api/v1/summary?collections=construction-zones&{query}").json()
    assert summary["construction-zones"]["numberMatched"] == items["numberMatched"]
    place = tile_at(at(1200, 1100), 14)
    tile = ask(f"/ogc/collections/construction-zones/tiles/WebMercatorQuad/{place}?{query}")
    drawn = mapbox_vector_tile.decode(tile.content).get("construction-zones", {"features": []})["features"]
    assert sorted(each["properties"]["phase"] for each in drawn) == phases


def test_without_a_day_works_are_seen_from_today(ask, full_land):
    full_land.zone.phases.update(starts_on="2000-01-01", ends_on="2000-02-01", certainty="fixed")
    found = {
        state: ask(f"/api/v1/construction-zones/?works={state}").json()["numberMatched"]
        for state in ("planned", "running", "finished")
    }
    assert found == {"planned": 0, "running": 0, "finished": 1}


def test_a_state_that_is_none_is_refused(ask, full_land):
    response = ask("/ogc/collections/construction-zones/items?works=begun")
    assert response.status_code == 400
    assert "planned, running, finished" in response.json()["detail"]


@pytest.fixture
def with_group(full_land):
    """The land whose first establishment is a member, with a park and a project of the group."""
    group = full_land.group
    WorkingGroupMember.objects.create(working_group=group, establishment=full_land.establishments[0])
    WorkingGroupMember.objects.create(working_group=group, organisation=full_land.netzwerk)
    group.business_parks.add(full_land.park)
    CooperationProject.objects.filter(pk=full_land.project.pk).update(working_group=group)
    return full_land


@pytest.mark.parametrize(
    ("collection", "named"),
    [
        ("working-groups", "Gruppe"),
        ("business-parks", "Park"),
        ("establishments", "Atelier Müller"),
        ("cooperation-projects", "Gemeinsam fahren"),
        ("pooled-services", None),
    ],
)
def test_what_belongs_to_a_working_group(ask, with_group, collection, named):
    items = ask(f"/ogc/collections/{collection}/items?working_group=gruppe&lang=de").json()
    names = [each["properties"].get("title") or each["properties"].get("name") for each in items["features"]]
    assert names == ([named] if named else [])
    place = tile_at(at(1250, 1150), 9)
    tile = ask(f"/ogc/collections/{collection}/tiles/WebMercatorQuad/{place}?working_group=gruppe")
    drawn = mapbox_vector_tile.decode(tile.content).get(collection, {"features": []})["features"]
    assert sum(each["properties"].get("count", 1) for each in drawn) == len(names)


def test_a_group_that_is_not_there_has_nothing(ask, with_group):
    assert ask("/api/v1/establishments/?working_group=another").json()["numberMatched"] == 0


def test_several_collections_of_a_group_in_one_summary(ask, with_group):
    ids = "working-groups,business-parks,establishments,cooperation-projects,pooled-services"
    told = ask(f"/api/v1/summary?collections={ids}&working_group=gruppe").json()
    assert [part["numberMatched"] for part in told.values()] == [1, 1, 1, 1, 0]
    assert ask("/api/v1/summary?collections=communes&working_group=gruppe").status_code == 400
