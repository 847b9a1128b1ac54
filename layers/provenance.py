"""Where a row of reference data comes from: every one names the release that delivered it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FromRelease(models.Model):
    """Adds ``release``: with it publisher, licence and date."""

    release = models.ForeignKey(
        "layers.Release",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("release"),
    )

    class Meta:
        abstract = True
