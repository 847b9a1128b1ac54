"""What visitors suggest or report at a place, without an account."""

from django.conf import settings
from django.contrib.gis.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from layers.crs import STORAGE_SRID
from territory.naming import person_key


class SuggestionKind(models.TextChoices):
    SUGGESTION = "suggestion", _("suggestion")
    ERROR = "error", _("error report")


class SuggestionState(models.TextChoices):
    """Nobody reads one before its address is confirmed."""

    UNCONFIRMED = "unconfirmed", _("not confirmed")
    NEW = "new", _("new")
    ACCEPTED = "accepted", _("taken up")
    ANSWERED = "answered", _("answered")
    REFUSED = "refused", _("not taken up")


class Suggestion(models.Model):
    """One visitor's words at a place. The address is for the answer only and is deleted some time after it."""

    kind = models.CharField(_("what it is"), max_length=10, choices=SuggestionKind)
    text = models.TextField(_("text"), max_length=2000)
    location = models.PointField(_("location"), srid=STORAGE_SRID, spatial_index=False)
    commune = models.ForeignKey(
        "layers.Commune", on_delete=models.PROTECT, related_name="suggestions", verbose_name=_("commune")
    )
    about_kind = models.CharField(_("kind of what it is about"), max_length=30, blank=True)
    about_id = models.BigIntegerField(_("number of what it is about"), null=True, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    state = models.CharField(_("state"), max_length=12, choices=SuggestionState, default=SuggestionState.UNCONFIRMED)
    key_digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    expires_at = models.DateTimeField(_("to be confirmed until"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    # No constraints: who leaves goes, a draft may be thrown away, and what was decided stays as it was.
    decided_by = person_key(_("decided by"), null=True, blank=True)
    initiative = models.ForeignKey(
        "territory.LocalInitiative",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="suggestions",
        verbose_name=_("draft made of it"),
    )
    is_invented = models.BooleanField(_("invented"), default=False, help_text=_("Made up for the demonstration."))

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["confirmed_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="suggestion_has_a_text"),
            models.CheckConstraint(condition=Q(state__in=SuggestionState.values), name="suggestion_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="unconfirmed") | Q(confirmed_at__isnull=False), name="suggestion_read_once_confirmed"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["unconfirmed", "new"]) | Q(decided_at__isnull=False),
                name="suggestion_decided_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["commune", "state"], name="suggestion_of_commune"),
            models.Index(fields=["expires_at"], condition=Q(state="unconfirmed"), name="suggestion_unconfirmed"),
        ]

    def __str__(self) -> str:
        words = " ".join(self.text.split())
        return words if len(words) <= 80 else f"{words[:79]}…"
