"""A stored network is the one that was read; the newest is used; the command says what was wrong."""

import datetime
import json

import numpy as np
import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from layers.networks.models import WalkingNetwork
from layers.sources.known_sources import source_named
from layers.sources.models import ImportRun, Release
from territory.reach.modes import Mode
from territory.reach.read import read_network
from territory.reach.store import current_network, store_network

WAYS = settings.BASE_DIR / "fixtures" / "reach" / "cloche_dor_howald.geojson"
DAY = datetime.date(2026, 11, 22)


def test_without_an_import_there_is_none(db):
    assert current_network() is None


def test_what_was_stored_is_what_was_read(db):
    stored = store_network(WAYS, source_named("walking-network-hand-made"), DAY)
    read, found = read_network(WAYS), current_network()
    assert found is not None
    assert found.released_on == DAY
    assert "OpenStreetMap" in found.attribution
    assert np.array_equal(found.network.nodes, read.nodes)
    for mode in Mode:
        assert np.array_equal(found.network.along_min[mode], read.along_min[mode])
        assert np.array_equal(found.network.against_min[mode], read.against_min[mode])
    assert stored.footprint.contains(stored.footprint.point_on_surface)
    assert ImportRun.objects.get().added_count == stored.pieces_count == len(read.start)


def test_the_network_is_loaded_once(db, django_assert_num_queries):
    store_network(WAYS, source_named("walking-network-hand-made"), DAY)
    first = current_network()
    with django_assert_num_queries(1):
        assert current_network() is first


def test_the_newest_import_is_used(db, tmp_path):
    store_network(WAYS, source_named("walking-network-hand-made"), DAY)
    line = {
        "type": "Feature",
        "properties": {"highway": "footway"},
        "geometry": {"type": "LineString", "coordinates": [[6.1, 49.6], [6.101, 49.6]]},
    }
    smaller = tmp_path / "smaller.geojson"
    smaller.write_text(json.dumps({"type": "FeatureCollection", "features": [line]}))
    call_command("import_network", smaller, source="osm-ways", released_on=DAY, verbosity=0)
    assert len(current_network().network.start) == 1
    assert WalkingNetwork.objects.count() == 2


def test_the_same_file_again_is_the_same_release(db):
    for _time in range(2):
        store_network(WAYS, source_named("walking-network-hand-made"), DAY)
    assert Release.objects.count() == 1


@pytest.mark.parametrize(("name", "text"), [("a.geojson", "{}"), ("a.osm", "<osm>"), ("a.txt", "way")])
def test_a_file_that_is_no_network_changes_nothing(name, text, db, tmp_path):
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(CommandError, match="Nothing has been written"):
        call_command("import_network", path)
    assert not WalkingNetwork.objects.exists()
    assert not Release.objects.exists()


def test_a_missing_file_is_named(db, tmp_path):
    with pytest.raises(CommandError, match=r"nowhere\.osm"):
        call_command("import_network", tmp_path / "nowhere.osm")
