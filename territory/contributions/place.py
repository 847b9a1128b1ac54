"""How a place lies to the land somebody answers for: covered, touched, or straying, in words."""

import datetime
from collections.abc import Iterator

from django.contrib.gis.db.models.aggregates import Union
from django.contrib.gis.geos import (
    GeometryCollection,
    GEOSGeometry,
    LineString,
    Point,
    Polygon,
)
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune, Region, RegionMembership
from layers.crs import STORAGE_SRID
from territory.consents.parts import reaches_askable_land
from territory.organisations.models import Mandate, Organisation

AREA = 2  # dimension of areas
INTERIORS_MEET = "T********"  # DE-9IM: the two have more than borders in common
CORNERS_LOOKED_UP = 10  # so that a shape of thousands of corners abroad costs no thousands of queries


def _communes_of(mandates: QuerySet[Mandate], day: datetime.date) -> QuerySet[Commune]:
    """Communes that ``mandates`` name, alone or through a region they belong to on ``day``."""
    regions = Region.objects.valid_on(day).filter(pk__in=mandates.filter(region__isnull=False).values("region"))
    return Commune.objects.valid_on(day).filter(
        Q(pk__in=mandates.filter(commune__isnull=False).values("commune"))
        | Q(pk__in=RegionMembership.objects.valid_on(day).filter(region__in=regions).values("commune"))
    )


def _parks_of(mandates: QuerySet[Mandate]) -> QuerySet[BusinessPark]:
    return BusinessPark.objects.filter(pk__in=mandates.filter(business_park__isnull=False).values("business_park"))


def land_of(mandates: QuerySet[Mandate], day: datetime.date, near: GEOSGeometry) -> GEOSGeometry | None:
    """The land under ``mandates`` on ``day`` as one geometry, as far as its parts touch ``near``.

    None where none does.
    """
    return _united(
        _communes_of(mandates, day).filter(boundary__intersects=near),
        _parks_of(mandates).filter(footprint__intersects=near),
    )


def _united(communes: QuerySet[Commune], parks: QuerySet[BusinessPark]) -> GEOSGeometry | None:
    boundaries = communes.aggregate(land=Union("boundary"))["land"]
    footprints = parks.aggregate(land=Union("footprint"))["land"]
    if boundaries is None or footprints is None:
        return boundaries or footprints
    return boundaries.union(footprints)


def place_is_touched(place: GEOSGeometry, mandates: QuerySet[Mandate], day: datetime.date) -> bool:
    """Whether a part of ``place`` lies on the land under ``mandates`` on ``day``.

    A point or line on the border lies on both sides of it; an area that only has the border in
    common does not.
    """
    land = land_of(mandates, day, near=place)
    if land is None:
        return False
    return place.dims < AREA or land.relate_pattern(place, INTERIORS_MEET)


def place_can_be_asked_for(place: GEOSGeometry, owner: Organisation, day: datetime.date) -> bool:
    """Whether ``place`` lies on the land of ``owner``, or reaches from there onto that of neighbours to ask."""
    land = land_of(Mandate.objects.filter(organisation=owner).valid_on(day), day, near=place)
    return land is not None and reaches_askable_land(owner, place, land)


def corners_of(place: GEOSGeometry) -> Iterator[tuple[float, float]]:
    """The corner points of a geometry, in its own CRS; of an area those of its outer ring."""
    if isinstance(place, GeometryCollection):  # also of points, lines or areas only
        for part in place:
            yield from corners_of(part)
    elif isinstance(place, Polygon):
        yield from ((corner[0], corner[1]) for corner in place.exterior_ring.coords)
    elif isinstance(place, Point):
        yield place.x, place.y
    elif isinstance(place, LineString):
        yield from ((corner[0], corner[1]) for corner in place.coords)


def straying_in_words(place: GEOSGeometry, mandates: QuerySet[Mandate], day: datetime.date) -> str:
    """Where ``place`` (storage CRS) leaves the land under ``mandates``, in one sentence.

    For example: "This place lies 40 m inside Hesperange, outside your organisation's land."
    """
    reached = land_of(mandates, day, near=place)
    astray = place if reached is None else place.difference(reached)
    elsewhere = Commune.objects.valid_on(day).exclude(pk__in=_communes_of(mandates, day).values("pk"))
    own = _whole_land(mandates, day)
    if own is None:
        commune = elsewhere.touching(astray).first()
        if commune is not None:
            return _("This place lies in %(commune)s, for which your organisation has no mandate.") % {
                "commune": commune
            }
    else:
        # The corner farthest out says most; where it lies abroad, the next one that does not.
        corners = [Point(corner, srid=STORAGE_SRID) for corner in corners_of(astray)]
        for corner in sorted(corners, key=own.distance, reverse=True)[:CORNERS_LOOKED_UP]:
            commune = elsewhere.touching(corner).first()
            if commune is not None:
                return _("This place lies %(distance_m)d m inside %(commune)s, outside your organisation's land.") % {
                    "distance_m": max(1, round(corner.distance(own))),
                    "commune": commune,
                }
    return _("This place lies outside the communes of the map. Choose a place inside one of them.")


def depth_beyond(part: GEOSGeometry, mandates: QuerySet[Mandate], day: datetime.date) -> float | None:
    """How far ``part`` reaches beyond the land under ``mandates``, in metres; None where there is no such land."""
    own = _whole_land(mandates, day)
    if own is None:
        return None
    return max(Point(corner, srid=STORAGE_SRID).distance(own) for corner in corners_of(part))


def _whole_land(mandates: QuerySet[Mandate], day: datetime.date) -> GEOSGeometry | None:
    return _united(_communes_of(mandates, day), _parks_of(mandates))
