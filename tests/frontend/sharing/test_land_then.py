"""“As we knew it on” for the land: one scripted past, asked through every door.

2 January 2026   the land as FullLand builds it becomes known
1 February       phase 1 of the works (January to March) moves to May to June, the zone is renamed
1 March          the tram's second stop and section get another opening day, the bakery gets 40 jobs and moves north
1 April          the park becomes operating again under another name, the transports are gone
"""

import csv
import datetime
import io
import zipfile

import mapbox_vector_tile
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client

from frontend.map_collections import MAP_COLLECTIONS
from frontend.sharing.drawing.place import place_of
from frontend.sharing.drawing.things import things_of
from frontend.sharing.map_view import read_view
from frontend.sharing.seen_rows import seen_layers
from layers.business_parks.models import BusinessPark
from layers.construction_zones.models import ConstructionPhase, ConstructionZone
from layers.transit.models import TransitSection, TransitStop
from territory.companies.models import Establishment
from territory.history.as_of import knows_then
from territory.working_groups.models import WorkingGroup
from tests.api.conftest import FullLand, ask  # noqa: F401
from tests.api.decoding import tile_at
from tests.territory.history.days import noon
from tests.tiny_land import at

BOX = (5.5, 49.2, 6.5, 50.0)
LAND = (ConstructionZone, ConstructionPhase, TransitStop, TransitSection, BusinessPark, Establishment, WorkingGroup)


def date_events(day: str, *, after: dict) -> None:
    """Puts what was written since the counters ``after`` at noon of ``day``."""
    with connection.cursor() as cursor:
        for model in LAND:
            table = model.pgh_event_model._meta.db_table
            cursor.execute(
                f"update {table} set pgh_created_at = %s where pgh_id > %s", [noon(day), after.get(model, 0)]
            )
        cursor.execute("select recount_cell_changes()")


def counters() -> dict:
    return {model: model.pgh_event_model.objects.order_by("pgh_id").last().pgh_id for model in LAND}


@pytest.fixture
def land(db) -> FullLand:
    land = FullLand()
    date_events("2026-01-02", after={})
    before = counters()
    first = land.zone.phases.get(number=1)
    first.starts_on, first.ends_on = datetime.date(2026, 5, 4), datetime.date(2026, 6, 30)
    first.save()
    ConstructionZone.objects.update(name="Works moved", name_en="Works moved")
    date_events("2026-02-01", after=before)
    before = counters()
    TransitStop.objects.filter(name="Stäreplaz").update(opened_on=datetime.date(2032, 1, 1))
    TransitSection.objects.filter(code="section-1").update(opened_on=datetime.date(2032, 1, 1))
    Establishment.objects.filter(name="Bäckerei Élise").update(jobs=40, location=at(1400, 3100))
    date_events("2026-03-01", after=before)
    before = counters()
    BusinessPark.objects.update(name="Park Nord", name_en="Park Nord")
    Establishment.objects.filter(name="Transports Weber").delete()
    date_events("2026-04-01", after=before)
    return land


@pytest.mark.parametrize(
    ("day", "zones", "stops", "parks", "jobs"),
    [
        ("2026-01-01", [], [], [], []),
        ("2026-01-03", ["Works"], ["2020-12-13", "2030-01-01"], ["Park"], [12, None, 30]),
        ("2026-02-02", ["Works moved"], ["2020-12-13", "2030-01-01"], ["Park"], [12, None, 30]),
        ("2026-03-02", ["Works moved"], ["2020-12-13", "2032-01-01"], ["Park"], [12, 40, 30]),
        ("2026-04-02", ["Works moved"], ["2020-12-13", "2032-01-01"], ["Park Nord"], [12, 40]),
    ],
)
def test_each_day_tells_what_was_known(land, ask, day, zones, stops, parks, jobs):  # noqa: F811
    def told(collection, name):
        answer = ask(f"/ogc/collections/{collection}/items?as_of={day}&lang=en")
        assert answer.status_code == 200, answer.content
        found = answer.json()
        assert found["numberMatched"] == len(found["features"])
        return [each["properties"][name] for each in found["features"]]

    assert told("construction-zones", "name") == zones
    assert told("transit-stops", "opened_on") == stops
    assert told("transit-sections", "opened_on") == stops
    assert told("business-parks", "name") == parks
    assert told("establishments", "jobs") == jobs
    assert told("working-groups", "slug") == (["gruppe"] if zones else [])


