"""Short links: a few letters that stand for a view of the map. Nothing is kept about who made or followed one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ShortLink(models.Model):
    """``target`` is the part of the address behind the language: the same for every reader, whatever they speak.

    Links are permanent: the application's role of the database can add them, and neither change nor remove them.
    """

    code = models.CharField(_("code"), max_length=16, primary_key=True)
    target = models.CharField(_("address behind the language"), max_length=2000, unique=True)
    made_on = models.DateField(_("made on"), auto_now_add=True)

    class Meta:
        verbose_name = _("short link")
        verbose_name_plural = _("short links")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code
