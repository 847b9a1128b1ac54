"""Cooperation projects: what several partners, often a working group, do together."""

from django.contrib.gis.db import models
from django.utils.translation import gettext_lazy as _

from territory.contributions.models import Contribution


class CooperationProject(Contribution):
    working_group = models.ForeignKey(
        "territory.WorkingGroup",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("working group"),
    )
    grown_from = models.ForeignKey(
        "territory.LocalInitiative",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("grown from"),
    )

    class Meta(Contribution.Meta):
        verbose_name = _("cooperation project")
        verbose_name_plural = _("cooperation projects")
