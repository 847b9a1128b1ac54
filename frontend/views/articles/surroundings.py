"""Where a place lies: its communes, its business parks, the nearest tram stop."""

import datetime
from dataclasses import dataclass

from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.geos import GEOSGeometry
from django.db.models import Value

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune
from layers.crs import STORAGE_SRID
from layers.transit.models import TransitStop
from territory.companies.querysets import DistanceM, NearestFirst

# Outlines are generalised to about 100 m: a sliver under 1 % of an area says nothing about the neighbour.
LEAST_SHARE = 0.01


@dataclass(frozen=True)
class Surroundings:
    """``distance_m`` is the straight line from the edge of the place to ``stop``; both None without any open stop."""

    communes: list[Commune]
    parks: list[BusinessPark]
    stop: TransitStop | None
    distance_m: float | None


def _worth_naming(area: GEOSGeometry, place: GEOSGeometry) -> bool:
    if place.area == 0:
        return True
    return area.intersection(place).area >= LEAST_SHARE * place.area


def communes_of(place: GEOSGeometry, day: datetime.date) -> list[Commune]:
    """The communes in which ``place`` (storage CRS) lies on ``day``, the one with the largest part first."""
    communes = [
        commune for commune in Commune.objects.valid_on(day).touching(place) if _worth_naming(commune.boundary, place)
    ]
    return sorted(communes, key=lambda commune: -commune.boundary.intersection(place).area)


def parks_of(place: GEOSGeometry) -> list[BusinessPark]:
    """The business parks in which ``place`` (storage CRS) lies, in the order of their names."""
    return [
        park
        for park in BusinessPark.objects.filter(footprint__intersects=place)
        if _worth_naming(park.footprint, place)
    ]


def surroundings_of(place: GEOSGeometry, day: datetime.date) -> Surroundings:
    """Communes, business parks and the nearest stop in service on ``day`` around ``place`` (storage CRS)."""
    here = Value(place, output_field=GeometryField(srid=STORAGE_SRID))
    stop = (
        TransitStop.objects.open_on(day)
        .annotate(distance_m=DistanceM("location", here))
        .order_by(NearestFirst("location", here))
        .first()
    )
    return Surroundings(
        communes=communes_of(place, day),
        parks=parks_of(place),
        stop=stop,
        distance_m=stop.distance_m if stop else None,
    )
