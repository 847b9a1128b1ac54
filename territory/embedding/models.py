"""Web sites that may show the map in a frame."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class EmbeddingSite(models.Model):
    """``origin`` is what browsers compare: https, the name of the host, perhaps a port; no path."""

    origin = models.CharField(_("web site"), max_length=200, unique=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("site that may embed the map")
        verbose_name_plural = _("sites that may embed the map")
        ordering = ["origin"]
        constraints = [
            # It goes into a header: nothing else may ever stand there.
            models.CheckConstraint(
                condition=models.Q(origin__regex=r"^https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?$"),
                name="embedding_site_is_an_origin",
            )
        ]

    def __str__(self) -> str:
        return self.origin
