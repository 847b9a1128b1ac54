"""The public collections: start here to see what programs can read. One entry each, in the order they are listed.

A field that is not named here can be neither read nor filtered nor tiled. Who sees which rows is decided by the
querysets' ``visible_to``; who may write, by ``territory/contributions/rules.py``.
"""

from django.utils.translation import gettext_lazy as _

from api.collection import Collection, Field, Kind, Narrowing, Period
from api.expressions import (
    business_parks_of_group,
    phases_ending,
    phases_in_state,
    phases_of_zone,
    phases_starting,
    regions_of_commune,
    routes_of_stop,
    text_of,
    zone_in_state,
    zone_works,
)
from api.fields import (
    CODE,
    GROUP,
    GROWN_FROM,
    INVENTED,
    NAME,
    OPENED,
    PROVENANCE,
    contributed,
    everything,
    in_stage,
    of_group,
    page_field,
    visible,
)
from api.shapes import PHASE
from layers import tile_layers as land
from layers.business_parks.models import BusinessPark, FootprintAccuracy, ParkStatus, StateType
from layers.communes.models import Commune
from layers.construction_zones.models import ConstructionKind, ConstructionZone
from layers.construction_zones.querysets import WorksState
from layers.public_places.models import PlaceKind, PublicPlace
from layers.transit.models import TransitSection, TransitStop
from territory import tile_layers as territory
from territory.companies.models import Establishment, EstablishmentCell, NaceRevision
from territory.contributions.models import Contribution
from territory.cooperation.models import CooperationProject
from territory.initiatives.models import LocalInitiative
from territory.pooled_services.models import PooledService
from territory.working_groups.models import WorkingGroup

POINT, LINE, AREA = ("Point",), ("LineString",), ("Polygon", "MultiPolygon")
ANY_PLACE = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")


