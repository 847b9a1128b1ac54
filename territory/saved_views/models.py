"""Views of the map that somebody keeps under a name, for themselves only."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """``target`` is the part of the address behind the language, as of a short link.

    ``removed_at``: deleted, and can be taken back for a day.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views", verbose_name=_("of")
    )
    name = models.CharField(_("name"), max_length=100)
    target = models.CharField(_("address behind the language"), max_length=2000)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], condition=models.Q(removed_at=None), name="saved_view_once_by_name"
            )
        ]

    def __str__(self) -> str:
        return self.name
