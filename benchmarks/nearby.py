"""Establishments near a point: 50 nearest within 1 km, with and without an activity."""

from benchmarks import measuring


def main() -> None:
    measuring.start()
    here = [f"/api/v1/establishments/near?lon={lon}&lat={lat}" for lon, lat in measuring.places(20)]
    measuring.compare("50 nearest within 1 km", [f"{each}&radius_m=1000&limit=50" for each in here])
    measuring.compare("the same of NACE section J", [f"{each}&radius_m=1000&limit=50&nace=J" for each in here])


if __name__ == "__main__":
    main()
