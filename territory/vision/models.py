"""Goals of a region's vision: data, written by the region itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from territory.contributions.models import Stage


class GoalKind(models.TextChoices):
    """Which kind of contribution counts for a goal, named as its table is."""

    LOCAL_INITIATIVE = "localinitiative", _("local initiatives")
    COOPERATION_PROJECT = "cooperationproject", _("cooperation projects")
    POOLED_SERVICE = "pooledservice", _("pooled services")


class Goal(models.Model):
    """What the region wants in each of its communes: something about ``theme`` that has come to ``from_stage``."""

    region = models.ForeignKey("layers.Region", on_delete=models.PROTECT, related_name="+", verbose_name=_("region"))
    theme = models.ForeignKey(
        "territory.Theme", on_delete=models.PROTECT, related_name="goals", verbose_name=_("theme")
    )
    title = models.CharField(_("title"), max_length=150)
    summary = models.TextField(_("summary"), max_length=2000, blank=True)
    target = models.CharField(
        _("target"), max_length=300, blank=True, help_text=_("What is reached then, in a sentence that can be checked.")
    )
    due_on = models.DateField(_("reached until"), null=True, blank=True)
    kind = models.CharField(
        _("what counts"),
        max_length=20,
        choices=GoalKind,
        blank=True,
        help_text=_("Empty: initiatives, projects and services."),
    )
    from_stage = models.CharField(
        _("covered from the stage"),
        max_length=10,
        choices=Stage,
        default=Stage.PILOT,
        help_text=_("What has not come so far is on its way."),
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    is_invented = models.BooleanField(_("invented"), default=False, help_text=_("Made up for the demonstration."))

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["theme__position", "position", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="goal_has_a_title"),
            models.CheckConstraint(condition=models.Q(from_stage__in=Stage.values), name="goal_stage_is_known"),
            models.CheckConstraint(condition=models.Q(kind__in=["", *GoalKind.values]), name="goal_kind_is_known"),
        ]
        indexes = [models.Index(fields=["region", "theme"], name="goal_of_region")]

    def __str__(self) -> str:
        return self.title
