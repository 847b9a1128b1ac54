"""What is placed on the map by people, as lists on the pages of other objects."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.gis.geos import GEOSGeometry

from frontend.views.articles.listing import Listing, listing
from territory.contributions.models import State
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from territory.people.models import User
from territory.pooled_services.models import PooledService

PLACED_KINDS = (LocalInitiative, CooperationProject, PooledService)


def placed_in(area: GEOSGeometry, reader: User | AnonymousUser) -> list[Any]:
    """What is placed at least partly in ``area`` (storage CRS) and not archived, as far as ``reader`` may see it."""
    return [
        thing
        for kind in PLACED_KINDS
        for thing in kind.objects.visible_to(reader).exclude(state=State.ARCHIVED).filter(location__intersects=area)
    ]


def seen_by(reader: User | AnonymousUser, rows: Any) -> Listing:
    """The beginning of ``rows`` (a manager of contributions), as far as ``reader`` may see them."""
    return listing(rows.visible_to(reader))