@pytest.mark.parametrize(
    ("day", "starts_on", "running"), [("2026-01-03", "2026-01-01", 1), ("2026-02-02", "2026-04-01", 0)]
)
def test_a_site_is_told_with_its_phases_of_then(land, ask, day, starts_on, running):  # noqa: F811
    asked = f"/ogc/collections/construction-zones/items?as_of={day}"
    (zone,) = ask(asked).json()["features"]
    assert (zone["properties"]["starts_on"], zone["properties"]["ends_on"]) == (starts_on, None)
    assert min(phase["starts_on"] for phase in zone["properties"]["phases"]) == starts_on
    one = ask(f"/api/v1/construction-zones/{zone['id']}/?as_of={day}").json()
    assert one["properties"]["phases"] == zone["properties"]["phases"]
    # A day in February: filters, their days and the order by date ask the phases of then too.
    for narrowing in ("datetime=2026-02-15", "works=running&datetime=2026-02-15"):
        assert ask(f"{asked}&{narrowing}").json()["numberMatched"] == running
    assert ask(f"{asked}&works=planned&datetime=2026-02-15&sortby=date").json()["numberMatched"] == 1
    summary = ask(f"/api/v1/summary?collections=construction-zones&works=running&datetime=2026-02-15&as_of={day}")
    assert summary.json()["construction-zones"]["numberMatched"] == running
    x, y = tile_at(at(1100, 1100), 14)
    path = f"/ogc/tiles/WebMercatorQuad/14/{y}/{x}?collections=construction-zones,transit-stops&as_of={day}"
    phases = mapbox_vector_tile.decode(ask(path).content)["construction-zones"]["features"]
    assert {phase["properties"]["starts_on"] for phase in phases} == {
        starts_on,
        "2026-04-01",
        *(() if running else ("2026-05-04",)),
    }


def test_aggregates_far_away_count_those_of_then(land, ask):  # noqa: F811
    def in_tile(query):
        x, y = tile_at(at(1100, 1100), 8)
        content = ask(f"/ogc/collections/establishments/tiles/WebMercatorQuad/8/{y}/{x}{query}").content
        features = mapbox_vector_tile.decode(content)["establishments"]["features"] if content else []
        return sum(each["properties"]["count"] for each in features)

    assert [in_tile(query) for query in ("", "?as_of=2026-03-02", "?as_of=2026-01-01")] == [2, 3, 0]


@pytest.mark.parametrize("day", ["2026-01-01", "2026-01-03", "2026-03-02", "2026-04-02"])
def test_copies_and_drawings_hold_what_the_lists_count(land, ask, day):  # noqa: F811
    view = read_view({"as_of": day, "z": "11", "lon": "5.95", "lat": "49.55"})
    place = place_of(view, BOX, 800, 600)
    known = [collection for collection in MAP_COLLECTIONS if collection.knows_then]
    assert len(known) == 9
    for layer in seen_layers(view, AnonymousUser()):
        if not layer.collection.knows_then:
            continue
        listed = ask(f"/api/v1/{layer.collection.id}/?as_of={day}&limit=1").json()["numberMatched"]
        assert layer.rows.count() == listed, layer.collection.id
        drawn = things_of(layer, place, "en", view.day_seen())
        singles = {thing.id for thing in drawn if thing.count == 1}
        assert len(singles) + sum(thing.count for thing in drawn if thing.count > 1) == listed, layer.collection.id


def test_the_downloaded_table_and_its_readme_say_so(land, client):
    answer = client.get("/en/share/data/csv/?as_of=2026-01-03&hide=establishments")
    files = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    (table,) = [name for name in files.namelist() if "construction-zones" in name]
    (row,) = csv.DictReader(io.StringIO(files.read(table).decode("utf-8-sig")))
    assert (row["name"], row["starts_on"]) == ("Works", "2026-01-01")
    readme = next(files.read(name).decode() for name in files.namelist() if name.lower().startswith("readme"))
    assert "As it was known on" in readme
    assert "Of today, since no past of them is kept: Communes" in readme
    assert "Empty, since nothing was kept of them yet: Local initiatives" in readme


def test_the_page_of_a_site_shows_what_was_believed_then_and_what_had_been_said_before(land):
    address = f"/en/construction-zones/{land.zone.pk}/"
    then, now = (Client().get(address + query).content.decode() for query in ("?as_of=2026-01-03", ""))
    for page, shown, hidden in ((then, "1 January 2026", "4 May 2026"), (now, "4 May 2026", "As it was known on")):
        article = page.split("<article")[1].split("</article>")[0]
        assert shown in article
        assert hidden not in article
    assert "As it was known on 3 January 2026" in then
    assert "Until 1 February 2026 it was announced for:" in now
    assert "it was announced for" not in then
    assert Client().get(f"{address}?as_of=2026-01-01").status_code == 404


def test_what_keeps_no_past_says_so_and_is_refused_to_programs(land, ask):  # noqa: F811
    page = Client().get(f"/en/communes/{land.westen.pk}/?as_of=2026-01-03").content.decode()
    assert "no past is kept: this page is that of today" in page
    for collection in ("communes", "public-places"):
        refused = ask(f"/ogc/collections/{collection}/items?as_of=2026-01-03")
        assert refused.status_code == 400
        assert "as_of" in refused.content.decode()
    assert ask("/api/v1/summary?collections=communes,transit-stops&as_of=2026-01-03").status_code == 400


def test_the_map_and_the_database_agree_on_what_follows_the_second_clock():
    for collection in MAP_COLLECTIONS:
        assert collection.knows_then == knows_then(collection.model), collection.id
