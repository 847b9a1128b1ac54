"""The page of a public place: a bus stop, a car park, a public plot."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from frontend.views.articles.listing import listing
from frontend.views.articles.placed import placed_in
from frontend.views.articles.surroundings import surroundings_of
from frontend.views.articles.transit import WALK_M
from layers.public_places.models import PublicPlace
from territory.companies.models import Establishment
from territory.people.models import User


def about_public_place(place: PublicPlace, reader: User | AnonymousUser) -> dict[str, Any]:
    """Where ``place`` lies, and what lies within ``WALK_M`` metres of it."""
    return {
        "surroundings": surroundings_of(place.location, timezone.localdate()),
        "walk_m": WALK_M,
        "establishment_count": Establishment.objects.near(place.location, WALK_M).count(),
        "projects": listing(placed_in(place.location.buffer(WALK_M), reader)),
    }
