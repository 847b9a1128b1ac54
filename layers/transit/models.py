"""Public transport on rails: routes, the sections they grew by, and stops."""

from django.contrib.gis.db import models
from django.utils.translation import gettext_lazy as _

from layers.crs import STORAGE_SRID
from layers.provenance import FromRelease
from layers.transit.querysets import OpenedQuerySet


class TransitRoute(FromRelease):
    gtfs_route_id = models.CharField(_("GTFS route id"), max_length=50, unique=True)
    short_name = models.CharField(_("line"), max_length=20)
    name = models.CharField(_("name"), max_length=200)
    operator = models.CharField(_("operator"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("transit route")
        verbose_name_plural = _("transit routes")
        ordering = ["short_name"]

    def __str__(self) -> str:
        return f"{self.short_name} {self.name}"


class TransitSection(FromRelease):
    """A part of a route that opened on one day."""

    route = models.ForeignKey(
        TransitRoute,
        on_delete=models.CASCADE,
        related_name="sections",
        verbose_name=_("route"),
    )
    code = models.SlugField(_("code"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=200)
    alignment = models.LineStringField(_("alignment"), srid=STORAGE_SRID)
    opened_on = models.DateField(
        _("opened on"),
        null=True,
        blank=True,
        help_text=_("Empty while no date is known."),
    )

    objects = OpenedQuerySet.as_manager()

    class Meta:
        verbose_name = _("transit section")
        verbose_name_plural = _("transit sections")
        ordering = ["route", "opened_on", "code"]

    def __str__(self) -> str:
        return self.name


class TransitStop(FromRelease):
    gtfs_stop_id = models.CharField(_("GTFS stop id"), max_length=50, unique=True)
    name = models.CharField(_("name"), max_length=200)
    gtfs_name = models.CharField(_("name in the timetable"), max_length=200)
    location = models.PointField(_("location"), srid=STORAGE_SRID)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    routes = models.ManyToManyField(
        TransitRoute,
        through="RouteStop",
        related_name="stops",
        verbose_name=_("routes"),
    )

    objects = OpenedQuerySet.as_manager()

    class Meta:
        verbose_name = _("transit stop")
        verbose_name_plural = _("transit stops")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RouteStop(models.Model):
    """A stop's place on a route."""

    route = models.ForeignKey(
        TransitRoute,
        on_delete=models.CASCADE,
        related_name="route_stops",
        verbose_name=_("route"),
    )
    stop = models.ForeignKey(
        TransitStop,
        on_delete=models.CASCADE,
        related_name="route_stops",
        verbose_name=_("stop"),
    )
    sequence = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        verbose_name = _("stop on a route")
        verbose_name_plural = _("stops on a route")
        ordering = ["route", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["route", "sequence"],
                name="one_stop_per_place_on_the_route",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(fields=["route", "stop"], name="stop_once_per_route"),
        ]

    def __str__(self) -> str:
        return f"{self.route.short_name} {self.sequence}: {self.stop}"
