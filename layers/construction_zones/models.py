"""Construction zones and their dated phases: what is closed or slowed, for whom, from when until when."""

from django.contrib.gis.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from layers.construction_zones.querysets import PhaseQuerySet
from layers.crs import STORAGE_SRID
from layers.provenance import FromRelease


class ConstructionKind(models.TextChoices):
    ROAD_WORKS = "road_works", _("road works")
    TRAM_WORKS = "tram_works", _("tram works")
    UTILITIES = "utilities", _("utilities")
    BUILDING_SITE = "building_site", _("building site")
    DEVELOPMENT_AREA = "development_area", _("development area")


class Certainty(models.TextChoices):
    FIXED = "fixed", _("dates fixed")
    ESTIMATED = "estimated", _("dates estimated")
    OPEN_ENDED = "open_ended", _("end not known")


class Effect(models.TextChoices):
    """What a phase does to a mode of travel."""

    NONE = "none", _("no effect")
    SLOWED = "slowed", _("slowed")
    DIVERTED = "diverted", _("diverted")
    CLOSED = "closed", _("closed")


MODES = ("car", "bus", "tram", "bicycle", "foot")


class ConstructionZone(FromRelease):
    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=ConstructionKind)
    footprint = models.GeometryField(
        _("footprint"),
        srid=STORAGE_SRID,
        help_text=_("The whole area or line, all phases together."),
    )
    source_url = models.URLField(_("link to the announcement"), blank=True, max_length=500)

    class Meta:
        verbose_name = _("construction zone")
        verbose_name_plural = _("construction zones")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ConstructionPhase(models.Model):
    zone = models.ForeignKey(
        ConstructionZone,
        on_delete=models.CASCADE,
        related_name="phases",
        verbose_name=_("construction zone"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=200)
    footprint = models.GeometryField(_("footprint"), srid=STORAGE_SRID)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    certainty = models.CharField(_("certainty"), max_length=10, choices=Certainty, default=Certainty.ESTIMATED)
    effect_car = models.CharField(_("effect on cars"), max_length=8, choices=Effect, default=Effect.NONE)
    effect_bus = models.CharField(_("effect on buses"), max_length=8, choices=Effect, default=Effect.NONE)
    effect_tram = models.CharField(_("effect on the tram"), max_length=8, choices=Effect, default=Effect.NONE)
    effect_bicycle = models.CharField(_("effect on bicycles"), max_length=8, choices=Effect, default=Effect.NONE)
    effect_foot = models.CharField(_("effect on walking"), max_length=8, choices=Effect, default=Effect.NONE)

    objects = PhaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        ordering = ["zone", "number"]
        constraints = [
            models.UniqueConstraint(fields=["zone", "number"], name="phase_number_once_per_zone"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="phase_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(certainty="fixed") | Q(ends_on__isnull=False),
                name="phase_with_fixed_dates_has_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(certainty="open_ended") | Q(ends_on__isnull=True),
                name="open_ended_phase_has_no_end",
            ),
        ]
        indexes = [models.Index(fields=["starts_on", "ends_on"], name="phase_period")]

    def __str__(self) -> str:
        return f"{self.zone} – {self.title}"
