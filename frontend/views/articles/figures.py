"""The figures of a place on its page: those of the day that is looked at on the map."""

import datetime
from typing import Any, TypeGuard

from frontend.comparing import Asked, address_of, region_around
from frontend.figure_table import groups_of
from frontend.two_clocks import day_in
from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune, Region
from territory.indicators.figures import figures_of
from territory.indicators.places import place_of


def has_figures(thing: object) -> TypeGuard[Commune | BusinessPark]:
    """Whether the page of ``thing`` has figures: of a commune only while it exists."""
    return isinstance(thing, BusinessPark) or (isinstance(thing, Commune) and thing.valid_until is None)


def figures_about(
    thing: Commune | BusinessPark | Region, on: str, moment: datetime.datetime | None = None
) -> dict[str, Any]:
    """The figures of ``thing`` on the day ``on`` (today, also where it cannot be read), and ways to compare them.

    With a ``moment``: as they were known then; comparisons know nothing of it.
    """
    day = day_in(on)
    place = place_of(thing, day)
    here = Asked(place.called, on=on if day else "")
    ways = {"beside": address_of(here, Asked(region_around(here), on=here.on))}
    if day:
        ways["now_and_then"] = address_of(Asked(place.called), here)
    return {
        "figure_groups": groups_of(figures_of([place.area], day, moment=moment)),
        "figures_day": day,
        "figure_ways": ways,
        "figure_names": [str(thing)],
    }
