"""Who may see, place, change, delete and decide on contributions.

The only place that decides; page, API and admin ask here.
"""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.gis.geos import GEOSGeometry
from django.utils import timezone

from territory.consents.asking import ANSWERING
from territory.consents.models import Consent
from territory.contributions.models import Contribution, State
from territory.contributions.place import place_can_be_asked_for, place_is_touched
from territory.contributions.standing import Standing, standing_of
from territory.organisations.models import Mandate, Organisation, OrganisationKind
from territory.organisations.roles import Role
from territory.people.models import User

# Local initiatives are of one commune; companies and groups write the other two.
WRITERS: dict[str | None, frozenset[Role]] = {
    "localinitiative": frozenset({Role.COMMUNE_EDITOR, Role.REGIONAL_MODERATOR}),
    "cooperationproject": frozenset(
        {
            Role.COMPANY_MEMBER,
            Role.COMMUNE_EDITOR,
            Role.PARK_MANAGER,
            Role.WORKING_GROUP_COORDINATOR,
            Role.REGIONAL_MODERATOR,
        }
    ),
    "pooledservice": frozenset(
        {
            Role.COMPANY_MEMBER,
            Role.COMMUNE_EDITOR,
            Role.PARK_MANAGER,
            Role.WORKING_GROUP_COORDINATOR,
            Role.REGIONAL_MODERATOR,
        }
    ),
}
# Kinds that lie on the land of their organisation and of neighbours that can be asked; the others
# need only touch it.
ON_ASKABLE_LAND = frozenset({"localinitiative"})
# Bodies that answer for land: without a valid mandate they may place nothing, while companies and
# networks never had any.
ANSWERING_FOR_LAND = frozenset({OrganisationKind.AUTHORITY, OrganisationKind.SYNDICATE})
# While it waits for a decision; what was archived may have to be asked for anew.
OPEN_FOR_ANSWERS = frozenset({State.SUBMITTED, State.ARCHIVED})
OPEN_FOR_WRITING = frozenset({State.DRAFT, State.CHANGES_REQUESTED})


def can_propose(user: User | AnonymousUser, kind: type[Contribution], organisation: Organisation) -> bool:
    """May ``user`` write something of ``kind`` in the name of ``organisation``?"""
    standing = standing_of(user)
    return standing.is_administrator or bool(standing.roles_in(organisation.pk) & WRITERS[kind._meta.model_name])


def can_place(kind: type[Contribution], organisation: Organisation, place: GEOSGeometry) -> bool:
    """Does ``place`` lie where ``organisation`` may put something of ``kind`` today?

    An organisation that answers for land stays on it at least with a part. An initiative may reach
    from there only onto land of communes that can be asked; what lies beyond is public once they
    consent (borders.py). One that never had a mandate (a company, a network) may place what is not of one
    commune anywhere in the communes; a mandate that has ended gives no such freedom.
    """
    today = timezone.localdate()
    all_mandates = Mandate.objects.filter(organisation=organisation)
    mandates = all_mandates.valid_on(today)
    if kind._meta.model_name in ON_ASKABLE_LAND:
        return place_can_be_asked_for(place, organisation, today)
    if organisation.kind not in ANSWERING_FOR_LAND and not all_mandates.exists():
        return True
    return place_is_touched(place, mandates, today)


def can_see(user: User | AnonymousUser, thing: Contribution) -> bool:
    """May ``user`` read ``thing``? The same as ``visible_to``, for one object."""
    if thing.trashed_at is not None:
        return False
    if thing.state == State.PUBLISHED:
        return True
    standing = standing_of(user)
    if standing.is_administrator or thing.owner_id in standing.organisation_ids:
        return True
    return thing.state != State.DRAFT and (standing.is_moderator or _is_asked(standing, thing))


def _is_asked(standing: Standing, thing: Contribution) -> bool:
    # Rows of the history are asked about as well: they have a key of their own.
    row: Any = thing
    kind = getattr(row, "pgh_tracked_model", type(row))._meta.model_name
    asked = Consent.objects.asked_of(standing.organisations_as(ANSWERING))
    return asked.filter(kind=kind, object_id=row.id).exists()


def can_write_for_owner(user: User | AnonymousUser, thing: Contribution) -> bool:
    """Does ``user`` write this kind of thing for the organisation that owns ``thing``?"""
    return can_propose(user, type(thing), thing.owner)


def can_edit(user: User | AnonymousUser, thing: Contribution) -> bool:
    """May ``user`` change the content of ``thing``?

    Owners until it is submitted, moderators once it is published.
    """
    if thing.state in OPEN_FOR_WRITING:
        return can_write_for_owner(user, thing)
    return thing.state == State.PUBLISHED and can_moderate(user, thing)


def can_move_stage(user: User | AnonymousUser, thing: Contribution) -> bool:
    """May ``user`` record that ``thing`` came into another stage?

    Its writers, also once it is public: how far it is they know, and no word of it changes. Its moderators once it
    is public. Nobody while it waits for a decision, nor in the archive.
    """
    if thing.trashed_at is not None:
        return False
    if thing.state in OPEN_FOR_WRITING:
        return can_write_for_owner(user, thing)
    return thing.state == State.PUBLISHED and (can_write_for_owner(user, thing) or can_moderate(user, thing))


def can_delete(user: User | AnonymousUser, thing: Contribution) -> bool:
    """May ``user`` move ``thing`` to the trash, or take it out again?

    Owners before it was ever public; what was public is archived instead.
    """
    if standing_of(user).is_administrator:
        return True
    return thing.published_at is None and thing.state in OPEN_FOR_WRITING and can_write_for_owner(user, thing)


def can_moderate(user: User | AnonymousUser, thing: Contribution) -> bool:
    """May ``user`` decide on ``thing``?

    Moderators of a region on whose land it lies, and administrators.
    """
    standing = standing_of(user)
    if standing.is_administrator:
        return True
    today = timezone.localdate()
    mandates = Mandate.objects.filter(organisation__in=standing.organisations_as([Role.REGIONAL_MODERATOR])).valid_on(
        today
    )
    return place_is_touched(thing.location, mandates, today)


def can_ask(user: User | AnonymousUser, thing: Contribution) -> bool:
    """May ``user`` ask those whose land ``thing`` touches? Who wrote it, and who decides on it."""
    open_for_asking = thing.trashed_at is None and thing.state in OPEN_FOR_ANSWERS
    return open_for_asking and (can_write_for_owner(user, thing) or can_moderate(user, thing))


def can_answer(user: User | AnonymousUser, thing: Contribution, consent: Consent) -> bool:
    """May ``user`` say yes or no to ``thing`` for the authority that was asked, or take that back?

    Its editors, until it is public; never for the organisation that owns it.
    """
    if consent.closed_at or thing.trashed_at or thing.state not in OPEN_FOR_ANSWERS:
        return False
    standing = standing_of(user)
    return standing.is_administrator or consent.organisation_id in standing.organisations_as(ANSWERING)


def can_archive(user: User | AnonymousUser, thing: Contribution) -> bool:
    """May ``user`` take ``thing`` off the public map, for good or for changes? Its owners and its moderators."""
    return can_write_for_owner(user, thing) or can_moderate(user, thing)
