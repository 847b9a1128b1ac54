"""The communes and business parks that a place touches."""

import datetime
from dataclasses import dataclass

from django.contrib.gis.geos import GEOSGeometry

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune, RegionMembership
from layers.languages import text_in


@dataclass(frozen=True)
class CommuneHere:
    """regions: pairs of number and name."""

    id: int
    lau2: str
    name: str
    regions: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class ParkHere:
    id: int
    code: str
    name: str
    state_type: str
    manager: str


def communes_here(place: GEOSGeometry, day: datetime.date, language: str) -> tuple[CommuneHere, ...]:
    """The communes of ``day`` that ``place`` touches, with their regions; two queries."""
    found = list(
        Commune.objects.valid_on(day)
        .touching(place)
        .annotate(text=text_in("name", language))
        .order_by("lau2_code")
        .values_list("pk", "lau2_code", "text")
    )
    memberships = (
        RegionMembership.objects.valid_on(day)
        .filter(commune__in=[pk for pk, _lau2, _name in found])
        .annotate(text=text_in("region__name", language))
        .order_by("region__code")
        .values_list("commune_id", "region_id", "text")
    )
    regions: dict[int, list[tuple[int, str]]] = {}
    for commune_id, region_id, name in memberships:
        regions.setdefault(commune_id, []).append((region_id, name))
    return tuple(CommuneHere(pk, lau2, name, tuple(regions.get(pk, ()))) for pk, lau2, name in found)


def parks_here(place: GEOSGeometry) -> tuple[ParkHere, ...]:
    """The business parks that ``place`` touches."""
    parks = BusinessPark.objects.filter(footprint__intersects=place).defer("footprint").order_by("code")
    return tuple(ParkHere(park.pk, park.code, park.name, park.state_type, park.manager) for park in parks)
