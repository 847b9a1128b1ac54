"""Working groups: companies and public bodies of one place that pool services."""

from django.contrib.gis.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from layers.crs import STORAGE_SRID


class WorkingGroup(models.Model):
    slug = models.SlugField(_("short name"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    coordinator = models.ForeignKey(
        "territory.Organisation",
        on_delete=models.PROTECT,
        related_name="coordinated_groups",
        verbose_name=_("coordinated by"),
    )
    footprint = models.GeometryField(_("area of work"), srid=STORAGE_SRID)
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    business_parks = models.ManyToManyField(
        "layers.BusinessPark",
        blank=True,
        related_name="working_groups",
        verbose_name=_("business parks"),
    )
    link = models.URLField(_("link"), blank=True, max_length=500)

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class WorkingGroupMember(models.Model):
    """An establishment or a public body that takes part."""

    working_group = models.ForeignKey(
        WorkingGroup,
        on_delete=models.CASCADE,
        related_name="members",
        verbose_name=_("working group"),
    )
    establishment = models.ForeignKey(
        "territory.Establishment",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="group_memberships",
        verbose_name=_("establishment"),
    )
    organisation = models.ForeignKey(
        "territory.Organisation",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="group_memberships",
        verbose_name=_("organisation"),
    )
    joined_on = models.DateField(_("joined on"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of a working group")
        verbose_name_plural = _("members of a working group")
        ordering = ["working_group", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(establishment__isnull=False, organisation__isnull=True)
                | Q(establishment__isnull=True, organisation__isnull=False),
                name="group_member_is_one_thing",
            ),
            models.UniqueConstraint(
                fields=["working_group", "establishment"],
                name="establishment_once_per_group",
            ),
            models.UniqueConstraint(
                fields=["working_group", "organisation"],
                name="organisation_once_per_group",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.establishment or self.organisation} – {self.working_group}"
