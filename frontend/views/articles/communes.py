"""The page of a commune: what lies in it and what is going on there."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from frontend.views.articles.listing import listing
from frontend.views.articles.placed import placed_in
from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune
from layers.construction_zones.models import ConstructionZone
from territory.companies.models import Establishment
from territory.people.models import User


def about_commune(commune: Commune, reader: User | AnonymousUser) -> dict[str, Any]:
    """Regions, business parks, construction zones, projects and the number of establishments of ``commune``."""
    today = timezone.localdate()
    inside = commune.boundary
    return {
        "regions": [
            membership.region for membership in commune.region_memberships.valid_on(today).select_related("region")
        ],
        "area_m2": inside.area,
        # Neighbours share their border points: what only touches the border lies next door.
        "parks": listing(BusinessPark.objects.filter(footprint__intersects=inside).exclude(footprint__touches=inside)),
        "zones": listing(
            ConstructionZone.objects.filter(footprint__intersects=inside).exclude(footprint__touches=inside)
        ),
        "projects": listing(placed_in(inside, reader)),
        "establishment_count": Establishment.objects.within(inside).count(),
        "successors": Commune.objects.valid_on(today).filter(lau2_code=commune.lau2_code)
        if commune.valid_until
        else [],
    }
