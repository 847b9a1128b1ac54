"""The comments on the page of what is placed: what is shown, and what the reader may do."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from territory.comments.models import Comment, CommentState
from territory.comments.reading import LONGEST_LIST, comments_on
from territory.comments.rules import can_comment, can_discard, can_moderate_comments, is_shown_at_once
from territory.contributions.models import Contribution, State
from territory.people.models import User


@dataclass(frozen=True)
class CommentRow:
    comment: Comment
    can_delete: bool
    can_report: bool


def comments_of(thing: Contribution, reader: User | AnonymousUser) -> dict[str, Any]:
    """The comments on ``thing`` for its page; nothing where it is not published."""
    if thing.state != State.PUBLISHED:
        return {}
    rows = [
        CommentRow(
            comment=each,
            can_delete=can_discard(reader, each),
            can_report=reader.is_authenticated and each.author_id != reader.pk and each.state == CommentState.SHOWN,
        )
        for each in comments_on(thing, reader)[:LONGEST_LIST]
    ]
    may = isinstance(reader, User) and can_comment(reader, thing)
    return {
        "comments": rows,
        "shows_comments": True,
        "can_comment": may,
        "comment_is_shown_at_once": may and isinstance(reader, User) and is_shown_at_once(reader, thing),
        "moderates_comments": can_moderate_comments(reader, thing),
    }
