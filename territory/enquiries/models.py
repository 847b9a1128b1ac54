"""Enquiries: the facilitator asks an establishment whether it needs a shared service, and it says yes or no."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from territory.naming import person_key
from territory.needs_and_offers.models import SharedService


class Enquiry(models.Model):
    """One establishment asked for one service; while ``sent_at`` is empty, only a member's wish that it be asked.

    Who wished and who was asked are rows of their own: the wish goes when the facilitator asks, so that nobody can
    read from theirs what became of it.
    """

    working_group = models.ForeignKey(
        "territory.WorkingGroup", on_delete=models.CASCADE, related_name="enquiries", verbose_name=_("working group")
    )
    establishment = models.ForeignKey(
        "territory.Establishment", on_delete=models.CASCADE, related_name="enquiries", verbose_name=_("establishment")
    )
    service = models.CharField(_("shared service"), max_length=20, choices=SharedService)
    started_by = person_key(_("by whom"), null=True)
    started_at = models.DateTimeField(_("begun"), default=timezone.now)
    sent_at = models.DateTimeField(_("asked"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    answer = models.BooleanField(_("needs it"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    # What the yes stated, so that a later no takes it back.
    entry = models.ForeignKey(
        "territory.NeedOrOffer",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("need or offer"),
    )

    class Meta:
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["working_group", "establishment", "service"],
                condition=Q(sent_at__isnull=False, withdrawn_at=None),
                name="enquiry_open_once",
            ),
            models.UniqueConstraint(
                fields=["working_group", "establishment", "service", "started_by"],
                condition=Q(sent_at=None),
                name="enquiry_wished_once",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False) | Q(answer=None, withdrawn_at=None), name="enquiry_wish_is_no_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.working_group}: {self.get_service_display()}"

    @property
    def is_open(self) -> bool:
        """Whether it was asked and not withdrawn."""
        return self.sent_at is not None and self.withdrawn_at is None
