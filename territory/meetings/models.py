"""Meetings of a working group and what was decided there. Read by its members only, in the database too."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Meeting(models.Model):
    """Planned with an agenda, held, and kept with what was said and decided. In the language of the group."""

    working_group = models.ForeignKey(
        "territory.WorkingGroup", on_delete=models.CASCADE, related_name="meetings", verbose_name=_("working group")
    )
    title = models.CharField(_("title"), max_length=200)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    agenda = models.TextField(_("agenda"), blank=True, max_length=10_000)
    minutes = models.TextField(
        _("minutes of the meeting"), blank=True, max_length=50_000, help_text=_("What was said.")
    )
    version = models.PositiveIntegerField(_("version"), default=1)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    trashed_at = models.DateTimeField(_("moved to the trash"), null=True, blank=True)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["working_group", "starts_at"], name="meeting_of_group")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        """Whether it has ended, or begun where no end is known."""
        return (self.ends_at or self.starts_at) < timezone.now()


class Decision(models.Model):
    """What was decided, who takes care of it, and until when."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions", verbose_name=_("meeting"))
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("decision"), max_length=2000)
    owner = models.CharField(
        _("who takes care of it"), max_length=200, help_text=_("A member or a function, not the name of a person.")
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="decision_once_per_meeting")]
        indexes = [models.Index(fields=["due_on"], condition=Q(done_on__isnull=True), name="decision_open")]

    def __str__(self) -> str:
        return self.text

    @property
    def is_overdue(self) -> bool:
        """Whether it should have been done by today."""
        return self.done_on is None and self.due_on is not None and self.due_on < timezone.localdate()


class MeetingFile(models.Model):
    """A document or photo of a meeting. Removed ones stay for a while, to be taken back."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="files", verbose_name=_("meeting"))
    file = models.ForeignKey("territory.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name=_("file"))
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("file of a meeting")
        verbose_name_plural = _("files of meetings")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.file)
