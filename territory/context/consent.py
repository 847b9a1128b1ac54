"""Whose decision a place needs, and whose land it touches."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.gis.geos import GEOSGeometry
from django.db.models import Exists, OuterRef, Q
from django.utils import translation

from layers.languages import text_in
from territory.context.land import CommuneHere, ParkHere
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


def concerned_by(
    communes: Iterable[CommuneHere], parks: Iterable[ParkHere], day: datetime.date, language: str
) -> tuple[Concerned, ...]:
    """Those with a mandate on ``day`` for these communes, their regions and these parks; who decides comes first."""
    communes = tuple(communes)
    moderators = Membership.objects.valid_on(day).filter(
        organisation=OuterRef("organisation"), role=Role.REGIONAL_MODERATOR
    )
    rows = (
        Mandate.objects.valid_on(day)
        .filter(
            Q(commune__in=[commune.id for commune in communes])
            | Q(region__in=[region for commune in communes for region, _name in commune.regions])
            | Q(business_park__in=[park.id for park in parks])
        )
        .annotate(decides=Exists(moderators), text=text_in("organisation__name", language))
        .order_by("-decides", "text")
        .values_list("organisation__slug", "text", "decides")
    )
    return tuple(dict.fromkeys(Concerned(*row) for row in rows))
