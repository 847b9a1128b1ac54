"""What an establishment needs or offers: shared services, materials, energy. Most of it is confidential."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from territory.needs_and_offers.querysets import NeedOrOfferQuerySet


class Direction(models.TextChoices):
    """The same words as ``matching.profile.Direction``."""

    NEED = "in", _("need")
    OFFER = "out", _("offer")


class SharedService(models.TextChoices):
    """What neighbours share without anything passing from one to the other."""

    WASTE_ROUND = "waste_round", _("joint waste collection")
    SHUTTLE = "shuttle", _("shuttle")
    CAR_POOL = "car_pool", _("car-pooling")
    CANTEEN = "canteen", _("canteen")
    CRECHE = "creche", _("crèche")
    PARKING = "parking", _("parking spaces")
    SECURITY = "security", _("security service")
    TRAINING = "training", _("training")
    GREEN_SPACE = "green_space", _("care of green spaces")


class Visibility(models.TextChoices):
    """Who sees an entry besides the company's own people; the facilitator of its working groups always does."""

    FACILITATOR = "facilitator", _("only the facilitator of our working group")
    GROUP = "group", _("the members of our working group")
    ALL = "all", _("everyone")


class NeedOrOffer(models.Model):
    """One thing that an establishment needs or offers. Never deleted by people: withdrawn, and stated again."""

    establishment = models.ForeignKey(
        "territory.Establishment",
        on_delete=models.CASCADE,
        related_name="needs_and_offers",
        verbose_name=_("establishment"),
    )
    direction = models.CharField(_("direction"), max_length=3, choices=Direction)
    service = models.CharField(_("shared service"), max_length=20, choices=SharedService, blank=True)
    # A code of the List of Waste in digits, or a kind of energy (matching.profile.Energy).
    material = models.CharField(_("material or energy"), max_length=12, blank=True)
    amount = models.FloatField(_("quantity"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=4, blank=True)
    period = models.CharField(_("in each"), max_length=5, blank=True)
    density_t_per_m3 = models.FloatField(_("density in t/m³"), null=True, blank=True)
    # Tonnes or MWh, reckoned when it is stored, so that the database can add up.
    per_year = models.FloatField(_("quantity a year"), null=True, blank=True, editable=False)
    months = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("months"), null=True, blank=True)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("weekdays"), null=True, blank=True)
    grade = models.PositiveSmallIntegerField(_("grade"), null=True, blank=True)
    temperature_c = models.FloatField(_("temperature in °C"), null=True, blank=True)
    has_permit = models.BooleanField(_("permit for hazardous waste"), default=False)
    note = models.TextField(_("note"), blank=True)
    visibility = models.CharField(_("who sees it"), max_length=11, choices=Visibility, default=Visibility.FACILITATOR)
    is_invented = models.BooleanField(_("invented"), default=False, help_text=_("Made up for the demonstration."))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    objects = NeedOrOfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("need or offer")
        verbose_name_plural = _("needs and offers")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(service="") & ~Q(material="")) | (~Q(service="") & Q(material="")),
                name="need_or_offer_is_one_thing",
            ),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gt=0), name="need_or_offer_amount_positive"),
        ]
        indexes = [
            models.Index(fields=["visibility", "id"], name="need_or_offer_visibility"),
            models.Index(fields=["service"], condition=~Q(service=""), name="need_or_offer_service"),
        ]

    def __str__(self) -> str:
        return f"{self.get_direction_display()}: {self.get_service_display() or self.material}"
