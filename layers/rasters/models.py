"""Raster layers: what each shows, where it comes from, the grid it lies on, and how far the work on it is.

The values lie in a file beside the database (layers/rasters/files.py); the row says which, and its checksum.
"""

from django.conf import settings
from django.contrib.gis.db import models
from django.contrib.gis.geos import Polygon
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from layers.crs import STORAGE_SRID
from layers.rasters.grid import Grid
from layers.rasters.warp import ValueKind


class RasterOrigin(models.TextChoices):
    UPLOADED = "uploaded", _("uploaded")
    DERIVED = "derived", _("derived from our own layers")
    SUITABILITY = "suitability", _("suitability")


class RasterState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    WORKING = "working", _("being calculated")
    READY = "ready", _("ready")
    REFUSED = "refused", _("not taken")


class RasterMeaning(models.TextChoices):
    """What the numbers are, and so how they may be resampled: the values of ValueKind, in words."""

    QUANTITY = ValueKind.QUANTITY.value, _("a measure at a place, such as metres")
    CATEGORY = ValueKind.CATEGORY.value, _("a code, such as a kind of land use")
    COUNT = ValueKind.COUNT.value, _("an amount in each cell, such as jobs")


class RasterLayer(models.Model):
    title = models.CharField(_("title"), max_length=200)
    origin = models.CharField(_("origin"), max_length=11, choices=RasterOrigin)
    kind = models.CharField(_("what the numbers are"), max_length=8, choices=RasterMeaning)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    release = models.ForeignKey(
        "layers.Release",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("release"),
        help_text=_("Of what was uploaded; what is calculated names its recipe."),
    )
    recipe = models.JSONField(_("recipe"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=RasterState, default=RasterState.WAITING)
    progress_percent = models.PositiveSmallIntegerField(_("progress in percent"), default=0)
    problems = models.JSONField(_("why it was not taken"), default=list, blank=True)
    source_crs = models.CharField(_("reference system of the upload"), max_length=200, blank=True)
    source_cell_m = models.FloatField(_("cell size of the upload in metres"), null=True, blank=True)
    source_nodata = models.CharField(_("“unknown” in the upload"), max_length=40, blank=True)
    footprint = models.PolygonField(_("area"), srid=STORAGE_SRID, null=True, blank=True)
    resolution_m = models.FloatField(_("cell size in metres"), null=True, blank=True)
    minimum = models.FloatField(_("lowest value"), null=True, blank=True)
    maximum = models.FloatField(_("highest value"), null=True, blank=True)
    known_share = models.FloatField(_("share of known cells"), null=True, blank=True)
    breaks = models.JSONField(_("borders of the classes"), default=list, blank=True)
    zones = models.JSONField(_("statistics by commune and park"), default=dict, blank=True)
    checksum = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True)
    file_bytes = models.BigIntegerField(_("size of the file in bytes"), null=True, blank=True)
    is_published = models.BooleanField(_("everyone sees it"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    computed_at = models.DateTimeField(_("calculated"), null=True, blank=True)

    class Meta:
        verbose_name = _("raster")
        verbose_name_plural = _("rasters")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="ready") | (Q(footprint__isnull=False) & ~Q(checksum="")),
                name="ready_raster_has_a_file",
            ),
            models.CheckConstraint(
                condition=~Q(origin="uploaded") | Q(release__isnull=False), name="uploaded_raster_names_its_release"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def grid(self) -> Grid:
        """The grid its values lie on; only of one that is ready."""
        assert isinstance(self.footprint, Polygon)
        assert self.resolution_m is not None
        return Grid.covering(self.footprint.extent, self.resolution_m)
