"""The sheet as it was when something was handed in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from territory.context.querysets import KeptSheetQuerySet


class KeptSheet(models.Model):
    """What lay around a contribution when that version of it was submitted. Added by the worker, never changed.

    ``sheet`` holds it by language, as ``told`` makes it; what was not public then is not in it.
    """

    kind = models.CharField(_("kind"), max_length=30, help_text=_("Name of the table of the thing."))
    object_id = models.BigIntegerField(_("number of the thing"))
    version = models.PositiveIntegerField(_("version of the thing that was submitted"))
    submitted_at = models.DateTimeField(_("submitted"))
    made_at = models.DateTimeField(_("put together"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    sheet = models.JSONField(_("sheet"), help_text=_("By language."))

    objects = KeptSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("kept context sheet")
        verbose_name_plural = _("kept context sheets")
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "version"], name="one_sheet_a_version"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="sheet_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}, {self.version}"
