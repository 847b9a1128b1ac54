"""A copy of the map holds what the list beside it counts, whichever filter is on: two doors, one rule."""

import pytest
from django.contrib.auth.models import AnonymousUser

from frontend.map_collections import MAP_COLLECTIONS
from frontend.sharing.drawing.place import place_of
from frontend.sharing.drawing.things import things_of
from frontend.sharing.map_view import read_view
from frontend.sharing.seen_rows import FURNITURE, GROUND, seen_layers
from layers.construction_zones.models import ConstructionZone
from territory.cooperation.models import CooperationProject
from territory.working_groups.models import WorkingGroupMember
from tests.api.conftest import FullLand, ask  # noqa: F401

BOX = (5.5, 49.2, 6.5, 50.0)
QUERIES = [
    {"region": "nord"},
    {"region": "alles", "commune": "0902"},
    {"commune": "0901,0902"},
    {"commune": "0902,0903", "theme": "mobility"},
    {"working_group": "gruppe"},
    {"works": "running", "on": "2026-02-01"},
    {"works": "planned", "on": "2026-02-01"},
    {"works": "finished", "on": "2026-02-01"},
    {"works": "finished", "period": "2026-04-01/2026-06-30"},
    {"works": "running", "on": "2026-02-01", "region": "nord"},
    {"works": "running", "on": "2026-02-01", "commune": "0902"},
    {"theme": "mobility", "working_group": "gruppe"},
    {"theme": "mobility", "works": "running"},
    {"theme": "mobility,food", "stage": "pilot,running,inventory"},
    {"works": "running,planned", "on": "2026-02-01"},
    {"works": "finished,planned", "period": "2026-04-01/2026-06-30"},
    {"region": "nord,alles"},
    {"region": "nord,alles", "commune": "0902", "theme": "mobility,energy"},
    {"working_group": "gruppe", "theme": "food,mobility"},
]


@pytest.fixture
def land(db) -> FullLand:
    land = FullLand()
    WorkingGroupMember.objects.create(working_group=land.group, establishment=land.establishments[0])
    land.group.business_parks.add(land.park)
    CooperationProject.objects.filter(pk=land.project.pk).update(working_group=land.group)
    return land


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_the_copy_holds_what_the_list_counts(land, ask, query) -> None:  # noqa: F811
    view = read_view({**query, "show": "public-places"})
    copied = {
        layer.collection.id: layer.inside(BOX).count()
        for layer in seen_layers(view, AnonymousUser())
        if layer.is_narrowed
    }
    days = query.get("on") or query.get("period")
    narrowing = {name: value for name, value in query.items() if name not in {"on", "period"}}
    # Nothing has a theme and a state of works.
    assert bool(copied) == (not {"theme", "works"} <= set(query))
    for collection in MAP_COLLECTIONS:
        if collection.id in GROUND or (collection.id in FURNITURE and collection.id not in copied):
            continue
        asked = "&".join(f"{name}={value}" for name, value in narrowing.items())
        if days and "works" in collection.filters:
            asked += f"&datetime={days}"
        response = ask(f"/api/v1/{collection.id}/?{asked}&limit=1")
        if collection.id in copied:
            assert copied[collection.id] == response.json()["numberMatched"], collection.id
        else:
            # What cannot have the filter is not on the map, and refuses it.
            assert response.status_code == 400


@pytest.mark.parametrize(
    ("state", "drawn"), [("planned", [2]), ("running", [1]), ("finished", []), ("running,planned", [1, 2])]
)
def test_on_paper_only_the_phases_that_are_meant_are_drawn(land, state, drawn) -> None:
    view = read_view({"works": state, "on": "2026-02-01", "bbox": ",".join(map(str, BOX))})
    place = place_of(view, BOX, 800, 800)
    (layer,) = (each for each in seen_layers(view, AnonymousUser()) if each.collection.model is ConstructionZone)
    things = things_of(layer, place, "en", view.day_seen())
    assert [thing.properties["phase"] for thing in things] == drawn
