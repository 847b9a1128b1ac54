"""Organisations, who belongs to them in which role, and the land they answer for."""

from django.conf import settings
from django.contrib.gis.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from layers.validity import ValidForATime, ValidQuerySet
from territory.organisations.roles import Role


class OrganisationKind(models.TextChoices):
    AUTHORITY = "authority", _("authority")
    SYNDICATE = "syndicate", _("syndicate of communes")
    NETWORK = "network", _("network")
    COMPANY = "company", _("company")
    ASSOCIATION = "association", _("association")


class Organisation(models.Model):
    """A body that owns, partners in or decides on what is placed.

    A commune's administration is one; the commune is land.
    """

    slug = models.SlugField(_("short name"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=11, choices=OrganisationKind)
    website = models.URLField(_("website"), blank=True)
    public_email = models.EmailField(
        _("public e-mail address"), blank=True, help_text=_("Shown to everyone on the pages of its land.")
    )
    is_invented = models.BooleanField(_("invented"), default=False, help_text=_("Made up for the demonstration."))
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        through="Membership",
        related_name="organisations",
        verbose_name=_("members"),
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(ValidForATime):
    """A person's role in an organisation, for a time."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("organisation"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("person"),
    )
    role = models.CharField(_("role"), max_length=30, choices=Role)
    is_administrator = models.BooleanField(
        _("looks after the members"),
        default=False,
        help_text=_("Invites people, changes their roles and ends their memberships."),
    )

    objects = ValidQuerySet.as_manager()

    class Meta(ValidForATime.Meta):
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["organisation", "user"]
        constraints = [
            *ValidForATime.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "user", "role", "valid_from"],
                name="membership_stated_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation} ({self.get_role_display()})"


class Invitation(models.Model):
    """An offer of a membership, sent by e-mail. The key in its link is stored as a hash only.

    The row is its own record: who invited, when it was sent, and what became of it.
    """

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="invitations",
        verbose_name=_("organisation"),
    )
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    role = models.CharField(_("role"), max_length=30, choices=Role)
    is_administrator = models.BooleanField(_("looks after the members"), default=False)
    member_until = models.DateField(
        _("member until"),
        null=True,
        blank=True,
        help_text=_("The first day on which the membership no longer holds."),
    )
    key_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("invited by"),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"))
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("accepted by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_has_one_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} – {self.organisation}"

    @property
    def is_open(self) -> bool:
        """Whether its link still works."""
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()


class Mandate(ValidForATime):
    """The land an organisation answers for, for a time: one commune, one business park or one region."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="mandates",
        verbose_name=_("organisation"),
    )
    commune = models.ForeignKey(
        "layers.Commune",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("commune"),
    )
    business_park = models.ForeignKey(
        "layers.BusinessPark",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("business park"),
    )
    region = models.ForeignKey(
        "layers.Region",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("region"),
    )

    objects = ValidQuerySet.as_manager()

    class Meta(ValidForATime.Meta):
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ["organisation"]
        constraints = [
            *ValidForATime.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    commune__isnull=False,
                    business_park__isnull=True,
                    region__isnull=True,
                )
                | Q(
                    commune__isnull=True,
                    business_park__isnull=False,
                    region__isnull=True,
                )
                | Q(
                    commune__isnull=True,
                    business_park__isnull=True,
                    region__isnull=False,
                ),
                name="mandate_names_one_area",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.commune or self.business_park or self.region}"
