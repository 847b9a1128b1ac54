"""Establishments near a point (KNN): the nearest within a radius, with and without filters.

action: what the view calls, from a point to the finished features. The web server and the framework take some time
for any answer, so that beside a question of a millisecond they weigh more than beside one of twenty.
"""

import sys
from typing import TYPE_CHECKING

from django.contrib.gis.geos import Point

from benchmarks import measuring
from benchmarks.measuring import Ask

if TYPE_CHECKING:
    from territory.nearby.narrowing import Narrowing

AT_MOST = 1.5
# A statement with other filters is composed for each question, which takes some milliseconds beside one that is quick.
AT_MOST_NARROWED = 4.0
# How many, within metres, whom: parameters of the address, named in the table as they are.
QUESTIONS: tuple[tuple[int, int, dict[str, str]], ...] = (
    (50, 1_000, {}),
    (500, 2_000, {}),
    (50, 1_000, {"nace": "J"}),
    (50, 20_000, {"nace": "49.41"}),
    (50, 20_000, {"jobs_from": "4000"}),
    (50, 5_000, {"jobs_from": "50", "nace": "C"}),
)


def main() -> None:
    measuring.start()
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from api.asking import Reading  # noqa: PLC0415 -- Django has to be set up first
    from api.rest.nearby_question import narrowing_of  # noqa: PLC0415
    from api.rest.nearest import nearest_features  # noqa: PLC0415
    from layers.crs import CRS84_SRID, in_storage_crs  # noqa: PLC0415

    here = measuring.places(20)
    points = [in_storage_crs(Point(*place, srid=CRS84_SRID)) for place in here]
    reading = Reading("de", timezone.localdate(), "http://localhost")
    slow = []
    for most, radius_m, whom in QUESTIONS:
        tail = "".join(f"&{name}={value}" for name, value in {"radius_m": radius_m, "limit": most, **whom}.items())
        asks = [Ask(f"/api/v1/establishments/near?lon={lon}&lat={lat}{tail}&lang=de") for lon, lat in here]
        narrowing = narrowing_of(whom, AnonymousUser())
        at_most = AT_MOST_NARROWED if "jobs_from" in whom else AT_MOST

        def action(
            number: int, radius_m: float = radius_m, most: int = most, narrowing: "Narrowing" = narrowing
        ) -> None:
            nearest_features(points[number], radius_m, most, narrowing, reading)

        title = f"{most} nearest in {radius_m // 1000} km" + "".join(f", {name} {whom[name]}" for name in whom)
        if measuring.compare(title, asks, at_most, action) > at_most:
            slow.append(title)
    if slow:
        sys.exit(f"Finding what is near takes too long beside its SQL: {'; '.join(slow)}.")


if __name__ == "__main__":
    main()
