"""Public places that people come to or that could take a service: bus stops, car parks, public plots."""

from django.contrib.gis.db import models
from django.utils.translation import gettext_lazy as _

from layers.crs import STORAGE_SRID
from layers.provenance import FromRelease


class PlaceKind(models.TextChoices):
    BUS_STOP = "bus_stop", _("bus stop")
    CAR_PARK = "car_park", _("car park")
    PUBLIC_PLOT = "public_plot", _("public plot")


class PublicPlace(FromRelease):
    code = models.CharField(_("code"), max_length=60, unique=True)  # of a bus stop: its GTFS stop id
    kind = models.CharField(_("kind"), max_length=11, choices=PlaceKind)
    name = models.CharField(_("name"), max_length=200)
    location = models.PointField(_("location"), srid=STORAGE_SRID)

    class Meta:
        verbose_name = _("public place")
        verbose_name_plural = _("public places")
        ordering = ["kind", "name", "code"]

    def __str__(self) -> str:
        return self.name
