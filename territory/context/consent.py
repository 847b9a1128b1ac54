"""Whose decision a place needs, and whose land it touches."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from layers.languages import text_in
from territory.context.land import CommuneHere, ParkHere
from territory.organisations.models import Mandate, Membership
from territory.organisations.roles import Role


@dataclass(frozen=True)
class Concerned:
    """An organisation that answers for land here. decides: its moderators publish what is placed."""

    slug: str
    name: str
    decides: bool


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
