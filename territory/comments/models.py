"""What people say about what is published."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from territory.naming import AboutAThing, person_key


class CommentState(models.TextChoices):
    WAITING = "waiting", _("waits to be looked at")
    SHOWN = "shown", _("shown")
    HIDDEN = "hidden", _("hidden")


class Comment(AboutAThing):
    """One person's words about one thing. ``kind`` and ``object_id`` name the thing, as in the record of happenings."""

    author = person_key(_("written by"))
    text = models.TextField(_("text"), max_length=2000)
    state = models.CharField(_("state"), max_length=10, choices=CommentState, default=CommentState.WAITING)
    reason = models.TextField(_("reason given with the state"), max_length=1000, blank=True)
    decided_by = person_key(_("decided by"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    trashed_at = models.DateTimeField(_("moved to the trash"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_has_a_text"),
            models.CheckConstraint(condition=Q(state__in=CommentState.values), name="comment_state_is_known"),
        ]
        indexes = [
            models.Index(fields=["kind", "object_id", "created_at"], name="comment_of_thing"),
            models.Index(fields=["created_at"], condition=Q(state="waiting", trashed_at=None), name="comment_waiting"),
            models.Index(fields=["author", "created_at"], name="comment_of_author"),
        ]

    def __str__(self) -> str:
        words = " ".join(self.text.split())
        return words if len(words) <= 80 else f"{words[:79]}…"


class CommentReport(models.Model):
    """Somebody thinks that a comment should not be there."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports", verbose_name=_("comment"))
    reporter = person_key(_("reported by"))
    reason = models.TextField(_("reason"), max_length=500)
    created_at = models.DateTimeField(_("reported"), default=timezone.now)

    class Meta:
        verbose_name = _("report of a comment")
        verbose_name_plural = _("reports of comments")
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["comment", "reporter"], name="comment_reported_once_each")]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.reason}"
