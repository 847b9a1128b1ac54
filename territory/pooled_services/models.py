"""Pooled services: what several establishments or communes share, with a capacity and a catchment."""

from django.contrib.gis.db import models
from django.utils.translation import gettext_lazy as _

from territory.contributions.models import Contribution


class PooledService(Contribution):
    working_group = models.ForeignKey(
        "territory.WorkingGroup",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("working group"),
    )
    grown_from = models.ForeignKey(
        "territory.CooperationProject",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("grown from"),
    )
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    capacity_unit = models.CharField(
        _("unit of the capacity"),
        max_length=50,
        blank=True,
        help_text=_("For example “seats a day”."),
    )
    catchment_m = models.PositiveIntegerField(_("catchment in metres"), null=True, blank=True)
    subscribers = models.ManyToManyField(
        "territory.Establishment",
        blank=True,
        related_name="subscriptions",
        verbose_name=_("subscribers"),
    )

    class Meta(Contribution.Meta):
        verbose_name = _("pooled service")
        verbose_name_plural = _("pooled services")
