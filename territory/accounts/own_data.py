"""Everything that is kept about one person, for that person."""

from typing import Any

import pghistory.models
from django.apps import apps
from django.utils import timezone

from territory.acting import reading_as
from territory.alerts.models import Subscription
from territory.comments.models import Comment
from territory.contributions.models import Contribution
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from territory.organisations.models import Invitation, Membership
from territory.people.models import ApiToken, User
from territory.pooled_services.models import PooledService
from territory.saved_views.actions import views_of
from territory.saved_views.models import SavedView
from territory.studies.models import Study

KINDS: tuple[type[Contribution], ...] = (LocalInitiative, CooperationProject, PooledService)
Row = dict[str, Any]


def own_data(person: User) -> Row:
    """Profile, memberships, invitations, contributions, what is followed or saved, names of tokens, what was done."""
    return {
        "exported_at": timezone.now(),
        "profile": {
            "name": person.name,
            "email": person.email,
            "language": person.language,
            "joined_at": person.joined_at,
            "last_sign_in": person.last_login,
            "is_administrator_of_the_service": person.is_superuser,
        },
        "memberships": [
            _membership(row) for row in Membership.objects.filter(user=person).select_related("organisation")
        ],
        "invitations_sent": _invitations(person),
        "contributions": [
            _contribution(thing)
            for kind in KINDS
            for thing in kind._default_manager.filter(created_by=person).select_related("owner")
        ],
        "comments": list(
            Comment.objects.filter(author=person).values("kind", "object_id", "text", "state", "created_at")
        ),
        "studies": list(Study.objects.filter(owner=person).values("id", "title", "inputs", "created_at", "updated_at")),
        "saved_views": [_view(view) for view in views_of(person)],
        "follows": [_subscription(wish) for wish in Subscription.objects.filter(reader=person)],
        "tokens": list(
            ApiToken.objects.filter(user=person).values("name", "scope", "created", "expiry", "last_used_at")
        ),
        "actions": sorted(_actions(person), key=lambda action: action["when"]),
    }


def _invitations(person: User) -> list[Row]:
    with reading_as(person):
        sent = Invitation.objects.filter(invited_by=person).select_related("organisation")
        return [_invitation(row) for row in sent]


def _membership(membership: Membership) -> Row:
    return {
        "organisation": membership.organisation.slug,
        "role": membership.role,
        "looks_after_members": membership.is_administrator,
        "valid_from": membership.valid_from,
        "valid_until": membership.valid_until,
    }


def _invitation(invitation: Invitation) -> Row:
    return {
        "organisation": invitation.organisation.slug,
        "email": invitation.email,
        "role": invitation.role,
        "created_at": invitation.created_at,
        "accepted_at": invitation.accepted_at,
        "withdrawn_at": invitation.withdrawn_at,
    }


def _view(view: SavedView) -> Row:
    return {"name": view.name, "address": view.target, "created_at": view.created_at}


def _subscription(wish: Subscription) -> Row:
    return {
        "subject": wish.subject,
        "name": str(wish),
        "area": wish.area and wish.area.wkt,  # in the storage CRS, metres
        "rhythm": wish.rhythm,
        "channel": wish.channel,
        "created_at": wish.created_at,
    }


def _contribution(thing: Contribution) -> Row:
    return {
        "kind": thing._meta.model_name,
        "id": thing.pk,
        "title": thing.title,
        "owner": thing.owner.slug,
        "state": thing.state,
        "created_at": thing.created_at,
        "updated_at": thing.updated_at,
    }


def _actions(person: User) -> list[Row]:
    """One row for each row of the history that ``person`` wrote."""
    actions = []
    for model in apps.get_models():
        if not issubclass(model, pghistory.models.Event) or model is pghistory.models.Event:
            continue
        tracked = getattr(model, "pgh_tracked_model", None)
        if model._meta.proxy or not model._meta.managed or tracked is None:
            continue
        rows: Any = model._default_manager
        events = rows.filter(pgh_context__metadata__user=person.pk).select_related("pgh_context")
        actions += [
            {
                "when": event.pgh_created_at,
                "what": tracked._meta.model_name,
                "id": event.pgh_obj_id,
                "change": event.pgh_label,
                "verb": event.pgh_context.metadata.get("verb", ""),
                "reason": event.pgh_context.metadata.get("reason", ""),
            }
            for event in events.only("pgh_created_at", "pgh_obj_id", "pgh_label", "pgh_context")
        ]
    return actions
