"""Reading networks: OpenStreetMap files, hand-made lines, and files that are something else."""

import json

import osmium
import pytest
from django.contrib.gis.geos import Point

from layers.crs import STORAGE_SRID, in_lonlat
from layers.errors import UnreadableFile
from territory.reach.errors import NoWalkableWay
from territory.reach.modes import Mode
from territory.reach.read import network_from_geojson, read_network
from territory.reach.travel import travel_times
from tests.territory.reach.small_town import A, B, C, D, at


def lonlat(position):
    return in_lonlat(Point(*position, srid=STORAGE_SRID)).coords


def osm_text(nodes, ways):
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6">']
    for number, position in nodes.items():
        lon, lat = lonlat(position)
        lines.append(f'<node id="{number}" lon="{lon:.7f}" lat="{lat:.7f}" version="1"/>')
    for number, (refs, tags) in enumerate(ways, start=100):
        inner = "".join(f'<nd ref="{ref}"/>' for ref in refs) + "".join(
            f'<tag k="{k}" v="{v}"/>' for k, v in tags.items()
        )
        lines.append(f'<way id="{number}" version="1">{inner}</way>')
    return "\n".join([*lines, "</osm>"])


NODES = {1: A, 2: B, 3: C, 4: D}
WAYS = [
    ([1, 2, 3], {"highway": "residential", "name": "Rue d’essai"}),
    ([2, 4], {"highway": "steps"}),
    ([1, 4], {"highway": "motorway"}),
    ([1, 2, 3, 1], {"building": "yes"}),
]


@pytest.fixture
def osm_file(tmp_path):
    path = tmp_path / "town.osm"
    path.write_text(osm_text(NODES, WAYS), encoding="utf-8")
    return path


def test_an_osm_file_becomes_a_network(osm_file):
    # A–B, B–C and the stairs; neither motorway nor building. Positions in the file are kept to 1e-7°, about 1 cm.
    network = read_network(osm_file)
    assert len(network.start) == 3
    assert travel_times(network, [A], [B, C, D]).travel_min[0] == pytest.approx([5, 10, 12.5], abs=0.001)


def test_a_pbf_file_gives_the_same_network(osm_file, tmp_path):
    path = tmp_path / "town.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        for thing in osmium.FileProcessor(str(osm_file)):
            writer.add(thing)
    assert travel_times(read_network(path), [A], [D]).travel_min[0, 0] == pytest.approx(12.5, abs=0.001)


def test_a_way_cut_by_the_border_of_an_extract_keeps_what_is_there(tmp_path):
    path = tmp_path / "cut.osm"
    path.write_text(osm_text({1: A, 2: B, 3: C}, [([1, 2, 77, 3], {"highway": "footway"})]), encoding="utf-8")
    network = read_network(path)
    assert len(network.start) == 1  # A–B; what lay between B and C is not known, so no straight line is invented
    assert travel_times(network, [A], [C]).travel_min[0, 0] == float("inf")


def test_ways_join_by_their_nodes_not_by_their_places(tmp_path):
    # A footbridge over a street: same place, other node. From A to C there is no way.
    path = tmp_path / "bridge.osm"
    path.write_text(
        osm_text({1: A, 2: B, 3: C, 22: B}, [([1, 2], {"highway": "footway"}), ([22, 3], {"highway": "footway"})]),
        encoding="utf-8",
    )
    assert travel_times(read_network(path), [A], [at(799, 0)]).travel_min[0, 0] == float("inf")


def test_a_file_of_borders_has_no_walkable_way(tmp_path):
    # As in an extract that holds administrative boundaries only.
    path = tmp_path / "borders.osm"
    path.write_text(
        osm_text(NODES, [([1, 2, 3], {"boundary": "administrative", "admin_level": "9"})]), encoding="utf-8"
    )
    with pytest.raises(NoWalkableWay, match=r"no walkable way in this file: borders\.osm"):
        read_network(path)


def test_files_that_are_something_else_are_refused(tmp_path):
    for name in ("broken.osm", "broken.osm.pbf", "broken.geojson", "network.xlsx"):
        path = tmp_path / name
        path.write_text("this is not a map", encoding="utf-8")
        with pytest.raises(UnreadableFile, match=name):
            read_network(path)


def feature(positions, **tags):
    geometry = {"type": "LineString", "coordinates": [list(lonlat(position)) for position in positions]}
    return {"type": "Feature", "geometry": geometry, "properties": tags}


def test_hand_made_lines_join_where_they_meet(tmp_path):
    collection = {
        "type": "FeatureCollection",
        "features": [
            feature([A, B], note="invented"),
            feature([B, D], highway="steps"),
            feature([B, C], highway="cycleway"),
        ],
    }
    path = tmp_path / "hand.geojson"
    path.write_text(json.dumps(collection), encoding="utf-8")
    network = read_network(path)
    assert travel_times(network, [A], [D]).travel_min[0, 0] == pytest.approx(12.5, abs=0.001)
    # Nobody walks on the cycle track; a bicycle is pushed from A to B (5 min) and ridden to C (400/250).
    assert travel_times(network, [A], [C]).travel_min[0, 0] == float("inf")
    assert travel_times(network, [A], [C], Mode.BICYCLE).travel_min[0, 0] == pytest.approx(5 + 1.6, abs=0.001)


@pytest.mark.parametrize(
    "collection",
    [
        [],
        {"type": "FeatureCollection"},
        {"features": [{"geometry": {"type": "Point", "coordinates": [6.1, 49.6]}}]},
        {"features": [{"geometry": {"type": "LineString", "coordinates": [[6.1, 49.6]]}}]},
        {"features": [{"geometry": {"type": "LineString", "coordinates": [[75000, 72000], [75400, 72000]]}}]},
        {"features": [{"geometry": {"type": "LineString", "coordinates": [["a", "b"], [6, 49]]}}]},
        {"features": [{"geometry": None}]},
        {"features": [None]},
        {"features": [{"geometry": {"type": "MultiLineString", "coordinates": None}}]},
    ],
)
def test_what_is_no_collection_of_lines_is_refused(collection):
    with pytest.raises(UnreadableFile):
        network_from_geojson(collection)


def test_an_empty_collection_has_no_walkable_way():
    with pytest.raises(NoWalkableWay):
        network_from_geojson({"features": []})
