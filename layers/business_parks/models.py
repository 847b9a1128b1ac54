"""Business parks: zones d'activités économiques and business districts."""

from django.contrib.gis.db import models
from django.utils.translation import gettext_lazy as _

from layers.crs import STORAGE_SRID
from layers.provenance import FromRelease


class StateType(models.TextChoices):
    """The types of the state's sector plan for economic activity zones, and what lies outside it."""

    ECO_N = "ECO-n", _("national zone (ECO-n)")
    SP_N = "SP-n", _("special national zone (SP-n)")
    SPEC = "SPEC", _("specific zone of the state (SPEC)")
    ECO_R = "ECO-r", _("regional zone run by a syndicate (ECO-r)")
    COMMUNAL = "communal", _("communal zone")


class ParkStatus(models.TextChoices):
    PLANNED = "planned", _("planned")
    BUILDING = "building", _("under construction")
    OPERATING = "operating", _("in operation")
    CONVERTING = "converting", _("being converted")


class FootprintAccuracy(models.TextChoices):
    SURVEYED = "surveyed", _("surveyed")
    APPROXIMATE = "approximate", _("approximate")


class BusinessPark(FromRelease):
    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    state_type = models.CharField(_("type"), max_length=10, choices=StateType)
    manager = models.CharField(_("manager"), max_length=200, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=ParkStatus, default=ParkStatus.OPERATING)
    footprint = models.MultiPolygonField(_("footprint"), srid=STORAGE_SRID)
    footprint_accuracy = models.CharField(
        _("accuracy of the footprint"),
        max_length=11,
        choices=FootprintAccuracy,
        default=FootprintAccuracy.APPROXIMATE,
    )

    class Meta:
        verbose_name = _("business park")
        verbose_name_plural = _("business parks")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
