"""What happened to things on the map: the record from which people are told."""

from django.contrib.gis.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from layers.crs import STORAGE_SRID
from territory.happenings.querysets import HappeningQuerySet
from territory.naming import AboutAThing, person_key


class What(models.TextChoices):
    """The first four are states that a contribution came into."""

    SUBMITTED = "submitted", _("submitted")
    CHANGES_REQUESTED = "changes_requested", _("changes requested")
    PUBLISHED = "published", _("published")
    ARCHIVED = "archived", _("archived")
    DRAFT = "draft", _("withdrawn")
    STAGE = "stage", _("another stage")
    WAITS_AGAIN = "waits_again", _("waits for consents again")
    CONSENT_ASKED = "consent_asked", _("consent asked")
    CONSENT_GIVEN = "consent_given", _("consent given")
    CONSENT_REFUSED = "consent_refused", _("consent refused")
    STARTS_SOON = "starts_soon", _("works begin soon")
    MEETING = "meeting", _("a meeting is planned")
    DECISION = "decision", _("a group has decided")
    DECISION_DUE = "decision_due", _("a decision is due")
    SUGGESTED = "suggested", _("suggested by a visitor")
    COMMENTED = "commented", _("commented")
    COMMENT_WAITS = "comment_waits", _("a comment waits")


class Happening(AboutAThing):
    """One thing that happened. Keeps title, place and theme as they were then: the thing itself may go."""

    what = models.CharField(_("what"), max_length=20, choices=What)
    titles = models.JSONField(_("title by language"))
    location = models.GeometryField(_("location"), srid=STORAGE_SRID)
    theme_code = models.SlugField(_("theme"), blank=True)
    reason = models.TextField(_("reason"), blank=True)
    detail = models.CharField(
        _("detail"), max_length=50, blank=True, help_text=_("The stage, the day, or who answers.")
    )
    actor = person_key(_("by whom"), null=True, blank=True)
    happened_at = models.DateTimeField(_("when"), default=timezone.now)

    objects = HappeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("happening")
        verbose_name_plural = _("happenings")
        ordering = ["-pk"]
        constraints = [
            # The daily look at the works may run twice, and finds only what it has not announced.
            models.UniqueConstraint(
                fields=["kind", "object_id", "detail"],
                condition=models.Q(what="starts_soon"),
                name="works_announced_once_a_date",
            ),
            models.UniqueConstraint(
                fields=["kind", "object_id", "detail"],
                condition=models.Q(what="decision_due"),
                name="reminded_once_a_date",
            ),
        ]
        indexes = [models.Index(fields=["kind", "object_id", "what"], name="happening_of_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.what}"
