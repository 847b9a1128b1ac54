"""The context sheet of a pin and of a drawn area, beside the bare SQL that it sends.

Printed apart: what a signed-in person adds. Those statements find out who asks, whatever is asked.
"""

import sys

from django.db import transaction
from django.test import Client

from benchmarks import measuring
from benchmarks.measuring import Ask

AT_MOST = 2.0
SIDE_M = 200.0
METRES_A_DEGREE = (72_000.0, 111_000.0)  # east and north at this latitude, roughly: the area may be a little off
PERIOD = {"starts_on": "2026-12-01", "ends_on": "2027-02-28"}
Place = tuple[float, float]


def main() -> None:
    measuring.start()
    here = measuring.places(20)
    pins = [_ask({"type": "Point", "coordinates": list(place)}) for place in here]
    areas = [_ask({"type": "Polygon", "coordinates": [_square(place)]}) for place in here]
    ratios = [
        measuring.compare("context sheet of a pin", pins, AT_MOST),
        measuring.compare("context sheet of an area of 4 ha", areas, AT_MOST),
    ]
    _print_who_asks(pins[0])
    if max(ratios) > AT_MOST:
        sys.exit(f"A context sheet takes more than {AT_MOST:g} times its SQL.")


def _ask(geometry: dict[str, object]) -> Ask:
    return Ask("/api/v1/context/?lang=de", {"geometry": geometry, **PERIOD})


def _square(place: Place) -> list[Place]:
    lon, lat = place
    east, north = lon + SIDE_M / METRES_A_DEGREE[0], lat + SIDE_M / METRES_A_DEGREE[1]
    return [(lon, lat), (east, lat), (east, north), (lon, north), (lon, lat)]


def _print_who_asks(ask: Ask) -> None:
    """The statements that a signed-in person's sheet sends besides those of a visitor's, with their time."""
    from territory.people.models import User  # noqa: PLC0415 -- Django has to be set up first

    visitors = len(measuring.statements_of(ask))
    with transaction.atomic():
        person = User.objects.create_user(email="benchmark@example.org", password=None)
        client = Client(headers={"host": "localhost"})
        client.force_login(person)
        asked = measuring.statements_of(ask, client)
        beside = [each for each in asked if any(table in each for table in ("django_session", "_user", "_membership"))]
        beside = [each for each in beside if "territory_mandate" not in each]
        took_ms = measuring.medians_ms({"beside": lambda _number: measuring.run_bare(beside)}, 1)["beside"]
        print(f"signed in: {len(asked)} statements instead of {visitors}; who asks is found in {took_ms:.2f} ms by")
        for each in beside:
            print(f"  {each[:100]} …")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
