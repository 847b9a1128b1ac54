"""Sitings that are kept: the question, whom it is shared with, and each answer with its day."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Study(models.Model):
    """A question about places of a service, kept with all its inputs so that it can be asked again."""

    title = models.CharField(_("title"), max_length=200)
    # Stays when its author leaves: a group goes on working with it. What was shared with nobody goes with them.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="studies", verbose_name=_("by")
    )
    working_group = models.ForeignKey(
        "territory.WorkingGroup",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="studies",
        verbose_name=_("shared with"),
        help_text=_("People of this working group read it and run it again."),
    )
    inputs = models.JSONField(_("question"))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("siting study")
        verbose_name_plural = _("siting studies")
        ordering = ["-updated_at", "-id"]

    def __str__(self) -> str:
        return self.title


class StudyRun(models.Model):
    """One answer to a study, as figures; never changed afterwards."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="runs", verbose_name=_("siting study"))
    ran_at = models.DateTimeField(_("calculated"), auto_now_add=True)
    answer = models.JSONField(_("answer"))

    class Meta:
        verbose_name = _("run of a siting study")
        verbose_name_plural = _("runs of siting studies")
        ordering = ["study", "-ran_at", "-id"]
        indexes = [models.Index(fields=["study", "-ran_at"], name="study_run_latest")]

    def __str__(self) -> str:
        return f"{self.study}, {self.ran_at:%Y-%m-%d %H:%M}"
