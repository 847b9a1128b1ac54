"""Who comments, whose words are shown at once, and who looks at those of others."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from territory.comments.models import Comment
from territory.contributions.models import Contribution, State
from territory.contributions.rules import can_moderate, can_write_for_owner
from territory.contributions.standing import standing_of
from territory.organisations.answering import communes_answered_by
from territory.people.models import User


def can_comment(user: User | AnonymousUser, thing: Contribution) -> bool:
    """May ``user`` say something about ``thing``? Everybody signed in, about what is published."""
    return isinstance(user, User) and user.is_active and thing.state == State.PUBLISHED and thing.trashed_at is None


def is_shown_at_once(user: User, thing: Contribution) -> bool:
    """Whether the words of ``user`` need nobody to look at them first: people of its owner and of its partners."""
    own = standing_of(user).organisation_ids
    if thing.owner_id in own or can_moderate_comments(user, thing):
        return True
    return thing.partners.filter(pk__in=own).exists()


def can_moderate_comments(user: User | AnonymousUser, thing: Contribution) -> bool:
    """May ``user`` show and hide comments on ``thing``? Its owner, the communes it lies in, and its moderators."""
    if not isinstance(user, User) or not user.is_active:
        return False
    if can_write_for_owner(user, thing) or can_moderate(user, thing):
        return True
    return communes_answered_by(user, timezone.localdate()).filter(boundary__intersects=thing.location).exists()


def can_discard(user: User | AnonymousUser, comment: Comment) -> bool:
    """May ``user`` delete ``comment``? Who wrote it."""
    return isinstance(user, User) and user.is_active and comment.author_id == user.pk
