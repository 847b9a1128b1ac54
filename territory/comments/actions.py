"""Commenting, showing and hiding, reporting, deleting: one function per verb."""

import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territory.acting import acting_as
from territory.comments import rules
from territory.comments.models import Comment, CommentReport, CommentState
from territory.comments.things import thing_of
from territory.contributions.models import Contribution
from territory.errors import Invalid, NotAllowed, TooOften, WrongState
from territory.happenings.models import What
from territory.happenings.record import record
from territory.people.models import User
from territory.workflow import Transition, Workflow

LONGEST = 2000  # characters of a comment
LONGEST_REASON = 500

# The same table as territory_check_comment() of territory/migrations/sql/comments_security.sql. Shown again is what
# was reported and stays.
COMMENT_WORKFLOW: Workflow[User, Contribution] = Workflow(
    transitions=(
        Transition(CommentState.WAITING, CommentState.SHOWN, rules.can_moderate_comments),
        Transition(CommentState.WAITING, CommentState.HIDDEN, rules.can_moderate_comments, needs_reason=True),
        Transition(CommentState.SHOWN, CommentState.SHOWN, rules.can_moderate_comments),
        Transition(CommentState.SHOWN, CommentState.HIDDEN, rules.can_moderate_comments, needs_reason=True),
        Transition(CommentState.HIDDEN, CommentState.SHOWN, rules.can_moderate_comments),
    ),
    named=lambda state: dict(CommentState.choices).get(state, state),
)


def comment(thing: Contribution, author: User, text: str) -> Comment:
    """The stored comment: shown at once for people of the owner and its partners, else waiting.

    Raises NotAllowed, Invalid, TooOften.
    """
    with acting_as(author, verb="comment"):
        if not rules.can_comment(author, thing):
            raise NotAllowed(_("Comments are possible on what is published, for people who are signed in."))
        text = _checked(text, "text", LONGEST)
        since = timezone.now() - datetime.timedelta(days=1)
        if Comment.objects.filter(author=author, created_at__gt=since).count() >= settings.COMMENTS_PER_DAY:
            raise TooOften(_("That is as many as one day takes. Write the next one tomorrow."))
        is_shown = rules.is_shown_at_once(author, thing)
        said = Comment.objects.create(
            kind=str(thing._meta.model_name),
            object_id=thing.pk,
            author=author,
            text=text,
            state=CommentState.SHOWN if is_shown else CommentState.WAITING,
        )
        record(What.COMMENTED if is_shown else What.COMMENT_WAITS, thing, author)
    return said


def decide(said: Comment, actor: User, target: str, reason: str = "") -> Comment:
    """The comment as stored, shown or hidden. Raises WrongState, NotAllowed, Invalid (a reason is missing)."""
    with acting_as(actor, verb=f"comment {target}", reason=reason):
        stored = _locked(said)
        thing = thing_of(stored)
        step = COMMENT_WORKFLOW.step(stored.state, target)
        if thing is None or not step.rule(actor, thing):
            raise NotAllowed(_("Only its owner, its commune and the moderators look at comments here."))
        if step.needs_reason:
            reason = _checked(reason, "reason", LONGEST_REASON)
        was_waiting = stored.state == CommentState.WAITING
        stored.state, stored.reason = target, reason.strip()
        stored.decided_by, stored.decided_at = actor, timezone.now()
        stored.save(update_fields=["state", "reason", "decided_by", "decided_at"])
        if was_waiting and target == CommentState.SHOWN:
            record(What.COMMENTED, thing, actor)
    return stored


def report(said: Comment, reporter: User, reason: str) -> None:
    """Asks the moderators to look at a comment that is shown; a second time by the same person changes nothing.

    Raises WrongState, Invalid.
    """
    with acting_as(reporter, verb="report comment"):
        stored = _stored(said)
        if stored.state != CommentState.SHOWN:
            raise WrongState(_("This comment is not shown any more."))
        reason = _checked(reason, "reason", LONGEST_REASON)
        try:
            with transaction.atomic():
                CommentReport.objects.create(comment=stored, reporter=reporter, reason=reason)
        except IntegrityError:
            return
        thing = thing_of(stored)
        if thing is not None:
            record(What.COMMENT_WAITS, thing, reporter)


def discard(said: Comment, actor: User) -> None:
    """Moves one's own comment to the trash. Raises NotAllowed, WrongState."""
    with acting_as(actor, verb="discard comment"):
        stored = _locked(said)
        if not rules.can_discard(actor, stored):
            raise NotAllowed(_("Only who wrote a comment deletes it."))
        stored.trashed_at = timezone.now()
        stored.save(update_fields=["trashed_at"])


def purge_comments(now: datetime.datetime) -> int:
    """How many comments were deleted for good: those in the trash for ``settings.TRASH_DAYS`` days."""
    last = now - datetime.timedelta(days=settings.TRASH_DAYS)
    return Comment.objects.filter(trashed_at__lt=last).delete()[0]


def _locked(said: Comment) -> Comment:
    """As stored, closed to other writers; who may not change it reads it without a lock, and the rule refuses."""
    return Comment.objects.select_for_update(of=("self",)).filter(pk=said.pk, trashed_at=None).first() or _stored(said)


def _stored(said: Comment) -> Comment:
    stored = Comment.objects.filter(pk=said.pk, trashed_at=None).first()
    if stored is None:
        raise WrongState(_("This has been deleted in the meantime."))
    return stored


def _checked(text: str, name: str, longest: int) -> str:
    text = text.strip()
    if "\x00" in text:
        raise Invalid({name: [_("The text holds a character that cannot be stored.")]})
    if not text:
        raise Invalid({name: [_("Write a sentence or two.")]})
    if len(text) > longest:
        raise Invalid({name: [_("At most %(count)d characters, please.") % {"count": longest}]})
    return text
