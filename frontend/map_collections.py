"""What the map shows, in the order of its legend: names, defaults and where each comes from.

Which rows and fields are public is decided in ``api/catalogue.py``; how they are drawn, in ``js/map/``.
"""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from frontend.templatetags.languages import worded
from layers.business_parks.models import BusinessPark
from layers.communes.models import Commune
from layers.construction_zones.models import ConstructionZone
from layers.provenance import FromRelease
from layers.public_places.models import PublicPlace
from layers.sources.models import Release
from layers.transit.models import TransitSection, TransitStop
from territory.companies.models import Establishment
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from territory.pooled_services.models import PooledService
from territory.working_groups.models import WorkingGroup


@dataclass(frozen=True)
class MapCollection:
    """``filters``: what besides words and commune can narrow it; others are shown as they are on the day.

    ``listed``: whether it has a group in the list beside the map. ``shown``: whether it is switched on at first.
    ``by_name``: whether only addresses that name it in ``show`` switch it on, so that those from before it stay true.
    ``dated``: whether a chosen day narrows its list, while the map goes on showing what is over or not there yet.
    """

    id: str
    model: type[models.Model]
    title: str | Promise
    one: str | Promise
    filters: tuple[str, ...] = ()
    listed: bool = True
    shown: bool = True
    dated: bool = False
    by_name: bool = False

    @property
    def knows_then(self) -> bool:
        """Whether it follows the second clock: “as we knew it on” a past day."""
        return "as_of" in self.filters


PLACED = ("theme", "stage", "day", "as_of")
# Filters that not everything can have: one that is on hides what cannot.
OF_SOME = ("theme", "stage", "works", "working_group")

MAP_COLLECTIONS = (
    MapCollection("local-initiatives", LocalInitiative, _("Local initiatives"), _("Local initiative"), PLACED),
    MapCollection(
        "cooperation-projects",
        CooperationProject,
        _("Cooperation projects"),
        _("Cooperation project"),
        (*PLACED, "working_group"),
    ),
    MapCollection(
        "pooled-services", PooledService, _("Pooled services"), _("Pooled service"), (*PLACED, "working_group")
    ),
    MapCollection(
        "working-groups",
        WorkingGroup,
        _("Working groups"),
        _("Working group"),
        ("working_group", "as_of"),
        shown=False,
        dated=True,
    ),
    MapCollection(
        "construction-zones",
        ConstructionZone,
        _("Construction zones"),
        _("Construction zone"),
        ("works", "as_of"),
        dated=True,
    ),
    MapCollection("transit-stops", TransitStop, _("Tram stops"), _("Tram stop"), ("as_of",), dated=True),
    MapCollection(
        "transit-sections",
        TransitSection,
        _("Tram line"),
        _("Section of the tram line"),
        ("as_of",),
        listed=False,
        dated=True,
    ),
    MapCollection(
        "public-places",
        PublicPlace,
        _("Stops of buses, car parks, plots"),
        _("Public place"),
        shown=False,
        by_name=True,
    ),
    MapCollection("business-parks", BusinessPark, _("Business parks"), _("Business park"), ("working_group", "as_of")),
    MapCollection("establishments", Establishment, _("Establishments"), _("Establishment"), ("working_group", "as_of")),
    MapCollection("communes", Commune, _("Communes"), _("Commune"), listed=False, dated=True),
)

SWITCHED_ON_BY_NAME = frozenset(collection.id for collection in MAP_COLLECTIONS if collection.by_name)


def credits_of(collection: MapCollection, rows: models.QuerySet[Any] | None = None) -> list[dict[str, Any]]:
    """Source, publisher, licence and date of the releases that ``rows`` come from, else all of it, newest first."""
    if not issubclass(collection.model, FromRelease):
        return []
    from_them: Any = collection.model._default_manager.all() if rows is None else rows
    used = from_them.order_by().values("release").distinct()
    releases = Release.objects.filter(pk__in=used).select_related("source").order_by("-released_on")
    return [
        {
            "title": worded(release.source.title),
            "publisher": worded(release.source.publisher),
            "licence": worded(release.source.licence),
            "released_on": release.released_on.isoformat(),
        }
        for release in releases
    ]
