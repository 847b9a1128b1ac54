"""Stops of buses, car parks and plots as a map layer: counted far away, off at first, with pages, found by name."""

import datetime
import json
import re
from pathlib import Path

import mapbox_vector_tile
import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.gis.geos import MultiPolygon
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from frontend.map_collections import SWITCHED_ON_BY_NAME
from frontend.sharing.drawing.draw import draw
from frontend.sharing.drawing.place import place_of
from frontend.sharing.legend import legend_of
from frontend.sharing.map_view import read_view
from frontend.sharing.seen_rows import seen_layers
from layers.business_parks.models import BusinessPark
from layers.public_places.models import PlaceKind, PublicPlace
from layers.sources.models import ImportRun, Release
from territory.demo.load import load
from tests.api.conftest import ask  # noqa: F401
from tests.api.decoding import path_of, tile_at
from tests.architecture.checkout import ROOT
from tests.tiny_land import TinyLand, at, box

STOPS = 20_000
BOX = (5.5, 49.2, 6.5, 50.0)


@pytest.fixture
def many(tiny_land: TinyLand) -> TinyLand:
    """20 000 bus stops over all three communes, a car park and a plot at the park."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            insert into layers_publicplace (release_id, code, kind, name, location)
            select %s, 'stop-' || n, 'bus_stop', (array['Gare', 'Kräizung', 'Schoul'])[1 + n %% 3] || ' ' || n,
                ST_SetSRID(ST_MakePoint(70000 + random() * 6000, 63000 + random() * 6000), 2169)
            from generate_series(1, %s) n
            """,
            [tiny_land.release.pk, STOPS],
        )
    for kind, x in ((PlaceKind.CAR_PARK, 1200), (PlaceKind.PUBLIC_PLOT, 1300)):
        PublicPlace.objects.create(
            release=tiny_land.release, code=kind.value, kind=kind, name=f"{kind.label} am Park", location=at(x, 1200)
        )
    with connection.cursor() as cursor:
        cursor.execute("analyze layers_publicplace")
    return tiny_land


@pytest.mark.parametrize("z", [8, 11, 12])
def test_far_away_the_server_counts_them_and_leaves_none_out(many, ask, z):  # noqa: F811
    (west, north), (east, south) = tile_at(at(0, 4000), z), tile_at(at(6000, -2000), z)
    total, features = 0, 0
    for x in range(west, east + 1):
        for y in range(north, south + 1):
            content = ask(f"/ogc/collections/public-places/tiles/WebMercatorQuad/{z}/{y}/{x}").content
            if content:
                found = mapbox_vector_tile.decode(content)["public-places"]["features"]
                total += sum(each["properties"]["count"] for each in found)
                features += len(found)
    assert total == STOPS + 2
    assert features <= 64 * (east - west + 1) * (south - north + 1)


def test_near_by_each_is_told_by_itself_with_its_kind(many, ask):  # noqa: F811
    content = ask(path_of("public-places", at(1200, 1200), 16)).content
    found = mapbox_vector_tile.decode(content)["public-places"]["features"]
    kinds = {each["properties"]["kind"] for each in found}
    assert {"car_park", "public_plot"} <= kinds
    assert all("count" not in each["properties"] for each in found)


