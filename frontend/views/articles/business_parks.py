"""The page of a business park: who works in it and what they do together."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from frontend.views.articles.listing import listing
from frontend.views.articles.placed import placed_in
from frontend.views.articles.surroundings import surroundings_of
from layers.business_parks.models import BusinessPark
from layers.construction_zones.models import ConstructionZone
from territory.companies.models import Establishment
from territory.people.models import User


def about_business_park(park: BusinessPark, reader: User | AnonymousUser) -> dict[str, Any]:
    """Establishments inside ``park``, projects, working groups, construction zones, surroundings."""
    inside = Establishment.objects.within(park.footprint)
    return {
        "surroundings": surroundings_of(park.footprint, timezone.localdate()),
        "area_m2": park.footprint.area,
        "establishments": listing(inside.order_by("-jobs", "name")),
        "projects": listing(placed_in(park.footprint, reader)),
        "working_groups": listing(park.working_groups.all()),
        "zones": listing(ConstructionZone.objects.filter(footprint__intersects=park.footprint)),
    }
