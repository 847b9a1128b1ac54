"""Companies and their places of work."""

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GistIndex
from django.db.models import Q
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _

from layers.crs import STORAGE_SRID
from territory.companies.querysets import EstablishmentQuerySet

# The finest zoom of the tile grid at which establishments are counted: 793 m on the ground in Luxembourg.
CELL_ZOOM = 15


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
    is_invented = models.BooleanField(_("invented"), default=False, help_text=_("Made up for the demonstration."))

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
    jobs = models.PositiveIntegerField(_("jobs"), null=True, blank=True, help_text=_("Empty where not known."))
    jobs_on = models.DateField(_("jobs counted on"), null=True, blank=True)
    is_invented = models.BooleanField(_("invented"), default=False, help_text=_("Made up for the demonstration."))

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
            # A code and all below it is what begins with it, which an index in the order of a language does not know.
            models.Index(fields=["nace_code"], name="establishment_nace", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["jobs"], name="establishment_jobs"),
            # What lists by name go along (territory/ordering.py).
            models.Index(Collate("name", "und-x-icu"), "id", name="establishment_by_name"),
            models.Index(fields=["nace_section", "id"], name="establishment_nace_section"),
        ]

    def __str__(self) -> str:
        return self.name


class CellCounts(models.Model):
    """Sums over a square of the tile grid, kept by a trigger on the establishments: nobody else writes them."""

    gx = models.IntegerField(_("column at zoom level 15"))
    gy = models.IntegerField(_("row at zoom level 15, from the north"))
    establishments = models.IntegerField(_("establishments"))
    stating = models.IntegerField(_("establishments that state their jobs"), default=0, db_default=0)
    jobs = models.BigIntegerField(_("jobs"))
    # Whole metres, so that adding and taking away leaves no rounding behind.
    sum_x_m = models.BigIntegerField(_("sum of positions to the east, Web Mercator"))
    sum_y_m = models.BigIntegerField(_("sum of positions to the north, Web Mercator"))

    class Meta:
        abstract = True


class EstablishmentCell(CellCounts):
    """How many establishments and jobs a square holds, for maps too small to draw each (docs/decisions/0008)."""

    class Meta:
        verbose_name = _("establishments in a cell")
        verbose_name_plural = _("establishments in cells")
        constraints = [models.UniqueConstraint(fields=["gx", "gy"], name="establishment_cell_counted_once")]

    def __str__(self) -> str:
        return f"{self.gx}/{self.gy}: {self.establishments}"

    @classmethod
    def total(cls) -> int:
        """The number of all establishments, read from some thousand cells instead of a million rows."""
        return cls._default_manager.aggregate(all=models.Sum("establishments"))["all"] or 0


class EstablishmentCellChange(CellCounts):
    """What one transaction added to a square or took from it: so the counts of any day before can be told."""

    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("change of a cell")
        verbose_name_plural = _("changes of cells")
        constraints = [
            models.UniqueConstraint(fields=["changed_at", "gx", "gy"], name="establishment_cell_changed_once")
        ]

    def __str__(self) -> str:
        return f"{self.gx}/{self.gy}: {self.establishments:+d}"
