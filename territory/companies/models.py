"""Companies and their places of work."""

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GistIndex
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from layers.crs import STORAGE_SRID
from territory.companies.querysets import EstablishmentQuerySet


class NaceRevision(models.TextChoices):
    REV_2 = "2", "NACE Rev. 2"
    REV_2_1 = "2.1", "NACE Rev. 2.1"


class Company(models.Model):
    """A legal person. Its people write through the organisation that stands for it."""

    name = models.CharField(_("name"), max_length=200)
    organisation = models.OneToOneField(
        "territory.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="company",
        verbose_name=_("organisation"),
    )
    is_invented = models.BooleanField(
        _("invented"), default=False, help_text=_("Made up for the demonstration.")
    )

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Establishment(models.Model):
    """A company's place of work; jobs are counted here."""

    company = models.ForeignKey(
        Company,
        on_delete=models.CASCADE,
        related_name="establishments",
        verbose_name=_("company"),
    )
    name = models.CharField(_("name"), max_length=200)
    address = models.CharField(_("address"), max_length=300, blank=True)
    location = models.PointField(_("location"), srid=STORAGE_SRID, spatial_index=False)
    nace_section = models.CharField(_("NACE section"), max_length=1)
    nace_code = models.CharField(_("NACE code"), max_length=7)
    nace_revision = models.CharField(
        _("NACE revision"),
        max_length=3,
        choices=NaceRevision,
        default=NaceRevision.REV_2,
    )
    jobs = models.PositiveIntegerField(
        _("jobs"), null=True, blank=True, help_text=_("Empty where not known.")
    )
    jobs_on = models.DateField(_("jobs counted on"), null=True, blank=True)
    is_invented = models.BooleanField(
        _("invented"), default=False, help_text=_("Made up for the demonstration.")
    )

    objects = EstablishmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("establishment")
        verbose_name_plural = _("establishments")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nace_section__regex=r"^[A-V]$"),
                name="nace_section_is_one_letter",
            )
        ]
        indexes = [
            # Named here and not left to the field, so that the history table does not pay for one of its own.
            GistIndex(fields=["location"], name="establishment_location"),
            models.Index(fields=["nace_code"], name="establishment_nace"),
        ]

    def __str__(self) -> str:
        return self.name
