"""Establishments near a point (KNN): the nearest within a radius, with and without an activity.

action: what the view calls, from a point to the finished features. The web server and the framework take some time
for any answer, so that beside a question of a millisecond they weigh more than beside one of twenty.
"""

import sys

from django.contrib.gis.geos import Point

from benchmarks import measuring
from benchmarks.measuring import Ask

AT_MOST = 1.5
QUESTIONS = ((50, 1_000, None), (500, 2_000, None), (50, 1_000, "J"))  # how many, within metres, NACE section


def main() -> None:
    measuring.start()
    from django.utils import timezone  # noqa: PLC0415

    from api.asking import Reading  # noqa: PLC0415 -- Django has to be set up first
    from api.rest.nearest import nearest_features  # noqa: PLC0415
    from layers.crs import CRS84_SRID, in_storage_crs  # noqa: PLC0415
    from territory.nearby.narrowing import Narrowing  # noqa: PLC0415

    here = measuring.places(20)
    points = [in_storage_crs(Point(*place, srid=CRS84_SRID)) for place in here]
    reading = Reading("de", timezone.localdate(), "http://localhost")
    ratios = []
    for most, radius_m, nace in QUESTIONS:
        tail = f"&radius_m={radius_m}&limit={most}&lang=de" + (f"&nace={nace}" if nace else "")
        asks = [Ask(f"/api/v1/establishments/near?lon={lon}&lat={lat}{tail}") for lon, lat in here]

        def action(number: int, radius_m: float = radius_m, most: int = most, nace: str | None = nace) -> None:
            nearest_features(points[number], radius_m, most, Narrowing(nace=nace), reading)

        title = f"{most} nearest within {radius_m // 1000} km" + (f" of NACE section {nace}" if nace else "")
        ratios.append(measuring.compare(title, asks, AT_MOST, action))
    if max(ratios) > AT_MOST:
        sys.exit(f"Finding what is near takes more than {AT_MOST:g} times its SQL.")


if __name__ == "__main__":
    main()
