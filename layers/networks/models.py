"""Walking and cycling networks as they were imported: one row a delivery, the newest is used."""

from django.contrib.gis.db import models
from django.utils.translation import gettext_lazy as _

from layers.crs import STORAGE_SRID
from layers.provenance import FromRelease


class WalkingNetwork(FromRelease):
    """``content`` holds the network ready for calculation (territory/reach/store.py); nothing in it is searched."""

    footprint = models.PolygonField(_("extent"), srid=STORAGE_SRID, help_text=_("The box around all its ways."))
    pieces_count = models.PositiveIntegerField(_("pieces of ways"))
    content = models.BinaryField(_("content"))
    stored_at = models.DateTimeField(_("stored"), auto_now_add=True)

    class Meta:
        verbose_name = _("walking network")
        verbose_name_plural = _("walking networks")
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.release)
