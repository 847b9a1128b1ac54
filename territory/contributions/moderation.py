"""Who decides on a place: told to people before they submit, and the lists a moderator works through."""

import datetime

from django.conf import settings
from django.contrib.gis.geos import GEOSGeometry

from territory.contributions.models import Contribution, State
from territory.contributions.place import place_is_touched
from territory.contributions.rules import can_moderate
from territory.contributions.standing import standing_of
from territory.organisations.models import Mandate, Membership, Organisation
from territory.organisations.roles import Role
from territory.people.models import User

OVERDUE_DAYS = settings.OVERDUE_DAYS  # after which somebody should be asked


def organisations_moderating(place: GEOSGeometry | None, day: datetime.date) -> list[Organisation]:
    """Organisations whose moderators decide on ``place`` (storage CRS) on ``day``.

    All of them while there is no place.
    """
    moderating = Organisation.objects.filter(
        pk__in=Membership.objects.valid_on(day).filter(role=Role.REGIONAL_MODERATOR).values("organisation")
    )
    if place is None:
        return list(moderating)
    return [
        organisation
        for organisation in moderating
        if place_is_touched(place, Mandate.objects.filter(organisation=organisation).valid_on(day), day)
    ]


def waiting_for(moderator: User, kind: type[Contribution]) -> list[Contribution]:
    """Submitted things of ``kind`` on which ``moderator`` decides, the longest waiting first."""
    return _moderated(moderator, kind, State.SUBMITTED)


def sent_back_under(moderator: User, kind: type[Contribution]) -> list[Contribution]:
    """Things of ``kind`` that wait for their authors and come back to ``moderator``, the longest waiting first."""
    return _moderated(moderator, kind, State.CHANGES_REQUESTED)


def _moderated(moderator: User, kind: type[Contribution], state: State) -> list[Contribution]:
    standing = standing_of(moderator)
    if not (standing.is_moderator or standing.is_administrator):
        return []
    rows = kind.objects.present().filter(state=state).select_related("theme", "owner").order_by("updated_at")
    return [thing for thing in rows if can_moderate(moderator, thing)]
