"""The comments that a reader sees, and those that wait for a person to look at them."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Q, QuerySet

from territory.comments.models import Comment, CommentReport, CommentState
from territory.comments.rules import can_moderate_comments
from territory.comments.things import things_of
from territory.contributions.models import Contribution, State
from territory.people.models import User

LONGEST_LIST = 200


def comments_on(thing: Contribution, reader: User | AnonymousUser) -> QuerySet[Comment]:
    """Those about ``thing`` that ``reader`` sees, oldest first: shown ones, one's own, all for moderators."""
    rows = Comment.objects.filter(kind=thing._meta.model_name, object_id=thing.pk, trashed_at=None)
    if not can_moderate_comments(reader, thing):
        seen = Q(state=CommentState.SHOWN)
        rows = rows.filter(seen | Q(author=reader.pk) if isinstance(reader, User) else seen)
    return rows.select_related("author")


@dataclass(frozen=True)
class Waiting:
    """A comment to be looked at, with what it is about, and why somebody reported it (empty where nobody did)."""

    comment: Comment
    thing: Contribution
    reports: tuple[str, ...]


def waiting_comments(reader: User) -> list[Waiting]:
    """Comments that nobody has looked at, and reported ones, on what ``reader`` may moderate; the oldest first."""
    rows = Comment.objects.filter(trashed_at=None).annotate(open_reports=Count("reports", filter=_since_decided()))
    rows = rows.filter(Q(state=CommentState.WAITING) | Q(state=CommentState.SHOWN, open_reports__gt=0))
    found = list(rows.select_related("author").order_by("created_at")[:LONGEST_LIST])
    things = things_of(found)
    mine = {
        key for key, thing in things.items() if thing.state == State.PUBLISHED and can_moderate_comments(reader, thing)
    }
    reasons: dict[int, list[str]] = {}
    for report in CommentReport.objects.filter(comment__in=[each.pk for each in found]):
        reasons.setdefault(report.comment_id, []).append(report.reason)
    return [
        Waiting(each, things[each.kind, each.object_id], tuple(reasons.get(each.pk, ())))
        for each in found
        if (each.kind, each.object_id) in mine
    ]


def _since_decided() -> Q:
    """Reports that came after somebody last looked at the comment."""
    return Q(decided_at=None) | Q(reports__created_at__gt=F("decided_at"))
