"""Communes and the regions they form. The land only: the body that governs a commune is an organisation."""

from django.contrib.gis.db import models
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.utils.translation import gettext_lazy as _

from layers.communes.querysets import CommuneQuerySet
from layers.crs import STORAGE_SRID
from layers.provenance import FromRelease
from layers.validity import ValidForATime, ValidityRange, ValidQuerySet


class Commune(FromRelease, ValidForATime):
    """A commune as it was from one day to another; a merger ends the old rows and starts a new one."""

    lau2_code = models.CharField(_("LAU2 code"), max_length=4)
    name = models.CharField(_("name"), max_length=100)
    canton = models.CharField(_("canton"), max_length=100)
    boundary = models.MultiPolygonField(_("boundary"), srid=STORAGE_SRID)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_on = models.DateField(_("population counted on"), null=True, blank=True)

    objects = CommuneQuerySet.as_manager()

    class Meta(ValidForATime.Meta):
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        ordering = ["name"]
        constraints = [
            *ValidForATime.Meta.constraints,
            ExclusionConstraint(
                name="commune_one_boundary_at_a_time",
                expressions=[
                    ("lau2_code", RangeOperators.EQUAL),
                    (ValidityRange(), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=models.Q(lau2_code__regex=r"^\d{4}$"),
                name="lau2_code_has_four_digits",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Region(FromRelease, ValidForATime):
    """Communes that plan together: a syndicate's territory, an agglomeration."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    communes = models.ManyToManyField(
        Commune,
        through="RegionMembership",
        related_name="regions",
        verbose_name=_("communes"),
    )

    objects = ValidQuerySet.as_manager()

    class Meta(ValidForATime.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class RegionMembership(ValidForATime):
    """A commune's time in a region."""

    region = models.ForeignKey(
        Region,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("region"),
    )
    commune = models.ForeignKey(
        Commune,
        on_delete=models.CASCADE,
        related_name="region_memberships",
        verbose_name=_("commune"),
    )

    objects = ValidQuerySet.as_manager()

    class Meta(ValidForATime.Meta):
        verbose_name = _("commune of a region")
        verbose_name_plural = _("communes of a region")
        ordering = ["region", "commune"]
        constraints = [
            *ValidForATime.Meta.constraints,
            ExclusionConstraint(
                name="region_membership_once_at_a_time",
                expressions=[
                    ("region", RangeOperators.EQUAL),
                    ("commune", RangeOperators.EQUAL),
                    (ValidityRange(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune} – {self.region}"
