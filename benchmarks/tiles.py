"""Vector tiles of establishments: counted in cells far away, each by itself near the ground."""

import math

from benchmarks import measuring


def path_of(lon: float, lat: float, z: int) -> str:
    """Address of the tile at zoom ``z`` that holds a point in CRS84."""
    side = 1 << z
    spread = math.log(math.tan(math.radians(lat)) + 1 / math.cos(math.radians(lat)))
    x, y = int((lon + 180) / 360 * side), int((1 - spread / math.pi) / 2 * side)
    return f"/ogc/collections/establishments/tiles/WebMercatorQuad/{z}/{y}/{x}"


def main() -> None:
    measuring.start()
    places = measuring.places(20)
    for z in (8, 10, 12, 13, 14, 15, 16):
        paths = sorted({path_of(lon, lat, z) for lon, lat in places})
        measuring.compare(f"tile at zoom {z}", paths)


if __name__ == "__main__":
    main()
