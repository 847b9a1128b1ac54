"""Photos and documents that hang on what is placed on the map."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from territory.contributions.models import Contribution

# The tables something can hang on, by the name of the column that says so.
HOLDERS = {
    "localinitiative": "local_initiative",
    "cooperationproject": "cooperation_project",
    "pooledservice": "pooled_service",
}


def held_by(kind: str) -> models.ForeignKey:
    """The column for a thing of ``kind``; the file goes with it when it is deleted for good."""
    return models.ForeignKey(
        f"territory.{kind}", on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("of")
    )


class ContributionFile(models.Model):
    """One photo or document of one initiative, project or service. Removed ones stay for a while, to be taken back.

    ``caption`` and ``alt`` (what a photo shows, for those who do not see it) are in ``language``.
    """

    local_initiative = held_by("LocalInitiative")
    cooperation_project = held_by("CooperationProject")
    pooled_service = held_by("PooledService")
    file = models.ForeignKey("territory.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name=_("file"))
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    alt = models.CharField(_("what the picture shows"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="fr")
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("photo or document")
        verbose_name_plural = _("photos and documents")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(local_initiative__isnull=False, cooperation_project=None, pooled_service=None)
                | models.Q(local_initiative=None, cooperation_project__isnull=False, pooled_service=None)
                | models.Q(local_initiative=None, cooperation_project=None, pooled_service__isnull=False),
                name="file_hangs_on_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.caption or str(self.file)


def holder_of(thing: Contribution) -> dict[str, Contribution]:
    """``thing`` under the name of its column."""
    return {HOLDERS[str(thing._meta.model_name)]: thing}
