"""Whose decision a place needs, and whose land it touches."""

import datetime
from dataclasses import dataclass

from django.contrib.gis.geos import GEOSGeometry
from django.db.models import Exists, OuterRef, Q
from django.utils import translation

from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune, RegionMembership
from layers.composed import DAY, PLACE, Composed, kept, listed
from layers.languages import text_in
from territory.contributions.borders import asked_parts
from territory.organisations.models import Mandate, Membership, Organisation
from territory.organisations.roles import Role


@dataclass(frozen=True)
class Concerned:
    """An organisation that answers for land here. decides: its moderators publish what is placed."""

    slug: str
    name: str
    decides: bool


@dataclass(frozen=True)
class ConsentNeeded:
    """A commune whose authority will be asked, since ``share`` (0 to 1) of the place lies there; ``detail`` says so."""

    commune: str
    organisation: str
    name: str
    share: float
    detail: str


def consents_needed(place: GEOSGeometry, owner: Organisation | None, language: str) -> tuple[ConsentNeeded, ...]:
    """Whose consent something of ``owner`` at ``place`` (storage CRS) needs; none without an owner."""
    if owner is None:
        return ()
    with translation.override(language):
        return tuple(
            ConsentNeeded(
                part.commune.lau2_code, part.organisation.slug, str(part.organisation), round(part.share, 4), sentence
            )
            for part, sentence in asked_parts(owner, place)
        )


def concerned_by(place: GEOSGeometry, day: datetime.date, language: str) -> tuple[Concerned, ...]:
    """Those with a mandate on ``day`` for the communes, regions and parks that ``place`` touches; who decides first."""
    return tuple(dict.fromkeys(Concerned(*row) for row in _concerned(language).ask({"place": place, "day": day})))


@kept
def _concerned(language: str) -> Composed:
    communes = Commune.objects.valid_on(DAY).touching(PLACE)
    regions = RegionMembership.objects.valid_on(DAY).filter(commune__in=communes.values("pk"))
    parks = BusinessPark.objects.filter(footprint__intersects=PLACE)
    moderators = Membership.objects.valid_on(DAY).filter(
        organisation=OuterRef("organisation"), role=Role.REGIONAL_MODERATOR
    )
    mandates = (
        Mandate.objects.valid_on(DAY)
        .filter(
            Q(commune__in=communes.values("pk"))
            | Q(region__in=regions.values("region"))
            | Q(business_park__in=parks.values("pk"))
        )
        .annotate(decides=Exists(moderators), text=text_in("organisation__name", language))
        .order_by("-decides", "text")
    )
    return Composed(listed(mandates, "organisation__slug", "text", "decides"), place=PLACE, day=DAY)
