"""The communes and business parks that a place touches."""

import datetime
from dataclasses import dataclass

from django.contrib.gis.geos import GEOSGeometry
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune, RegionMembership
from layers.composed import DAY, PLACE, Composed, kept, listed
from layers.languages import text_in


@dataclass(frozen=True)
class CommuneHere:
    """regions: their names."""

    id: int
    lau2: str
    name: str
    regions: tuple[str, ...]


@dataclass(frozen=True)
class ParkHere:
    id: int
    code: str
    name: str
    state_type: str
    manager: str


def communes_here(place: GEOSGeometry, day: datetime.date, language: str) -> tuple[CommuneHere, ...]:
    """The communes of ``day`` that ``place`` touches, with their regions; one query."""
    rows = _communes(language).ask({"place": place, "day": day})
    return tuple(CommuneHere(pk, lau2, name, tuple(regions)) for pk, lau2, name, regions in rows)


@kept
def _communes(language: str) -> Composed:
    memberships = (
        RegionMembership.objects.valid_on(DAY)
        .filter(commune=OuterRef("pk"))
        .annotate(text=text_in("region__name", language))
        .order_by("region__code")
        .values("text")
    )
    communes = (
        Commune.objects.valid_on(DAY)
        .touching(PLACE)
        .annotate(text=text_in("name", language), region_names=ArraySubquery(memberships))
        .order_by("lau2_code")
    )
    return Composed(listed(communes, "pk", "lau2_code", "text", "region_names"), place=PLACE, day=DAY)


def parks_here(place: GEOSGeometry, language: str) -> tuple[ParkHere, ...]:
    """The business parks that ``place`` touches; one query."""
    return tuple(ParkHere(*row) for row in _parks(language).ask({"place": place}))


@kept
def _parks(language: str) -> Composed:
    parks = (
        BusinessPark.objects.filter(footprint__intersects=PLACE)
        .annotate(text=text_in("name", language))
        .order_by("code")
    )
    return Composed(listed(parks, "pk", "code", "text", "state_type", "manager"), place=PLACE)
