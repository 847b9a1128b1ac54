"""Comments that nobody has looked at, and reported ones: wait for the owner, the communes and the moderators."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontend.queue.section import QueueRow, Section
from frontend.templatetags.objects import collection_id, object_url
from territory.comments.reading import Waiting, waiting_comments
from territory.contributions.standing import standing_of
from territory.people.models import User


def _is_for(reader: User) -> bool:
    """Everybody who writes for an organisation may have comments to look at."""
    standing = standing_of(reader)
    return bool(standing.roles) or standing.is_administrator


def _row(waiting: Waiting, now: datetime.datetime) -> QueueRow:
    said = waiting.comment
    about = _("on “%(title)s”") % {"title": waiting.thing}
    return QueueRow(
        thing=said,
        title=said.text,
        address=f"{object_url(waiting.thing)}#comment-{said.pk}",
        mark=str(said.pk),
        facts=(str(said.author or _("former member")), about),
        waiting_days=(now - said.created_at).days,
        reason="\n".join(_("Reported: %(reason)s") % {"reason": reason} for reason in waiting.reports),
        look=collection_id(waiting.thing),
    )


def mine(reader: User, now: datetime.datetime) -> list[QueueRow]:
    """Those that ``reader`` may show and hide."""
    return [_row(waiting, now) for waiting in waiting_comments(reader)]


COMMENTS = Section(
    name="comments",
    title=gettext_lazy("Comments to look at"),
    template="frontend/queue/comments.html",
    is_for=_is_for,
    mine=mine,
)
