"""Sources of reference data, their dated releases and the imports that were made from them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """A publisher's dataset."""

    code = models.SlugField(_("code"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    publisher = models.CharField(_("publisher"), max_length=200)
    licence = models.CharField(_("licence"), max_length=100)
    attribution = models.CharField(_("attribution"), max_length=300, blank=True)
    url = models.URLField(_("address"), blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.title


class Release(models.Model):
    """One dated delivery of a source."""

    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="releases",
        verbose_name=_("source"),
    )
    released_on = models.DateField(_("date of the release"))
    checksum = models.CharField(_("SHA-256 of the file"), max_length=64)
    file_name = models.CharField(_("file"), max_length=200)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["source", "-released_on"]
        constraints = [models.UniqueConstraint(fields=["source", "checksum"], name="one_release_per_file")]

    def __str__(self) -> str:
        return f"{self.source} ({self.released_on})"


class ImportRun(models.Model):
    """One application of a release to the tables: what it changed, when and by whom."""

    release = models.ForeignKey(
        Release,
        on_delete=models.PROTECT,
        related_name="runs",
        verbose_name=_("release"),
    )
    dataset = models.CharField(_("dataset"), max_length=40)
    applied_at = models.DateTimeField(_("applied"), auto_now_add=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("applied by"),
    )
    added_count = models.PositiveIntegerField(_("added"))
    changed_count = models.PositiveIntegerField(_("changed"))
    removed_count = models.PositiveIntegerField(_("removed"))

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-applied_at"]

    def __str__(self) -> str:
        return f"{self.dataset}, {self.applied_at:%Y-%m-%d %H:%M}"
