"""How a place lies to the land somebody answers for: covered, touched, or by how much it strays, in words."""

import datetime
from collections.abc import Iterator

from django.contrib.gis.db.models.aggregates import Union
from django.contrib.gis.geos import GEOSGeometry, Point
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune
from layers.crs import STORAGE_SRID
from territory.organisations.models import Mandate


def _communes_of(mandates: QuerySet[Mandate], day: datetime.date) -> QuerySet[Commune]:
    """Communes that ``mandates`` name, alone or through a region they belong to on ``day``."""
    return Commune.objects.valid_on(day).filter(
        Q(pk__in=mandates.filter(commune__isnull=False).values("commune"))
        | Q(
            Q(region_memberships__valid_until__isnull=True)
            | Q(region_memberships__valid_until__gt=day),
            region_memberships__region__in=mandates.filter(region__isnull=False).values(
                "region"
            ),
            region_memberships__valid_from__lte=day,
        )
    )


def _parks_of(mandates: QuerySet[Mandate]) -> QuerySet[BusinessPark]:
    return BusinessPark.objects.filter(
        pk__in=mandates.filter(business_park__isnull=False).values("business_park")
    )


def land_of(
    mandates: QuerySet[Mandate], day: datetime.date, near: GEOSGeometry
) -> GEOSGeometry | None:
    """The land under ``mandates`` on ``day`` as one geometry, as far as its parts touch ``near``; None where none does."""
    communes = _communes_of(mandates, day).filter(boundary__intersects=near)
    parks = _parks_of(mandates).filter(footprint__intersects=near)
    pieces = [
        communes.distinct().aggregate(land=Union("boundary"))["land"],
        parks.aggregate(land=Union("footprint"))["land"],
    ]
    land = None
    for piece in pieces:
        if piece is not None:
            land = piece if land is None else land.union(piece)
    return land


def place_is_touched(
    place: GEOSGeometry, mandates: QuerySet[Mandate], day: datetime.date
) -> bool:
    """Whether a part of ``place`` lies on the land under ``mandates`` on ``day``."""
    return land_of(mandates, day, near=place) is not None


def place_is_covered(
    place: GEOSGeometry, mandates: QuerySet[Mandate], day: datetime.date
) -> bool:
    """Whether all of ``place`` (storage CRS) lies on the land under ``mandates`` on ``day``."""
    land = land_of(mandates, day, near=place)
    return land is not None and land.covers(place)


def corners_of(place: GEOSGeometry) -> Iterator[tuple[float, float]]:
    """The corner points of a geometry of any type, in its own CRS."""
    if place.num_geom > 1 or place.geom_type.startswith(("Multi", "Geometry")):
        for part in place:
            yield from corners_of(part)
    elif place.geom_type == "Polygon":
        yield from (corner[:2] for corner in place.exterior_ring.coords)
    elif place.geom_type == "Point":
        yield place.coords[:2]
    else:
        yield from (corner[:2] for corner in place.coords)


def straying_in_words(
    place: GEOSGeometry, mandates: QuerySet[Mandate], day: datetime.date
) -> str:
    """Where ``place`` (storage CRS) leaves the land under ``mandates``: "lies 40 m inside Hesperange", one sentence."""
    own = land_of(mandates, day, near=place)
    astray = place.difference(own) if own is not None else place
    neighbours = _communes_of(mandates, day)
    own_communes = set(neighbours.values_list("pk", flat=True))
    other = (
        Commune.objects.valid_on(day)
        .filter(boundary__intersects=astray)
        .exclude(pk__in=own_communes)
        .first()
    )
    if other is None:
        return _(
            "This place lies outside the communes of the map. Choose a place inside one of them."
        )
    whole_land = (
        neighbours.aggregate(land=Union("boundary"))["land"]
        or _parks_of(mandates).aggregate(land=Union("footprint"))["land"]
    )
    if whole_land is None:
        return _(
            "This place lies in %(commune)s, for which your organisation has no mandate."
        ) % {"commune": other}
    farthest_m = max(
        Point(corner, srid=STORAGE_SRID).distance(whole_land)
        for corner in corners_of(astray)
    )
    return _(
        "This place lies %(distance_m)d m inside %(commune)s, outside your organisation's land."
    ) % {
        "distance_m": max(1, round(farthest_m)),
        "commune": other,
    }
