"""Tiles as a map reads them."""

import math

import mapbox_vector_tile

from layers.crs import in_lonlat


def tile_at(place, z):
    """x and y of the tile at zoom ``z`` that holds the point ``place``."""
    lon, lat = in_lonlat(place).coords
    side = 1 << z
    spread = math.log(math.tan(math.radians(lat)) + 1 / math.cos(math.radians(lat)))
    return int((lon + 180) / 360 * side), int((1 - spread / math.pi) / 2 * side)


def path_of(collection_id, place, z):
    x, y = tile_at(place, z)
    return f"/ogc/collections/{collection_id}/tiles/WebMercatorQuad/{z}/{y}/{x}"


def features_of(content):
    """The features of all layers of a tile."""
    return [feature for layer in mapbox_vector_tile.decode(content).values() for feature in layer["features"]]


def inside(feature):
    """Whether a point lies in the tile itself and not only in its margin."""
    x, y = feature["geometry"]["coordinates"]
    return 0 <= x < 4096 and 0 < y <= 4096
