"""How rows name what they are about, and who wrote them, where neither may hold them back from being deleted."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AboutAThing(models.Model):
    """A row about one thing of any table. No key of the database: the thing may go, and what is said of it stays."""

    kind = models.CharField(_("kind"), max_length=30, help_text=_("Name of the table of the thing."))
    object_id = models.BigIntegerField(_("number of the thing"))

    class Meta:
        abstract = True


def person_key(verbose_name: Any, *, null: bool = False, blank: bool = False) -> "models.ForeignKey[Any, Any]":
    """A key to who did something. No constraint: who deletes the account goes, and what they did stays."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=null,
        blank=blank,
        related_name="+",
        verbose_name=verbose_name,
    )
