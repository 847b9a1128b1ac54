"""The pages of the tram: a section of a line, and a stop."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.gis.measure import D
from django.utils import timezone

from frontend.views.articles.listing import listing
from frontend.views.articles.placed import placed_in
from frontend.views.articles.surroundings import communes_of, parks_of
from layers.transit.models import TransitSection, TransitStop
from territory.companies.models import Establishment
from territory.people.models import User

# What planners here call a stop's catchment on foot: about six minutes, as the crow flies.
WALK_M = 500
# A stop's position is its platform's; the drawn line is generalised to 15 m.
BESIDE_THE_LINE_M = 60


def about_section(section: TransitSection, _reader: User | AnonymousUser) -> dict[str, Any]:
    """Length in metres, communes and stops of ``section``; whether trams run on it today."""
    today = timezone.localdate()
    beside = section.route.stops.filter(location__dwithin=(section.alignment, D(m=BESIDE_THE_LINE_M))).order_by(
        "route_stops__sequence"
    )
    return {
        "length_m": section.alignment.length,
        "communes": communes_of(section.alignment, today),
        "stops": listing(beside, length=30),
        "is_open": bool(section.opened_on and section.opened_on <= today),
    }


def about_stop(stop: TransitStop, reader: User | AnonymousUser) -> dict[str, Any]:
    """Lines at ``stop``, and what lies within ``WALK_M`` metres of it."""
    today = timezone.localdate()
    reach = stop.location.buffer(WALK_M)
    return {
        "communes": communes_of(stop.location, today),
        "parks": parks_of(stop.location),
        "routes": stop.routes.all(),
        "is_open": bool(stop.opened_on and stop.opened_on <= today),
        "walk_m": WALK_M,
        "establishment_count": Establishment.objects.near(stop.location, WALK_M).count(),
        "projects": listing(placed_in(reach, reader)),
    }
