"""Consents: what the communes say to things of others that reach onto their land."""

from django.contrib.gis.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from layers.crs import STORAGE_SRID
from territory.consents.querysets import ConsentQuerySet
from territory.naming import AboutAThing, person_key


class Answer(models.TextChoices):
    WAITING = "waiting", _("no answer yet")
    CONSENTS = "consents", _("consents")
    REFUSES = "refuses", _("refuses")


class Consent(AboutAThing):
    """One thing and one commune's authority that it was asked of.

    ``part`` is what lay on the commune's land when it was asked, ``share`` its part of the whole, 0 to 1. Rows are
    made by the database alone (territory/migrations/sql/consents.sql), which compares them with the place.
    """

    commune = models.ForeignKey("layers.Commune", on_delete=models.PROTECT, related_name="+", verbose_name=_("commune"))
    organisation = models.ForeignKey(
        "territory.Organisation", on_delete=models.PROTECT, related_name="consents", verbose_name=_("authority")
    )
    part = models.GeometryField(_("part"), srid=STORAGE_SRID, spatial_index=False)
    share = models.FloatField(_("share of the whole"))
    asked_at = models.DateTimeField(_("asked"))
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.WAITING)
    reason = models.TextField(_("reason"), max_length=4000, blank=True)
    answered_by = person_key(_("answered by"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    closed_at = models.DateTimeField(
        _("no longer needed since"), null=True, blank=True, help_text=_("The place no longer touches the commune.")
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "commune", "organisation"],
                condition=Q(closed_at__isnull=True),
                name="consent_asked_once",
            ),
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="consent_answer_is_known"),
            models.CheckConstraint(condition=~Q(answer="refuses") | ~Q(reason=""), name="refusal_has_a_reason"),
            models.CheckConstraint(
                condition=Q(answer="waiting", answered_at__isnull=True)
                | (~Q(answer="waiting") & Q(answered_at__isnull=False)),
                name="answered_consent_has_a_date",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "answer"], condition=Q(closed_at__isnull=True), name="consent_of_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.organisation}"

    @property
    def area_m2(self) -> float:
        """The area of the part; 0 for points and lines."""
        return float(self.part.area)

    @property
    def length_m(self) -> float:
        """The length of the part of a line; 0 for points and areas."""
        return float(self.part.length) if self.part.dims == 1 else 0.0

    @property
    def points(self) -> int:
        """How many points lie there; 0 for lines and areas."""
        return int(self.part.num_coords) if self.part.dims == 0 else 0
