"""Which organisations answer for a commune, and in whose communes a person answers."""

import datetime

from django.db.models import QuerySet

from layers.communes.models import Commune
from territory.organisations.models import Mandate, Membership, Organisation
from territory.organisations.roles import Role
from territory.people.models import User


def answering_for(commune: Commune, day: datetime.date) -> QuerySet[Organisation]:
    """Organisations with a mandate for ``commune`` itself on ``day``; those of its region answer for more."""
    mandates = Mandate.objects.valid_on(day).filter(commune=commune)
    return Organisation.objects.filter(pk__in=mandates.values("organisation"))


def editors_answering_for(commune: Commune, day: datetime.date) -> set[int]:
    """Numbers of the people who write for one of these organisations on ``day``."""
    memberships = Membership.objects.valid_on(day).filter(
        organisation__in=answering_for(commune, day), role=Role.COMMUNE_EDITOR
    )
    return set(memberships.values_list("user_id", flat=True))


def communes_answered_by(person: User, day: datetime.date) -> QuerySet[Commune]:
    """Communes for which ``person`` writes on ``day``."""
    own = Membership.objects.valid_on(day).filter(user=person, role=Role.COMMUNE_EDITOR)
    mandates = Mandate.objects.valid_on(day).filter(organisation__in=own.values("organisation"), commune__isnull=False)
    return Commune.objects.filter(pk__in=mandates.values("commune"))
