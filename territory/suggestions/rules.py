"""Who reads and decides on what visitors suggest: the commune on whose land it lies."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from territory.organisations.answering import communes_answered_by
from territory.people.models import User
from territory.suggestions.models import Suggestion


def can_decide(user: User | AnonymousUser, suggestion: Suggestion) -> bool:
    """May ``user`` read and decide on ``suggestion``? Editors of its commune, and administrators."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return (
        user.is_superuser or communes_answered_by(user, timezone.localdate()).filter(pk=suggestion.commune_id).exists()
    )


def has_suggestions(user: User | AnonymousUser) -> bool:
    """Whether ``user`` decides on suggestions at all."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_superuser or communes_answered_by(user, timezone.localdate()).exists()
