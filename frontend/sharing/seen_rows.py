"""The rows that a view of the map means, for one reader: shared by downloads, print, picture and offline map.

Who may see a row is decided by ``visible_to``; which layers are drawn for which filter, as in ``js/pages/scene.js``.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.gis.geos import GEOSGeometry, Polygon
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from frontend.map_collections import MAP_COLLECTIONS, OF_SOME, MapCollection
from frontend.map_filters import MAP_FILTERS
from frontend.sharing.map_view import Box, MapView
from layers import tile_layers as land
from layers.communes.models import Commune, RegionMembership
from layers.construction_zones.models import ConstructionPhase
from layers.construction_zones.querysets import phases_in
from layers.crs import CRS84_SRID, STORAGE_REACH
from layers.tiles.layer import TileLayer
from territory import tile_layers as people
from territory.contributions.models import Contribution
from territory.contributions.querysets import running_between
from territory.contributions.stages import in_stage_on
from territory.errors import Invalid
from territory.history.as_of import as_of, knows_then
from territory.people.models import User
from territory.search.containing import containing
from territory.working_groups.belonging import belonging_to

Reader = User | AnonymousUser

# The ground stays whatever is looked for on it; furniture stays where a filter does not concern it.
GROUND = frozenset({"communes", "transit-sections"})
FURNITURE = frozenset({"business-parks", "transit-stops"})
# Geometry, and the columns that a word is looked for in.
PLACES = {
    "local-initiatives": ("location", ("title", "summary")),
    "cooperation-projects": ("location", ("title", "summary")),
    "pooled-services": ("location", ("title", "summary")),
    "working-groups": ("footprint", ("name",)),
    "construction-zones": ("footprint", ("name",)),
    "transit-stops": ("location", ("name",)),
    "transit-sections": ("alignment", ("name",)),
    "public-places": ("location", ("name",)),
    "business-parks": ("footprint", ("name",)),
    "establishments": ("location", ("name",)),
    "communes": ("boundary", ("name",)),
}
TILE_LAYERS: dict[str, TileLayer] = {
    layer.name: layer
    for layer in (
        land.COMMUNES,
        land.BUSINESS_PARKS,
        land.CONSTRUCTION_ZONES,
        land.TRANSIT_SECTIONS,
        land.TRANSIT_STOPS,
        land.PUBLIC_PLACES,
        people.ESTABLISHMENTS,
        people.WORKING_GROUPS,
        people.LOCAL_INITIATIVES,
        people.COOPERATION_PROJECTS,
        people.POOLED_SERVICES,
    )
}
# A side of a box is a curve in the national grid; cut into pieces this short it is off by less than 5 cm.
LONGEST_SIDE_DEG = 0.02


@dataclass(frozen=True)
class SeenLayer:
    """The rows of one collection that the view shows, not yet cut to its box unless they were asked so.

    ``only``: of the parts that a row is drawn with, those that are meant. ``day``: the one that is looked at.
    """

    collection: MapCollection
    rows: QuerySet[Any]
    is_narrowed: bool
    day: datetime.date
    only: Q = field(default_factory=Q)

    @property
    def geometry(self) -> str:
        return PLACES[self.collection.id][0]

    def inside(self, box: Box | None) -> QuerySet[Any]:
        """The rows that share a point with ``box``; all of them without one."""
        if box is None:
            return self.rows
        area = area_of(box)
        return self.rows.none() if area.empty else self.rows.filter(**{f"{self.geometry}__intersects": area})


def seen_layers(view: MapView, reader: Reader) -> list[SeenLayer]:
    """The map layers that the view shows, in the order of the legend, with what ``reader`` may see of each.

    Raises Invalid for a choice that does not exist: a misspelt filter must not answer everything.
    """
    check_view(view)
    lands, day = _lands(view), view.day_seen()
    layers = []
    for collection in MAP_COLLECTIONS:
        if collection.id in view.hidden and collection.id not in (view.selected or ()):
            continue
        rows = _visible(collection, view, reader)
        if collection.id in GROUND:
            layers.append(SeenLayer(collection, rows, is_narrowed=False, day=day))
        elif _can_narrow(collection, view):
            layers.append(_narrowed(collection, rows, view, lands))
        elif collection.id in FURNITURE:
            layers.append(SeenLayer(collection, rows, is_narrowed=False, day=day))
    return layers


def area_of(box: Box) -> Polygon:
    """``box`` as an area with many corners, cut to where the storage CRS is good; empty where it lies elsewhere."""
    reach_west, reach_south, reach_east, reach_north = STORAGE_REACH.extent
    west, south = max(box[0], reach_west), max(box[1], reach_south)
    east, north = min(box[2], reach_east), min(box[3], reach_north)
    if west >= east or south >= north:
        return Polygon(srid=CRS84_SRID)
    steps = max(1, int((east - west) / LONGEST_SIDE_DEG) + 1)
    eastward = [west + (east - west) * step / steps for step in range(steps + 1)]
    ring = [(lon, south) for lon in eastward] + [(lon, north) for lon in reversed(eastward)]
    return Polygon([*ring, ring[0]], srid=CRS84_SRID)


def check_view(view: MapView) -> None:
    """Raises Invalid for a choice that does not exist."""
    for each in MAP_FILTERS:
        unknown = each.unknown(getattr(view, each.name))
        if unknown:
            raise Invalid({each.name: [str(each.no_such) % {"code": unknown[0]}]})


def _lands(view: MapView) -> list[GEOSGeometry]:
    """The land of the chosen communes and of the chosen regions."""
    today = timezone.localdate()
    communes = Commune.objects.valid_on(today)
    lands = []
    if view.commune:
        lands.append(communes.called(view.commune).land())
    if view.region:
        lands.append(communes.in_regions(view.region, today).land())
    return lands


def _visible(collection: MapCollection, view: MapView, reader: Reader) -> QuerySet[Any]:
    rows: Any = collection.model._default_manager.all()
    if issubclass(collection.model, Contribution):
        rows = rows.visible_to(reader)
    if view.as_of is not None and knows_then(collection.model):
        return as_of(rows, view.as_of)
    return TILE_LAYERS[collection.id].on_day(rows, view.day_seen()) if collection.id == "communes" else rows


def _can_narrow(collection: MapCollection, view: MapView) -> bool:
    if view.kind and collection.id not in view.kind:
        return False
    return all(name in collection.filters for name in OF_SOME if getattr(view, name))


def _narrowed(
    collection: MapCollection, rows: QuerySet[Any], view: MapView, lands: Sequence[GEOSGeometry]
) -> SeenLayer:
    geometry, searched = PLACES[collection.id]
    condition = Q()
    if view.theme:
        condition &= Q(theme__code__in=view.theme)
    if view.stage and issubclass(collection.model, Contribution):
        condition &= in_stage_on(collection.model, view.stage, view.day_seen())
    if view.works:
        phases = ConstructionPhase.objects.filter(zone=OuterRef("pk")).in_state(view.works, *view.days_seen())
        condition &= Q(Exists(phases))
    if view.working_group:
        condition &= belonging_to(collection.model, view.working_group)
    for land_chosen in lands:
        condition &= Q(**{f"{geometry}__intersects": land_chosen})
    days = view.period or (view.day and (view.day, view.day))
    if days and "day" in collection.filters:
        condition &= running_between(*days)
    narrowed = rows.filter(condition)
    if view.words:
        narrowed = containing(narrowed, searched, view.words, is_past=view.as_of is not None)
    only = phases_in(view.works, *view.days_seen(), "phases__") if view.works else Q()
    return SeenLayer(collection, narrowed, bool(condition) or bool(view.words), view.day_seen(), only)


def communes_in_full(view: MapView) -> frozenset[str]:
    """LAU2 codes of the communes that stand out: the chosen ones, else those of the chosen regions or of all.

    None where no region is known: all stand out.
    """
    if view.commune:
        return frozenset(view.commune)
    members = RegionMembership.objects.valid_on(view.day_seen())
    if view.region:
        members = members.filter(region__code__in=view.region)
    return frozenset(members.values_list("commune__lau2_code", flat=True))