def test_a_stop_is_found_by_name_by_an_index(many, ask):  # noqa: F811
    with CaptureQueriesContext(connection) as captured:
        (hit, *_others) = ask("/api/v1/search?q=kraizung%20100&lang=fr").json()
    assert (hit["collection"], hit["label"]) == ("public-places", "Kräizung 100")
    assert hit["context"]
    (statement,) = [each["sql"] for each in captured.captured_queries if "layers_publicplace" in each["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("explain " + statement)
        assert "publicplace_name_trigrams" in "\n".join(row[0] for row in cursor.fetchall())


def test_off_at_first_and_in_older_addresses_on_where_it_is_named():
    assert {"public-places"} == SWITCHED_ON_BY_NAME
    for query in ({}, {"hide": ""}, {"hide": "establishments"}):
        assert "public-places" in read_view(query, ("working-groups", "public-places")).hidden
    view = read_view({"show": "public-places"}, ("working-groups", "public-places"))
    assert view.hidden == {"working-groups"}
    source = (ROOT / "frontend/static/frontend/js/state/url.js").read_text()
    named = re.search(r"BY_NAME = \[(.+?)\];", source)
    assert named
    assert set(re.findall(r"'([\w-]+)'", named[1])) == SWITCHED_ON_BY_NAME


def test_its_page_says_what_it_is_and_what_lies_around(one_of_each):
    place = one_of_each["public-places"]
    page = Client().get(f"/de/public-places/{place.pk}/")
    article = page.content.decode().split("<article")[1].split("</article>")[0]
    for words in ("Am Park", "Bushaltestelle", "Westen", "Tiny land", "CC0-1.0"):
        assert words in article
    data = re.search(r'<script id="page-data"[^>]*>(.+?)</script>', page.content.decode(), re.DOTALL)
    assert data
    (told,) = [each for each in json.loads(data[1])["collections"] if each["id"] == "public-places"]
    assert (told["shown"], told["listed"], told["credits"][0]["licence"]) == (False, True, "CC0-1.0")


@pytest.mark.parametrize(("zoom", "is_counted"), [("11", True), ("15", False)])
def test_paper_and_legend_show_them(many, zoom, is_counted):
    PublicPlace.objects.filter(kind="bus_stop").exclude(name__endswith="00").delete()
    lon, lat = at(1250, 1200).transform(4326, clone=True).coords
    view = read_view({"show": "public-places", "z": zoom, "lon": str(lon), "lat": str(lat)})
    drawing = draw(seen_layers(view, AnonymousUser()), view, place_of(view, BOX, 800, 600), "en", frozenset())
    (entry,) = [each for each in legend_of(drawing).layers if "plots" in each.title]
    assert int(entry.count.replace(",", "")) == drawing.counts["public-places"] >= 2
    # The letter of a car park is written where it stands by itself.
    assert ("M9 20V4h4.5" in drawing.svg) is not is_counted


def test_files_to_take_away_hold_them(one_of_each, client):
    asked = "?show=public-places&bbox=5.5,49.2,6.5,50.0"
    offline = client.get(f"/en/share/map.html{asked}")
    text = b"".join(offline.streaming_content).decode()
    assert "place-sign" in text
    assert "Bus stop" in text
    plain = b"".join(client.get("/en/share/map.html?bbox=5.5,49.2,6.5,50.0").streaming_content).decode()
    assert "Bus stop" not in plain


def test_a_demonstration_from_before_them_gets_them_too(db, settings, tmp_path):
    settings.MEDIA_ROOT = settings.RASTERS_DIR = tmp_path
    fixtures = Path(settings.BASE_DIR) / "fixtures"
    said: list[str] = []
    assert load(fixtures, said.append)
    known = PublicPlace.objects.count()
    PublicPlace.objects.all().delete()
    ImportRun.objects.filter(dataset="public-places").delete()
    said.clear()
    assert not load(fixtures, said.append)
    assert PublicPlace.objects.count() == known > 0
    assert said == ["public-places: new since this demonstration was loaded"]
    said.clear()
    PublicPlace.objects.all().delete()
    # Also the past of its land, once, and of nothing that came later.
    events = BusinessPark.pgh_event_model.objects
    events.update(
        pgh_created_at=ImportRun.objects.get(dataset="demo-content").applied_at - datetime.timedelta(seconds=1)
    )
    later = BusinessPark.objects.create(
        release=Release.objects.first(), code="later", name="Later", footprint=MultiPolygon(box(0, 0, 1, 1), srid=2169)
    )
    # The clock of the database stands still within a test.
    events.filter(pgh_obj_id=later.pk).update(pgh_created_at=timezone.now())
    assert not load(fixtures, said.append)
    assert said == ["the past of the land: new since this demonstration was loaded"]
    assert events.filter(pgh_created_at__year=2018).count() == BusinessPark.objects.count() - 1
    assert events.get(pgh_obj_id=later.pk).pgh_created_at.year > 2018
    said.clear()
    assert not load(fixtures, said.append)
    assert not said
    assert not PublicPlace.objects.exists()