COLLECTIONS = (
    Collection(
        id="communes",
        title=_("Communes"),
        description=_("Communes with their official boundaries, each as it was from one day to another."),
        rows=everything(Commune),
        geometry="boundary",
        geometry_types=AREA,
        fields=(
            Field("lau2_code", Kind.TEXT, _("LAU2 code"), filter="lau2_code"),
            NAME,
            Field("canton", Kind.TEXT, _("Canton"), filter="canton"),
            Field("population", Kind.INTEGER, _("Inhabitants")),
            Field("population_on", Kind.DATE, _("Day they were counted")),
            Field("regions", Kind.CODES, _("Codes of its regions today"), read=regions_of_commune),
            Field("valid_from", Kind.DATE, _("First day of this boundary")),
            Field("valid_until", Kind.DATE, _("First day on which it no longer holds")),
            *PROVENANCE,
            page_field("communes"),
        ),
        period=Period("valid_from", "valid_until", last_included=False, needs_first=True),
        searched=("name",),
        tile_layer=land.COMMUNES,
    ),
    Collection(
        id="business-parks",
        title=_("Business parks"),
        description=_("Zones of economic activity with their type in the state's sector plan."),
        rows=everything(BusinessPark),
        geometry="footprint",
        geometry_types=AREA,
        fields=(
            CODE,
            NAME,
            Field("state_type", Kind.TEXT, _("Type"), filter="state_type", choices=tuple(StateType.values)),
            Field("manager", Kind.TEXT, _("Manager"), filter="manager"),
            Field("status", Kind.TEXT, _("Status"), filter="status", choices=tuple(ParkStatus.values)),
            Field(
                "footprint_accuracy",
                Kind.TEXT,
                _("Whether the footprint is surveyed or approximate"),
                filter="footprint_accuracy",
                choices=tuple(FootprintAccuracy.values),
            ),
            *PROVENANCE,
            page_field("business-parks"),
        ),
        searched=("name",),
        narrowings=(of_group(BusinessPark),),
        tile_layer=land.BUSINESS_PARKS,
    ),
    Collection(
        id="construction-zones",
        title=_("Construction zones"),
        description=_("Works and development areas with their dated phases and what these close or slow."),
        rows=everything(ConstructionZone),
        geometry="footprint",
        geometry_types=ANY_PLACE,
        fields=(
            CODE,
            NAME,
            Field("kind", Kind.TEXT, _("Kind"), filter="kind", choices=tuple(ConstructionKind.values)),
            Field("starts_on", Kind.DATE, _("First day of the first phase"), read=phases_starting),
            Field("ends_on", Kind.DATE, _("Last day of the last phase; empty while open"), read=phases_ending),
            Field("phases", Kind.OBJECTS, _("Phases in order"), read=phases_of_zone, items=PHASE),
            Field("source_url", Kind.TEXT, _("Link to the announcement")),
            *PROVENANCE,
            page_field("construction-zones"),
        ),
        holds=zone_works,
        narrowings=(
            Narrowing(
                "works",
                _("Where one of its phases stands on the day"),
                condition=zone_in_state,
                choices=tuple(WorksState.values),
                reads_days=True,
                parts=phases_in_state,
            ),
        ),
        searched=("name",),
        tile_layer=land.CONSTRUCTION_ZONES,
    ),
    Collection(
        id="transit-sections",
        title=_("Tram line"),
        description=_("Sections of rail lines, each with the day it opened."),
        rows=everything(TransitSection),
        geometry="alignment",
        geometry_types=LINE,
        fields=(
            CODE,
            Field("name", Kind.TEXT, _("Name"), filter="name"),
            Field("route", Kind.TEXT, _("Line"), read="route__short_name", filter="route__short_name"),
            OPENED,
            *PROVENANCE,
            page_field("transit-sections"),
        ),
        period=Period("opened_on", needs_first=True),
        searched=("name",),
        tile_layer=land.TRANSIT_SECTIONS,
    ),
    Collection(
        id="transit-stops",
        title=_("Stops"),
        description=_("Stops of rail lines, each with the day it opened."),
        rows=everything(TransitStop),
        geometry="location",
        geometry_types=POINT,
        fields=(
            Field("gtfs_stop_id", Kind.TEXT, _("GTFS stop id"), filter="gtfs_stop_id"),
            Field("name", Kind.TEXT, _("Name"), filter="name"),
            Field("gtfs_name", Kind.TEXT, _("Name in the timetable")),
            Field("routes", Kind.CODES, _("Lines that call here"), read=routes_of_stop),
            OPENED,
            *PROVENANCE,
            page_field("transit-stops"),
        ),
        period=Period("opened_on", needs_first=True),
        searched=("name",),
        tile_layer=land.TRANSIT_STOPS,
    ),
    Collection(
        id="public-places",
        title=_("Public places"),
        description=_("Bus stops, car parks and public plots: where people arrive, or a shared service may stand."),
        rows=everything(PublicPlace),
        geometry="location",
        geometry_types=POINT,
        fields=(
            CODE,
            Field("kind", Kind.TEXT, _("Kind"), filter="kind", choices=tuple(PlaceKind.values)),
            Field("name", Kind.TEXT, _("Name"), filter="name"),
            *PROVENANCE,
            page_field("public-places"),
        ),
        searched=("name",),
        tile_layer=land.PUBLIC_PLACES,
    ),
    Collection(
        id="establishments",
        title=_("Establishments"),
        description=_("Companies' places of work with activity (NACE) and jobs."),
        rows=everything(Establishment),
        geometry="location",
        geometry_types=POINT,
        fields=(
            Field("name", Kind.TEXT, _("Name"), filter="name"),
            Field("company", Kind.TEXT, _("Company"), read="company__name"),
            Field("address", Kind.TEXT, _("Address")),
            Field("nace_section", Kind.TEXT, _("NACE section"), filter="nace_section"),
            Field("nace_code", Kind.TEXT, _("NACE code"), filter="nace_code"),
            Field("nace_revision", Kind.TEXT, _("NACE revision"), choices=tuple(NaceRevision.values)),
            Field("jobs", Kind.INTEGER, _("Jobs; empty where not known")),
            Field("jobs_on", Kind.DATE, _("Day they were counted")),
            INVENTED,
            page_field("establishments"),
        ),
        searched=("name",),
        count_all=EstablishmentCell.total,
        narrowings=(of_group(Establishment),),
        tile_layer=territory.ESTABLISHMENTS,
    ),
    Collection(
        id="working-groups",
        title=_("Working groups"),
        description=_("Companies and public bodies of one place that pool services."),
        rows=everything(WorkingGroup),
        geometry="footprint",
        geometry_types=ANY_PLACE,
        fields=(
            Field("slug", Kind.TEXT, _("Short name"), filter="slug"),
            NAME,
            Field("summary", Kind.TRANSLATED, _("Summary")),
            Field("coordinator", Kind.TEXT, _("Coordinated by"), read="coordinator__slug", filter="coordinator__slug"),
            Field("coordinator_name", Kind.TEXT, _("Its name"), read=text_of("coordinator__name")),
            Field("business_parks", Kind.CODES, _("Codes of its business parks"), read=business_parks_of_group),
            Field("founded_on", Kind.DATE, _("Founded on")),
            Field("link", Kind.TEXT, _("Link")),
            page_field("working-groups"),
        ),
        period=Period("founded_on"),
        searched=("name",),
        narrowings=(of_group(WorkingGroup),),
        tile_layer=territory.WORKING_GROUPS,
    ),
    Collection(
        id="local-initiatives",
        title=_("Local initiatives"),
        description=_("What one commune does on its own land."),
        rows=visible(LocalInitiative),
        geometry="location",
        geometry_types=ANY_PLACE,
        fields=contributed(LocalInitiative, "local-initiatives"),
        period=Period("starts_on", "ends_on"),
        searched=("title", "summary"),
        tile_layer=territory.LOCAL_INITIATIVES,
        narrowings=(in_stage(LocalInitiative),),
        same_for_all=False,
    ),
    Collection(
        id="cooperation-projects",
        title=_("Cooperation projects"),
        description=_("What several partners, often a working group, do together."),
        rows=visible(CooperationProject),
        geometry="location",
        geometry_types=ANY_PLACE,
        fields=contributed(CooperationProject, "cooperation-projects", GROUP, GROWN_FROM),
        period=Period("starts_on", "ends_on"),
        searched=("title", "summary"),
        tile_layer=territory.COOPERATION_PROJECTS,
        narrowings=(in_stage(CooperationProject),),
        same_for_all=False,
    ),
    Collection(
        id="pooled-services",
        title=_("Pooled services"),
        description=_("Services that several establishments or communes share, with capacity and catchment."),
        rows=visible(PooledService),
        geometry="location",
        geometry_types=ANY_PLACE,
        fields=contributed(
            PooledService,
            "pooled-services",
            GROUP,
            GROWN_FROM,
            Field("capacity", Kind.INTEGER, _("Capacity")),
            Field("capacity_unit", Kind.TEXT, _("Unit of the capacity")),
            Field("catchment_m", Kind.INTEGER, _("Catchment in metres")),
        ),
        period=Period("starts_on", "ends_on"),
        searched=("title", "summary"),
        tile_layer=territory.POOLED_SERVICES,
        narrowings=(in_stage(PooledService),),
        same_for_all=False,
    ),
)
BY_ID = {collection.id: collection for collection in COLLECTIONS}
# The collections that programs may write.
KINDS: dict[str, type[Contribution]] = {
    "local-initiatives": LocalInitiative,
    "cooperation-projects": CooperationProject,
    "pooled-services": PooledService,
}
